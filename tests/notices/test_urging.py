"""Reminders before each deadline, telling on after it: to whom it concerns, each step once, never of what is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.notices.commands import urge
from nghisu.notices.models import Notice, ReminderPlan, Urging
from nghisu.rulebook.commands import complete_deadline, set_not_applicable
from nghisu.rulebook.models import Deadline


@contextmanager
def on(day: str) -> Iterator[date]:
    with clock.standing(datetime.fromisoformat(f"{day}T08:00+07:00")):
        yield date.fromisoformat(day)


@pytest.fixture
def duty(add, bound, ground, actor_of, duty_of) -> Deadline:
    """One duty, of the department, to be done by Monday 16 March 2026; all others are out of the way."""
    for role in (
        Role.CONTENT_OFFICER,
        Role.CONTENT_HEAD,
        Role.OFFICE_CHIEF,
        Role.OFFICE_SPECIALIST,
        Role.STANDING_BOARD_MEMBER,
    ):
        ground.user(role)
    deadline: Deadline = duty_of(add(preparing_id=bound.department.pk), "documents")
    Deadline.objects.exclude(pk=deadline.pk).delete()
    Deadline.objects.filter(pk=deadline.pk).update(
        act_by=date(2026, 3, 16), legal_date=date(2026, 3, 16), organisation=bound.department
    )
    deadline.refresh_from_db()
    return deadline


def run(bound, day: str) -> set[str]:
    """The roles of those told by the job of a day."""
    before = set(Notice.objects.values_list("pk", flat=True))
    with on(day) as today:
        urge(bound.committee.pk, today)
    new = Notice.objects.exclude(pk__in=before)
    return {notice.person.user.username.partition(".")[0] for notice in new.select_related("person__user")}


UNIT = {"content-officer", "content-head"}


def test_a_unit_is_reminded_at_each_step_and_once_only(bound, duty):
    assert run(bound, "2026-03-06") == set()  # six working days before
    assert run(bound, "2026-03-09") == UNIT  # five
    assert run(bound, "2026-03-09") == set()
    assert run(bound, "2026-03-10") == set()  # four
    assert run(bound, "2026-03-11") == UNIT  # three
    assert run(bound, "2026-03-13") == UNIT  # one: Saturday and Sunday are none
    assert run(bound, "2026-03-16") == set()


def test_a_day_on_which_no_worker_ran_is_made_up_for(bound, duty):
    assert run(bound, "2026-03-10") == UNIT
    assert run(bound, "2026-03-12") == UNIT


def test_nobody_is_urged_on_a_day_off(bound, duty):
    assert run(bound, "2026-03-14") == set()


def test_what_is_late_is_told_to_the_head_and_the_chief_and_then_to_the_board(bound, duty):
    assert run(bound, "2026-03-17") == {"content-head", "office-chief"}
    assert run(bound, "2026-03-18") == set()
    assert run(bound, "2026-03-19") == {"standing-board-member"}
    assert run(bound, "2026-03-20") == set()


def test_what_is_done_or_does_not_apply_is_never_urged(bound, duty, specialist):
    with on("2026-03-09"):
        complete_deadline(specialist, duty.pk, "")
    assert run(bound, "2026-03-09") == set()
    Deadline.objects.filter(pk=duty.pk).update(done_at=None)
    with on("2026-03-09"):
        set_not_applicable(specialist, duty.pk, "không có tài liệu")
    assert run(bound, "2026-03-17") == set()


def test_a_duty_that_was_allowed_to_come_later_is_not_told_on_until_that_day_has_passed(bound, duty):
    Deadline.objects.filter(pk=duty.pk).update(waived_until=date(2026, 3, 18))
    assert run(bound, "2026-03-18") == set()
    assert run(bound, "2026-03-19") == {"content-head", "office-chief", "standing-board-member"}


def test_a_duty_that_gets_another_day_is_reminded_of_anew(bound, duty):
    assert run(bound, "2026-03-13") == UNIT
    Deadline.objects.filter(pk=duty.pk).update(act_by=date(2026, 3, 17), legal_date=date(2026, 3, 17))
    assert run(bound, "2026-03-13") == UNIT


def test_a_duty_of_the_office_is_the_specialists(bound, duty):
    Deadline.objects.filter(pk=duty.pk).update(organisation=bound.office)
    assert run(bound, "2026-03-13") == {"office-specialist"}


def test_a_unit_in_which_nobody_has_a_role_is_not_forgotten(bound, duty):
    Deadline.objects.filter(pk=duty.pk).update(organisation=bound.other_department)
    assert run(bound, "2026-03-13") == {"office-specialist"}


def test_the_committees_own_plan_counts_and_an_acts_own_before_it(bound, duty):
    ReminderPlan.objects.create(committee=bound.committee, before=[2], to_head=None, to_board=2)
    assert run(bound, "2026-03-09") == set()
    assert run(bound, "2026-03-12") == UNIT
    ReminderPlan.objects.create(committee=bound.committee, act="documents", before=[1])
    assert run(bound, "2026-03-13") == UNIT
    assert run(bound, "2026-03-17") == {"content-head", "office-chief"}


def test_duties_of_one_conference_come_in_one_notice(bound, duty):
    Deadline.objects.create(
        committee=bound.committee,
        subject=duty.subject,
        act="proposal",
        position=9,
        rule=duty.rule,
        document=duty.document,
        clause=duty.clause,
        basis=duty.basis,
        legal_date=duty.legal_date,
        act_by=duty.act_by,
        owner=duty.owner,
        organisation=duty.organisation,
    )
    assert run(bound, "2026-03-13") == UNIT
    assert Notice.objects.count() == 2
    notice = Notice.objects.first()
    assert notice is not None
    assert "2 việc" in notice.words["vi"]["title"]
    assert notice.words["vi"]["body"].count("16/03/2026") == 2
    assert notice.url.startswith("/hoi-nghi/")
    assert Urging.objects.count() == 2


def test_one_committee_is_never_told_of_anothers_duties(bound, duty, other_ground):
    other_ground.user(Role.OFFICE_SPECIALIST)
    with on("2026-03-13") as today:
        urge(other_ground.committee.pk, today)
    assert Notice.objects.count() == 0


def test_telling_costs_the_same_for_one_conference_and_for_three(
    bound, duty, add, django_assert_max_num_queries
):
    entries = [add(title=f"Họp {n}", preparing_id=bound.department.pk) for n in range(3)]
    Deadline.objects.exclude(act="documents").delete()
    for entry in entries:
        Deadline.objects.filter(subject=entry.subject).update(
            act_by=date(2026, 3, 16), legal_date=date(2026, 3, 16)
        )
    with on("2026-03-13") as today, django_assert_max_num_queries(40):
        urge(bound.committee.pk, today)
    assert Notice.objects.count() == 8
