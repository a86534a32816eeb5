from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_ROOT = 100_000
"""Bytes that the file of a root certificate may have."""


class RootForm(forms.Form):
    """The file of a root certificate, looked at before it is trusted."""

    certificate = forms.FileField(
        label=gettext_lazy("Tệp chứng thư gốc (.pem, .crt, .cer)"),
        help_text=gettext_lazy(
            "Lấy từ trang của nơi cấp chữ ký số. Trang sau cho xem nội dung trước khi tin cậy."
        ),
        widget=forms.FileInput(attrs={"accept": ".pem,.crt,.cer,.der"}),
        error_messages={"required": gettext_lazy("Chọn tệp chứng thư gốc.")},
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")

    def clean_certificate(self) -> Any:
        upload = self.cleaned_data["certificate"]
        if upload.size > MOST_ROOT:
            raise forms.ValidationError(_("Đây không phải tệp chứng thư gốc."))
        return upload


class SeenRootForm(forms.Form):
    """The certificate that was shown, as it comes back to be trusted."""

    seen = forms.CharField(max_length=2 * MOST_ROOT, widget=forms.HiddenInput)

    def clean_seen(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["seen"], validate=True)
        except (binascii.Error, ValueError):
            raise forms.ValidationError(_("Đây không phải tệp chứng thư gốc.")) from None


class RemoveRootForm(forms.Form):
    """Why a root is trusted no more."""

    why = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
