"""What an administrator does to the accounts of others. Nothing of it needs mail: codes and start passwords are shown
once, printed and handed over."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.accounts.commands.revoking import revoke_all
from nghisu.accounts.commands.sessions import drop_sessions
from nghisu.accounts.commands.tries import label_of
from nghisu.accounts.events import PasswordCodeIssued
from nghisu.accounts.models import ResetCode, User
from nghisu.accounts.queries.administration import account_of, is_answered_for_here, person_without_account
from nghisu.accounts.refusals import AccountThere, NotAnsweredForHere
from nghisu.accounts.sealing import digest_of, new_code
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.commands import once
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused

START_DAYS = 7
LONGEST_HOURS = 72
GROUPS = 4  # of a start password
CODE_GROUPS = 3  # of a reset code


def proposed_username(full_name: str) -> str:
    """A name to sign in with, made of the person's name without marks: nguyen.van.an, with a number where it is taken."""
    stem = ".".join(fold(full_name).split())[:50] or "tai.khoan"
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}.{number}", number + 1
    return name


def open_account(by: Actor, command_id: UUID, person_id: int, username: str = "") -> tuple[User, str]:
    """An account for a person who holds a position here (tài khoản mới), and its start password, shown once: empty when
    the form was sent again. Raises AccountThere for a name that is taken."""
    must(by, "accounts.edit")
    shown: list[str] = []

    def run() -> dict[str, object]:
        person = person_without_account(by, person_id, clock.today())
        if person is None:
            raise AccessRefused("no such person without an account in the committee")
        name = fold(username) or proposed_username(person.full_name)
        if User.objects.filter(username=name).exists():
            raise AccountThere(name)
        shown.append(new_code(GROUPS))
        user = User.objects.create_user(name, shown[0], person=person, start_password_until=_start_until())
        remember(by, "account.created", user, after={"username": name}, label=person.full_name)
        return {"user": user.pk}

    answer = once(by, command_id, "account.open", {"person": person_id, "username": username}, run)
    return User.objects.select_related("person").get(pk=answer["user"]), shown[0] if shown else ""


def issue_reset_code(by: Actor, command_id: UUID, account_id: int, hours: int) -> tuple[User, str]:
    """A code by which the person sets a new password, shown once; one handed out before is worth nothing any more.

    Raises NotAnsweredForHere for the account of somebody who serves elsewhere, too.
    """
    shown: list[str] = []

    def run() -> dict[str, object]:
        user = administered_account(by, account_id)
        shown.append(new_code(CODE_GROUPS))
        ResetCode.objects.filter(user=user, used_at__isnull=True).delete()
        now = clock.server_now()
        until = now + timedelta(hours=min(max(hours, 1), LONGEST_HOURS))
        ResetCode.objects.create(user=user, digest=digest_of(shown[0]), made_at=now, until=until)
        remember(by, "account.reset_code_made", user, after={"until": until}, label=label_of(user))
        publish(PasswordCodeIssued(by=by, person_id=user.person_id))
        return {"user": user.pk}

    once(by, command_id, "account.issue_reset_code", {"account": account_id, "hours": hours}, run)
    return User.objects.select_related("person").get(pk=account_id), shown[0] if shown else ""


@transaction.atomic
def close_account(by: Actor, account_id: int, reason: str) -> User:
    """Nobody signs in to the account any more, and its sessions, tokens and calendar addresses end, for good: opened
    again, the account makes new ones. Raises NotAnsweredForHere."""
    user = administered_account(by, account_id)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        remember(by, "account.closed", user, after={"reason": reason}, label=label_of(user))
        revoke_all(by, user)
    return user


@transaction.atomic
def reopen_account(by: Actor, account_id: int) -> User:
    """The account may be signed in to again, with the password it had. Raises NotAnsweredForHere."""
    user = administered_account(by, account_id)
    if not user.is_active or user.active_until is not None:
        user.is_active, user.active_until = True, None
        user.save(update_fields=["is_active", "active_until"])
        remember(by, "account.reopened", user, label=label_of(user))
    return user


@transaction.atomic
def end_sessions_of(by: Actor, account_id: int) -> int:
    """End all sessions of a person's account. Returns how many there were. Raises NotAnsweredForHere."""
    user = administered_account(by, account_id)
    count = drop_sessions(user)
    if count:
        remember(by, "account.sessions_ended", user, before={"sessions": count}, label=label_of(user))
    return count


def _start_until() -> object:
    return clock.server_now() + timedelta(days=START_DAYS)


def administered_account(by: Actor, account_id: int) -> User:
    """The account, locked, if the actor may change what opens it; one's own is changed on one's own page."""
    must(by, "accounts.edit")
    found = account_of(by, account_id, clock.today())
    if found is None or found.pk == by.user_id:
        raise AccessRefused("no such account to administer")
    if not is_answered_for_here(by, found, clock.today()):
        raise NotAnsweredForHere(
            _("Người này còn giữ chức ở cấp ủy khác, nên chỉ quản trị hệ thống đổi được tài khoản.")
        )
    return User.objects.select_for_update(of=("self",)).select_related("person").get(pk=found.pk)
