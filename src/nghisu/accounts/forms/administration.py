from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from nghisu.accounts.queries import STAFF, AccountFilter
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.directory.forms.controls import ChosenField, DayField

CHOOSE = ("", _("Chọn người"))


class AccountFilterForm(forms.Form):
    q = forms.CharField(
        label=_("Tên đăng nhập hoặc họ tên"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    loai = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("mo", _("Đang dùng được")),
            ("khoa", _("Đã khóa")),
            ("chua-vao", _("Chưa đăng nhập lần nào")),
            ("chua-hai-buoc", _("Chưa có xác thực hai bước")),
        ],
    )

    def wanted(self) -> AccountFilter:
        """What was asked for; a field that cannot be read asks for nothing."""
        if not self.is_bound:
            return AccountFilter()
        self.is_valid()
        return AccountFilter(self.cleaned_data.get("q", ""), self.cleaned_data.get("loai", ""))


class OpenAccountForm(forms.Form):
    person = ChosenField(
        label=_("Người dùng tài khoản"),
        empty=CHOOSE,
        help_text=_("Người đang giữ chức danh mà chưa có tài khoản. Gõ vài chữ của tên, không cần dấu."),
    )
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        required=False,
        max_length=60,
        help_text=_("Để trống thì lấy theo họ tên không dấu, ví dụ nguyen.van.an."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        field = self.fields["person"]
        if isinstance(field, ChosenField):
            field.offer(list(people), CHOOSE)


class ResetCodeForm(forms.Form):
    hours = forms.TypedChoiceField(
        label=_("Mã dùng được trong"),
        coerce=int,
        initial=24,
        choices=[(2, _("2 giờ")), (8, _("8 giờ")), (24, _("24 giờ")), (72, _("72 giờ"))],
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Ghi để người sau hiểu, ví dụ: mất điện thoại ngày 12/3."),
    )


class SetPasswordForm(forms.Form):
    """Setting a new password with a code."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    code = forms.CharField(
        label=_("Mã nhận từ người quản trị"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
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


class SignInPolicyForm(forms.Form):
    second_factor_since = DayField(
        label=_("Bắt buộc xác thực hai bước từ ngày"),
        required=False,
        help_text=_("Để trống thì không bắt buộc ai."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Với các vai trò"),
        required=False,
        choices=[
            (role.value, _(ROLE_NAMES[role])) for role in Role if role != Role.INSTALLATION_ADMINISTRATOR
        ],
        widget=forms.CheckboxSelectMultiple(),
        initial=[role.value for role in STAFF],
    )
