from nghisu.accounts.forms.administration import (
    AccountFilterForm,
    OpenAccountForm,
    ReasonForm,
    ResetCodeForm,
    SetPasswordForm,
    SignInPolicyForm,
)
from nghisu.accounts.forms.devices import DeviceCodeForm, DeviceForm
from nghisu.accounts.forms.roles import EndRoleForm, PositionRoleForm
from nghisu.accounts.forms.sign_in import (
    AuthenticatorForm,
    PasskeyForm,
    PasswordForm,
    PresentPasswordForm,
    SecondStepForm,
    SignInFilterForm,
    SignInForm,
    TokenFilterForm,
    TokenForm,
    present_password,
)

__all__ = [
    "AccountFilterForm",
    "AuthenticatorForm",
    "DeviceCodeForm",
    "DeviceForm",
    "EndRoleForm",
    "OpenAccountForm",
    "PasskeyForm",
    "PasswordForm",
    "PositionRoleForm",
    "PresentPasswordForm",
    "ReasonForm",
    "ResetCodeForm",
    "SecondStepForm",
    "SetPasswordForm",
    "SignInFilterForm",
    "SignInForm",
    "SignInPolicyForm",
    "TokenFilterForm",
    "TokenForm",
    "present_password",
]
