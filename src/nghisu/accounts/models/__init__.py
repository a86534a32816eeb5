from nghisu.accounts.models.position_role import PositionRole
from nghisu.accounts.models.sign_in import SignIn
from nghisu.accounts.models.user import User, UserSet

__all__ = ["PositionRole", "SignIn", "User", "UserSet"]
