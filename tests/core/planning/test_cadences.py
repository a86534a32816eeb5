"""Regular conferences by the city's rulebook, over the days off of real years."""

from datetime import date, datetime, time

import pytest

from nghisu.core.conferences.hours import PartOfDay
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.dates import default_calendar
from nghisu.core.law.compose import load_rulebook
from nghisu.core.planning.cadences import counting_rule, regular_conferences

TWICE = {"ban-thuong-vu": "ban-thuong-vu-twice-a-month"}


def generated(since: date, until: date, kind: str, **options):
    found = regular_conferences(load_rulebook("5609"), default_calendar(), since, until, **options)
    return [one for one in found if one.rule.kind == kind]


def year(kind: str, number: int = 2026, **options):
    return generated(date(number, 1, 1), date(number, 12, 31), kind, **options)


def standing(on: date, kind: str, key: str = "7", hour: int = 8) -> PlannedConference:
    part = PartOfDay.MORNING if hour < 12 else PartOfDay.AFTERNOON
    opening = datetime.combine(on, time(hour))
    return PlannedConference(key=key, title="Đã có", kind=kind, opening=opening, part_of_day=part)


def test_the_standing_board_meets_every_monday_afternoon():
    found = year("thuong-truc")
    assert len(found) == 52
    assert {one.turn.day.weekday() for one in found} == {0}
    assert {one.part for one in found} == {PartOfDay.AFTERNOON}


def test_both_readings_of_the_standing_committee_are_there_and_the_chosen_one_counts():
    assert len(year("ban-thuong-vu")) == 26
    assert len(year("ban-thuong-vu", chosen=TWICE)) == 24
    rule = counting_rule(load_rulebook("5609"), "ban-thuong-vu", date(2026, 1, 1), TWICE["ban-thuong-vu"])
    assert rule is not None
    assert rule.count_per_year == 24


def test_a_week_that_tet_takes_whole_has_no_day_and_names_the_notices():
    (turn,) = generated(date(2026, 2, 16), date(2026, 2, 22), "thuong-truc")
    assert turn.day is None
    assert {off.day for off in turn.away} == {date(2026, 2, day) for day in range(16, 23)}
    assert all(off.notice for off in turn.away)


def test_a_wednesday_in_tet_moves_to_the_first_working_day_after_it():
    (turn,) = [one for one in year("ban-thuong-vu", chosen=TWICE) if one.turn.day == date(2026, 2, 18)]
    assert turn.day == date(2026, 2, 23)
    assert [off.day.day for off in turn.away] == [18, 19, 20, 21, 22]


def test_the_days_about_tet_are_each_the_right_side_of_it():
    days = {one.turn.day: one.day for one in year("thuong-truc")}
    assert days[date(2026, 2, 9)] == date(2026, 2, 9)
    assert days[date(2026, 2, 23)] == date(2026, 2, 23)


def test_a_swapped_day_is_a_day_off_and_its_notice_is_given():
    (first, *_) = year("ban-chap-hanh")
    assert first.turn.day == date(2026, 1, 1)
    assert first.day is not None
    assert first.day >= date(2026, 1, 5)
    assert date(2026, 1, 2) in {off.day for off in first.away}
    assert any("12729" in off.notice for off in first.away)


def test_a_weekend_day_worked_in_exchange_may_be_taken():
    (turn,) = generated(date(2026, 8, 31), date(2026, 9, 6), "thuong-truc")
    assert turn.day == date(2026, 9, 3)
    assert [off.day for off in turn.away] == [date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)]


def test_the_new_holiday_of_november_is_met():
    tuesdays = load_rulebook("5609")
    assert default_calendar().why_off(date(2026, 11, 24)) is not None
    found = regular_conferences(tuesdays, default_calendar(), date(2026, 11, 16), date(2026, 11, 30))
    assert date(2026, 11, 24) not in {one.day for one in found}


def test_the_executive_committee_meets_at_the_start_of_the_first_month_where_the_rules_can_be_kept():
    found = year("ban-chap-hanh")
    assert [one.turn.day.month for one in found] == [1, 4, 7, 10]
    for one in found:
        assert one.day is not None
        assert (one.day - one.turn.first).days < 10
    # A Monday or Tuesday would break the order of appraisal and invitation.
    assert all(one.day.weekday() not in (0, 1) for one in found[1:])


def test_the_briefing_is_at_the_end_of_the_third_month():
    for one in year("giao-ban"):
        assert one.day is not None
        assert (one.turn.last - one.day).days < 10
        assert one.turn.day.month in (3, 6, 9, 12)


def test_what_already_stands_is_recognised_and_not_doubled():
    held = standing(date(2026, 3, 10), "thuong-truc", hour=14)  # a Tuesday: moved within its week
    (turn,) = generated(date(2026, 3, 9), date(2026, 3, 15), "thuong-truc", standing=[held])
    assert turn.standing == "7"
    assert turn.day is None
    (control,) = generated(date(2026, 3, 16), date(2026, 3, 22), "thuong-truc", standing=[held])
    assert control.standing == ""
    assert control.day == date(2026, 3, 16)


def test_one_conference_stands_for_one_turn_only():
    held = standing(date(2026, 3, 11), "ban-thuong-vu")
    found = generated(date(2026, 3, 1), date(2026, 3, 31), "ban-thuong-vu", chosen=TWICE, standing=[held])
    assert [one.standing for one in found] == ["7", ""]


def test_the_fortnight_goes_on_from_the_last_one_held():
    held = standing(date(2025, 12, 30), "ban-thuong-vu")  # a Tuesday of the week of Wednesday 31 December
    found = year("ban-thuong-vu", standing=[held])
    assert found[0].turn.day == date(2026, 1, 14)
    assert year("ban-thuong-vu")[0].turn.day == date(2026, 1, 7)


def test_what_meets_at_the_same_time_is_told():
    met = standing(date(2026, 3, 9), "ban-thuong-vu", hour=14)
    (turn,) = generated(date(2026, 3, 9), date(2026, 3, 15), "thuong-truc", standing=[met])
    assert turn.clashes
    assert "Đã có" in turn.clashes[0].message
    (control,) = generated(date(2026, 3, 9), date(2026, 3, 15), "thuong-truc")
    assert control.clashes == ()


def test_the_executive_committee_looks_for_a_morning_on_which_its_members_do_not_meet():
    (plain,) = generated(date(2026, 4, 1), date(2026, 4, 10), "ban-chap-hanh", chosen=TWICE)
    assert plain.avoided == date(2026, 4, 1)
    assert plain.avoided_people
    assert plain.day == date(2026, 4, 2)


@pytest.mark.parametrize("number", range(2024, 2032))
def test_no_regular_conference_of_any_year_is_proposed_on_a_day_off(number):
    calendar = default_calendar()
    found = regular_conferences(
        load_rulebook("5609"), calendar, date(number, 1, 1), date(number, 12, 31), chosen=TWICE
    )
    assert found
    for one in found:
        assert one.day is None or calendar.is_working(one.day)
        assert one.day is None or one.turn.first <= one.day <= one.turn.last
        assert one.day == one.turn.day or one.away or one.avoided
