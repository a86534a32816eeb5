"""Forms of the letters: what the draft says, the number at issue, receipts written down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.directory.forms.controls import ChosenField
from nghisu.invitations.commands.mailing import Numbers
from nghisu.invitations.enums import Step, Way
from nghisu.invitations.queries.letters import STEPS, DeliveryFilter


def _text(label: Any, rows: int, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class MailingForm(forms.Form):
    """What every letter of the conference says."""

    convener = forms.CharField(label=gettext_lazy("Cơ quan triệu tập"), max_length=300)
    chair = forms.CharField(label=gettext_lazy("Chủ trì"), max_length=300)
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=300)
    participants = _text(gettext_lazy("Thành phần"), 3, gettext_lazy("Mỗi thành phần một dòng."), True)
    documents = _text(
        gettext_lazy("Tài liệu"), 2, gettext_lazy("Gửi kèm những gì, hoặc xem ở đâu; mỗi ý một dòng.")
    )
    words = _text(gettext_lazy("Lời văn thêm"), 3)
    remarks = _text(gettext_lazy("Lưu ý"), 2, gettext_lazy("Để trống thì dùng câu mặc định về giờ đến."))
    absence_to = forms.CharField(
        label=gettext_lazy("Báo vắng với"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Ví dụ: Văn phòng, điện thoại 024 1234 5678."),
    )
    office_signer = forms.CharField(label=gettext_lazy("Người ký của văn phòng"), max_length=120)
    board_signer = forms.CharField(
        label=gettext_lazy("Người ký của Thường trực"),
        max_length=120,
        help_text=gettext_lazy("Ký giấy mời gửi khách của cấp trên."),
    )
    board_position = forms.CharField(label=gettext_lazy("Chức vụ người ký của Thường trực"), max_length=120)


class IssueForm(forms.Form):
    """The number under which the letters are issued."""

    issuer = ChosenField(
        label=gettext_lazy("Nơi ban hành"),
        required=False,
        help_text=gettext_lazy("Số được lấy ngay ở sổ văn bản đi của nơi này."),
    )
    issuer_of_board = ChosenField(
        label=gettext_lazy("Nơi ban hành giấy mời Thường trực ký"),
        required=False,
        help_text=gettext_lazy("Chỉ cần khi có khách cấp trên."),
    )
    number = forms.CharField(
        label=gettext_lazy("Hoặc số giấy mời lấy ở sổ giấy"),
        required=False,
        max_length=12,
    )
    number_of_board = forms.CharField(
        label=gettext_lazy("Số của giấy mời Thường trực ký"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Chỉ khi có khách cấp trên và đánh số riêng."),
    )

    def __init__(
        self, issuers: Iterable[tuple[int, str]], data: Any = None, *, with_board: bool = True
    ) -> None:
        """`with_board`: somebody is sent the letter that Thường trực signs, which may have a number of its own."""
        super().__init__(data, label_suffix="")
        offered = list(issuers)
        if not with_board:
            del self.fields["issuer_of_board"], self.fields["number_of_board"]
        for field in self.fields.values():
            if isinstance(field, ChosenField):
                field.offer(offered, ("", _("Không lấy ở sổ này")))
        if len(offered) == 1:
            self.fields["issuer"].initial = offered[0][0]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not typed.get("issuer") and not typed.get("number") and not self.errors:
            self.add_error("issuer", _("Hãy chọn nơi ban hành để lấy số, hoặc ghi số giấy mời."))
        return typed

    def numbers(self) -> Numbers:
        """Where the numbers come from."""
        typed = self.cleaned_data
        return Numbers(
            typed["number"],
            typed.get("number_of_board", ""),
            typed.get("issuer"),
            typed.get("issuer_of_board"),
        )


class DeliveryFilterForm(forms.Form):
    """What the list of letters is narrowed to."""

    q = forms.CharField(
        label=gettext_lazy("Tìm"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("Tên, chức vụ, đơn vị; không cần dấu")}
        ),
    )
    cach_gui = forms.ChoiceField(label=gettext_lazy("Cách gửi"), required=False)
    chua = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)

    def __init__(self, data: Any, *, with_step: bool = True) -> None:
        """`with_step`: the list holds letters that came to whatever step."""
        super().__init__(data or {}, label_suffix="")
        everything = ("", _("Tất cả"))
        names = {
            Step.SENT: _("Chưa gửi"),
            Step.DELIVERED: _("Chưa đến nơi nhận"),
            Step.OPENED: _("Chưa mở xem"),
            Step.CONFIRMED: _("Chưa xác nhận"),
        }
        for name, choices in (
            ("cach_gui", [(one.value, one.label) for one in Way]),
            ("chua", [(one.value, names[one]) for one in STEPS]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [everything, *choices]
        if not with_step:
            del self.fields["chua"]

    def wanted(self) -> DeliveryFilter:
        """What was asked; a field that cannot be read asks for nothing."""
        self.is_valid()
        typed = self.cleaned_data
        return DeliveryFilter(typed.get("q", ""), typed.get("cach_gui", ""), typed.get("chua", ""))


class ReceiptForm(forms.Form):
    """What the clerk writes down of the letters that are ticked."""

    step = forms.ChoiceField(
        label=gettext_lazy("Ghi nhận"),
        choices=[(one.value, one.label) for one in (Step.SENT, Step.DELIVERED, Step.CONFIRMED)],
    )
    hop = forms.TypedChoiceField(
        label=gettext_lazy("Ở chặng"),
        coerce=int,
        choices=[
            (1, gettext_lazy("Đến nơi nhận (đơn vị hoặc đại biểu)")),
            (2, gettext_lazy("Đơn vị chuyển đến đại biểu của mình")),
        ],
    )
    how = forms.CharField(label=gettext_lazy("Ai báo, bằng cách nào"), required=False, max_length=300)
