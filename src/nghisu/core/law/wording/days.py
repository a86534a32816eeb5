"""Days in words: a date with its weekday, a stretch of days off with their names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nghisu.core.dates.workcalendar import DayOff, Source, WorkCalendar
from nghisu.core.law.basis import N_
from nghisu.core.law.citation import Translate, bilingual
from nghisu.core.law.rules import Offset, Unit

WEEKDAYS = (
    N_("thứ Hai"),
    N_("thứ Ba"),
    N_("thứ Tư"),
    N_("thứ Năm"),
    N_("thứ Sáu"),
    N_("thứ Bảy"),
    N_("Chủ nhật"),
)
_WEEKEND = N_("cuối tuần")
_UNITS = {
    Unit.WORKING_DAYS: N_("%(count)s ngày làm việc"),
    Unit.DAYS: N_("%(count)s ngày"),
    Unit.WEEKS: N_("%(count)s tuần"),
    Unit.MONTHS: N_("%(count)s tháng"),
}


def say_day(day: date, gettext: Translate) -> str:
    """A day with its weekday: "thứ Tư 11/03/2026"."""
    return f"{gettext(WEEKDAYS[day.weekday()])} {day.day:02d}/{day.month:02d}/{day.year}"


def say_offset(offset: Offset, gettext: Translate) -> str:
    """A distance: "5 ngày làm việc"."""
    return gettext(_UNITS[offset.unit]) % {"count": offset.count}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row under one name."""

    first: date
    last: date
    name: str

    def say(self) -> str:
        """ "cuối tuần 14–15/03", "Tết Nguyên đán 14–22/02"."""
        if self.first == self.last:
            return f"{self.name} {self.first.day:02d}/{self.first.month:02d}"
        end = f"{self.last.day:02d}/{self.last.month:02d}"
        if self.first.month == self.last.month and self.first.year == self.last.year:
            return f"{self.name} {self.first.day:02d}–{end}"
        return f"{self.name} {self.first.day:02d}/{self.first.month:02d}–{end}"


def _name_of(off: DayOff, gettext: Translate) -> str:
    if off.source is Source.WEEKEND:
        return gettext(_WEEKEND)
    # What stands in brackets tells the days of one holiday apart; here they are gathered again.
    return bilingual(off.name, off.name_en, gettext).partition(" (")[0]


def stretches(named: Iterable[tuple[date, str]]) -> Iterator[Stretch]:
    """Named days gathered into stretches of one name."""
    current: Stretch | None = None
    for day, name in named:
        if current and current.name == name and day - current.last == timedelta(days=1):
            current = Stretch(current.first, day, name)
            continue
        if current:
            yield current
        current = Stretch(day, day, name)
    if current:
        yield current


def _between(first: date, last: date) -> Iterator[date]:
    """The days after the first and before the last."""
    for ordinal in range(first.toordinal() + 1, last.toordinal()):
        yield date.fromordinal(ordinal)


def say_skipped(first: date, last: date, calendar: WorkCalendar, gettext: Translate) -> str:
    """The days off between two days, named; empty where there is none."""
    off = ((day, calendar.why_off(day)) for day in _between(first, last))
    return _joined(stretches((day, _name_of(why, gettext)) for day, why in off if why is not None))


def say_worked(first: date, last: date, calendar: WorkCalendar, gettext: Translate) -> str:
    """The days of weekends that were worked between two days, named; empty where there is none."""
    worked = (day for day in _between(first, last) if calendar.why_worked(day) is not None)
    return _joined(stretches((day, gettext(WEEKDAYS[day.weekday()])) for day in worked))


def _joined(found: Iterator[Stretch]) -> str:
    return ", ".join(stretch.say() for stretch in found)
