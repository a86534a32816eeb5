from __future__ import annotations

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from nghisu.accounts.commands.sessions import drop_sessions
from nghisu.accounts.commands.sign_in import check_try
from nghisu.accounts.commands.tries import Origin, note_outcome
from nghisu.accounts.models import SignIn, User
from nghisu.accounts.queries import own_account
from nghisu.accounts.refusals import PasswordRefused, SignInRefused
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.commands import once
from nghisu.foundation.models import CommandReceipt


def change_password(
    by: Actor, command_id: UUID, present: str, new: str, origin: Origin, kept_session: str | None = None
) -> User:
    """Set a new password for the actor's own account; every session of it but the one at hand ends.

    Raises PasswordRefused with the field concerned, and TooMany when the present password was guessed at.
    """
    must(by, "account.own")
    user = own_account(by)
    # The receipt keeps a digest of what was sent: keyed, so that no password can be guessed from it.
    payload = {"new": salted_hmac("nghisu.accounts.password", new, algorithm="sha256").hexdigest()}
    if not CommandReceipt.objects.filter(command_id=command_id).exists():
        _check(by, user, present, new, origin)

    def run() -> dict[str, object]:
        user.set_password(new)
        user.password_set_at = clock.now()
        user.start_password_until = None
        user.save(update_fields=["password", "password_set_at", "start_password_until"])
        drop_sessions(user, kept_session)
        remember(by, "user.password_changed", user, label=by.name)
        return {"user": user.pk}

    once(by, command_id, "account.change_password", payload, run)
    user.refresh_from_db(fields=["password"])
    return user


def confirm_password(by: Actor, present: str, origin: Origin) -> User:
    """The actor's own account, if the password typed is its own: asked again before what opens it is changed.

    Raises PasswordRefused, and TooMany when it was guessed at.
    """
    user = own_account(by)
    try:
        attempt, _user = check_try(user.username, present, origin)
    except SignInRefused as refusal:
        raise PasswordRefused(_("Mật khẩu hiện tại không đúng."), field="present") from refusal
    note_outcome(attempt, SignIn.Outcome.CONFIRMED)
    return user


def must_be_good(user: User, new: str) -> None:
    """Raise PasswordRefused for a password that is short or easily guessed."""
    try:
        validate_password(new, user)
    except ValidationError as problem:
        raise PasswordRefused(" ".join(problem.messages), field="new") from problem


def _check(by: Actor, user: User, present: str, new: str, origin: Origin) -> None:
    confirm_password(by, present, origin)
    must_be_good(user, new)
    if new == present:
        raise PasswordRefused(_("Mật khẩu mới phải khác mật khẩu hiện tại."), field="new")
