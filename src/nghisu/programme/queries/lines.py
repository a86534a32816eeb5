"""Conferences as one line each: what a calendar and a list show, with how their duties stand, in few queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.core.law import Rulebook
from nghisu.core.law.citation import bilingual
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.enums import form_names
from nghisu.programme.models import Entry, Finding
from nghisu.programme.queries.entries import day_start, visible_entries
from nghisu.rulebook.queries import NOTHING_OWED, DeadlineState, Standing, standings_of

LONGEST = timedelta(days=7)
"""No conference goes on for longer: how far back a calendar looks for those that began before it."""

SEVERITIES = ("refuse", "warn", "note")

COLUMNS = (
    "pk",
    "subject_id",
    "number",
    "kind",
    "title",
    "opening",
    "closing",
    "part",
    "form",
    "unscheduled",
    "preparing__name",
    "preparing__sort_key",
    "preparing_text",
    "room__name",
    "room_text",
    "chair",
    "chair_text",
    "state",
    "state_reason",
)


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A conference on one line. `opening` and `closing` are on a Vietnamese clock.

    `held` is False for one that is postponed, cancelled, merged or replaced; `held_word` says which, `held_reason` why.
    """

    pk: int
    number: int | None
    kind: str
    kind_name: str
    title: str
    opening: datetime
    closing: datetime | None
    part: str
    form: str
    unscheduled: bool
    unit: str
    unit_key: str
    place: str
    chair: str
    standing: Standing
    finding: str
    held: bool = True
    held_word: str = ""
    held_reason: str = ""

    @property
    def on(self) -> date:
        return self.opening.date()

    @property
    def last_day(self) -> date:
        return self.closing.date() if self.closing else self.opening.date()

    @property
    def time(self) -> str:
        return f"{self.opening:%H:%M}"

    @property
    def url(self) -> str:
        return reverse("programme:entry", args=[self.pk])

    @property
    def state(self) -> DeadlineState | None:
        return self.standing.worst

    @property
    def form_name(self) -> str:
        return form_names().get(self.form, "")


def kind_names(rulebook: Rulebook) -> dict[str, str]:
    """The kinds of conference by code, in the reader's language."""
    return {code: bilingual(kind.name, kind.name_en, _) for code, kind in rulebook.kinds.items()}


def chair_names(rulebook: Rulebook) -> dict[str, str]:
    """The bodies that may chair by code, in the reader's language."""
    return {code: bilingual(chair.name, chair.name_en, _) for code, chair in rulebook.chairs.items()}


def open_between(actor: Actor, since: date, until: date) -> QuerySet[Entry]:
    """The conferences that go on on the days from `since` to `until`, both included, in order of time."""
    start, end = day_start(since), day_start(until + timedelta(days=1))
    return (
        visible_entries(actor)
        .filter(opening__gte=start - LONGEST, opening__lt=end)
        .filter(Q(opening__gte=start) | Q(closing__gte=start))
        .order_by("opening", "id")
    )


def lines_of(actor: Actor, rows: QuerySet[Entry], rulebook: Rulebook, on: date) -> list[EntryLine]:
    """The lines of some conferences, in the order of the rows: three queries however many there are."""
    found = list(rows.values_list(*COLUMNS))
    standings = standings_of(actor, [row[1] for row in found], on)
    findings = worst_findings(actor, [row[0] for row in found])
    kinds, chairs = kind_names(rulebook), chair_names(rulebook)
    lines = []
    for pk, subject, number, kind, title, opening, closing, part, form, unscheduled, *texts in found:
        unit, unit_key, unit_text, room, room_text, chair, chair_text, state, reason = texts
        lines.append(
            EntryLine(
                pk=pk,
                number=number,
                kind=kind,
                kind_name=kinds.get(kind, kind),
                title=title,
                opening=clock.local(opening),
                closing=clock.local(closing) if closing else None,
                part=part,
                form=form,
                unscheduled=unscheduled,
                unit=unit or unit_text,
                unit_key=unit_key or "",
                place=room or room_text,
                chair=chairs.get(chair, chair_text),
                standing=standings.get(subject, NOTHING_OWED),
                finding=findings.get(pk, ""),
                held=state == Entry.State.PLANNED,
                held_word="" if state == Entry.State.PLANNED else str(Entry.State(state).label),
                held_reason=reason,
            )
        )
    return lines


def worst_findings(actor: Actor, entry_ids: Iterable[int]) -> dict[int, str]:
    """The gravest finding of each of some conferences, in one grouped query."""
    if not may(actor, "findings.view"):
        return {}
    # By the conferences alone: they are the actor's own already, and asking for the committee of each finding too
    # would lead the database to begin with all findings of the year.
    rows = (
        Finding.entries.through.objects.filter(entry_id__in=list(entry_ids))
        .values_list("entry_id")
        .annotate(rank=Min("finding__rank"))
    )
    return {entry_id: SEVERITIES[rank] for entry_id, rank in rows if rank < len(SEVERITIES)}
