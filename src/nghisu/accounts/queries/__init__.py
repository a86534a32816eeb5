from nghisu.accounts.queries.actors import Station, actor_for, committees_of, is_open, stations_of
from nghisu.accounts.queries.administration import (
    AccountFilter,
    account_lines,
    account_list,
    account_of,
    accounts_visible_to,
    is_answered_for_here,
    open_reset_code,
    people_without_account,
)
from nghisu.accounts.queries.api_tokens import (
    TokenBearer,
    TokenLine,
    bearer_of,
    note_used,
    own_tokens,
    token_lines,
    tokens_of_committee,
)
from nghisu.accounts.queries.delegations import (
    LentPower,
    delegates_of,
    possible_delegates,
    powers_lent_to,
    visible_delegations,
)
from nghisu.accounts.queries.demo_accounts import DemoAccount, demo_accounts
from nghisu.accounts.queries.devices import device_by_token, devices_of
from nghisu.accounts.queries.factor_removals import open_factor_removals
from nghisu.accounts.queries.factors import Factors, factors_of
from nghisu.accounts.queries.held_roles import HeldRole, held_roles, roles_of_person
from nghisu.accounts.queries.holders import grants_of, holders_of, holdings_of
from nghisu.accounts.queries.open_sessions import open_sessions
from nghisu.accounts.queries.own_account import own_account
from nghisu.accounts.queries.position_roles import gains_of, positions_with_roles, roles_of_positions
from nghisu.accounts.queries.sign_in_policy import STAFF, lacks_second_factor, sign_in_policy_of
from nghisu.accounts.queries.sign_ins import latest_sign_ins, sign_ins_visible_to

__all__ = [
    "STAFF",
    "AccountFilter",
    "DemoAccount",
    "Factors",
    "HeldRole",
    "LentPower",
    "Station",
    "TokenBearer",
    "TokenLine",
    "account_lines",
    "account_list",
    "account_of",
    "accounts_visible_to",
    "actor_for",
    "bearer_of",
    "committees_of",
    "delegates_of",
    "demo_accounts",
    "device_by_token",
    "devices_of",
    "factors_of",
    "gains_of",
    "grants_of",
    "held_roles",
    "holders_of",
    "holdings_of",
    "is_answered_for_here",
    "is_open",
    "lacks_second_factor",
    "latest_sign_ins",
    "note_used",
    "open_factor_removals",
    "open_reset_code",
    "open_sessions",
    "own_account",
    "own_tokens",
    "people_without_account",
    "positions_with_roles",
    "possible_delegates",
    "powers_lent_to",
    "roles_of_person",
    "roles_of_positions",
    "sign_in_policy_of",
    "sign_ins_visible_to",
    "stations_of",
    "token_lines",
    "tokens_of_committee",
    "visible_delegations",
]
