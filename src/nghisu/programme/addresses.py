"""How months and weeks are spelled in an address: /lich/thang/2026-03/, /lich/tuan/2026-W11/."""

from __future__ import annotations

from datetime import date, timedelta

from nghisu.core.planning.periods import Period

FIRST_YEAR, LAST_YEAR = 1991, 2099


class MonthOfYear:
    """A month as `2026-03`; in Python the first day of it."""

    regex = r"\d{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return within(date(int(value[:4]), int(value[5:]), 1))

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


class WeekOfYear:
    """A week as ISO 8601 writes it, `2026-W11`; in Python its Monday."""

    regex = r"\d{4}-W\d{2}"

    def to_python(self, value: str) -> date:
        return within(date.fromisocalendar(int(value[:4]), int(value[6:]), 1))

    def to_url(self, value: date) -> str:
        year, week, _ = value.isocalendar()
        return f"{year:04d}-W{week:02d}"


class PeriodOfProgramme:
    """A period as `2026`, `2026-Q2`, `2026-03`, `2026-W11` or, for a term, `2025-2030`."""

    regex = r"\d{4}(?:-(?:Q[1-4]|W\d{2}|0[1-9]|1[0-2]|\d{4}))?"

    def to_python(self, value: str) -> Period:
        return Period.read(value)

    def to_url(self, value: Period) -> str:
        return str(value)


def within(on: date) -> date:
    """The day itself, if the calendar of the house reaches it. Raises ValueError (a page that does not exist)."""
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise ValueError(on)
    return on


def monday_of(on: date) -> date:
    """The Monday of the week of a day."""
    return on - timedelta(days=on.weekday())


def month_after(first: date, months: int = 1) -> date:
    """The first day of the month so many months later (or earlier)."""
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)
