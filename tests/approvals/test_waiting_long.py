"""What waits long is called to mind, and how long each step took can be told afterwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from nghisu.accounts.commands import DelegationContent, make_delegation
from nghisu.approvals import jobs
from nghisu.approvals.commands import decide, remind_deciders
from nghisu.approvals.enums import Outcome
from nghisu.approvals.queries.durations import step_summaries, step_times
from nghisu.approvals.registry import known_kinds
from nghisu.approvals.routes import default_routes
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.access import load_matrix
from nghisu.notices.models import Notice
from tests.approvals.sample import KIND, change, put_forward

ON = date(2026, 3, 10)
YES, BACK = Outcome.GRANTED, Outcome.RETURNED

pytestmark = pytest.mark.usefixtures("route")


@pytest.fixture
def drafter(actor_of, chief, board):
    return actor_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def chief(actor_of):
    return actor_of(Role.OFFICE_CHIEF)


@pytest.fixture
def board(actor_of):
    return actor_of(Role.STANDING_BOARD_MEMBER)


def told(ground, days: int) -> int:
    """How many are reminded so many days after Tuesday 10 March 2026."""
    return remind_deciders(ground.committee.pk, ON + timedelta(days=days))


def test_after_three_working_days_and_every_three_from_then_on(ground, drafter, chief):
    put_forward(drafter, ground.room)
    # Wednesday, Thursday, Friday; then Monday, Tuesday, Wednesday. The days off between them count nothing.
    assert [told(ground, days) for days in range(1, 10)] == [0, 0, 1, 0, 0, 0, 0, 1, 0]
    waits = Notice.objects.filter(kind="approval.waits")
    assert set(waits.values_list("person", flat=True)) == {chief.person_id}


def test_a_day_that_is_done_twice_reminds_once(ground, drafter):
    put_forward(drafter, ground.room)
    assert told(ground, 3) == 1
    assert told(ground, 3) == 0


def test_the_job_goes_through_every_committee(ground, other_ground, drafter):
    put_forward(drafter, ground.room)
    jobs.remind_everywhere(ON + timedelta(days=3))
    assert Notice.objects.filter(kind="approval.waits").count() == 1


def test_who_has_decided_is_not_reminded_and_a_delegate_is(ground, drafter, chief, board, actor_of):
    clerk = actor_of(Role.CLERK)
    make_delegation(
        board, DelegationContent(board.person_id, clerk.person_id, ON, ON + timedelta(days=9), "Vắng")
    )
    approval = put_forward(drafter, ground.room)
    decide(chief, approval.pk, YES, approval.digest)
    told(ground, 3)
    reminded = Notice.objects.filter(kind="approval.waits").values_list("person", flat=True)
    assert set(reminded) == {board.person_id, clerk.person_id}


def test_how_long_each_step_took_is_told_from_what_happened(ground, drafter, chief, board):
    approval = put_forward(drafter, ground.room)
    with clock.standing(at(11)):
        decide(chief, approval.pk, YES, approval.digest)
    with clock.standing(at(14)):
        decide(board, approval.pk, BACK, approval.digest, note="Sửa")
    change(ground.room, "Tầng 2")
    with clock.standing(at(15)):
        put_forward(drafter, ground.room)
    times = step_times(chief, ON, ON + timedelta(days=9), ON)
    assert [(one.name, one.outcome, one.took) for one in times] == [
        ("Lãnh đạo văn phòng", "granted", timedelta(days=1)),
        ("Thường trực", "returned", timedelta(days=3)),
        ("Lãnh đạo văn phòng", "", None),
    ]
    summaries = {one.name: one for one in step_summaries(times)}
    assert (summaries["Thường trực"].returned, summaries["Thường trực"].middle) == (1, timedelta(days=3))
    assert summaries["Lãnh đạo văn phòng"].decided == 1


def at(day: int) -> datetime:
    return datetime(2026, 3, day, 7, 30, tzinfo=clock.VIETNAM)


def test_times_of_another_committee_are_not_told(ground, other_ground, drafter, chief, actor_of):
    put_forward(drafter, ground.room)
    stranger = actor_of(Role.OFFICE_CHIEF, ground=other_ground)
    assert step_times(chief, ON, ON, ON) != []
    assert step_times(stranger, ON, ON, ON) == []


def test_every_kind_that_can_be_approved_has_a_route_to_start_with():
    assert set(known_kinds()) - {KIND} <= set(default_routes())


def test_a_step_that_a_file_of_routes_asks_is_one_that_may_decide():
    deciding = load_matrix()["approval.decide"].committee
    assert all(step.role in deciding for plan in default_routes().values() for step in plan.steps)
