"""Regular conferences of a period from the cadences of a rulebook: their turns, and another day where one is off.

A turn (kỳ) is the span of days in which a regular conference still counts as this one and not the next. A day that is
off is left for the nearest working day within the turn, later rather than earlier, since papers are seldom ready
before. Where the whole turn is off, no day is proposed. Which of two readings of a cadence counts is chosen by the
office and given here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from nghisu.core.conferences.findings.clashes import NESTED_BODIES, find_clashes
from nghisu.core.conferences.findings.finding import Finding, Severity
from nghisu.core.conferences.hours import OpeningHours, PartOfDay
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.dates import DayOff, WorkCalendar
from nghisu.core.law.answer import Conflict
from nghisu.core.law.answer import Severity as HowBadly
from nghisu.core.law.citation import Translate, identity
from nghisu.core.law.question import Question
from nghisu.core.law.refusals import LawError
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import CadenceRule
from nghisu.core.planning.periods import ROMAN

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

AT_THE_EDGE = 10
"""How many days from the start or the end of a month still are "the start", "the end" of it: our reading, a third."""

FIRST_AND_THIRD = (0, 2)
"""Which of its weekdays in a month a conference held twice a month takes: our reading, a fortnight apart."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a regular conference: its own day by the cadence, and the days within which it stays this turn."""

    day: date
    first: date
    last: date
    number: int
    called: str


@dataclass(frozen=True, slots=True)
class Regular:
    """A regular conference as it is proposed (hội nghị định kỳ).

    `day` is None where the whole turn is off. `away` are the days off that its own day met, from that day on towards
    the proposed one. `standing` is the key of the conference of the programme that this turn already has. `conflicts`
    are the orders of the rules that the proposed day breaks, or that the day left aside (`avoided`) would have broken;
    a day can also be left aside because the same people meet then (`avoided_people`).
    """

    rule: CadenceRule
    turn: Turn
    part: PartOfDay
    day: date | None
    away: tuple[DayOff, ...] = ()
    standing: str = ""
    conflicts: tuple[Conflict, ...] = ()
    avoided: date | None = None
    avoided_people: bool = False
    clashes: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """Names the turn, in a form: the rule and the turn's own day."""
        return f"{self.rule.id}.{self.turn.day:%Y%m%d}"


def regular_conferences(
    rulebook: Rulebook,
    calendar: WorkCalendar,
    since: date,
    until: date,
    *,
    chosen: Mapping[str, str] | None = None,
    standing: Sequence[PlannedConference] = (),
    hours: OpeningHours | None = None,
    gettext: Translate = identity,
) -> list[Regular]:
    """What regularly meets from `since` to `until`, in the order of days.

    `chosen` names for a kind the cadence that counts, where the rules give several. `standing` are the conferences of
    the programme, some way around the period too: a turn that has its own is recognised, the fortnight is counted on
    from the last one before the period, and what meets at the same time is told with each.
    """
    hours = hours or OpeningHours()
    found: list[Regular] = []
    busy = {(one.on, one.part_of_day) for one in standing if one.on and _nested(one.kind, rulebook)}
    rules = [counting_rule(rulebook, kind, since, (chosen or {}).get(kind, "")) for kind in rulebook.kinds]
    # Those with a weekday of their own first: the others look for a day that these leave free.
    for rule in sorted((one for one in rules if one), key=lambda one: not one.weekday):
        kind = rule.kind
        own = sorted(
            (one for one in standing if one.kind == kind and one.on and not one.unscheduled),
            key=lambda one: one.on or since,
        )
        turns = list(_turns(rule, since, until, own, gettext))
        taken = _recognised(turns, own)
        for turn in turns:
            one = _proposed(rule, turn, rulebook, calendar, hours, taken.get(turn.day, ""), busy)
            found.append(one)
            if one.day and _nested(kind, rulebook):
                busy.add((one.day, one.part))
    found.sort(key=lambda one: (one.day or one.turn.day, one.rule.kind))
    return _with_clashes(found, standing, rulebook, hours, gettext)


def counting_rule(rulebook: Rulebook, kind: str, on: date, chosen: str = "") -> CadenceRule | None:
    """The cadence that counts for a kind on a day: the chosen one, else the first; None for one that meets by plan."""
    rules = [rule for rule in rulebook.cadences_for(kind, on) if rule.every != "plan"]
    return next((rule for rule in rules if rule.id == chosen), rules[0] if rules else None)


def _turns(
    rule: CadenceRule, since: date, until: date, own: Sequence[PlannedConference], gettext: Translate
) -> Iterator[Turn]:
    """The turns whose own day lies in the period."""
    if rule.every in ("weekly", "fortnightly"):
        yield from _by_weeks(rule, since, until, own, gettext)
    elif rule.every == "twice-a-month":
        yield from _twice_a_month(rule, since, until, gettext)
    else:
        yield from _by_months(rule, since, until, gettext)


def _by_weeks(
    rule: CadenceRule, since: date, until: date, own: Sequence[PlannedConference], gettext: Translate
) -> Iterator[Turn]:
    weekday = WEEKDAYS.index(rule.weekday) if rule.weekday else 0
    day = since + timedelta(days=(weekday - since.weekday()) % 7)
    step = 7
    if rule.every == "fortnightly":
        step = 14
        before = [one.on for one in own if one.on and one.on < since]
        if before:
            # The fortnight goes on from the last one held, whatever day of its week that was moved to.
            last = before[-1] - timedelta(days=before[-1].weekday()) + timedelta(days=weekday)
            day = last + timedelta(days=14)
            while day < since:
                day += timedelta(days=14)
        else:
            first = date(since.year, 1, 1)
            anchor = first + timedelta(days=(weekday - first.weekday()) % 7)
            day = anchor
            while day < since:
                day += timedelta(days=14)
    while day <= until:
        if step == 7:
            monday = day - timedelta(days=day.weekday())
            number = day.isocalendar().week
            called = gettext("tuần %(number)s năm %(year)s") % {
                "number": number,
                "year": day.isocalendar().year,
            }
            yield Turn(day, monday, monday + timedelta(days=6), number, called)
        else:
            number = (day.timetuple().tm_yday - 1) // 14 + 1
            yield _fortnight(day, number, gettext)
        day += timedelta(days=step)


def _fortnight(day: date, number: int, gettext: Translate) -> Turn:
    # Half the distance to the neighbouring turns, so that no day belongs to two of them.
    called = gettext("kỳ %(number)s năm %(year)s") % {"number": number, "year": day.year}
    return Turn(day, day - timedelta(days=6), day + timedelta(days=7), number, called)


def _twice_a_month(rule: CadenceRule, since: date, until: date, gettext: Translate) -> Iterator[Turn]:
    weekday = WEEKDAYS.index(rule.weekday) if rule.weekday else 0
    for first in _months(since, until):
        start = first + timedelta(days=(weekday - first.weekday()) % 7)
        for place, weeks in enumerate(FIRST_AND_THIRD):
            day = start + timedelta(days=7 * weeks)
            if since <= day <= until:
                yield _fortnight(day, 2 * (first.month - 1) + place + 1, gettext)


def _by_months(rule: CadenceRule, since: date, until: date, gettext: Translate) -> Iterator[Turn]:
    for first in _months(since, until):
        if rule.every == "quarterly" and (first.month - 1) % 3 + 1 != (rule.month_of_quarter or 1):
            continue
        last = _month_end(first)
        at_end = rule.position == "end"
        day = last if at_end else first
        if rule.weekday:
            weekday = WEEKDAYS.index(rule.weekday)
            day = (
                last - timedelta(days=(last.weekday() - weekday) % 7)
                if at_end
                else first + timedelta(days=(weekday - first.weekday()) % 7)
            )
        if not since <= day <= until:
            continue
        number = (first.month + 2) // 3 if rule.every == "quarterly" else first.month
        if rule.every == "quarterly":
            called = gettext("quý %(number)s năm %(year)s") % {
                "number": ROMAN[number - 1],
                "year": first.year,
            }
        else:
            called = gettext("tháng %(number)s năm %(year)s") % {"number": number, "year": first.year}
        yield Turn(day, first, last, number, called)


def _months(since: date, until: date) -> Iterator[date]:
    first = since.replace(day=1)
    while first <= until:
        yield first
        first = _month_end(first) + timedelta(days=1)


def _month_end(on: date) -> date:
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _recognised(turns: Iterable[Turn], own: Sequence[PlannedConference]) -> dict[date, str]:
    """Which turns the programme already has a conference for: each conference stands for one turn, the nearest."""
    taken: dict[date, str] = {}
    used: set[str] = set()
    pairs = sorted(
        (abs((one.on - turn.day).days), turn.day, one.key)
        for turn in turns
        for one in own
        if one.on and turn.first <= one.on <= turn.last
    )
    for _, day, key in pairs:
        if day not in taken and key not in used:
            taken[day] = key
            used.add(key)
    return taken


def _proposed(
    rule: CadenceRule,
    turn: Turn,
    rulebook: Rulebook,
    calendar: WorkCalendar,
    hours: OpeningHours,
    standing: str,
    busy: Collection[tuple[date | None, PartOfDay | None]],
) -> Regular:
    part = PartOfDay(rule.part) if rule.part else PartOfDay.MORNING
    plain = Regular(rule, turn, part, None, standing=standing)
    candidates = [day for day in _candidates(rule, turn) if calendar.is_working(day)]
    away = tuple(_away(turn, candidates[0] if candidates else None, calendar))
    if standing or not candidates:
        return replace(plain, away=away)
    if not rule.position or rule.weekday:
        return replace(plain, day=candidates[0], away=away)
    # Without a weekday of its own it takes the first day on which the rules can all be kept.
    broken = {day: _conflicts(rule.kind, day, part, rulebook, calendar, hours) for day in candidates}
    met = {day: _nested(rule.kind, rulebook) and (day, part) in busy for day in candidates}
    day = min(candidates, key=lambda one: (bool(broken[one]), met[one]))
    avoided = candidates[0] if day != candidates[0] else None
    return replace(
        plain,
        day=day,
        away=away,
        conflicts=broken[day] or (broken[avoided] if avoided else ()),
        avoided=avoided,
        avoided_people=avoided is not None and not broken[avoided] and met[avoided],
    )


def _nested(kind: str | None, rulebook: Rulebook) -> bool:
    """Whether the members of the smallest body must be there."""
    known = rulebook.kinds.get(kind or "")
    return known is not None and known.body in NESTED_BODIES


def _candidates(rule: CadenceRule, turn: Turn) -> list[date]:
    """The days a turn may be held on, the best first."""
    if rule.position and not rule.weekday:
        step = -1 if rule.position == "end" else 1
        return [turn.day + timedelta(days=step * n) for n in range(AT_THE_EDGE)]
    after = [turn.day + timedelta(days=n) for n in range((turn.last - turn.day).days + 1)]
    before = [turn.day - timedelta(days=n) for n in range(1, (turn.day - turn.first).days + 1)]
    return [*after, *before]


def _away(turn: Turn, to: date | None, calendar: WorkCalendar) -> Iterator[DayOff]:
    """The days off that stand between a turn's own day and the day it moves to; of a turn wholly off all its days."""
    if to == turn.day:
        return
    step = -1 if to is not None and to < turn.day else 1
    end = to if to is not None else turn.last + timedelta(days=1)
    day = turn.day
    while day != end:
        off = calendar.why_off(day)
        if off is not None:
            yield off
        day += timedelta(days=step)


def _conflicts(
    kind: str, day: date, part: PartOfDay, rulebook: Rulebook, calendar: WorkCalendar, hours: OpeningHours
) -> tuple[Conflict, ...]:
    """The orders that such a conference on such a day cannot keep."""
    try:
        answer = rulebook.derive(Question(kind=kind, opening=hours.opening(day, part)), calendar)
    except LawError:
        return ()
    return tuple(one for one in answer.conflicts if one.severity is HowBadly.CONTRADICTION)


def planned_as(one: Regular, rulebook: Rulebook, hours: OpeningHours) -> PlannedConference:
    """A proposed conference as findings weigh it."""
    kind = rulebook.kinds[one.rule.kind]
    day = one.day or one.turn.day
    return PlannedConference(
        key=one.key,
        title=f"{kind.name} {one.turn.called}",
        kind=kind.code,
        opening=hours.opening(day, one.part),
        part_of_day=one.part,
    )


def _with_clashes(
    found: Sequence[Regular],
    standing: Sequence[PlannedConference],
    rulebook: Rulebook,
    hours: OpeningHours,
    gettext: Translate,
) -> list[Regular]:
    proposed = [planned_as(one, rulebook, hours) for one in found if one.day and not one.standing]
    by_key: dict[str, list[Finding]] = {}
    for clash in find_clashes([*standing, *proposed], rulebook, hours, (), gettext):
        if clash.severity is Severity.NOTE:
            continue
        for key in clash.keys:
            by_key.setdefault(key, []).append(clash)
    return [replace(one, clashes=tuple(by_key.get(one.key, ()))) for one in found]
