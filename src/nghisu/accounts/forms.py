from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.accounts.models import SignIn
from nghisu.accounts.queries.sign_ins import Filter


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
