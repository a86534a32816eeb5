"""The Vietnamese lunar calendar on days that are known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nghisu.core.dates.lunar import hung_kings, lunar_date, solar_day, tet


@pytest.mark.parametrize(
    "day",
    [
        date(1968, 1, 29),
        date(1985, 1, 21),
        date(2000, 2, 5),
        date(2007, 2, 17),
        date(2012, 1, 23),
        date(2020, 1, 25),
        date(2023, 1, 22),
        date(2024, 2, 10),
        date(2025, 1, 29),
        date(2026, 2, 17),
        date(2027, 2, 6),
        date(2028, 1, 26),
        date(2030, 2, 2),
    ],
)
def test_tet_falls_on_its_known_day(day: date):
    assert tet(day.year) == day


@pytest.mark.parametrize(
    ("year", "chinese"), [(1985, date(1985, 2, 20)), (2007, date(2007, 2, 18)), (2030, date(2030, 2, 3))]
)
def test_tet_differs_from_the_chinese_new_year_where_the_meridian_decides(year: int, chinese: date):
    assert tet(year) != chinese


@pytest.mark.parametrize("day", [date(2024, 4, 18), date(2025, 4, 7), date(2026, 4, 26), date(2027, 4, 16)])
def test_the_hung_kings_are_remembered_on_the_tenth_of_the_third_month(day: date):
    assert hung_kings(day.year) == day
    assert (lunar_date(day).day, lunar_date(day).month) == (10, 3)


@pytest.mark.parametrize(
    ("day", "month"), [(date(2023, 3, 22), 2), (date(2025, 7, 25), 6), (date(2033, 12, 22), 11)]
)
def test_a_leap_month_is_marked(day: date, month: int):
    found = lunar_date(day)
    assert (found.month, found.leap) == (month, True)


def test_the_year_bears_the_name_of_its_stem_and_branch():
    assert lunar_date(date(2026, 2, 16)).year_name == "Ất Tỵ"
    assert lunar_date(date(2026, 2, 17)).year_name == "Bính Ngọ"
    assert lunar_date(date(2024, 6, 1)).year_name == "Giáp Thìn"


def test_a_lunar_day_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="leap"):
        solar_day(2026, 3, 1, leap=True)
    with pytest.raises(ValueError, match="no lunar day"):
        solar_day(2026, 1, 31)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_the_lunar_date_of_a_day_leads_back_to_the_day(day: date):
    found = lunar_date(day)
    assert solar_day(found.year, found.month, found.day, found.leap) == day


@given(st.dates(date(1950, 1, 1), date(2150, 12, 30)))
def test_the_day_after_is_the_next_lunar_day_or_the_first_of_a_month(day: date):
    today, tomorrow = lunar_date(day), lunar_date(day + timedelta(days=1))
    assert tomorrow.day in (today.day + 1, 1)
    assert 1 <= today.day <= 30
