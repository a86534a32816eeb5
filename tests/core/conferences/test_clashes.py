from dataclasses import replace
from datetime import date

import pytest

from nghisu.core.conferences.hours import OpeningHours, PartOfDay

DAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("one", "other"),
    [("thuong-truc", "ban-thuong-vu"), ("ban-thuong-vu", "ban-chap-hanh"), ("thuong-truc", "ban-chap-hanh")],
)
def test_a_body_inside_another_cannot_sit_at_the_same_time(plan, check, one, other):
    first, second = plan(DAY, kind=one), plan(DAY, kind=other)
    (finding,) = check("clash", first, second)
    assert (finding.severity, finding.rows) == ("refuse", (first.row, second.row))
    assert [(ground.document, ground.clause) for ground in finding.citations] == [("5609-QĐ/TU", "I/I/3")]
    assert check("clash", first, plan(DAY, PartOfDay.AFTERNOON, kind=other)) == []
    assert check("clash", first, plan(date(2026, 3, 19), kind=other)) == []


def test_who_chairs_is_needed_too(plan, check):
    chaired = plan(DAY, chair="thuong-truc")
    assert check("clash", chaired, plan(DAY, kind="ban-thuong-vu"))[0].severity == "refuse"
    assert check("clash", plan(DAY, chair=None), plan(DAY, kind="ban-thuong-vu")) == []


def test_the_same_people_named_on_both_clash(plan, check):
    first, second = (plan(DAY, people=frozenset({"person-7"})) for _ in range(2))
    assert check("clash", first, second)[0].severity == "refuse"
    assert check("clash", first, replace(second, people=frozenset({"person-8"}))) == []


def test_the_same_room_warns_and_the_same_preparing_unit_is_noted(plan, check):
    first, second = plan(DAY, room="Phòng 2"), plan(DAY, room="phòng  2")
    assert [one.severity for one in check("clash", first, second)] == ["warn"]
    prepared = [plan(DAY, preparing="Ban Tổ chức Thành ủy") for _ in range(2)]
    assert [one.severity for one in check("clash", *prepared)] == ["note"]


def test_one_pair_is_reported_once_for_its_gravest_reason(plan, check):
    both = [plan(DAY, kind="ban-thuong-vu", room="Phòng 2", preparing="Văn phòng") for _ in range(2)]
    assert [one.severity for one in check("clash", *both)] == ["refuse"]


def test_without_a_closing_hour_a_conference_lasts_its_half_day(plan, check, at):
    first = plan(DAY, room="Phòng 2")
    late = replace(plan(DAY, room="Phòng 2"), opening=at(DAY, 11))
    assert len(check("clash", first, late)) == 1
    assert check("clash", replace(first, closing=at(DAY, 10)), late) == []
    noon = replace(late, opening=at(DAY, 11, 30))
    assert check("clash", first, noon) == []


def test_a_whole_day_reaches_into_the_afternoon(plan, check):
    whole = plan(DAY, PartOfDay.WHOLE_DAY, room="Phòng 2")
    assert len(check("clash", whole, plan(DAY, PartOfDay.AFTERNOON, room="Phòng 2"))) == 1
    assert check("clash", whole, plan(DAY, PartOfDay.EVENING, room="Phòng 2")) == []


def test_a_conference_whose_part_of_the_day_is_unknown_clashes_with_none(plan, check):
    unknown = plan(DAY, room="Phòng 2", part_of_day=None)
    assert check("clash", unknown, plan(DAY, room="Phòng 2")) == []


def test_an_opening_late_in_the_evening_still_takes_an_hour(plan, at):
    late = replace(plan(DAY, PartOfDay.EVENING), opening=at(DAY, 22))
    assert late.taken_until(OpeningHours()) == at(DAY, 23)
