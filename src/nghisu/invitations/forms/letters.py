"""Forms of the letters: what the draft says, the number at issue, receipts written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.directory.forms.controls import ChosenField
from nghisu.invitations.commands.mailing import NumberFrom, Numbers
from nghisu.invitations.enums import Step, Version, Way
from nghisu.invitations.queries.letters import STEPS, DeliveryFilter

FIELDS_OF_NUMBERS = {
    Version.OFFICE: ("issuer", "number"),
    Version.BOARD: ("issuer_of_board", "number_of_board"),
}
"""Which fields say where the number of a version comes from."""


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


def _issuer(label: Any) -> ChosenField:
    return ChosenField(
        label=label,
        help_text=gettext_lazy("Số được lấy ngay ở sổ văn bản đi của nơi này."),
        error_messages={
            "required": gettext_lazy("Hãy chọn nơi ban hành để lấy số ở sổ văn bản đi của nơi ấy.")
        },
    )


def _on_paper(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        help_text=gettext_lazy(
            "Để trống thì lấy số tiếp theo. Số ghi ở đây được vào sổ văn bản đi, không trùng, không hở."
        ),
        error_messages={"invalid": gettext_lazy("Hãy ghi riêng phần số, ví dụ 91.")},
    )


class IssueForm(forms.Form):
    """Where the number of each version comes from that is to be given one."""

    issuer = _issuer(gettext_lazy("Nơi ban hành"))
    number = _on_paper(gettext_lazy("Số đã lấy ở sổ giấy"))
    issuer_of_board = _issuer(gettext_lazy("Nơi ban hành giấy mời Thường trực ký"))
    number_of_board = _on_paper(gettext_lazy("Số đã lấy ở sổ giấy cho giấy mời Thường trực ký"))
    waits = forms.BooleanField(
        label=gettext_lazy("Chờ ký bản gốc rồi mới gửi"),
        required=False,
        help_text=gettext_lazy(
            "Số được cấp và giấy mời được lập ngay, nhưng chưa gửi bằng cách nào đến khi mỗi bản gốc được ký số hợp lệ "
            "hoặc có bản chụp đã ký; khi đủ chữ ký, giấy mời tự gửi một lần."
        ),
    )

    def __init__(
        self,
        issuers: Iterable[tuple[int, str]],
        suggested: Mapping[Version, int | None],
        data: Any = None,
        *,
        waits: bool | None = None,
        **options: Any,
    ) -> None:
        """`suggested`: the versions that are to be given a number, and who is likely to issue each. `waits`: whether
        letters wait for the signature unless somebody says otherwise; None where that is not asked."""
        super().__init__(data, label_suffix="", **options)
        if waits is None:
            del self.fields["waits"]
        else:
            self.fields["waits"].initial = waits
        self.versions, offered = tuple(suggested), list(issuers)
        for version, (issuer, number) in FIELDS_OF_NUMBERS.items():
            if version not in suggested:
                del self.fields[issuer], self.fields[number]
                continue
            field = self.fields[issuer]
            field.initial = offered[0][0] if len(offered) == 1 else suggested[version]
            if isinstance(field, ChosenField):
                field.offer(offered, ("", _("Chọn nơi ban hành")))
            if not offered:
                field.help_text = _(
                    "Chưa ghi cơ quan ban hành nào. Hãy nhờ quản trị cấp ủy ghi ở phần Văn bản, Cơ quan ban hành."
                )

    def numbers(self) -> Numbers:
        """Where the numbers come from."""
        typed = self.cleaned_data
        named = {version: FIELDS_OF_NUMBERS[version] for version in self.versions}
        return Numbers(
            {one: NumberFrom(typed[issuer], typed[number]) for one, (issuer, number) in named.items()}
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


class UnitForm(forms.Form):
    """Who says it for a unit that has no account here."""

    name = forms.CharField(
        label=gettext_lazy("Họ tên, chức vụ người xác nhận"),
        max_length=120,
        help_text=gettext_lazy("Ghi cùng tên đơn vị vào sổ theo dõi của nơi gửi."),
        error_messages={"required": gettext_lazy("Hãy ghi họ tên người xác nhận.")},
    )
