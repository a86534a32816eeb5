from nghisu.accounts.views.account import account, committee, language, password
from nghisu.accounts.views.administration import (
    account_close,
    account_factors,
    account_open,
    account_page,
    account_reopen,
    account_reset,
    account_sessions,
    accounts,
    accounts_file,
    factor_removals,
)
from nghisu.accounts.views.api_tokens import all_tokens, revoke, revoke_any, tokens
from nghisu.accounts.views.factors import (
    authenticator,
    authenticator_picture,
    authenticator_remove,
    factors,
    recovery_codes,
)
from nghisu.accounts.views.log import sign_in_log, sign_in_log_file
from nghisu.accounts.views.passkeys import (
    passkey,
    passkey_asked,
    passkey_made,
    passkey_remove,
    passkey_shown,
)
from nghisu.accounts.views.policy import sign_in_policy
from nghisu.accounts.views.provider import provider_answered, provider_asked
from nghisu.accounts.views.resetting import password_reset
from nghisu.accounts.views.roles import position_roles, roles
from nghisu.accounts.views.screen import screen
from nghisu.accounts.views.second_step import second_step
from nghisu.accounts.views.sessions import sessions_page
from nghisu.accounts.views.sign_in import sign_in_page, sign_out_page

__all__ = [
    "account",
    "account_close",
    "account_factors",
    "account_open",
    "account_page",
    "account_reopen",
    "account_reset",
    "account_sessions",
    "accounts",
    "accounts_file",
    "all_tokens",
    "authenticator",
    "authenticator_picture",
    "authenticator_remove",
    "committee",
    "factor_removals",
    "factors",
    "language",
    "passkey",
    "passkey_asked",
    "passkey_made",
    "passkey_remove",
    "passkey_shown",
    "password",
    "password_reset",
    "position_roles",
    "provider_answered",
    "provider_asked",
    "recovery_codes",
    "revoke",
    "revoke_any",
    "roles",
    "screen",
    "second_step",
    "sessions_page",
    "sign_in_log",
    "sign_in_log_file",
    "sign_in_page",
    "sign_in_policy",
    "sign_out_page",
    "tokens",
]
