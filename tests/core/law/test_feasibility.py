"""The first day that can still be prepared, and the last day to begin."""

from datetime import date

import pytest

from nghisu.core.dates import default_calendar
from nghisu.core.law import Severity, load_rulebook, read_question
from nghisu.core.law.feasibility import Feasible, moved_to

TODAY = date(2026, 3, 10)


def earliest(kind: str, opening: str = "2026-03-10T08:00", on: date = TODAY, **more: object) -> Feasible:
    question = read_question({"kind": kind, "opening": opening, **more})
    return load_rulebook().earliest_opening(question, on, default_calendar())


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("thuong-truc", date(2026, 3, 17)),
        ("ban-thuong-vu", date(2026, 3, 24)),
        ("so-tong-ket", date(2026, 3, 25)),
        ("giao-ban", date(2026, 4, 10)),
    ],
)
def test_the_first_opening_leaves_time_for_every_deadline(kind: str, day: date):
    found = earliest(kind)
    assert found.opening is not None
    assert found.opening.date() == day
    assert found.deciding is not None
    assert found.deciding.act_by is not None
    assert found.deciding.act_by >= TODAY


def test_the_working_day_before_it_would_be_late():
    found = earliest("ban-thuong-vu")
    last = found.passed[-1]
    assert last.day == date(2026, 3, 23)
    assert last.missed is not None
    assert "không kịp" in found.explain()


def test_an_opening_far_enough_away_stays_where_it_is():
    found = earliest("ban-thuong-vu", "2026-06-10T08:00")
    assert found.opening is not None
    assert found.opening.date() == date(2026, 6, 10)
    assert found.passed == ()


def test_a_day_off_is_never_proposed():
    found = earliest("ban-thuong-vu", "2026-09-02T08:00")
    assert found.opening is not None
    assert default_calendar().is_working(found.opening.date())
    assert found.opening.date() > date(2026, 9, 2)


def test_a_monday_of_the_executive_committee_gives_way_to_a_day_without_contradiction():
    found = earliest("ban-chap-hanh", "2026-06-15T08:00")
    assert found.opening is not None
    assert found.opening.date() == date(2026, 6, 17)
    assert all(one.conflict is not None for one in found.passed)
    assert found.unavoidable == ()


def test_a_contradiction_that_every_day_has_does_not_rule_out_every_day():
    found = earliest("ban-chap-hanh", "2026-06-17T08:00", form="online")
    assert found.opening is not None
    assert {one.first for one in found.unavoidable} == {"online-request"}
    assert all(one.severity is Severity.CONTRADICTION for one in found.unavoidable)


def test_an_unscheduled_meeting_can_open_almost_at_once():
    found = earliest("ban-thuong-vu", unscheduled=True)
    assert found.opening is not None
    assert found.opening.date() == TODAY


def test_the_last_day_to_begin_is_the_first_day_to_act_by():
    question = read_question({"kind": "ban-chap-hanh", "opening": "2026-04-08T08:00"})
    start = load_rulebook().latest_start(question, default_calendar())
    assert start is not None
    assert (start.day, start.deciding.act) == (date(2026, 3, 6), "draft-programme")


def test_a_conference_that_owes_nothing_dated_has_no_last_day_to_begin():
    question = read_question({"kind": "ban-thuong-vu", "opening": "2026-04-08T08:00", "unscheduled": True})
    assert load_rulebook().latest_start(question, default_calendar()) is None


def test_a_conference_keeps_its_hours_and_its_length_when_it_moves():
    question = read_question(
        {"kind": "ban-chap-hanh", "opening": "2026-04-08T08:00", "closing": "2026-04-09T17:00"}
    )
    moved = moved_to(question, date(2026, 4, 15))
    assert moved.opening.isoformat() == "2026-04-15T08:00:00"
    assert moved.closing is not None
    assert moved.closing.isoformat() == "2026-04-16T17:00:00"
