from datetime import date

import pytest

from nghisu.core.planning.periods import Period, Tier


@pytest.mark.parametrize("text", ["2026", "2026-Q2", "2026-03", "2026-W11", "2025-2030", "2020-W53"])
def test_a_period_is_spelled_as_it_is_read(text):
    assert str(Period.read(text)) == text


@pytest.mark.parametrize(
    "text", ["", "26", "2026-Q5", "2026-13", "2026-W54", "2026-3", "2030-2025", "2025-2099", "1800"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r".|^$"):
        Period.read(text)


def test_each_tier_goes_down_into_the_next_and_up_again():
    assert [str(one) for one in Period.read("2026").parts()] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert [str(one) for one in Period.read("2026-Q2").parts()] == ["2026-04", "2026-05", "2026-06"]
    assert next(str(one) for one in Period.read("2026-03").parts()) == "2026-W09"
    assert [str(one) for one in Period.read("2026-W01").within()] == ["2026", "2026-Q1", "2026-01"]
    assert len(Period.read("2025-2030").parts()) == 6
    assert Period.read("2026-W11").parts() == []


def test_a_week_across_the_year_belongs_to_the_month_of_its_thursday():
    assert Period.week(date(2025, 12, 29)).within()[-1] == Period.read("2026-01")


def test_the_neighbours_follow_without_gap():
    quarter = Period.read("2025-Q4")
    assert str(quarter.next()) == "2026-Q1"
    assert str(quarter.previous()) == "2025-Q3"
    assert Period.read("2099").next() is None


def test_the_next_quarter_is_drawn_up_from_the_first_day_of_the_last_month_before_it():
    assert Period.read("2026-Q2").opens_on() == date(2026, 3, 1)
    assert Period.read("2026-Q1").opens_on() == date(2025, 12, 1)


def test_a_term_follows_from_no_day():
    with pytest.raises(ValueError, match="term"):
        Period.at(date(2026, 3, 10), Tier.TERM)
