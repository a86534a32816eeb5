from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.conferences.commands.matters import MatterContent
from nghisu.conferences.models import DelegatedMatter
from nghisu.conferences.queries.matters import DelegatedFilter
from nghisu.core.text import legible
from nghisu.programme.forms.entry import DayField

DAY = {"data-date": True, "autocomplete": "off"}


class PassedForm(forms.Form):
    """When a conference passed a matter, by which document. Without a day it is taken back."""

    on = DayField(
        label=gettext_lazy("Ngày thông qua"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=DAY),
        help_text=gettext_lazy("Ví dụ: 18/3/2026. Để trống nếu chưa thông qua."),
    )
    document = forms.CharField(
        label=gettext_lazy("Theo văn bản"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Thông báo kết luận, biên bản hoặc nghị quyết."),
    )

    def __init__(self, data: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("on") and not legible(typed.get("document", "")).strip():
            self.add_error("document", _("Hãy ghi văn bản cho thấy nội dung đã được thông qua."))
        return typed


class PassedInWritingForm(PassedForm):
    """The same of what was asked in writing. Where no majority agreed, one who may pass gates over says why it passed."""

    despite = forms.CharField(
        label=gettext_lazy("Vì sao vẫn ghi là đã thông qua"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Chưa đủ số người đồng ý: lý do này được lưu cùng tên đồng chí."),
    )

    def __init__(
        self, takes_reason: bool, data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial)
        if not takes_reason:
            del self.fields["despite"]


class OpinionForm(forms.Form):
    """How a scheme was revised after Ban Thường vụ."""

    revised = forms.CharField(
        label=gettext_lazy("Đã tiếp thu, chỉnh sửa những gì"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Ý kiến nào của Ban Thường vụ đã tiếp thu, sửa ở đâu; ý kiến nào chưa, vì sao."
        ),
    )

    def __init__(self, data: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")


class DelegatedMatterForm(forms.Form):
    """A delegated matter of the register."""

    matter = forms.CharField(
        label=gettext_lazy("Việc được ủy quyền"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    delegated_by = forms.CharField(
        label=gettext_lazy("Nơi ủy quyền"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Ban Thường vụ Thành ủy."),
    )
    delegated_to = forms.TypedChoiceField(
        label=gettext_lazy("Giao cho cơ quan"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-combobox": True}),
    )
    delegated_to_text = forms.CharField(
        label=gettext_lazy("Giao cho (ngoài danh bạ, hoặc tập thể, cá nhân)"), required=False, max_length=200
    )
    since = DayField(label=gettext_lazy("Từ ngày"), max_length=40, widget=forms.TextInput(attrs=DAY))
    until = DayField(
        label=gettext_lazy("Đến hết ngày"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=DAY),
        help_text=gettext_lazy("Để trống nếu chưa định ngày kết thúc."),
    )
    document = forms.CharField(
        label=gettext_lazy("Theo văn bản"), max_length=200, help_text=gettext_lazy("Số, ký hiệu, ngày.")
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=500)

    def __init__(
        self, units: Iterable[tuple[int, str]], data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        field = self.fields["delegated_to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Chưa chọn")), *units]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for name in ("matter", "delegated_by", "delegated_to_text", "document", "note"):
            if name in typed:
                typed[name] = " ".join(legible(typed[name]).split())
                if not typed[name] and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])
        if not typed.get("delegated_to") and not typed.get("delegated_to_text"):
            self.add_error("delegated_to", _("Hãy chọn cơ quan được giao, hoặc ghi ở ô dưới."))
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ngày cuối phải từ ngày bắt đầu trở đi."))
        return typed

    def content(self) -> MatterContent:
        """What was stated, once the form is valid."""
        typed = self.cleaned_data
        return MatterContent(
            matter=typed["matter"],
            delegated_by=typed["delegated_by"],
            since=typed["since"],
            document=typed["document"],
            delegated_to_id=typed["delegated_to"],
            delegated_to_text=typed["delegated_to_text"],
            until=typed["until"],
            note=typed["note"],
        )


def typed_of_matter(row: DelegatedMatter) -> dict[str, Any]:
    """A delegated matter as the form holds it."""
    return {
        "matter": row.matter,
        "delegated_by": row.delegated_by,
        "delegated_to": row.delegated_to_id,
        "delegated_to_text": row.delegated_to_text,
        "since": f"{row.since:%d/%m/%Y}",
        "until": f"{row.until:%d/%m/%Y}" if row.until else "",
        "document": row.document,
        "note": row.note,
    }


class DelegatedFilterForm(forms.Form):
    """What is looked for in the register."""

    q = forms.CharField(label=gettext_lazy("Tìm"), required=False, max_length=200)
    hieu_luc = forms.ChoiceField(
        label=gettext_lazy("Hiệu lực"),
        required=False,
        choices=[("", gettext_lazy("Tất cả")), ("con", gettext_lazy("Đang có hiệu lực"))],
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    def wanted(self) -> DelegatedFilter:
        """What is asked for; what cannot be read asks for nothing."""
        self.is_valid()
        typed = getattr(self, "cleaned_data", {})
        return DelegatedFilter(typed.get("q", ""), typed.get("hieu_luc") == "con")


class PreparationForm(forms.Form):
    """How the committee prepares its conferences."""

    standing_board_first = forms.BooleanField(
        label=gettext_lazy("Mọi việc trình Ban Thường vụ phải qua Thường trực trước"),
        required=False,
        help_text=gettext_lazy(
            "Quy định nói Thường trực chuẩn bị việc quan trọng; đòi với mọi việc là cách hiểu."
        ),
    )

    def __init__(self, data: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
