from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_CERTIFICATE = 100_000


class FileOfWay(forms.FileField):
    """A file that some of the ways to sign need."""

    need = gettext_lazy("tùy cách ký")


class SecretOfWay(forms.CharField):
    """A passphrase that some of the ways to sign need."""

    need = gettext_lazy("tùy cách ký")


class WhyOfWay(forms.CharField):
    """A reason that some certificates need."""

    need = gettext_lazy("tùy chứng thư")


class SignForm(forms.Form):
    """How a signature comes to an issued document: signed elsewhere, with a certificate, with the server's token, or
    scanned."""

    way = forms.ChoiceField(label=gettext_lazy("Cách ký"), initial="signed", widget=forms.RadioSelect)
    file = FileOfWay(
        label=gettext_lazy("Tệp"),
        required=False,
        help_text=gettext_lazy(
            "Tệp PDF đã ký, tệp chứng thư, hoặc bản chụp. Tệp chứng thư chỉ dùng lần này, không lưu lại."
        ),
    )
    passphrase = SecretOfWay(
        label=gettext_lazy("Mật khẩu của chứng thư, hoặc mã PIN"),
        required=False,
        max_length=200,
        strip=False,
        help_text=gettext_lazy("Chỉ cần khi ký ngay tại đây; không lưu lại."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    why_another = WhyOfWay(
        label=gettext_lazy("Vì sao chứng thư mang tên khác"),
        required=False,
        max_length=160,
        help_text=gettext_lazy(
            "Chỉ ghi khi chứng thư không mang tên người ký ghi trên văn bản, ví dụ chứng thư của cơ quan. Tên đồng chí "
            "được lưu cùng lý do."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        kept: list[tuple[int, str]],
        token: bool,
        has_original: bool,
    ) -> None:
        super().__init__(data, files, label_suffix="")
        on_paper = ("scan", _("Đã ký trên giấy: đưa lên bản chụp"))
        ways: list[tuple[str, Any]] = [
            ("signed", _("Đã ký bằng thiết bị của đồng chí: đưa lên tệp PDF đã ký")),
            *(
                (f"kept-{key}", _("Ký ngay bằng chứng thư đã lưu: %(who)s") % {"who": who})
                for key, who in kept
            ),
            ("certificate", _("Ký ngay bằng tệp chứng thư số (.p12, .pfx)")),
            *([("token", _("Ký ngay bằng thiết bị ký của máy chủ"))] if token else []),
            on_paper,
        ]
        field = self.fields["way"]
        if isinstance(field, forms.ChoiceField):
            field.choices = ways if has_original else [on_paper]
            field.initial = field.choices[0][0]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        way, upload = typed.get("way") or "", typed.get("file")
        here = way == "token" or way.startswith("kept-")
        if way and not here and not upload and "file" not in self.errors:
            self.add_error("file", _("Chọn một tệp."))
        if here and not typed.get("passphrase"):
            self.add_error("passphrase", _("Hãy gõ mật khẩu của chứng thư, hoặc mã PIN."))
        if way == "certificate" and upload and upload.size > MOST_CERTIFICATE:
            self.add_error("file", _("Đây không phải tệp chứng thư số."))
        return typed


class CertificateForm(forms.Form):
    """A certificate file to be kept."""

    certificate = forms.FileField(
        label=gettext_lazy("Tệp chứng thư số (.p12, .pfx)"),
        help_text=gettext_lazy("Tệp được niêm phong khi lưu; chỉ đồng chí dùng được, kèm mật khẩu của tệp."),
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}),
        error_messages={"required": gettext_lazy("Chọn tệp chứng thư số.")},
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu của chứng thư"),
        max_length=200,
        strip=False,
        help_text=gettext_lazy("Để xem tệp mở được không. Không lưu lại: mỗi lần ký sẽ hỏi."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_certificate(self) -> Any:
        upload = self.cleaned_data["certificate"]
        if upload.size > MOST_CERTIFICATE:
            raise forms.ValidationError(_("Đây không phải tệp chứng thư số."))
        return upload


class CheckForm(forms.Form):
    """A PDF whose signatures are looked at."""

    file = forms.FileField(
        label=gettext_lazy("Tệp PDF"),
        help_text=gettext_lazy("Tối đa 60 MB. Tệp được đọc rồi bỏ, không lưu lại."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"required": gettext_lazy("Chọn một tệp PDF rồi bấm Kiểm tra.")},
    )
