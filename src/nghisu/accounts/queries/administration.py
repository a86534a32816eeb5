from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django_scopes import scopes_disabled

from nghisu.accounts.models import Authenticator, Passkey, ResetCode, SignIn, User
from nghisu.accounts.queries.actors import is_open
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.directory.models import Appointment, Person
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor

SORTS: dict[str, tuple[Any, ...]] = {
    "ten": ("person__sort_key", "username"),
    "-ten": ("-person__sort_key", "-username"),
    "dang-nhap": ("last_sign_in", "username"),
    "-dang-nhap": (F("last_sign_in").desc(nulls_last=True), "username"),
}


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What is asked of the list of accounts: words of a name, and how the account stands."""

    words: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as a list shows it: the titles held here, whether it is open, its second step, its last sign-in."""

    user: User
    titles: Sequence[str]
    is_open: bool
    has_second_step: bool
    last_sign_in: datetime | None


def accounts_visible_to(by: Actor, on: date) -> QuerySet[User]:
    """The accounts an actor may administer.

    A committee's administrator: those of the people who hold or held a position in the committee. The installation's:
    those that no single committee can answer for, because the person serves in none or in several, or runs the
    installation.
    """
    if not may(by, "accounts.edit"):
        return User.objects.none()
    with scopes_disabled():  # whom a committee can answer for shows only when all committees are counted
        held = Appointment.objects.filter(person=OuterRef("person"))
        now = held.filter(valid_on(on)).order_by().values("person")
        users = User.objects.select_related("person").annotate(
            serves_in=Subquery(now.annotate(n=Count("committee", distinct=True)).values("n")),
            is_here=Exists(held.filter(committee=by.committee_id or 0)),
        )
    wanted = Q(pk__in=[])
    if by.holds(Role.COMMITTEE_ADMINISTRATOR):
        wanted |= Q(is_here=True, is_installation_administrator=False)
    if by.holds(Role.INSTALLATION_ADMINISTRATOR):
        wanted |= Q(serves_in__isnull=True) | Q(serves_in__gt=1) | Q(is_installation_administrator=True)
    return users.filter(wanted)


def account_of(by: Actor, account_id: int, on: date) -> User | None:
    """One account that the actor may administer; None if there is none to see."""
    return accounts_visible_to(by, on).filter(pk=account_id).first()


def is_answered_for_here(by: Actor, user: User, on: date) -> bool:
    """Whether the actor may change what opens the account: the person serves in no committee but the actor's, or the
    actor administers the installation. An administrator of one committee must not open the doors of another."""
    if by.holds(Role.INSTALLATION_ADMINISTRATOR):
        return True
    with scopes_disabled():
        elsewhere = Appointment.objects.filter(valid_on(on), person=user.person_id)
        return not elsewhere.exclude(committee=by.committee_id).exists()


def account_list(by: Actor, on: date, wanted: AccountFilter, sort: str = "ten") -> QuerySet[User]:
    """The accounts with what a list says of each: second step, last sign-in."""
    latest = SignIn.objects.filter(user=OuterRef("pk"), outcome=SignIn.Outcome.SIGNED_IN)
    rows = accounts_visible_to(by, on).annotate(
        has_app=Exists(Authenticator.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)),
        has_passkey=Exists(Passkey.objects.filter(user=OuterRef("pk"))),
        last_sign_in=Subquery(latest.order_by().values("user").annotate(at=Max("at")).values("at")),
    )
    words = fold(wanted.words)
    if words:
        rows = rows.filter(Q(username__contains=words) | Q(person__search_text__contains=words))
    if wanted.state == "khoa":
        rows = rows.filter(Q(is_active=False) | Q(active_until__lt=on))
    elif wanted.state == "mo":
        rows = rows.filter(is_active=True).exclude(active_until__lt=on)
    elif wanted.state == "chua-hai-buoc":
        rows = rows.filter(is_active=True, has_app=False, has_passkey=False)
    elif wanted.state == "chua-vao":
        rows = rows.filter(is_active=True, last_sign_in__isnull=True)
    return rows.order_by(*SORTS.get(sort, SORTS["ten"]))


def account_lines(by: Actor, rows: QuerySet[User], on: date) -> list[AccountLine]:
    """Accounts of `account_list` as lines: two queries for however many."""
    users: list[Any] = list(rows)  # with the columns that the list's query worked out
    titles = _titles_of_people(by, [user.person_id for user in users if user.person_id], on)
    return [
        AccountLine(
            user,
            titles.get(user.person_id or 0, []),
            is_open(user),
            user.has_app or user.has_passkey,
            user.last_sign_in,
        )
        for user in users
    ]


def _titles_of_people(by: Actor, people: Sequence[int], on: date) -> dict[int, list[str]]:
    titles: dict[int, list[str]] = {}
    rows = Appointment.objects.filter(valid_on(on), committee=by.committee_id, person__in=people)
    for person_id, title in rows.order_by("position__sort_key").values_list("person", "position__title"):
        titles.setdefault(person_id, []).append(title)
    return titles


def people_without_account(by: Actor, on: date) -> list[tuple[int, str]]:
    """People who hold a position of the committee on a day and have no account, with a title to tell them apart."""
    rows = Appointment.objects.filter(
        valid_on(on), committee=by.committee_id, person__user__isnull=True
    ).order_by("person__sort_key", "position__sort_key")
    found: dict[int, str] = {}
    for person_id, name, title in rows.values_list("person", "person__full_name", "position__title"):
        found.setdefault(person_id, f"{name}, {title}")
    return list(found.items())


def person_without_account(by: Actor, person_id: int, on: date) -> Person | None:
    """One of those people; None for anybody else."""
    held = Appointment.objects.filter(valid_on(on), committee=by.committee_id, person=OuterRef("pk"))
    return Person.objects.filter(Exists(held), pk=person_id, user__isnull=True).first()


def open_reset_code(user: User) -> ResetCode | None:
    """The code that still sets a new password, if one was handed out."""
    rows = ResetCode.objects.filter(user=user, used_at__isnull=True, until__gt=clock.server_now())
    return rows.order_by("-id").first()
