from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.commands.tries import Origin, begin_try, label_of, let_in, note_outcome
from nghisu.accounts.models import SignIn, User
from nghisu.accounts.queries import factors_of, is_open
from nghisu.accounts.refusals import SignInRefused
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember


@dataclass(frozen=True, slots=True)
class Passed:
    """An account whose password was right. `device` names the browser once the account is open; while the second
    step is waited for it is empty."""

    user: User
    device: str = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.device)


def sign_in(username: str, password: str, origin: Origin) -> Passed:
    """Check a name and a password. An account with a second step is not open before that is taken, too.

    Raises SignInRefused, with one sentence for a wrong password, an unknown name and a closed account, and
    TooMany when the account or the address has to wait. Every try is in the log, whatever becomes of it.
    """
    attempt, user = check_try(username, password, origin)
    if factors_of(user).any:
        note_outcome(attempt, SignIn.Outcome.FIRST_STEP)
        return Passed(user)
    return Passed(user, let_in(attempt, user, origin, SignIn.Means.PASSWORD))


def check_try(username: str, password: str, origin: Origin) -> tuple[SignIn, User]:
    """Log a try and check it. The logged try still counts as wrong: whoever lets it pass says so.

    Raises SignInRefused and TooMany. The work is the same whether the name exists or not.
    """
    name = fold(username)[:60]
    user = User.objects.select_related("person").filter(username=name).first()
    attempt = begin_try(name, user, origin)
    if user is None:
        make_password(password)  # as much work as checking one
    if user is None or not _matches(user, password):
        raise SignInRefused(_refusal())
    if not is_open(user) or _has_run_out(user):
        note_outcome(attempt, SignIn.Outcome.INACTIVE)
        raise SignInRefused(_refusal())
    return attempt, user


def sign_out(by: Actor, user: User, origin: Origin) -> None:
    """Write down that somebody left. Ending the session is the caller's."""
    with transaction.atomic():
        SignIn.objects.create(
            at=clock.server_now(),
            username=user.username,
            user=user,
            address=origin.address[:45],
            device=origin.device,
            user_agent=origin.user_agent[:240],
            outcome=SignIn.Outcome.SIGNED_OUT,
        )
        remember(by, "user.signed_out", user, label=label_of(user))


def _refusal() -> str:
    return _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy gõ lại, hoặc hỏi người quản trị của cơ quan.")


def _matches(user: User, password: str) -> bool:
    def strengthen(typed: str) -> None:
        user.set_password(typed)
        user.save(update_fields=["password"])

    return check_password(password, user.password, setter=strengthen)


def _has_run_out(user: User) -> bool:
    """Whether the password is a handed-out one that nobody used in time."""
    return user.start_password_until is not None and clock.server_now() > user.start_password_until
