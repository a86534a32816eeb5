"""What would follow from a conference before it is entered: its deadlines, what is past, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from nghisu.core.conferences.findings.clashes import find_clashes
from nghisu.core.conferences.findings.supports import Supports
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.dates import DayOff, WorkCalendar
from nghisu.core.law import Answer, Deadline, Form, LawError, Question, Rulebook
from nghisu.core.law.citation import bilingual
from nghisu.core.law.feasibility import Feasible, Start, first_due, moved_to
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.models import Entry
from nghisu.programme.queries.conference import Exemption, Tight, exemptions_of, tight_spots
from nghisu.programme.queries.entries import entries_between, held
from nghisu.programme.queries.lines import open_between
from nghisu.programme.queries.planned import local_naive, planned_of
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.queries import calendar_of, rulebook_of
from nghisu.rulebook.queries.chips import Chip, chips_of

ITSELF = "new"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A duty that would be owed: what, whose, by when, and whether that day is past already."""

    name: str
    owner: str
    act_by: date | None
    legal_date: date | None
    recommended: date | None
    when: str
    past: bool
    today: bool
    chips: list[Chip]

    @property
    def state(self) -> str:
        if self.act_by is None:
            return "undated"
        return "late" if self.past else "today" if self.today else "due"


@dataclass(frozen=True, slots=True)
class Outlook:
    """All of it, for a conference on the day that was typed."""

    day: date
    foreseen: list[Foreseen]
    exemptions: list[Exemption]
    tight: list[Tight]
    off: DayOff | None
    worked_before: date
    worked_after: date
    clashes: list[tuple[str, str, str]]
    alike: list[Entry]
    start: Start | None
    earliest: Feasible | None
    refusal: str = ""

    @property
    def past(self) -> list[Foreseen]:
        return [one for one in self.foreseen if one.past]

    @property
    def earliest_day(self) -> date | None:
        return self.earliest.opening.date() if self.earliest and self.earliest.opening else None

    @property
    def earliest_said(self) -> str:
        """Why that day is the first, in sentences."""
        return self.earliest.explain(_) if self.earliest else ""

    @property
    def deciding(self) -> Foreseen | None:
        """The deadline that decides when work must begin."""
        if self.start is None:
            return None
        return next((one for one in self.foreseen if one.name == self.start.deciding.say(_)), None)


def outlook_of(actor: Actor, content: EntryContent, on: date, entry_id: int | None = None) -> Outlook:
    """What would follow from a conference stated so; `entry_id` is its own number when it stands there already."""
    opening = local_naive(content.opening)
    day, calendar = opening.date(), calendar_of(actor)
    rulebook = rulebook_of(actor, day)
    question = question_about(content)
    try:
        answer = rulebook.derive(question, calendar)
    except LawError as refusal:
        return _refused(day, calendar, str(refusal))
    return Outlook(
        day=day,
        foreseen=[_foreseen(one, on) for one in answer.deadlines],
        exemptions=exemptions_of(answer.not_applicable),
        tight=tight_spots(answer.conflicts),
        off=calendar.why_off(day),
        worked_before=calendar.on_or_before(day),
        worked_after=calendar.on_or_after(day),
        clashes=clashes_with(actor, content, rulebook, entry_id),
        alike=alike_on_day(actor, content, entry_id),
        start=_start(answer),
        earliest=earliest_of(rulebook, question, on, calendar),
    )


def question_about(content: EntryContent) -> Question:
    """What the rules look at in a conference that is only being typed."""
    return Question(
        kind=content.kind,
        opening=local_naive(content.opening),
        closing=local_naive(content.closing) if content.closing else None,
        form=Form(content.form) if content.form else Form.IN_PERSON,
        unscheduled=content.unscheduled,
        chair=content.chair or None,
        carries_appraised=content.carries_appraised,
    )


def twins_of(actor: Actor, content: EntryContent, entry_id: int | None = None) -> list[Entry]:
    """Conferences of the same name on the same day: most likely this one, entered before."""
    day = clock.local(content.opening).date()
    name = fold(content.title)
    rows = held(entries_between(actor, day, day))
    return [row for row in rows if row.pk != entry_id and fold(row.title) == name]


def alike_on_day(actor: Actor, content: EntryContent, entry_id: int | None) -> list[Entry]:
    """Conferences of the same kind on the same day."""
    day = clock.local(content.opening).date()
    rows = held(entries_between(actor, day, day)).filter(kind=content.kind)
    return [row for row in rows if row.pk != entry_id]


def clashes_with(
    actor: Actor, content: EntryContent, rulebook: Rulebook, entry_id: int | None
) -> list[tuple[str, str, str]]:
    """What else takes place at the same time with the same people, room or unit: severity, message, way out."""
    first = clock.local(content.opening).date()
    last = clock.local(content.closing).date() if content.closing else first
    rows = held(open_between(actor, first, last)).select_related("preparing", "room")
    others = [planned_of(row) for row in rows if row.pk != entry_id]
    itself = _planned(actor, content)
    found = find_clashes([*others, itself], rulebook, opening_hours_of(actor), Supports(rulebook).of_clash, _)
    return [(one.severity.value, one.message, one.way_out) for one in found if ITSELF in one.keys]


def _planned(actor: Actor, content: EntryContent) -> PlannedConference:
    draft = planned_of(Entry(**content.columns()))
    return replace(draft, key=ITSELF, title=draft.title or _("hội nghị đang nhập"))


def _foreseen(one: Deadline, on: date) -> Foreseen:
    return Foreseen(
        name=one.say(_),
        owner=bilingual(one.owner.name, one.owner.name_en, _),
        act_by=one.act_by,
        legal_date=one.legal_date,
        recommended=one.recommended,
        when=bilingual(one.when or "", one.when_en or "", _),
        past=one.act_by is not None and one.act_by < on,
        today=one.act_by == on,
        chips=chips_of(one.citations[:1]),
    )


def _start(answer: Answer) -> Start | None:
    deciding = first_due(answer)
    return Start(deciding.act_by, deciding) if deciding is not None and deciding.act_by is not None else None


def earliest_of(rulebook: Rulebook, question: Question, on: date, calendar: WorkCalendar) -> Feasible | None:
    """The first day from today on that can still be prepared in time, whatever day was typed."""
    try:
        return rulebook.earliest_opening(moved_to(question, on), on, calendar)
    except LawError:
        return None


def _refused(day: date, calendar: WorkCalendar, reason: str) -> Outlook:
    return Outlook(
        day,
        [],
        [],
        [],
        calendar.why_off(day),
        calendar.on_or_before(day),
        calendar.on_or_after(day),
        [],
        [],
        None,
        None,
        refusal=reason,
    )
