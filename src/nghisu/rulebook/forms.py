from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NOTE = 500


class CompleteForm(forms.Form):
    note = forms.CharField(
        label=_("Ghi chú"),
        help_text=_("Ví dụ: số, ngày văn bản đã gửi."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(forms.Form):
    """Why a duty does not arise this time."""

    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Ví dụ: hội nghị không có tài liệu mật cần thu hồi."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy ghi lý do, ví dụ: hội nghị không có tài liệu mật cần thu hồi.")},
    )


class ReopenForm(forms.Form):
    """Why a duty is open again."""

    reason = forms.CharField(
        label=_("Lý do mở lại"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
