"""Fields and frames that the forms of the directory share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

ANY = ("", _("Tất cả"))
NONE = ("", _("Không có"))


class DayField(forms.DateField):
    """A day typed as 18/3/2026 or picked."""

    widget = forms.DateInput(attrs={"data-date": True, "autocomplete": "off"})
    default_error_messages = {"invalid": _("Chưa đọc được ngày này. Hãy ghi như 18/3/2026.")}


class AskedDayField(DayField):
    """The day a list is asked about: typed only, since the row of filters has no room for a calendar."""

    widget = forms.DateInput(attrs={"autocomplete": "off", "placeholder": "18/3/2026"})


class ChosenField(forms.TypedChoiceField):
    """One of many, found by typing without diacritics. Nothing chosen is None."""

    def __init__(self, **options: Any) -> None:
        empty = options.pop("empty", ANY)
        choices = options.pop("choices", [])
        super().__init__(
            coerce=int,
            empty_value=None,
            choices=[empty, *choices],
            widget=forms.Select(attrs={"data-combobox": True}),
            **options,
        )

    def offer(self, choices: list[tuple[int, str]], empty: tuple[Any, Any] = ANY) -> None:
        """The choices of this committee on this day."""
        self.choices = [empty, *choices]


class HyphenForm(forms.Form):
    """A form whose addresses and fields are written with hyphens, as the addresses of pages are."""

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix(field_name.replace("_", "-"))
