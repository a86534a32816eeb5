from nghisu.accounts.models.api_token import ApiToken
from nghisu.accounts.models.authenticator import Authenticator, RecoveryCode
from nghisu.accounts.models.delegation import Delegation
from nghisu.accounts.models.device import Device
from nghisu.accounts.models.factor_removal import FactorRemoval
from nghisu.accounts.models.identity import Identity
from nghisu.accounts.models.passkey import Passkey
from nghisu.accounts.models.position_role import PositionRole
from nghisu.accounts.models.reset_code import ResetCode
from nghisu.accounts.models.session import Session
from nghisu.accounts.models.sign_in import SignIn
from nghisu.accounts.models.sign_in_policy import SignInPolicy
from nghisu.accounts.models.user import User, UserSet

__all__ = [
    "ApiToken",
    "Authenticator",
    "Delegation",
    "Device",
    "FactorRemoval",
    "Identity",
    "Passkey",
    "PositionRole",
    "RecoveryCode",
    "ResetCode",
    "Session",
    "SignIn",
    "SignInPolicy",
    "User",
    "UserSet",
]
