from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.core.law import rulebook_codes
from nghisu.directory.forms.controls import DayField
from nghisu.rulebook.commands import OwnDayContent


class BindingForm(forms.Form):
    """Which rulebook binds, from which day."""

    rulebook = forms.ChoiceField(label=_("Bộ quy định"))
    since = DayField(
        label=_("Áp dụng từ ngày"), help_text=_("Hội nghị khai mạc từ ngày này tính theo bộ mới.")
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # handed on as given
        field = self.fields["rulebook"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, f"{name} ({code})") for code, name in rulebook_codes().items()]


class OwnDayForm(forms.Form):
    """A day off of the committee's own, or one that it works in exchange."""

    day = DayField(label=_("Ngày"))
    works = forms.TypedChoiceField(
        label=_("Nghỉ hay làm bù"),
        coerce=lambda value: value == "1",
        choices=[("0", _("Nghỉ")), ("1", _("Làm bù"))],
    )
    name = forms.CharField(
        label=_("Tên ngày"), max_length=160, help_text=_("Ví dụ: Ngày truyền thống Đảng bộ phường.")
    )
    document = forms.CharField(
        label=_("Văn bản làm căn cứ"), max_length=300, help_text=_("Số, ngày của thông báo, quyết định.")
    )

    def content(self) -> OwnDayContent:
        typed = self.cleaned_data
        return OwnDayContent(typed["day"], typed["works"], typed["name"], typed["document"])
