from nghisu.accounts.commands.administering import (
    close_account,
    end_sessions_of,
    issue_reset_code,
    open_account,
    reopen_account,
)
from nghisu.accounts.commands.api_tokens import make_token, revoke_token
from nghisu.accounts.commands.authenticators import (
    begin_authenticator,
    confirm_authenticator,
    remove_authenticator,
    renew_recovery_codes,
)
from nghisu.accounts.commands.choices import choose_committee, choose_language
from nghisu.accounts.commands.delegating import DelegationContent, make_delegation, revoke_delegation
from nghisu.accounts.commands.devices import note_device_seen, pair_device, register_device, revoke_device
from nghisu.accounts.commands.identities import enter_by_provider
from nghisu.accounts.commands.leaving import Left, let_go
from nghisu.accounts.commands.passkeys import add_passkey, enter_by_passkey, remove_passkey
from nghisu.accounts.commands.passwords import change_password, confirm_password
from nghisu.accounts.commands.policies import set_sign_in_policy
from nghisu.accounts.commands.position_roles import end_role, give_role
from nghisu.accounts.commands.removing_factors import ask_factor_removal, decide_factor_removal
from nghisu.accounts.commands.resetting import reset_password
from nghisu.accounts.commands.second_step import take_second_step
from nghisu.accounts.commands.sessions import end_other_sessions, end_own_session
from nghisu.accounts.commands.sign_in import Passed, sign_in, sign_out
from nghisu.accounts.commands.tries import Origin

__all__ = [
    "DelegationContent",
    "Left",
    "Origin",
    "Passed",
    "add_passkey",
    "ask_factor_removal",
    "begin_authenticator",
    "change_password",
    "choose_committee",
    "choose_language",
    "close_account",
    "confirm_authenticator",
    "confirm_password",
    "decide_factor_removal",
    "end_other_sessions",
    "end_own_session",
    "end_role",
    "end_sessions_of",
    "enter_by_passkey",
    "enter_by_provider",
    "give_role",
    "issue_reset_code",
    "let_go",
    "make_delegation",
    "make_token",
    "note_device_seen",
    "open_account",
    "pair_device",
    "register_device",
    "remove_authenticator",
    "remove_passkey",
    "renew_recovery_codes",
    "reopen_account",
    "reset_password",
    "revoke_delegation",
    "revoke_device",
    "revoke_token",
    "set_sign_in_policy",
    "sign_in",
    "sign_out",
    "take_second_step",
]
