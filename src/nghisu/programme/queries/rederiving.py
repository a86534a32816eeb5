"""What would change in what upcoming conferences owe, were the days off or the rulebook others: old day, new day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nghisu.core.dates import WorkCalendar
from nghisu.core.law import LawError, Rulebook, bilingual
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, ProgrammeVersion
from nghisu.programme.queries.entries import held
from nghisu.programme.queries.planned import question_of
from nghisu.rulebook.models import Deadline


@dataclass(frozen=True, slots=True)
class DayMoved:
    """A duty whose day moves, comes (no old day) or goes (no new day)."""

    entry_id: int
    title: str
    opening: date
    act: str
    old: date | None
    new: date | None


@dataclass(frozen=True, slots=True)
class WouldChange:
    """What would change: the duties, the conferences that keep their days because a programme with them is approved or
    issued, and those that the other rulebook has no rule for."""

    moved: Sequence[DayMoved]
    kept: int
    refused: Sequence[str]

    @property
    def conferences(self) -> int:
        return len({one.entry_id for one in self.moved})


def upcoming(by: Actor) -> list[Entry]:
    """The conferences that are not yet held, in their order."""
    rows = held(Entry.objects.filter(committee=by.committee_id, opening__gte=clock.now()))
    return list(rows.select_related("subject").order_by("opening", "id"))


def approved_ids(by: Actor) -> set[int]:
    """The conferences that stand in a programme that is approved or issued: another rulebook leaves their days alone."""
    states = (ProgrammeVersion.State.APPROVED, ProgrammeVersion.State.ISSUED)
    rows = ProgrammeVersion.objects.filter(
        committee=by.committee_id, state__in=states, until__gte=clock.today()
    ).exclude(tier="term")
    return {line["id"] for lines in rows.values_list("lines", flat=True) for line in lines if line.get("id")}


def would_change(
    by: Actor,
    entries: Sequence[Entry],
    calendar: WorkCalendar,
    rulebooks: Mapping[date, Rulebook],
    kept: int = 0,
) -> WouldChange:
    """Derive conferences by other days or rules, and say which of what they still owe would have another day."""
    standing: dict[int, dict[str, date | None]] = {entry.subject_id: {} for entry in entries}
    closed: set[tuple[int, str]] = set()
    rows = Deadline.objects.filter(committee=by.committee_id, subject__in=list(standing))
    for subject, act, act_by, done_at, aside in rows.values_list(
        "subject_id", "act", "act_by", "done_at", "not_applicable"
    ):
        if done_at is None and not aside:
            standing[subject][act] = act_by
        else:
            closed.add((subject, act))
    moved: list[DayMoved] = []
    refused: list[str] = []
    for entry in entries:
        on = clock.local(entry.opening).date()
        try:
            answer = rulebooks[on].derive(question_of(entry), calendar)
        except LawError as reason:
            refused.append(f"{entry.title} ({on:%d/%m/%Y}): {reason}")
            continue
        before = standing[entry.subject_id]
        names = {one.act: bilingual(one.duty.act.name, one.duty.act.name_en, _) for one in answer.deadlines}
        after = {one.act: one.act_by for one in answer.deadlines if (entry.subject_id, one.act) not in closed}
        moved += [
            DayMoved(entry.pk, entry.title, on, names.get(act, act), before.get(act), after.get(act))
            for act in dict.fromkeys([*before, *after])
            if before.get(act) != after.get(act)
        ]
    return WouldChange(moved, kept, refused)
