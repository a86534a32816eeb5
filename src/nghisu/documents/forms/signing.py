from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_CERTIFICATE = 100_000


class SignForm(forms.Form):
    """How a signature comes to an issued document: signed elsewhere, with a certificate file, or scanned."""

    way = forms.ChoiceField(
        label=gettext_lazy("Cách ký"),
        choices=[
            ("signed", gettext_lazy("Đã ký bằng thiết bị của đồng chí: đưa lên tệp PDF đã ký")),
            ("certificate", gettext_lazy("Ký ngay bằng tệp chứng thư số (.p12, .pfx)")),
            ("scan", gettext_lazy("Đã ký trên giấy: đưa lên bản chụp")),
        ],
        initial="signed",
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp"),
        help_text=gettext_lazy(
            "Tệp PDF đã ký, tệp chứng thư, hoặc bản chụp. Tệp chứng thư chỉ dùng lần này, không lưu lại."
        ),
        error_messages={"required": gettext_lazy("Chọn một tệp.")},
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu của chứng thư"),
        required=False,
        max_length=200,
        strip=False,
        help_text=gettext_lazy("Chỉ cần khi ký bằng tệp chứng thư; không lưu lại."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        upload = typed.get("file")
        if typed.get("way") == "certificate" and upload and upload.size > MOST_CERTIFICATE:
            self.add_error("file", _("Đây không phải tệp chứng thư số."))
        return typed


class CheckForm(forms.Form):
    """A PDF whose signatures are looked at."""

    file = forms.FileField(
        label=gettext_lazy("Tệp PDF"),
        help_text=gettext_lazy("Tối đa 60 MB. Tệp được đọc rồi bỏ, không lưu lại."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"required": gettext_lazy("Chọn một tệp PDF rồi bấm Kiểm tra.")},
    )
