from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _hour(label: _StrPromise, help_text: _StrPromise) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        help_text=help_text,
        input_formats=["%H:%M", "%Hh%M", "%Hh", "%H.%M"],
        error_messages={
            "invalid": gettext_lazy("Ghi giờ theo dạng giờ:phút, ví dụ 08:00."),
            "required": gettext_lazy("Ghi giờ, ví dụ 08:00."),
        },
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "input-short", "inputmode": "numeric"}),
    )


class OpeningHoursForm(forms.Form):
    """At what hour conferences open that are planned for a part of the day."""

    morning = _hour(
        gettext_lazy("Hội nghị buổi sáng khai mạc lúc"), gettext_lazy("Từ 06:00 đến 11:00, ví dụ 08:00.")
    )
    afternoon = _hour(
        gettext_lazy("Hội nghị buổi chiều khai mạc lúc"), gettext_lazy("Từ 12:00 đến 16:30, ví dụ 14:00.")
    )

    def clean_morning(self) -> time:
        hour: time = self.cleaned_data["morning"]
        if not time(6, 0) <= hour <= time(11, 0):
            raise forms.ValidationError(_("Giờ buổi sáng phải từ 06:00 đến 11:00."))
        return hour

    def clean_afternoon(self) -> time:
        hour: time = self.cleaned_data["afternoon"]
        if not time(12, 0) <= hour <= time(16, 30):
            raise forms.ValidationError(_("Giờ buổi chiều phải từ 12:00 đến 16:30."))
        return hour

    @property
    def hours(self) -> tuple[time, time]:
        """Morning and afternoon, as stated."""
        stated: dict[str, Any] = self.cleaned_data
        return stated["morning"], stated["afternoon"]
