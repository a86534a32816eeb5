"""The periods for which programmes are drawn up: a term, a year, a quarter, a month, a week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nghisu.core.law.citation import Translate, identity

FIRST_YEAR, LAST_YEAR = 1991, 2099
ROMAN = ("I", "II", "III", "IV")

_SPELLED = re.compile(r"(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(0[1-9]|1[0-2])|(\d{4})))?")


class Tier(StrEnum):
    """How wide a programme reaches (cấp chương trình), the widest first."""

    TERM = "term"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days of a programme, `since` and `until` both included."""

    since: date
    until: date
    tier: Tier

    @classmethod
    def term(cls, first: int, last: int) -> Period:
        """The term from one year to another. Raises ValueError where it is none."""
        if not FIRST_YEAR <= first < last <= LAST_YEAR or last - first > 10:
            raise ValueError(f"{first}-{last}")
        return cls(date(first, 1, 1), date(last, 12, 31), Tier.TERM)

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31), Tier.YEAR)

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        first = date(year, 3 * number - 2, 1)
        return cls(first, _month_end(date(year, 3 * number, 1)), Tier.QUARTER)

    @classmethod
    def month(cls, on: date) -> Period:
        """The month of a day."""
        return cls(on.replace(day=1), _month_end(on), Tier.MONTH)

    @classmethod
    def week(cls, on: date) -> Period:
        """The week of a day, Monday to Sunday."""
        monday = on - timedelta(days=on.weekday())
        return cls(monday, monday + timedelta(days=6), Tier.WEEK)

    @classmethod
    def at(cls, on: date, tier: Tier) -> Period:
        """The period of a tier that a day lies in. A term follows from no day: raises ValueError."""
        if tier is Tier.YEAR:
            return cls.year(on.year)
        if tier is Tier.QUARTER:
            return cls.quarter(on.year, (on.month + 2) // 3)
        if tier is Tier.MONTH:
            return cls.month(on)
        if tier is Tier.WEEK:
            return cls.week(on)
        raise ValueError(tier)

    @classmethod
    def read(cls, text: str) -> Period:
        """A period as it is spelled: 2026, 2026-Q2, 2026-03, 2026-W11, 2025-2030. Raises ValueError for others."""
        found = _SPELLED.fullmatch(text)
        if found is None:
            raise ValueError(text)
        year, quarter, week, month, last = found.groups()
        number = int(year)
        if not FIRST_YEAR <= number <= LAST_YEAR:
            raise ValueError(text)
        if last:
            return cls.term(number, int(last))
        if quarter:
            return cls.quarter(number, int(quarter))
        if month:
            return cls.month(date(number, int(month), 1))
        return cls.week(date.fromisocalendar(number, int(week), 1)) if week else cls.year(number)

    def __str__(self) -> str:
        if self.tier is Tier.TERM:
            return f"{self.since.year}-{self.until.year}"
        if self.tier is Tier.YEAR:
            return f"{self.since.year:04d}"
        if self.tier is Tier.QUARTER:
            return f"{self.since.year:04d}-Q{self.number}"
        if self.tier is Tier.MONTH:
            return f"{self.since:%Y-%m}"
        year, week, _ = self.since.isocalendar()
        return f"{year:04d}-W{week:02d}"

    @property
    def number(self) -> int:
        """Which quarter of its year, which month, which week; of a year and a term its first year."""
        if self.tier is Tier.QUARTER:
            return (self.since.month + 2) // 3
        if self.tier is Tier.MONTH:
            return self.since.month
        if self.tier is Tier.WEEK:
            return self.since.isocalendar().week
        return self.since.year

    def say(self, gettext: Translate = identity) -> str:
        """The period in words: "quý II năm 2026", "tuần 11 (09/03 – 15/03/2026)"."""
        if self.tier is Tier.TERM:
            return gettext("nhiệm kỳ %(first)s–%(last)s") % {
                "first": self.since.year,
                "last": self.until.year,
            }
        if self.tier is Tier.YEAR:
            return gettext("năm %(year)s") % {"year": self.since.year}
        if self.tier is Tier.QUARTER:
            return gettext("quý %(number)s năm %(year)s") % {
                "number": ROMAN[self.number - 1],
                "year": self.since.year,
            }
        if self.tier is Tier.MONTH:
            return gettext("tháng %(number)s năm %(year)s") % {
                "number": self.since.month,
                "year": self.since.year,
            }
        return gettext("tuần %(number)s (%(since)s – %(until)s)") % {
            "number": self.number,
            "since": f"{self.since:%d/%m}",
            "until": f"{self.until:%d/%m/%Y}",
        }

    def holds(self, on: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= on <= self.until

    def next(self) -> Period | None:
        """The period of the same tier that follows; None past the years of the house, and for a term."""
        return self._beside(self.until + timedelta(days=1))

    def previous(self) -> Period | None:
        """The one before."""
        return self._beside(self.since - timedelta(days=1))

    def _beside(self, on: date) -> Period | None:
        if self.tier is Tier.TERM:
            return None
        found = Period.at(on, self.tier)
        return found if found.since.year >= FIRST_YEAR and found.until.year <= LAST_YEAR else None

    def parts(self) -> list[Period]:
        """The periods of the next tier below that begin in it; of a month the weeks that touch it; of a week none."""
        if self.tier is Tier.TERM:
            return [Period.year(year) for year in range(self.since.year, self.until.year + 1)]
        if self.tier is Tier.YEAR:
            return [Period.quarter(self.since.year, number) for number in (1, 2, 3, 4)]
        if self.tier is Tier.QUARTER:
            first = self.since.month
            return [Period.month(date(self.since.year, month, 1)) for month in range(first, first + 3)]
        if self.tier is Tier.MONTH:
            weeks, on = [], self.since
            while on <= self.until:
                weeks.append(Period.week(on))
                on = weeks[-1].until + timedelta(days=1)
            return weeks
        return []

    def within(self) -> list[Period]:
        """The wider periods it lies in, the widest first, without the term. A week lies in the month of its Thursday."""
        on = self.since + timedelta(days=3) if self.tier is Tier.WEEK else self.since
        wider = {
            Tier.TERM: [],
            Tier.YEAR: [],
            Tier.QUARTER: [Tier.YEAR],
            Tier.MONTH: [Tier.YEAR, Tier.QUARTER],
            Tier.WEEK: [Tier.YEAR, Tier.QUARTER, Tier.MONTH],
        }[self.tier]
        return [Period.at(on, tier) for tier in wider]

    def opens_on(self) -> date:
        """From when it is drawn up: a quarter from the first day of the last month before it, and so a month; a year
        from the first day of its last quarter before; a week from the Monday before."""
        if self.tier is Tier.WEEK:
            return self.since - timedelta(days=7)
        if self.tier is Tier.YEAR:
            return date(self.since.year - 1, 10, 1)
        if self.tier is Tier.TERM:
            return self.since
        return (self.since - timedelta(days=1)).replace(day=1)


def _month_end(on: date) -> date:
    return (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
