"""When a conference can still be prepared in time: the first opening that works, the last day to begin.

A contradiction that a kind of conference meets on every day (such as an online session of the executive
committee) does not make a day infeasible: no day would be. Only one that another day avoids does.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from nghisu.core.dates.workcalendar import WorkCalendar
from nghisu.core.law.answer import Answer, Conflict, Deadline, Severity
from nghisu.core.law.citation import Translate, identity
from nghisu.core.law.question import VIETNAM, Question
from nghisu.core.law.rules import Anchor

if TYPE_CHECKING:
    from nghisu.core.law.rulebook import Rulebook

HORIZON = 370
"""How many days ahead an opening is sought: a year, within which every weekday and every holiday comes up."""

SAMPLE = 60
"""Over how many working days a contradiction must come up each time to count as unavoidable."""


@dataclass(frozen=True, slots=True)
class Start:
    """The last day on which work can begin, and the deadline that decides it."""

    day: date
    deciding: Deadline


@dataclass(frozen=True, slots=True)
class Passed:
    """A working day that was passed over: for a deadline already gone, or for a contradiction of that day."""

    day: date
    missed: Deadline | None = None
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Feasible:
    """The first opening that can be prepared.

    `opening` is None where no day of the next year will do. `deciding` is the deadline that comes first for
    that opening, `unavoidable` the contradictions that every day of this kind has, `passed` the days passed
    over.
    """

    opening: datetime | None
    deciding: Deadline | None
    answer: Answer | None
    unavoidable: tuple[Conflict, ...] = ()
    passed: tuple[Passed, ...] = ()

    def explain(self, gettext: Translate = identity) -> str:
        """Why this opening is the first, in plain sentences."""
        from nghisu.core.law.wording.feasibility import explain_feasible

        return explain_feasible(self, gettext)


def _local(at: datetime) -> datetime:
    return at if at.tzinfo is None else at.astimezone(VIETNAM).replace(tzinfo=None)


def moved_to(question: Question, day: date) -> Question:
    """The same conference on another day, at the same hours and of the same length."""
    opening = _local(question.opening)
    moved = datetime.combine(day, opening.time())
    closing = None if question.closing is None else moved + (_local(question.closing) - opening)
    return replace(question, opening=moved, closing=closing)


def _before(answer: Answer) -> list[Deadline]:
    return [
        deadline
        for deadline in answer.deadlines
        if deadline.act_by is not None and deadline.rule.anchor is not Anchor.CLOSE
    ]


def first_due(answer: Answer) -> Deadline | None:
    """Of the dated deadlines before the opening, the one to be met first."""
    return min(_before(answer), key=lambda one: one.act_by or date.max, default=None)


def latest_start(rulebook: "Rulebook", question: Question, calendar: WorkCalendar) -> Start | None:
    """The earliest day to act by among what is owed before the opening; None where nothing dated is owed."""
    deciding = first_due(rulebook.derive(question, calendar))
    if deciding is None or deciding.act_by is None:
        return None
    return Start(deciding.act_by, deciding)


def _contradictions(answer: Answer) -> dict[str, Conflict]:
    return {
        conflict.order.id: conflict
        for conflict in answer.conflicts
        if conflict.severity is Severity.CONTRADICTION
    }


def earliest_opening(rulebook: "Rulebook", question: Question, on: date, calendar: WorkCalendar) -> Feasible:
    """The first working day from the question's opening on whose deadlines all lie on or after `on`.

    The day must also be free of contradictions that other days of the kind avoid.
    """
    first = max(question.opening_day, on)
    unavoidable = _unavoidable(rulebook, question, first, calendar)
    passed: list[Passed] = []
    for step in range(HORIZON):
        day = first + timedelta(days=step)
        if not calendar.is_working(day):
            continue
        answer = rulebook.derive(moved_to(question, day), calendar)
        deciding = first_due(answer)
        if deciding is not None and deciding.act_by is not None and deciding.act_by < on:
            passed.append(Passed(day, missed=deciding))
            continue
        found = _contradictions(answer)
        avoidable = next((conflict for order, conflict in found.items() if order not in unavoidable), None)
        if avoidable is not None:
            passed.append(Passed(day, conflict=avoidable))
            continue
        kept = tuple(conflict for order, conflict in found.items() if order in unavoidable)
        return Feasible(answer.question.opening, deciding, answer, kept, tuple(passed))
    return Feasible(None, None, None, (), tuple(passed))


def _unavoidable(
    rulebook: "Rulebook", question: Question, first: date, calendar: WorkCalendar
) -> frozenset[str]:
    """The orders that contradict on every one of the next working days."""
    always: frozenset[str] | None = None
    day = first
    for _ in range(SAMPLE):
        day = calendar.on_or_after(day)
        found = frozenset(_contradictions(rulebook.derive(moved_to(question, day), calendar)))
        always = found if always is None else always & found
        if not always:
            return frozenset()
        day += timedelta(days=1)
    return always or frozenset()
