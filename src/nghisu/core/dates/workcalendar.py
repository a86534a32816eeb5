"""Working days (ngày làm việc): Monday to Friday, less the days off, plus the days worked in exchange.

Days off and swaps of a year are data with the notice they come from; a year without a published file is
computed by law and says so. Tables of working days are built as years are asked for, so that counting is a
look-up.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from threading import Lock

from nghisu.core.dates.holidays import holidays_by_law

FIRST_YEAR, LAST_YEAR = 1990, 2199
"""The years in which days can be counted; before and after them the calendar is no help to an office."""


class Source(StrEnum):
    """Where it stands that a day is off or worked."""

    WEEKEND = "weekend"
    NOTICE = "notice"
    OFFICE = "office"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not worked, and by what (ngày nghỉ)."""

    day: date
    name: str
    name_en: str
    notice: str
    basis: str
    source: Source
    reason: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class DayWorked:
    """A day of the weekend that is worked in exchange for another (ngày làm bù)."""

    day: date
    name: str
    name_en: str
    notice: str
    basis: str
    source: Source
    reason: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class YearOfDays:
    """The days off and the days worked of one year, as one file gives them."""

    year: int
    published: bool
    notice: str
    off: tuple[DayOff, ...] = ()
    worked: tuple[DayWorked, ...] = ()


class DayOutOfRange(ValueError):
    """A day in a year for which working days cannot be told."""


_SATURDAY = ("thứ Bảy", "Saturday")
_SUNDAY = ("Chủ nhật", "Sunday")


@dataclass(slots=True)
class WorkCalendar:
    """Which days are worked. The same questions get the same answers for as long as it lives.

    `extra` are days an office has entered for itself; they win over what is published.
    """

    years: Mapping[int, YearOfDays] = field(default_factory=dict)
    extra: tuple[DayOff | DayWorked, ...] = ()
    _off: dict[int, DayOff] = field(default_factory=dict, init=False, repr=False)
    _worked: dict[int, DayWorked] = field(default_factory=dict, init=False, repr=False)
    _working: list[int] = field(default_factory=list, init=False, repr=False)
    _low: int = field(default=0, init=False, repr=False)
    _high: int = field(default=0, init=False, repr=False)
    _low_ordinal: int = field(default=0, init=False, repr=False)
    _high_ordinal: int = field(default=-1, init=False, repr=False)
    _digest: str = field(default="", init=False, repr=False)
    _widening: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of the days it was given: two calendars that count alike have the same one."""
        if not self._digest:
            given = [self.years[year] for year in sorted(self.years)]
            self._digest = hashlib.sha256(repr((given, self.extra)).encode()).hexdigest()
        return self._digest

    def _cover(self, ordinal: int) -> None:
        year = date.fromordinal(ordinal).year
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise DayOutOfRange(year)
        # Several threads count on one calendar: one of them widens it, and the bounds move after the table.
        with self._widening:
            low, high = year - 1, year + 1
            if self._low:
                low, high = min(self._low, low), max(self._high, high)
            for missing in range(low, high + 1):
                if not self._low or not self._low <= missing <= self._high:
                    self._read(missing)
            first, last = date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal()
            off, worked = self._off, self._worked
            self._working = [
                day
                for day in range(first, last + 1)
                if day in worked or (day not in off and (day - 1) % 7 < 5)
            ]
            self._low, self._high = low, high
            self._low_ordinal, self._high_ordinal = first, last

    def _read(self, year: int) -> None:
        given = self.years.get(year)
        if given is not None:
            for off in given.off:
                self._off[off.day.toordinal()] = off
            for worked in given.worked:
                self._worked[worked.day.toordinal()] = worked
        if given is None or not given.published:
            for holiday in holidays_by_law(year):
                basis = "reported" if holiday.reported else "interpreted"
                off = DayOff(holiday.day, holiday.name, holiday.name_en, _BY_LAW, basis, Source.COMPUTED)
                self._off.setdefault(holiday.day.toordinal(), off)
        for entered in self.extra:
            if entered.day.year == year:
                ordinal = entered.day.toordinal()
                if isinstance(entered, DayOff):
                    self._off[ordinal] = entered
                    self._worked.pop(ordinal, None)
                else:
                    self._worked[ordinal] = entered
                    self._off.pop(ordinal, None)

    def _place(self, day: date, reach: int = 0) -> tuple[list[int], int]:
        """The table of working days, `reach` days around the day at least, and how many of it lie before the day.

        Both come together: another thread may put a wider table in its place at any time.
        """
        ordinal = day.toordinal()
        if ordinal - reach < self._low_ordinal or ordinal + reach > self._high_ordinal:
            self._cover(max(ordinal - reach, 1))
            self._cover(ordinal + reach)
        table = self._working
        return table, bisect_left(table, ordinal)

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        table, place = self._place(day)
        return place < len(table) and table[place] == day.toordinal()

    def why_off(self, day: date) -> DayOff | None:
        """By what the day is off; None for a working day."""
        if self.is_working(day):
            return None
        found = self._off.get(day.toordinal())
        if found is not None:
            return found
        name, name_en = _SUNDAY if day.weekday() == 6 else _SATURDAY
        return DayOff(day, name, name_en, _WEEKLY_REST, "stated", Source.WEEKEND)

    def why_worked(self, day: date) -> DayWorked | None:
        """By what a day of the weekend is worked; None for any other day."""
        self._place(day)
        return self._worked.get(day.toordinal())

    def back(self, day: date, count: int) -> date:
        """The working day that lies `count` working days before the day, which itself is not counted."""
        if count <= 0:
            raise ValueError("a count of days back is 1 or more")
        table, place = self._place(day, 2 * count + 40)
        return date.fromordinal(table[place - count])

    def forward(self, day: date, count: int) -> date:
        """The working day that lies `count` working days after the day, which itself is not counted."""
        if count <= 0:
            raise ValueError("a count of days forward is 1 or more")
        table, place = self._place(day, 2 * count + 40)
        if table[place] == day.toordinal():
            place += 1
        return date.fromordinal(table[place + count - 1])

    def on_or_before(self, day: date) -> date:
        """The last working day up to and including the day."""
        table, place = self._place(day, 40)
        if table[place] == day.toordinal():
            return day
        return date.fromordinal(table[place - 1])

    def on_or_after(self, day: date) -> date:
        """The first working day from and including the day."""
        table, place = self._place(day, 40)
        return date.fromordinal(table[place])

    def is_published(self, year: int) -> bool:
        """Whether a notice fixes the days off of the year; False means that they are computed by law."""
        given = self.years.get(year)
        return given is not None and given.published

    def notice_of(self, year: int) -> str:
        """The notice that fixes the days off of the year; empty where there is none yet."""
        given = self.years.get(year)
        return given.notice if given is not None and given.published else ""

    def days_off(self, year: int) -> tuple[DayOff, ...]:
        """The days off of the year other than ordinary weekends, in order."""
        self._place(date(year, 6, 30))
        return tuple(self._off[day] for day in sorted(dict(self._off)) if self._off[day].day.year == year)

    def days_worked(self, year: int) -> tuple[DayWorked, ...]:
        """The days of weekends worked in exchange in the year, in order."""
        self._place(date(year, 6, 30))
        return tuple(
            self._worked[day] for day in sorted(dict(self._worked)) if self._worked[day].day.year == year
        )


_BY_LAW = "Bộ luật Lao động 2019, Điều 111 khoản 3 và Điều 112"
_WEEKLY_REST = "Bộ luật Lao động 2019, Điều 111; Quyết định 188/1999/QĐ-TTg"


def load_days(folder: Path, extra: Iterable[DayOff | DayWorked] = ()) -> WorkCalendar:
    """The calendar of a folder of year files; RuleFileError for a file that is not as its schema."""
    from nghisu.core.law.loader.days import read_year

    years = {}
    for path in sorted(folder.glob("*.toml")):
        year = read_year(path.read_text(encoding="utf-8"), path)
        years[year.year] = year
    return WorkCalendar(years, tuple(extra))


@lru_cache(maxsize=1)
def default_calendar() -> WorkCalendar:
    """The calendar of the days that ship with the product."""
    from nghisu.core.law.loader.places import regulations_folder

    return load_days(regulations_folder() / "days")
