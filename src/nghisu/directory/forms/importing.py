"""Forms of the import of units and people: the file, a row to correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.directory.adapters.people_sheets.vocabulary import vocabulary
from nghisu.directory.forms.controls import DayField
from nghisu.foundation.sheets.container import MAX_FILE

CHOSEN = {"kind": "kinds", "bloc": "blocs", "tier": "tiers", "gender": "genders"}
"""Fields whose words are few, and the table of them."""

NAMES = {
    "code": gettext_lazy("Mã"),
    "name": gettext_lazy("Tên cơ quan"),
    "short_name": gettext_lazy("Tên ngắn"),
    "kind": gettext_lazy("Loại"),
    "bloc": gettext_lazy("Khối"),
    "tier": gettext_lazy("Cấp"),
    "superior": gettext_lazy("Cơ quan cấp trên"),
    "address": gettext_lazy("Địa chỉ nhận thư"),
    "full_name": gettext_lazy("Họ và tên"),
    "title": gettext_lazy("Chức danh"),
    "place": gettext_lazy("Cơ quan hoặc tập thể"),
    "since": gettext_lazy("Từ ngày"),
    "until": gettext_lazy("Đến ngày"),
    "email": gettext_lazy("Thư điện tử"),
    "phone": gettext_lazy("Điện thoại"),
    "gender": gettext_lazy("Giới tính"),
    "note": gettext_lazy("Ghi chú"),
}


class DirectoryUploadForm(forms.Form):
    """The file to be read, and the day that stands for an empty one."""

    file = forms.FileField(
        label=gettext_lazy("Tệp cơ quan và người (.xlsx hoặc .csv)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        error_messages={
            "required": gettext_lazy("Chọn một tệp rồi bấm “Đọc tệp”."),
            "empty": gettext_lazy("Tệp rỗng. Chọn lại tệp."),
        },
    )
    default_since = DayField(
        label=gettext_lazy("Ngày dùng khi ô “Từ ngày” để trống"),
        required=False,
        help_text=gettext_lazy("Ví dụ ngày bắt đầu nhiệm kỳ. Để trống thì dòng nào thiếu ngày sẽ phải sửa."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError(
                _("Tệp lớn quá %(limit)s MB. Xóa hình ảnh, hoặc tách thành nhiều tệp.")
                % {"limit": MAX_FILE // 2**20}
            )
        return file


class DirectoryRowForm(forms.Form):
    """The fields of a row as texts. Whether they make a unit or a person is for the reader to say, not for the form."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        part: str,
        raw: Mapping[str, str],
        problems: Sequence[Mapping[str, Any]],
        places: Sequence[str],
    ) -> None:
        super().__init__(data, initial=dict(raw))
        faulty = {str(problem["field"]) for problem in problems}
        for name in vocabulary().column_names[part]:
            if name == "number":
                continue
            field = _field(name, raw.get(name, ""), places)
            field.label, field.required = NAMES[name], False
            if name in faulty:
                field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": "row-problems"}
            self.fields[name] = field

    def texts(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}


def _field(name: str, now: str, places: Sequence[str]) -> forms.Field:
    if name in CHOSEN:
        return _choice(list(vocabulary().names[CHOSEN[name]].values()), now, combobox=False)
    if name in {"superior", "place"}:
        return _choice(places, now, combobox=True)
    if name in {"since", "until"}:
        return forms.CharField(max_length=60, widget=forms.TextInput(attrs={"data-date": True}))
    return forms.CharField(max_length=400)


def _choice(texts: Sequence[str], now: str, *, combobox: bool) -> forms.Field:
    """A list to choose from; what stands in the file stays a choice, so that nothing is changed unasked."""
    choices = [("", "—"), *((text, text) for text in texts)]
    if now and now not in texts:
        choices.insert(1, (now, _("%(text)s (như trong tệp)") % {"text": now}))
    attributes = {"data-combobox": True} if combobox else {}
    return forms.ChoiceField(choices=choices, widget=forms.Select(attrs=attributes))
