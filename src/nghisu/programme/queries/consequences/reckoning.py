"""What if this conference opened then: its duties, what clashes, what would be found, whom to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count

from nghisu.core.dates import DayOff
from nghisu.core.law import LawError, Rulebook, load_rulebook
from nghisu.core.law.answer import Answer
from nghisu.core.law.edition import StandsFor
from nghisu.core.law.feasibility import Feasible
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.addresses import monday_of
from nghisu.programme.models import Entry
from nghisu.programme.queries.conference import Tight, tight_spots
from nghisu.programme.queries.consequences.concerned import Concerned, ConcernedGroup, concerned_by, grouped
from nghisu.programme.queries.consequences.duties import DutyChange, duty_changes
from nghisu.programme.queries.consequences.findings import Found, findings_compared
from nghisu.programme.queries.consequences.proposal import Proposal, applied
from nghisu.programme.queries.entries import day_start, held
from nghisu.programme.queries.offices import office_on, offices_of
from nghisu.programme.queries.outlook import earliest_of
from nghisu.programme.queries.planned import question_of
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import calendar_of, rulebooks_on


@dataclass(frozen=True, slots=True)
class Load:
    """What the preparing unit has in the week concerned besides: conferences it prepares, duties that fall due."""

    unit: str
    monday: date
    conferences: int
    duties: int


@dataclass(frozen=True, slots=True)
class Consequences:
    """All that would follow from a proposal (hệ quả). The same for the page, the calendar, the API and the tests."""

    entry: Entry
    revision: int
    after: Entry
    proposal: Proposal
    rules: str
    days_off: str
    duties: Sequence[DutyChange]
    tight: Sequence[Tight]
    tight_ids: Sequence[str]
    appear: Sequence[Found]
    vanish: Sequence[Found]
    off: DayOff | None
    worked_before: date
    worked_after: date
    earliest: Feasible | None
    load: Load | None
    people: Sequence[Concerned]
    refusal: str = ""

    @property
    def opening(self) -> datetime:
        """When it would open, on a Vietnamese clock."""
        return clock.local(self.proposal.opening)

    @property
    def was(self) -> datetime:
        """When it opens now, on a Vietnamese clock."""
        return clock.local(self.entry.opening)

    @property
    def changes_nothing(self) -> bool:
        """Whether the conference would stand just as it stands."""
        names = ("state", "opening", "closing", "part", "room_id", "room_text")
        return all(getattr(self.entry, name) == getattr(self.after, name) for name in names)

    @property
    def moved(self) -> list[DutyChange]:
        """The open duties whose day changes, or that come anew."""
        return [one for one in self.duties if one.change in ("earlier", "later", "new")]

    @property
    def unmoved(self) -> list[DutyChange]:
        """The open duties whose day stays."""
        return [one for one in self.duties if one.change == "same"]

    @property
    def kept(self) -> list[DutyChange]:
        """What was done or set aside and stays so."""
        return [one for one in self.duties if one.change in ("done", "set-aside")]

    @property
    def gone(self) -> list[DutyChange]:
        """The open duties that are owed no more."""
        return [one for one in self.duties if one.change == "gone"]

    @property
    def impossible(self) -> list[DutyChange]:
        """The open duties whose new day has gone by already."""
        return [one for one in self.duties if one.hurry == "late"]

    @property
    def close(self) -> list[DutyChange]:
        """The open duties due today or within three days."""
        return [one for one in self.duties if one.hurry in ("today", "soon")]

    @property
    def clashes(self) -> list[Found]:
        """What else takes place at the same time, newly."""
        return [one for one in self.appear if one.is_clash]

    @property
    def found(self) -> list[Found]:
        """The other findings that appear."""
        return [one for one in self.appear if not one.is_clash]

    @property
    def earliest_day(self) -> date | None:
        """The first day on which it can still be prepared in time."""
        return self.earliest.opening.date() if self.earliest and self.earliest.opening else None

    @property
    def groups(self) -> list[ConcernedGroup]:
        """The people to be told, by why."""
        return grouped(self.people)

    def as_json(self) -> dict[str, Any]:
        """The consequences as they are kept with the move, and as the API answers them."""
        return {
            "proposal": self.proposal.as_json(),
            "revision": self.revision,
            "duties": [one.as_json() for one in self.duties],
            "contradictions": [one.explanation for one in self.tight if one.severity == "refuse"],
            "appear": [one.as_json() for one in self.appear],
            "vanish": [one.as_json() for one in self.vanish],
            "day_off": self.off.name if self.off else None,
            "earliest": self.earliest_day.isoformat() if self.earliest_day else None,
            "people": len(self.people),
        }


def consequences_of(
    actor: Actor, entry: Entry, proposal: Proposal, on: date, others: Sequence[Entry] = ()
) -> Consequences:
    """What would follow. `others` are conferences that change with it (the one it is merged into): their people are
    told, too."""
    after = applied(actor, entry, proposal)
    day = clock.local(after.opening).date()
    was = clock.local(entry.opening).date()
    calendar = calendar_of(actor)
    rulebook = rulebooks_on(actor, [day])[day]
    rows = list(
        Deadline.objects.filter(committee=actor.committee_id, subject_id=entry.subject_id).order_by(
            "position"
        )
    )
    answer: Answer | None = None
    refusal = ""
    if after.is_held:
        try:
            answer = rulebook.derive(question_of(after), calendar)
        except LawError as problem:
            refusal = str(problem)
    named = rulebook if answer else load_rulebook(entry.subject.rulebook)
    duties = duty_changes(rows, answer, named, _units(actor, after, answer, day), was, on)
    appear, vanish = findings_compared(actor, entry, after) if not refusal else ([], [])
    conflicts = answer.conflicts if answer else ()
    return Consequences(
        entry=entry,
        revision=entry.revision,
        after=after,
        proposal=proposal,
        rules=rulebook.digest,
        days_off=calendar.digest,
        duties=duties,
        tight=tight_spots(conflicts),
        tight_ids=sorted(f"{one.order.id}/{one.severity.value}" for one in conflicts),
        appear=appear,
        vanish=vanish,
        off=calendar.why_off(day) if after.is_held else None,
        worked_before=calendar.on_or_before(day),
        worked_after=calendar.on_or_after(day),
        earliest=_earliest(rulebook, after, on, actor) if answer else None,
        load=_load(actor, after) if after.is_held else None,
        people=concerned_by(actor, [entry, *others], rows, named, on),
        refusal=refusal,
    )


def _units(actor: Actor, after: Entry, answer: Answer | None, day: date) -> dict[str, int | None]:
    """Which unit stands for each owner of the new duties."""
    if answer is None:
        return {}
    stands = {
        StandsFor.OFFICE: office_on(offices_of(actor), day),
        StandsFor.PREPARING: after.preparing_id,
        StandsFor.OTHERS: None,
    }
    return {one.owner.code: stands[one.owner.stands_for] for one in answer.deadlines}


def _earliest(rulebook: Rulebook, after: Entry, on: date, actor: Actor) -> Feasible | None:
    return earliest_of(rulebook, question_of(after), on, calendar_of(actor))


def _load(actor: Actor, after: Entry) -> Load | None:
    if after.preparing_id is None or after.preparing is None:
        return None
    monday = monday_of(clock.local(after.opening).date())
    sunday = monday + timedelta(days=6)
    conferences = (
        held(Entry.objects.filter(committee=actor.committee_id, preparing=after.preparing_id))
        .filter(opening__gte=day_start(monday), opening__lt=day_start(sunday + timedelta(days=1)))
        .exclude(pk=after.pk)
        .count()
    )
    duties = (
        Deadline.objects.filter(
            organisation=after.preparing_id,
            committee=actor.committee_id,
            done_at=None,
            not_applicable=False,
            act_by__gte=monday,
            act_by__lte=sunday,
        )
        .exclude(subject_id=after.subject_id)
        .aggregate(count=Count("id"))["count"]
    )
    return Load(after.preparing.name, monday, conferences, duties)
