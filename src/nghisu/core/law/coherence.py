"""Where a rulebook contradicts itself: each declared order tried on every day of a year.

Nothing is listed by hand: the tight spots come out of the rules and the days off.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from nghisu.core.dates.workcalendar import WorkCalendar
from nghisu.core.law.answer import Conflict, Severity
from nghisu.core.law.question import Form, Question
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import OrderRule

OPENING_HOUR = time(8)


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """How an order fares on the openings of one weekday (0 Monday): of so many days, so many of each."""

    weekday: int
    days: int = 0
    contradictions: int = 0
    no_slack: int = 0


@dataclass(frozen=True, slots=True)
class TightSpot:
    """An order that cannot be kept, or only just, on some openings of a kind and form of conference.

    `first_contradiction` and `first_no_slack` are the first such cases of the year, ready to be explained.
    """

    order: OrderRule
    kind: str
    form: Form
    weekdays: tuple[OnWeekday, ...]
    first_contradiction: Conflict | None = None
    first_no_slack: Conflict | None = None
    contradiction_days: tuple[date, ...] = field(default=(), repr=False)
    no_slack_days: tuple[date, ...] = field(default=(), repr=False)

    @property
    def days(self) -> int:
        """On how many openings the order was tried."""
        return sum(one.days for one in self.weekdays)

    @property
    def contradictions(self) -> int:
        """On how many openings it cannot be kept."""
        return len(self.contradiction_days)

    @property
    def no_slack(self) -> int:
        """On how many openings both acts fall on one day."""
        return len(self.no_slack_days)

    @property
    def severity(self) -> Severity:
        """The worse of what was found."""
        return Severity.CONTRADICTION if self.contradiction_days else Severity.NO_SLACK

    @property
    def usual_weekdays(self) -> tuple[int, ...]:
        """The weekdays on which more than half of the openings are tight: there it is the rule, not a
        holiday.
        """
        return tuple(
            one.weekday for one in self.weekdays if 2 * (one.contradictions + one.no_slack) > one.days
        )


def working_days(calendar: WorkCalendar, year: int) -> Iterator[date]:
    """The working days of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        if calendar.is_working(day):
            yield day
        day += timedelta(days=1)


def _openings(rulebook: Rulebook, calendar: WorkCalendar, year: int) -> list[date]:
    since = min((rule.since for rule in rulebook.deadlines if rule.since is not None), default=date.min)
    return [day for day in working_days(calendar, year) if day >= since]


def survey(
    rulebook: Rulebook,
    calendar: WorkCalendar,
    year: int,
    forms: tuple[Form, ...] = (Form.IN_PERSON, Form.ONLINE),
    chair: str | None = None,
) -> tuple[TightSpot, ...]:
    """Every order of a rulebook on every working day of a year, for each kind and form; only where it is
    tight.

    A form that says no more than the one before it (an order tight in the same way) is left out.
    """
    found: list[TightSpot] = []
    openings = _openings(rulebook, calendar, year)
    any_day = datetime.combine(date(year, 1, 1), OPENING_HOUR)
    for kind in rulebook.kinds:
        seen: dict[str, TightSpot] = {}
        for form in forms:
            for spot in _spots(rulebook, calendar, openings, Question(kind, any_day, form=form, chair=chair)):
                before = seen.get(spot.order.id)
                if before is None or before.contradiction_days != spot.contradiction_days:
                    found.append(spot)
                seen.setdefault(spot.order.id, spot)
    return tuple(found)


def _spots(
    rulebook: Rulebook, calendar: WorkCalendar, openings: list[date], question: Question
) -> Iterator[TightSpot]:
    orders: dict[str, OrderRule] = {}
    tried: dict[str, list[list[int]]] = {}
    conflicts: dict[str, list[tuple[date, Conflict]]] = {}
    for day in openings:
        answer = rulebook.derive(replace(question, opening=datetime.combine(day, OPENING_HOUR)), calendar)
        weekday = day.weekday()
        for order in answer.kept:
            orders[order.id] = order
            tried.setdefault(order.id, [[0, 0, 0] for _ in range(7)])[weekday][0] += 1
        for conflict in answer.conflicts:
            name = conflict.order.id
            orders[name] = conflict.order
            counts = tried.setdefault(name, [[0, 0, 0] for _ in range(7)])[weekday]
            counts[0] += 1
            counts[1 if conflict.severity is Severity.CONTRADICTION else 2] += 1
            conflicts.setdefault(name, []).append((day, conflict))
    for name, met in conflicts.items():
        impossible = [(day, one) for day, one in met if one.severity is Severity.CONTRADICTION]
        tight = [(day, one) for day, one in met if one.severity is Severity.NO_SLACK]
        yield TightSpot(
            order=orders[name],
            kind=question.kind,
            form=question.form,
            weekdays=tuple(
                OnWeekday(weekday, days, bad, same)
                for weekday, (days, bad, same) in enumerate(tried[name])
                if days
            ),
            first_contradiction=impossible[0][1] if impossible else None,
            first_no_slack=tight[0][1] if tight else None,
            contradiction_days=tuple(day for day, _ in impossible),
            no_slack_days=tuple(day for day, _ in tight),
        )
