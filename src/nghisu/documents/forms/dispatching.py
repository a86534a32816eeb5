"""Forms by which an issued document is sent, its recipients are narrowed, and receipts are written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.core.text import nfc
from nghisu.directory.spelling import spelled
from nghisu.documents.commands.dispatch_receipts import BY_CLERK, Forwarding
from nghisu.documents.enums import DispatchStep, DispatchWay
from nghisu.documents.forms.registers import ALL, ChoosingForm
from nghisu.documents.queries.dispatches import FORWARDED, RecipientFilter
from nghisu.documents.queries.reaching import Chosen, Offered


def _typed(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=help_text,
    )


class DispatchForm(ChoosingForm):
    """To whom an issued document goes, and by which ways."""

    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Nhóm cơ quan, đơn vị"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Mọi đơn vị của nhóm được chọn, theo danh bạ hôm nay."),
    )
    units = _typed(
        gettext_lazy("Thêm từng cơ quan, đơn vị"),
        gettext_lazy("Ghi tên hoặc tên ngắn, cách nhau bằng dấu chấm phẩy; gõ không dấu cũng được."),
    )
    people = _typed(
        gettext_lazy("Thêm từng người"),
        gettext_lazy(
            "Ghi họ tên người đang giữ chức trong danh bạ, cách nhau bằng dấu chấm phẩy. Trùng tên thì ghi thêm "
            "chức vụ sau dấu phẩy."
        ),
    )
    ways = forms.MultipleChoiceField(
        label=gettext_lazy("Cách gửi"),
        choices=DispatchWay.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Chọn được nhiều cách cùng lúc. Thư điện tử kèm tệp, đến văn thư của đơn vị; đơn vị chưa có văn thư thì "
            "đến người đứng đầu. Bưu điện và giao tận tay thì in nhãn, in sổ để ký."
        ),
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một cách gửi.")},
    )

    def __init__(self, offered: Offered, data: Any = None) -> None:
        super().__init__(data, label_suffix="", initial={"ways": [DispatchWay.ACCOUNT.value]})
        self.offered = offered
        self.offer("groups", [(code, f"{name} ({len(ids)})") for code, name, ids in offered.groups])

    def clean_units(self) -> frozenset[int]:
        names = _parts(self.cleaned_data["units"])
        unknown = [name for name in names if spelled(name) not in self.offered.units]
        if unknown:
            raise forms.ValidationError(
                _("Danh bạ không có đơn vị tên: %(names)s. Hãy ghi đúng tên hoặc tên ngắn.")
                % {"names": "; ".join(unknown)}
            )
        return frozenset(self.offered.units[spelled(name)] for name in names)

    def clean_people(self) -> frozenset[int]:
        found: set[int] = set()
        said = []
        for name in _parts(self.cleaned_data["people"]):
            people = self.offered.people.get(spelled(name), frozenset())
            if len(people) > 1:
                said.append(
                    _("Có nhiều người tên %(name)s. Hãy ghi thêm chức vụ sau dấu phẩy.") % {"name": name}
                )
            elif not people:
                said.append(_("Danh bạ không có người đang giữ chức tên %(name)s.") % {"name": name})
            found |= people
        if said:
            raise forms.ValidationError(said)
        return frozenset(found)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (typed["groups"] or typed["units"] or typed["people"]):
            self.add_error("groups", _("Hãy chọn ít nhất một nhóm, một đơn vị hoặc một người để gửi."))
        return typed

    def chosen(self) -> Chosen:
        """What was stated."""
        typed = self.cleaned_data
        grouped = {pk for code, _name, ids in self.offered.groups if code in typed["groups"] for pk in ids}
        return Chosen(frozenset(grouped | typed["units"]), typed["people"], frozenset(typed["ways"]))


def _parts(text: str) -> list[str]:
    parts = (part.strip() for part in nfc(text).replace("\n", ";").split(";"))
    return [part for part in parts if part]


class RecipientFilterForm(ChoosingForm):
    """What the list of recipients is narrowed to."""

    q = forms.CharField(
        label=gettext_lazy("Tìm"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("Tên, chức vụ; không cần dấu")}
        ),
    )
    cach_gui = forms.ChoiceField(label=gettext_lazy("Cách gửi"), required=False)
    chua = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, label_suffix="")
        self.offer("cach_gui", [ALL, *DispatchWay.choices])
        names = {
            DispatchStep.SENT.value: _("Chưa gửi"),
            DispatchStep.DELIVERED.value: _("Chưa đến nơi nhận"),
            DispatchStep.OPENED.value: _("Chưa mở xem"),
            DispatchStep.CONFIRMED.value: _("Chưa xác nhận"),
            FORWARDED: _("Đơn vị chưa ghi chuyển tiếp"),
        }
        self.offer("chua", [ALL, *names.items()])

    def wanted(self) -> RecipientFilter:
        """What was asked; a field that cannot be read asks for nothing."""
        self.is_valid()
        typed = self.cleaned_data
        return RecipientFilter(typed.get("q", ""), typed.get("cach_gui", ""), typed.get("chua", ""))


class DispatchReceiptForm(ChoosingForm):
    """What the clerk writes down of the recipients that are ticked."""

    step = forms.ChoiceField(
        label=gettext_lazy("Ghi nhận"),
        choices=[
            (one.value, one.label)
            for one in (DispatchStep.SENT, DispatchStep.DELIVERED, DispatchStep.CONFIRMED)
        ]
        + [(FORWARDED, gettext_lazy("Đơn vị đã chuyển tiếp"))],
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Theo cách gửi"),
        required=False,
        help_text=gettext_lazy(
            "Dùng cho đã gửi, đã đến nơi. Thư điện tử và tài khoản thì hệ thống tự ghi; xác nhận thì tính chung."
        ),
    )
    how = forms.CharField(
        label=gettext_lazy("Ai báo, bằng cách nào; đơn vị chuyển cho ai"), required=False, max_length=300
    )
    people = forms.IntegerField(
        label=gettext_lazy("Đơn vị chuyển cho bao nhiêu người"),
        required=False,
        min_value=1,
        max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        error_messages={"invalid": gettext_lazy("Hãy ghi một số, ví dụ 5.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.offer(
            "way",
            [("", _("Mọi cách gửi bằng giấy, qua mạng")), *((one.value, one.label) for one in BY_CLERK)],
        )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("step") == FORWARDED and not (typed.get("people") and typed.get("how")):
            raise forms.ValidationError(_("Hãy ghi đơn vị chuyển cho bao nhiêu người, cho ai."))
        return typed


class ForwardForm(forms.Form):
    """To how many of its own people, and to whom, a unit sent a document on."""

    people = forms.IntegerField(
        label=gettext_lazy("Đã chuyển cho bao nhiêu người"),
        min_value=1,
        max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        error_messages={"invalid": gettext_lazy("Hãy ghi một số, ví dụ 5.")},
    )
    whom = forms.CharField(
        label=gettext_lazy("Chuyển cho ai"),
        max_length=500,
        help_text=gettext_lazy("Ví dụ: lãnh đạo sở, các phòng; hoặc từng người."),
    )
    all_have_it = forms.BooleanField(label=gettext_lazy("Tất cả đã nhận"), required=False)

    def __init__(self, data: Any = None, *, stated: bool = False, **options: Any) -> None:
        """`stated`: the unit said already to whom; what is left is that all of them have it."""
        super().__init__(data, label_suffix="", **options)
        self.stated = stated
        if stated:
            del self.fields["people"], self.fields["whom"]
            self.fields["all_have_it"].required = True

    def forwarding(self) -> Forwarding:
        """What was stated."""
        typed = self.cleaned_data
        return Forwarding(typed.get("people", 0), typed.get("whom", ""), typed["all_have_it"])
