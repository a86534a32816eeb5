from nghisu.accounts.queries.actors import Station, actor_for, committees_of, stations_of
from nghisu.accounts.queries.demo_accounts import DemoAccount, demo_accounts
from nghisu.accounts.queries.held_roles import HeldRole, held_roles
from nghisu.accounts.queries.holders import holders_of
from nghisu.accounts.queries.own_account import own_account
from nghisu.accounts.queries.sign_ins import latest_sign_ins, sign_ins_visible_to

__all__ = [
    "DemoAccount",
    "HeldRole",
    "Station",
    "actor_for",
    "committees_of",
    "demo_accounts",
    "held_roles",
    "holders_of",
    "latest_sign_ins",
    "own_account",
    "sign_ins_visible_to",
    "stations_of",
]
