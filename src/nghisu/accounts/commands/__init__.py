from nghisu.accounts.commands.api_tokens import make_token, revoke_token
from nghisu.accounts.commands.authenticators import (
    begin_authenticator,
    confirm_authenticator,
    remove_authenticator,
    renew_recovery_codes,
)
from nghisu.accounts.commands.choices import choose_committee, choose_language
from nghisu.accounts.commands.delegating import DelegationContent, make_delegation, revoke_delegation
from nghisu.accounts.commands.identities import enter_by_provider
from nghisu.accounts.commands.passkeys import add_passkey, enter_by_passkey, remove_passkey
from nghisu.accounts.commands.passwords import change_password, confirm_password
from nghisu.accounts.commands.second_step import take_second_step
from nghisu.accounts.commands.sessions import end_other_sessions, end_own_session
from nghisu.accounts.commands.sign_in import Passed, sign_in, sign_out
from nghisu.accounts.commands.tries import Origin

__all__ = [
    "DelegationContent",
    "Origin",
    "Passed",
    "add_passkey",
    "begin_authenticator",
    "change_password",
    "choose_committee",
    "choose_language",
    "confirm_authenticator",
    "confirm_password",
    "end_other_sessions",
    "end_own_session",
    "enter_by_passkey",
    "enter_by_provider",
    "make_delegation",
    "make_token",
    "remove_authenticator",
    "remove_passkey",
    "renew_recovery_codes",
    "revoke_delegation",
    "revoke_token",
    "sign_in",
    "sign_out",
    "take_second_step",
]
