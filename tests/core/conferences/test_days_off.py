from datetime import date

import pytest

from nghisu.core.law.question import Form


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        (date(2026, 3, 21), "Bộ luật Lao động 2019, Điều 111"),
        (date(2026, 9, 2), "Bộ luật Lao động 2019, Điều 112"),
        (date(2026, 1, 2), "Văn bản 12729/VPCP-KGVX"),
    ],
)
def test_a_weekend_a_holiday_and_a_swapped_day_are_days_off_by_their_notice(plan, check, day, notice):
    (finding,) = check("day-off", plan(day))
    assert finding.on == day
    assert finding.citations[0].document.startswith(notice)
    assert finding.citations[0].clause == ""


def test_a_saturday_worked_in_exchange_is_no_day_off(plan, check):
    assert check("day-off", plan(date(2026, 1, 10))) == []


def test_a_year_without_a_notice_says_that_its_days_off_are_computed(plan, check):
    (finding,) = check("day-off", plan(date(2031, 1, 1)))
    assert "chưa có thông báo" in finding.message
    (published,) = check("day-off", plan(date(2026, 1, 1)))
    assert "chưa có thông báo" not in published.message


def test_a_conference_by_plan_moves_to_the_nearest_working_day(plan, check):
    (saturday,) = check("day-off", plan(date(2026, 3, 21)))
    assert "thứ Sáu 20/03/2026" in saturday.way_out
    (sunday,) = check("day-off", plan(date(2026, 3, 22)))
    assert "thứ Hai 23/03/2026" in sunday.way_out


def test_a_regular_sitting_stays_in_its_own_turn(plan, check):
    (weekly,) = check("day-off", plan(date(2026, 4, 27), kind="thuong-truc", form=Form.IN_PERSON))
    assert "thứ Ba 28/04/2026" in weekly.way_out
    (called,) = check("day-off", plan(date(2026, 3, 21), kind="thuong-truc", unscheduled=True))
    assert "thứ Sáu 20/03/2026" in called.way_out
