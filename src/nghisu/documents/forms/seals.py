from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.documents.models.seal import LARGEST, SMALLEST

MOST_SEAL = 2_000_000
"""Bytes that the picture of a seal may have."""


class SealForm(forms.Form):
    """The picture of a seal and how wide the seal really is."""

    picture = forms.FileField(
        label=gettext_lazy("Hình con dấu (.png)"),
        help_text=gettext_lazy("Màu đỏ, nền trong suốt, cắt sát con dấu; tối đa 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".png"}),
        error_messages={"required": gettext_lazy("Chọn tệp hình con dấu.")},
    )
    millimetres = forms.IntegerField(
        label=gettext_lazy("Đường kính thật, mm"),
        min_value=SMALLEST,
        max_value=LARGEST,
        help_text=gettext_lazy("Con dấu trên văn bản có đúng cỡ này."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, millimetres: int = 36) -> None:
        super().__init__(data, files, label_suffix="", initial={"millimetres": millimetres})

    def clean_picture(self) -> Any:
        upload = self.cleaned_data["picture"]
        if upload.size > MOST_SEAL:
            raise forms.ValidationError(_("Tệp lớn quá 2 MB. Hãy thu nhỏ hình rồi đưa lên lại."))
        return upload
