from django.utils.translation import gettext as _

from nghisu.foundation.refusals import Refused


class SignInRefused(Refused):
    """The name and the password do not belong together; which of them is wrong is never said."""


class PasswordRefused(Refused):
    """The new password is too easy to guess, or the present one was typed wrongly."""

    def __init__(self, reason: str, field: str) -> None:
        super().__init__(reason)
        self.field = field


class NotServingThere(Refused):
    """The person holds no position in that committee today."""


class AccountThere(Refused):
    """The name is another account's already."""

    def __init__(self, username: str) -> None:
        super().__init__(
            _("Tên đăng nhập “%(username)s” đã có người dùng. Hãy chọn tên khác.") % {"username": username}
        )
        self.username = username


class CodeRefused(Refused):
    """The code is not the one asked for, was used before, or has run out."""


class ScopeUnknown(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy chọn ít nhất một việc mà mã truy cập được làm."))


class DelegationRefused(Refused):
    """A delegation that cannot be, or is over. `field` is the field of its form, empty for the whole."""

    def __init__(self, reason: str, field: str) -> None:
        super().__init__(reason)
        self.field = field


class NotAnsweredForHere(Refused):
    """The account's person serves in another committee, too: its administrator must not open that one's doors."""


class FactorsStay(Refused):
    """The second steps of the account are not taken away: there are none, or another has to agree."""


class RoleRefused(Refused):
    """The role cannot come with the position like this."""

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(reason)
        self.field = field


class StillNeeded(Refused):
    """The person cannot be let go like this."""
