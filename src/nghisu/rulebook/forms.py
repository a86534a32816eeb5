from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.core.text import legible, nfc
from nghisu.directory.forms.controls import DayField
from nghisu.foundation import clock
from nghisu.rulebook.commands.waiving import Allowing

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


class WaiverForm(forms.Form):
    """Who allowed another course than the rule sets, why, by which document. `allowing()` is it, once valid."""

    allowed_by = forms.CharField(
        label=_("Ai cho phép"),
        help_text=_("Họ tên và chức danh, ví dụ: đồng chí Trần Văn A, Phó Bí thư Thường trực."),
        max_length=200,
        error_messages={"required": _("Hãy ghi ai đã cho phép.")},
    )
    allowed_on = DayField(
        label=_("Cho phép ngày nào"), error_messages={"required": _("Hãy ghi ngày cho phép.")}
    )
    reason = forms.CharField(
        label=_("Vì sao"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy ghi vì sao được làm khác quy định.")},
    )
    number = forms.CharField(
        label=_("Theo văn bản số"),
        help_text=_("Số, ký hiệu văn bản hoặc bút phê, ví dụ: 125-CV/VPTU."),
        max_length=60,
        error_messages={"required": _("Hãy ghi số văn bản cho phép.")},
    )
    number_date = DayField(
        label=_("Ngày của văn bản"), error_messages={"required": _("Hãy ghi ngày của văn bản.")}
    )
    until = DayField(
        label=_("Được phép đến hết ngày"),
        help_text=_("Qua ngày này mà chưa làm thì lại tính là quá hạn. Để trống nếu không có ngày cuối."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("allowed_by", "reason", "number"):
            if name in cleaned:
                cleaned[name] = legible(nfc(cleaned[name])).strip()
                if not cleaned[name]:
                    self.add_error(name, self.fields[name].error_messages["required"])
        allowed_on, number_date, until = (cleaned.get(key) for key in ("allowed_on", "number_date", "until"))
        if allowed_on and allowed_on > clock.today():
            self.add_error("allowed_on", _("Ngày cho phép không thể sau hôm nay."))
        if number_date and number_date > clock.today():
            self.add_error("number_date", _("Ngày của văn bản không thể sau hôm nay."))
        if allowed_on and until and until < allowed_on:
            self.add_error("until", _("Ngày cuối không thể trước ngày cho phép."))
        return cleaned

    def allowing(self) -> Allowing:
        return Allowing(**self.cleaned_data)


class WithdrawForm(forms.Form):
    """Why a waiver is taken back."""

    reason = forms.CharField(
        label=_("Vì sao thu hồi"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy ghi vì sao thu hồi.")},
    )
