"""Forms of the register of secret documents. None of them has a field for a file, nor one in which a text would fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.directory.forms.controls import ChosenField
from nghisu.documents.commands import Holder, SecretContent
from nghisu.documents.commands.secrets import MOST_COPIES
from nghisu.documents.enums import Level
from nghisu.documents.forms.registers import ALL, SEARCH, ChoosingForm, TitleByLevel
from nghisu.documents.queries.secrets import SecretWanted

LEVELS = [(one.value, one.label) for one in Level if one is not Level.NORMAL]


class SecretFilter(ChoosingForm):
    """What the register is narrowed to. What cannot be read asks for nothing."""

    q = forms.CharField(label=gettext_lazy("Tìm"), required=False, max_length=120, widget=SEARCH)
    nam = forms.TypedChoiceField(label=gettext_lazy("Năm"), required=False, coerce=int, empty_value=None)
    do_mat = forms.ChoiceField(label=gettext_lazy("Độ mật"), required=False, choices=[ALL, *LEVELS])
    tinh_trang = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[
            ALL,
            ("out", gettext_lazy("Có bản đang giao")),
            ("to-recall", gettext_lazy("Còn phải thu hồi")),
            ("destroyed", gettext_lazy("Đã tiêu hủy hết")),
        ],
    )

    def __init__(self, data: Mapping[str, Any], years: Sequence[int]) -> None:
        super().__init__(data, label_suffix="")
        self.offer("nam", [ALL, *((year, str(year)) for year in years)])

    def wanted(self, sort: str) -> SecretWanted:
        self.is_valid()
        typed = self.cleaned_data
        return SecretWanted(
            typed.get("q", ""),
            typed.get("nam"),
            typed.get("do_mat", ""),
            typed.get("tinh_trang", ""),
            sort or "-ngay",
        )


class SecretForm(forms.Form):
    """A secret document as a line of the register."""

    level = forms.ChoiceField(label=gettext_lazy("Độ mật"), choices=LEVELS)
    sign = forms.CharField(label=gettext_lazy("Số, ký hiệu của văn bản"), max_length=60)
    title = TitleByLevel(
        label=gettext_lazy("Tên tài liệu"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Chỉ ghi tên, không ghi nội dung. Tài liệu Tuyệt mật không ghi tên: hãy để trống."
        ),
    )
    origin = forms.CharField(label=gettext_lazy("Cơ quan soạn thảo hoặc gửi đến"), max_length=200)
    copies = forms.IntegerField(
        label=gettext_lazy("Số bản"),
        min_value=1,
        max_value=MOST_COPIES,
        help_text=gettext_lazy("Các bản được đánh số từ 01. Ghi rồi không sửa được."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
    )
    to_recall = forms.BooleanField(
        label=gettext_lazy("Phải thu hồi sau khi dùng"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Còn bản chưa thu hồi thì hồ sơ hội nghị chưa khép được."),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        level, title = typed.get("level"), (typed.get("title") or "").strip()
        if level == Level.TOP_SECRET and title:
            self.add_error("title", _("Tài liệu Tuyệt mật không ghi tên. Hãy xóa ô này."))
        elif level and level != Level.TOP_SECRET and not title:
            self.add_error("title", _("Hãy ghi tên tài liệu."))
        return typed

    def content(self, about: tuple[str, int] | None = None) -> SecretContent:
        typed = self.cleaned_data
        return SecretContent(
            typed["level"],
            typed["sign"],
            typed["origin"],
            typed["copies"],
            typed["title"],
            typed["to_recall"],
            about,
        )


class KnownHolder(ChosenField):
    """A holder of the directory; or else one who is named."""

    need = gettext_lazy("một trong hai ô")


class NamedHolder(forms.CharField):
    """A holder whom the directory does not know."""

    need = gettext_lazy("một trong hai ô")


class HandOutForm(forms.Form):
    """Which copy goes to whom."""

    copy = forms.TypedChoiceField(label=gettext_lazy("Bản số"), coerce=int)
    person = KnownHolder(label=gettext_lazy("Người nhận trong danh bạ"), required=False)
    name = NamedHolder(
        label=gettext_lazy("Hoặc người ngoài danh bạ"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Ghi họ tên và chức vụ."),
    )
    unit = ChosenField(label=gettext_lazy("Cơ quan"), required=False)

    def __init__(
        self,
        copies: list[tuple[int, str]],
        people: list[tuple[int, str]],
        units: list[tuple[int, str]],
        data: Any = None,
    ) -> None:
        super().__init__(data, label_suffix="")
        for name, choices in (("person", people), ("unit", units)):
            field = self.fields[name]
            if isinstance(field, ChosenField):
                field.offer(choices, ("", _("Không chọn")))
        offered = self.fields["copy"]
        if isinstance(offered, forms.ChoiceField):
            offered.choices = copies

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        person, name = typed.get("person"), (typed.get("name") or "").strip()
        if bool(person) == bool(name) and "person" not in self.errors:
            self.add_error("name", _("Chọn một người trong danh bạ, hoặc ghi tên một người khác."))
        return typed

    def holder(self) -> Holder:
        typed = self.cleaned_data
        return Holder(typed["name"], typed["person"], typed["unit"])


class DestroyForm(forms.Form):
    """Which copies were destroyed, by which record."""

    copies = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Các bản đã tiêu hủy"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một bản.")},
    )
    record = forms.CharField(
        label=gettext_lazy("Biên bản tiêu hủy"),
        max_length=200,
        help_text=gettext_lazy("Số và ngày của biên bản. Ghi rồi không sửa được."),
    )

    def __init__(self, copies: list[tuple[int, str]], data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        offered = self.fields["copies"]
        if isinstance(offered, forms.MultipleChoiceField):
            offered.choices = copies
