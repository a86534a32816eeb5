from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from nghisu.accounts.models import SignIn
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.directory.models import Appointment
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader of the log looks for: part of an account's or person's name, outcome, days."""

    words: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None


def sign_ins_visible_to(by: Actor, wanted: Filter | None = None) -> QuerySet[SignIn]:
    """The sign-ins an actor may read, the latest first.

    An installation's administrator reads all; a committee's administrator and auditor those of the accounts
    whose person holds or held a position in the committee. A name that belongs to no account is seen by the
    installation's administrator alone: a password typed in the wrong field is nobody else's business.
    """
    if not may(by, "sign_in_log.view"):
        return SignIn.objects.none()
    rows = SignIn.objects.select_related("user", "user__person").order_by("-id")
    if not by.holds(Role.INSTALLATION_ADMINISTRATOR):
        if by.committee_id is None:
            return SignIn.objects.none()
        served = Appointment.objects.filter(person=OuterRef("user__person"), committee=by.committee_id)
        rows = rows.filter(Exists(served))
    return _wanted(rows, wanted or Filter())


def _wanted(rows: QuerySet[SignIn], wanted: Filter) -> QuerySet[SignIn]:
    words = fold(wanted.words)
    if words:
        rows = rows.filter(Q(username__contains=words) | Q(user__person__search_text__contains=words))
    if wanted.outcome:
        rows = rows.filter(outcome=wanted.outcome)
    if wanted.since:
        rows = rows.filter(at__gte=clock.beginning_of(wanted.since))
    if wanted.until:
        rows = rows.filter(at__lt=clock.end_of(wanted.until))
    return rows


def latest_sign_ins(by: Actor, count: int = 10) -> list[SignIn]:
    """The actor's own last sign-ins and failed attempts, the latest first."""
    return list(SignIn.objects.filter(user=by.user_id).order_by("-id")[:count])
