"""Waivers as pages show them: beside a duty, beside a finding, on a clause, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.urls import reverse

from nghisu.foundation.access import may, must
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import Deadline, Waiver


class WaiverState(StrEnum):
    """How a waiver stands: waits to be confirmed, counts, has run out, was withdrawn."""

    WAITS = "waits"
    COUNTS = "counts"
    RUN_OUT = "run-out"
    WITHDRAWN = "withdrawn"


def waiver_state(waiver: Waiver, on: date) -> WaiverState:
    """The state on a day; one counts on its last day."""
    if waiver.withdrawn_at is not None:
        return WaiverState.WITHDRAWN
    if waiver.confirmed_at is None:
        return WaiverState.WAITS
    return WaiverState.RUN_OUT if waiver.until is not None and waiver.until < on else WaiverState.COUNTS


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A waiver on a page."""

    row: Waiver
    state: WaiverState
    url: str

    def as_json(self) -> dict[str, object]:
        """For other programs: who, when, why, by which document, until when, and of what."""
        row = self.row
        return {
            "id": row.pk,
            "act": row.act or None,
            "finding": row.finding or None,
            "limit": row.limit or None,
            "year": row.year,
            "about": row.about,
            "document": row.document or None,
            "clause": row.clause or None,
            "allowed_by": row.allowed_by,
            "allowed_on": row.allowed_on.isoformat(),
            "reason": row.reason,
            "by_document": row.number,
            "by_document_of": row.number_date.isoformat(),
            "until": row.until.isoformat() if row.until else None,
            "state": self.state.value,
        }


def waiver_line(actor: Actor, waiver: Waiver, on: date) -> WaiverLine:
    """The waiver on a day; its address only for one who may open it."""
    url = reverse("rulebook:waiver", args=[waiver.pk]) if may(actor, "waiver.view") else ""
    return WaiverLine(waiver, waiver_state(waiver, on), url)


def waiver_of(actor: Actor, waiver_id: int) -> Waiver | None:
    """One waiver of the actor's committee, or None."""
    rows = Waiver.objects.filter(committee=actor.committee_id, pk=waiver_id)
    return rows.select_related("organisation").first() if may(actor, "waiver.view") else None


def waivers_of_duties(actor: Actor, rows: Sequence[Deadline], on: date) -> dict[tuple[int, str], WaiverLine]:
    """The waiver that counts for each of some duties, by subject and act; no query where none is marked."""
    subjects = {row.subject_id for row in rows if row.waived_until is not None}
    if not subjects:
        return {}
    standing = Waiver.objects.filter(
        committee=actor.committee_id, subject__in=subjects, withdrawn_at=None, confirmed_at__isnull=False
    ).exclude(act="")
    return {(one.subject_id or 0, one.act): waiver_line(actor, one, on) for one in standing}


def waivers_of_findings(actor: Actor, year: int, on: date) -> list[WaiverLine]:
    """The waivers that count for findings of a year."""
    standing = Waiver.objects.filter(
        committee=actor.committee_id, year=year, withdrawn_at=None, confirmed_at__isnull=False
    ).exclude(finding="")
    return [waiver_line(actor, one, on) for one in standing]


def waiver_of_finding(
    lines: Iterable[WaiverLine], code: str, limit: str, subjects: Iterable[int]
) -> WaiverLine | None:
    """The waiver that counts for a finding: one of the conference it concerns, else one of the whole year."""
    subjects = set(subjects)
    for line in lines:
        row = line.row
        of_these = row.subject_id is None or row.subject_id in subjects
        if line.state is WaiverState.COUNTS and (row.finding, row.limit) == (code, limit) and of_these:
            return line
    return None


def waivers_of_clause(actor: Actor, document: str, clause: str, on: date) -> list[WaiverLine]:
    """The waivers from what a clause asks, the latest first; nothing for one who may not see them."""
    if not may(actor, "waiver.view"):
        return []
    rows = Waiver.objects.filter(committee=actor.committee_id, document=document, clause=clause)
    return [waiver_line(actor, one, on) for one in rows[:20]]


def waivers_of_year(actor: Actor, year: int) -> QuerySet[Waiver]:
    """All waivers of a year, the latest first."""
    must(actor, "waiver.view")
    rows = Waiver.objects.filter(committee=actor.committee_id, year=year)
    return rows.select_related("organisation").order_by("-made_at", "-id")


def waiver_years(actor: Actor) -> list[int]:
    """The years that have waivers, the latest first."""
    rows = Waiver.objects.filter(committee=actor.committee_id).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was waived."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class WaiverCounts:
    """The waivers of a year counted: those withdrawn or not confirmed are none."""

    total: int
    by_clause: Sequence[Counted]
    by_unit: Sequence[Counted]
    by_quarter: Sequence[Counted]


def counts_of(waivers: Iterable[Waiver], no_clause: str, no_unit: str) -> WaiverCounts:
    """Waivers counted by clause, unit and quarter (of the day on which they were allowed), the most frequent first."""
    real = [one for one in waivers if one.confirmed_at is not None and one.withdrawn_at is None]

    def counted(name: Callable[[Waiver], str]) -> list[Counted]:
        return [Counted(*pair) for pair in Counter(name(one) for one in real).most_common()]

    quarters = Counter((one.allowed_on.month + 2) // 3 for one in real)
    return WaiverCounts(
        total=len(real),
        by_clause=counted(lambda one: f"{one.document} {one.clause}".strip() or no_clause),
        by_unit=counted(lambda one: one.organisation.name if one.organisation else no_unit),
        by_quarter=[Counted(str(quarter), quarters[quarter]) for quarter in range(1, 5)],
    )


def still_waiting(actor: Actor) -> int:
    """How many waivers wait for one who may confirm them."""
    rows = Waiver.objects.filter(
        Q(confirmed_at=None, withdrawn_at=None), ~Q(made_by_id=actor.user_id), committee=actor.committee_id
    )
    return rows.count() if may(actor, "waiver.allow") else 0
