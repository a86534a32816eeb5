from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.accounts.models import SignIn
from nghisu.accounts.queries.sign_ins import Filter
from nghisu.accounts.scopes import SCOPE_NAMES
from nghisu.core.text import legible, nfc


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput())


def present_password() -> forms.CharField:
    """The password again, before what opens the account is changed."""
    return forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    present = present_password()
    new = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        max_length=256,
        help_text=_("Ít nhất 12 ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó nhớ."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Gõ lại mật khẩu mới"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new", again):
            raise forms.ValidationError(_("Hai lần gõ mật khẩu mới không giống nhau. Hãy gõ lại."))
        return again


class SecondStepForm(forms.Form):
    code = forms.CharField(
        label=_("Mã 6 số của ứng dụng, hoặc một mã dự phòng"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )


class AuthenticatorForm(forms.Form):
    code = forms.CharField(
        label=_("Mã 6 số đang hiện trong ứng dụng"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PresentPasswordForm(forms.Form):
    present = present_password()


class PasskeyForm(forms.Form):
    name = forms.CharField(
        label=_("Tên của khóa"),
        max_length=60,
        help_text=_("Để sau này nhận ra, ví dụ: Điện thoại của tôi."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    present = present_password()


class TokenForm(forms.Form):
    """A new token: what for, what it may, until when."""

    name = forms.CharField(
        label=_("Dùng cho phần mềm nào"),
        max_length=100,
        help_text=_("Ví dụ: Phần mềm quản lý văn bản của văn phòng"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Được làm gì"),
        choices=list(SCOPE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ chọn những gì thật cần. Không bao giờ nhiều hơn quyền của chính đồng chí."),
        error_messages={"required": _("Hãy chọn ít nhất một việc mà mã truy cập được làm.")},
    )
    days = forms.TypedChoiceField(
        label=_("Dùng trong bao lâu"),
        coerce=int,
        choices=[(30, _("30 ngày")), (90, _("90 ngày")), (365, _("1 năm"))],
        initial=90,
    )

    def clean_name(self) -> str:
        name = " ".join(legible(nfc(self.cleaned_data["name"])).split())
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name


class TokenFilterForm(forms.Form):
    """What the list of all tokens is narrowed to. What cannot be read asks for nothing."""

    q = forms.CharField(
        label=_("Phần mềm hoặc họ tên"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), ("con", _("Còn hiệu lực"))]
    )

    def words(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))

    def valid_only(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("tinh_trang"))


class SignInFilterForm(forms.Form):
    q = forms.CharField(
        label=_("Tài khoản hoặc họ tên"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    ket_qua = forms.ChoiceField(
        label=_("Kết quả"), required=False, choices=[("", _("Tất cả")), *SignIn.Outcome.choices]
    )
    tu = forms.DateField(label=_("Từ ngày"), required=False, widget=forms.DateInput(attrs={"data-date": ""}))
    den = forms.DateField(
        label=_("Đến hết ngày"), required=False, widget=forms.DateInput(attrs={"data-date": ""})
    )

    def wanted(self) -> Filter:
        """What was asked for; a field that cannot be read asks for nothing."""
        if not self.is_bound:
            return Filter()
        self.is_valid()
        typed = self.cleaned_data
        return Filter(
            words=typed.get("q", ""),
            outcome=typed.get("ket_qua", ""),
            since=typed.get("tu"),
            until=typed.get("den"),
        )
