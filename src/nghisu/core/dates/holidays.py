"""Public holidays of a year by law, for years whose days off no notice has fixed yet.

After Bộ luật Lao động 2019, Điều 112 (the days) and Điều 111 khoản 3 (a holiday that falls on a weekly rest
day is made up for on the next working day); before 2021 after the code of 2012. Swapped days (hoán đổi)
cannot be foreseen: they are decided year by year. What the law leaves open is guessed as it has usually been
settled: the five days of Tết, and the second day of Quốc khánh, lie where they join the weekends best.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nghisu.core.dates.lunar import hung_kings, tet

CODE_OF_2019 = date(2021, 1, 1)
"""From this day the code of 2019 is in force, which gives Quốc khánh a second day."""

CULTURE_DAY_SINCE = 2026
"""24 November is a holiday from 2026: reported, still to be confirmed."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off by law, with its name in both languages."""

    day: date
    name: str
    name_en: str
    reported: bool = False


def _second_day_of_national_day(year: int) -> date:
    feast = date(year, 9, 2)
    if feast.weekday() in (0, 3, 6):  # Monday, Thursday, Sunday: the day after lengthens the rest
        return feast + timedelta(days=1)
    return feast - timedelta(days=1)


def _named(year: int) -> Iterator[Holiday]:
    yield Holiday(date(year, 1, 1), "Tết Dương lịch", "New Year's Day")
    first = tet(year)
    # Five days: usually two before and three from the new year on; one and four where that fills a week.
    begins = -1 if first.weekday() in (0, 1) else -2
    for step in range(begins, begins + 5):
        yield Holiday(first + timedelta(days=step), "Tết Nguyên đán", "Lunar New Year")
    yield Holiday(hung_kings(year), "Giỗ Tổ Hùng Vương", "Hùng Kings' Anniversary")
    yield Holiday(date(year, 4, 30), "Ngày Chiến thắng", "Victory Day")
    yield Holiday(date(year, 5, 1), "Ngày Quốc tế lao động", "Labour Day")
    feast = date(year, 9, 2)
    yield Holiday(feast, "Quốc khánh", "National Day")
    if feast >= CODE_OF_2019:
        yield Holiday(_second_day_of_national_day(year), "Quốc khánh", "National Day")
    if year >= CULTURE_DAY_SINCE:
        yield Holiday(date(year, 11, 24), "Ngày Văn hóa Việt Nam", "Vietnam Culture Day", reported=True)


def holidays_by_law(year: int) -> list[Holiday]:
    """The holidays of a year and the days that make up for those on a weekend, in order of days."""
    found = {holiday.day: holiday for holiday in _named(year)}
    for holiday in sorted(found.values(), key=lambda one: one.day):
        if holiday.day.weekday() < 5:
            continue
        instead = holiday.day + timedelta(days=1)
        while instead.weekday() >= 5 or instead in found:
            instead += timedelta(days=1)
        found[instead] = Holiday(
            instead, f"Nghỉ bù {holiday.name}", f"Day in lieu of {holiday.name_en}", holiday.reported
        )
    return [found[day] for day in sorted(found)]
