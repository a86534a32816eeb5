from nghisu.accounts.views.account import account, committee, language, password
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
from nghisu.accounts.views.provider import provider_answered, provider_asked
from nghisu.accounts.views.second_step import second_step
from nghisu.accounts.views.sessions import sessions_page
from nghisu.accounts.views.sign_in import sign_in_page, sign_out_page

__all__ = [
    "account",
    "all_tokens",
    "authenticator",
    "authenticator_picture",
    "authenticator_remove",
    "committee",
    "factors",
    "language",
    "passkey",
    "passkey_asked",
    "passkey_made",
    "passkey_remove",
    "passkey_shown",
    "password",
    "provider_answered",
    "provider_asked",
    "recovery_codes",
    "revoke",
    "revoke_any",
    "second_step",
    "sessions_page",
    "sign_in_log",
    "sign_in_log_file",
    "sign_in_page",
    "sign_out_page",
    "tokens",
]
