from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class OverrideForm(forms.Form):
    """Why a gate is passed over, and by which document."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Lý do hiện trên trang hội nghị và trong nhật ký."),
    )
    document = forms.CharField(
        label=gettext_lazy("Theo văn bản"),
        max_length=200,
        help_text=gettext_lazy("Số, ký hiệu, ngày của văn bản hoặc ý kiến chỉ đạo cho phép."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")


class BackForm(forms.Form):
    """Why a conference is taken back to an earlier stage."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    document = forms.CharField(label=gettext_lazy("Theo văn bản"), max_length=200, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
