"""Duties whose day has gone by and that nobody has marked: what an office that begins in mid-year enters afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nghisu.core.law import Rulebook, bilingual, load_rulebook
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.addresses import month_after
from nghisu.programme.models import Entry
from nghisu.programme.queries.entries import day_start, held, matching, opening_within
from nghisu.programme.queries.listing import entries_of_year
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import markable_deadlines
from nghisu.rulebook.queries.chips import Chip, chip_of
from nghisu.rulebook.queries.standings import STILL_OPEN

SHOWN = 120
"""Conferences on one page; with more, the filter is asked for."""


@dataclass(frozen=True, slots=True)
class PastWanted:
    """What is asked for: days up to `until`, conferences of a quarter, prepared by a unit, whose words hold `text`."""

    until: date
    text: str = ""
    quarter: int | None = None
    unit: int | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.quarter or self.unit or self.until != clock.today())


@dataclass(frozen=True, slots=True)
class PastDuty:
    """One duty that is still to be entered. `on` is the day proposed for it: the one by which it was due, or the
    opening's where the rules give none."""

    pk: int
    name: str
    owner: str
    act_by: date | None
    when: str
    on: date
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class PastConference:
    """A conference with its duties that are still to be entered."""

    pk: int
    title: str
    kind: str
    opening: datetime
    duties: Sequence[PastDuty]

    @property
    def part_id(self) -> str:
        """What it is called within the page; not a figure for people."""
        return f"hoi-nghi-{self.pk}"


def past_deadlines(actor: Actor, year: int, wanted: PastWanted) -> QuerySet[Deadline]:
    """The duties of a year's conferences, up to a day, that nobody has marked and that the actor may mark.

    One without a day of its own is past once its conference has opened. Ordered by conference.
    """
    entries = matching(held(entries_of_year(actor, year)), wanted.text)
    if wanted.quarter:
        first = 3 * wanted.quarter - 2
        begins = date(year, first, 1)
        entries = entries.filter(
            opening__gte=day_start(begins), opening__lt=day_start(month_after(begins, 3))
        )
    if wanted.unit:
        entries = entries.filter(preparing_id=wanted.unit)
    opened = opening_within(Entry.objects.filter(committee=actor.committee_id), None, wanted.until)
    return (
        markable_deadlines(actor)
        .filter(STILL_OPEN, subject__entry__in=entries.order_by())
        .filter(Q(act_by__lte=wanted.until) | Q(act_by=None, subject__entry__in=opened.order_by()))
        .order_by("subject__entry__opening", "subject_id", "position")
    )


def chosen_deadlines(actor: Actor, year: int, deadline_ids: Collection[int]) -> QuerySet[Deadline]:
    """Those of the duties still to be entered that were chosen, however the list was narrowed."""
    return past_deadlines(actor, year, PastWanted(clock.today())).filter(pk__in=list(deadline_ids))


def shown_conferences(
    rows: QuerySet[Deadline], subject_ids: Collection[int] | None = None
) -> list[PastConference]:
    """Duties by conference, with their names in the reader's language; of some subjects only, if said."""
    if subject_ids is not None:
        rows = rows.filter(subject_id__in=list(subject_ids))
    conferences: list[PastConference] = []
    duties: list[PastDuty] = []
    last: int | None = None
    # Very many duties rest on few rules: a clause is put into words once.
    chips: dict[tuple[str, str], tuple[str, Chip | None]] = {}
    for row in rows.select_related("subject__entry", "organisation"):
        entry: Entry = row.subject.entry
        if row.subject_id != last:
            duties, last = [], row.subject_id
            conferences.append(
                PastConference(entry.pk, entry.title, entry.kind, clock.local(entry.opening), duties)
            )
        rulebook = load_rulebook(row.subject.rulebook)
        place = (row.subject.rulebook, row.rule)
        if place not in chips:
            chips[place] = _ground(row.rule, rulebook)
        duties.append(_said(row, rulebook, conferences[-1].opening.date(), *chips[place]))
    return conferences


def _ground(code: str, rulebook: Rulebook) -> tuple[str, Chip | None]:
    """When a rule asks for its act, in words, and the clause it stands in."""
    rule = next((one for one in rulebook.deadlines if one.id == code), None)
    return (bilingual(rule.when, rule.when_en, _), chip_of(rule.citations[0])) if rule else ("", None)


def _said(row: Deadline, rulebook: Rulebook, opening: date, when: str, chip: Chip | None) -> PastDuty:
    act = rulebook.acts.get(row.act)
    owner = rulebook.owner(row.owner, opening)
    return PastDuty(
        pk=row.pk,
        name=bilingual(act.name, act.name_en, _) if act else row.act,
        owner=row.organisation.name if row.organisation else bilingual(owner.name, owner.name_en, _),
        act_by=row.act_by,
        when=when,
        on=row.act_by or opening,
        chip=chip,
    )


def subjects_in_order(rows: QuerySet[Deadline]) -> dict[int, int]:
    """How many duties each subject has, in order of the conferences."""
    counted: dict[int, int] = {}
    for subject_id in rows.values_list("subject_id", flat=True):
        counted[subject_id] = counted.get(subject_id, 0) + 1
    return counted


def count_late(actor: Actor, on: date) -> int:
    """How many duties of this year's conferences are past their day and not marked, whoever is to mark them: a figure
    for who sets the office up, and no more than that."""
    rows = Deadline.objects.filter(STILL_OPEN, committee=actor.committee_id, act_by__lt=on)
    year = held(Entry.objects.filter(committee=actor.committee_id)).filter(
        opening__gte=day_start(date(on.year, 1, 1)), opening__lt=day_start(date(on.year + 1, 1, 1))
    )
    return rows.filter(subject__entry__in=year.order_by()).count()
