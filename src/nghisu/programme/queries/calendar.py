"""A month or a week as a calendar shows it: its days, what they are, the conferences of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.core.conferences.hours import OpeningHours
from nghisu.core.dates import DayOff, DayWorked, Source, WorkCalendar
from nghisu.core.dates.lunar import LunarDate, lunar_date
from nghisu.core.law.citation import bilingual
from nghisu.foundation.actors import Actor
from nghisu.programme.addresses import monday_of, month_after
from nghisu.programme.models import Entry
from nghisu.programme.queries.lines import EntryLine, kind_names, lines_of, open_between
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.queries import calendar_of, open_by_day, rulebook_of

SHOWN_A_DAY = 5
"""A day of the month shows so many conferences; the rest stand in its week, one press away."""

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"


@dataclass(frozen=True, slots=True)
class DayEvent:
    """A conference on one of its days; `carried` on the days after the first."""

    line: EntryLine
    carried: bool = False

    @property
    def url(self) -> str:
        return self.line.url

    @property
    def kind(self) -> str:
        return self.line.kind

    @property
    def kind_name(self) -> str:
        return self.line.kind_name

    @property
    def title(self) -> str:
        return self.line.title

    @property
    def time(self) -> str:
        return _("tiếp") if self.carried else self.line.time

    @property
    def place(self) -> str:
        return self.line.place

    @property
    def chair(self) -> str:
        return self.line.chair

    @property
    def state(self) -> str:
        return self.line.state or ""

    @property
    def finding(self) -> str:
        return self.line.finding

    @property
    def held_word(self) -> str:
        """Why it is struck through; empty for one that is held."""
        return self.line.held_word

    @property
    def movable(self) -> str:
        """The number of the conference, where this is the day that it can be moved from."""
        return str(self.line.pk) if self.line.held and not self.carried else ""


@dataclass(slots=True)
class CalendarDay:
    """One day: off or worked and by which notice, its lunar date, its conferences, how many duties fall on it."""

    day: date
    in_month: bool
    is_today: bool
    lunar: LunarDate
    day_off: DayOff | None
    day_worked: DayWorked | None
    all_events: list[DayEvent]
    shown: int | None = None
    duties: int = 0

    @property
    def events(self) -> list[DayEvent]:
        return self.all_events[: self.shown]

    @property
    def more(self) -> int:
        return len(self.all_events) - len(self.events)

    @property
    def more_url(self) -> str:
        return reverse("programme:calendar_week", args=[monday_of(self.day)])

    @property
    def url(self) -> str:
        return self.more_url

    @property
    def count(self) -> int:
        return sum(1 for event in self.all_events if event.line.held)

    @property
    def off(self) -> str:
        """The name of a day off that is more than a weekend."""
        off = self.day_off
        return bilingual(off.name, off.name_en, _) if off and off.source is not Source.WEEKEND else ""

    @property
    def works(self) -> str:
        worked = self.day_worked
        return bilingual(worked.name, worked.name_en, _) if worked else ""

    @property
    def notice(self) -> str:
        """By what the day is off or worked."""
        said = self.day_worked or (self.day_off if self.off else None)
        return said.notice if said else ""


@dataclass(frozen=True, slots=True)
class PartOfWeek:
    """The cells of one part of the day, Monday to Sunday."""

    name: str
    hours: str
    cells: list[PartCell]


@dataclass(frozen=True, slots=True)
class PartCell:
    """A part of a day; `part` is its code."""

    day: date
    is_today: bool
    part: str
    events: list[DayEvent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """What a calendar page shows. `special` are the days off and the swapped days among its own days."""

    days: list[CalendarDay]
    kinds: list[dict[str, str]]
    parts: list[PartOfWeek]
    conferences: int

    @property
    def weeks(self) -> list[list[CalendarDay]]:
        return [self.days[at : at + 7] for at in range(0, len(self.days), 7)]

    @property
    def special(self) -> list[CalendarDay]:
        return [day for day in self.days if day.in_month and (day.off or day.works)]

    @property
    def late(self) -> int:
        """Conferences of its own days with a duty that is late."""
        seen = {e.line.pk for d in self.days if d.in_month for e in d.all_events if e.line.standing.late}
        return len(seen)


def month_page(actor: Actor, first: date, on: date) -> CalendarPage:
    """The month that begins on `first`, in whole weeks from Monday to Sunday."""
    last = month_after(first) - timedelta(days=1)
    since, until = monday_of(first), monday_of(last) + timedelta(days=6)
    return _page(actor, since, until, on, month=first, shown=SHOWN_A_DAY)


def week_page(actor: Actor, monday: date, on: date) -> CalendarPage:
    """The week from Monday to Sunday, by part of the day."""
    page = _page(actor, monday, monday + timedelta(days=6), on)
    duties = open_by_day(actor, monday, monday + timedelta(days=6))
    for day in page.days:
        day.duties = duties.get(day.day, 0)
    page.parts.extend(_parts(page.days, opening_hours_of(actor)))
    return page


def _page(
    actor: Actor, since: date, until: date, on: date, month: date | None = None, shown: int | None = None
) -> CalendarPage:
    rulebook = rulebook_of(actor, since)
    # One that was merged stands in its day by the conference that took it in.
    rows = open_between(actor, since, until).exclude(state=Entry.State.MERGED)
    lines = lines_of(actor, rows, rulebook, on)
    by_day: dict[date, list[DayEvent]] = defaultdict(list)
    for line in lines:
        day = max(line.on, since)
        while day <= min(line.last_day, until):
            by_day[day].append(DayEvent(line, carried=day > line.on))
            day += timedelta(days=1)
    calendar = calendar_of(actor)
    span = (until - since).days + 1
    days = [_day(since + timedelta(days=place), by_day, calendar, on, month, shown) for place in range(span)]
    own = {event.line.pk for day in days if day.in_month for event in day.all_events if event.line.held}
    present = {line.kind for line in lines}
    kinds = [{"code": code, "name": name} for code, name in kind_names(rulebook).items() if code in present]
    return CalendarPage(days, kinds, [], len(own))


def _day(
    day: date,
    by_day: dict[date, list[DayEvent]],
    calendar: WorkCalendar,
    on: date,
    month: date | None,
    shown: int | None,
) -> CalendarDay:
    events = by_day.get(day, [])
    return CalendarDay(
        day=day,
        in_month=month is None or (day.year, day.month) == (month.year, month.month),
        is_today=day == on,
        lunar=lunar_date(day),
        day_off=calendar.why_off(day),
        day_worked=calendar.why_worked(day),
        all_events=events,
        # One conference more than fits is shown rather than counted: the line "and 1 more" takes its place.
        shown=shown if shown is not None and len(events) > shown + 1 else None,
    )


def _parts(days: Sequence[CalendarDay], hours: OpeningHours) -> list[PartOfWeek]:
    names = (
        (MORNING, _("Sáng"), hours.morning, hours.morning_end),
        (AFTERNOON, _("Chiều"), hours.afternoon, hours.afternoon_end),
        (EVENING, _("Tối"), hours.evening, hours.evening_end),
    )
    parts = []
    for code, name, start, end in names:
        cells = [
            PartCell(day.day, day.is_today, code, [e for e in day.all_events if _part_of(e, hours) == code])
            for day in days
        ]
        if code == EVENING and not any(cell.events for cell in cells):
            continue
        parts.append(PartOfWeek(name, f"{_clock(start)}–{_clock(end)}", cells))
    return parts


def _part_of(event: DayEvent, hours: OpeningHours) -> str:
    return MORNING if event.carried else hours.part_of(event.line.opening.time()).value


def _clock(hour: time) -> str:
    return f"{hour:%H:%M}"
