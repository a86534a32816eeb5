"""Deciding in another's name for a period: what is lent, to whom, and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from nghisu.accounts.commands import DelegationContent, make_delegation, revoke_delegation
from nghisu.accounts.models import Delegation
from nghisu.accounts.refusals import DelegationRefused
from nghisu.approvals.commands import decide, withdraw
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Decision
from nghisu.approvals.queries import approval_of, waiting_for
from nghisu.approvals.refusals import NotTheirsToDecide
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from tests.approvals.sample import KIND, put_forward

ON = date(2026, 3, 10)
YES = Outcome.GRANTED

pytestmark = pytest.mark.usefixtures("route")


@pytest.fixture
def drafter(actor_of, board):
    return actor_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def chief(actor_of):
    return actor_of(Role.OFFICE_CHIEF)


@pytest.fixture
def board(actor_of):
    return actor_of(Role.STANDING_BOARD_MEMBER)


@pytest.fixture
def clerk(actor_of):
    return actor_of(Role.CLERK)


def lent(chief: Actor, to: Actor, **changed: object) -> DelegationContent:
    content = DelegationContent(
        chief.person_id or 0, to.person_id or 0, ON, ON + timedelta(days=5), "Đi công tác"
    )
    return replace(content, **changed)  # type: ignore[arg-type]


def waits(by: Actor) -> bool:
    return waiting_for(by, clock.today()).exists()


def test_who_was_delegated_to_finds_it_is_told_and_decides_in_the_other_s_name(
    ground, drafter, chief, board, clerk
):
    make_delegation(chief, lent(chief, clerk))
    approval = put_forward(drafter, ground.room)
    assert waits(clerk)
    assert waits(chief)
    assert Notice.objects.filter(person=clerk.person_id, kind="approval.waiting").exists()
    decide(clerk, approval.pk, YES, approval.digest)
    row = Decision.objects.get()
    assert (row.person_name, row.holder_name) == (clerk.name, chief.name)
    record = AuditRecord.objects.get(verb="approval.decided")
    assert record.actor_name == clerk.name
    assert record.changes["holder"][1] == chief.name


def test_both_sides_are_told_of_a_delegation_and_of_its_end(ground, chief, clerk, actor_of):
    administrator = actor_of(Role.COMMITTEE_ADMINISTRATOR)
    row = make_delegation(administrator, lent(chief, clerk))
    revoke_delegation(administrator, row.pk)
    told = Notice.objects.filter(kind__startswith="delegation.").values_list("kind", "person")
    people = (chief.person_id, clerk.person_id)
    assert set(told) == {(f"delegation.{act}", one) for act in ("made", "revoked") for one in people}


@pytest.mark.parametrize("day", [ON - timedelta(days=1), ON + timedelta(days=6)])
def test_it_lasts_from_its_first_day_through_its_last(ground, drafter, chief, board, clerk, day):
    put_forward(drafter, ground.room)
    make_delegation(chief, lent(chief, clerk))
    assert waiting_for(clerk, ON).exists()
    assert waiting_for(clerk, ON + timedelta(days=5)).exists()
    assert not waiting_for(clerk, day).exists()


def test_what_is_revoked_is_over_at_once_and_what_was_decided_stays(ground, drafter, chief, board, clerk):
    row = make_delegation(chief, lent(chief, clerk))
    approval = put_forward(drafter, ground.room)
    revoke_delegation(chief, row.pk)
    assert not waits(clerk)
    with pytest.raises(AccessRefused):
        decide(clerk, approval.pk, YES, approval.digest)
    with pytest.raises(DelegationRefused):
        revoke_delegation(chief, row.pk)


def test_a_delegation_of_some_kinds_opens_no_others(ground, drafter, chief, board, clerk):
    make_delegation(chief, lent(chief, clerk, kinds=("programme",)))
    put_forward(drafter, ground.room)
    assert not waits(clerk)
    make_delegation(chief, lent(chief, clerk, kinds=(KIND,)))
    assert waits(clerk)


def test_what_was_lent_is_not_passed_on(ground, drafter, chief, board, clerk, actor_of):
    archivist = actor_of(Role.ARCHIVIST)
    make_delegation(chief, lent(chief, clerk))
    make_delegation(clerk, lent(clerk, archivist))
    approval = put_forward(drafter, ground.room)
    assert waits(clerk)
    assert not waits(archivist)
    assert approval_of(archivist, approval.pk, ON) is None


def test_the_drafter_does_not_approve_in_the_name_of_another(ground, drafter, chief, board):
    make_delegation(chief, lent(chief, drafter))
    approval = put_forward(drafter, ground.room)
    assert not waits(drafter)
    with pytest.raises(NotTheirsToDecide):
        decide(drafter, approval.pk, YES, approval.digest)


def test_nobody_approves_in_the_drafter_s_name(ground, chief, board, clerk, another):
    another(Role.OFFICE_CHIEF, "Phó Văn phòng")
    make_delegation(chief, lent(chief, clerk))
    approval = put_forward(chief, ground.room)
    assert not waits(clerk)
    with pytest.raises(NotTheirsToDecide):
        decide(clerk, approval.pk, YES, approval.digest)


def test_one_person_does_not_decide_two_steps_by_being_lent_the_second(ground, drafter, chief, board):
    make_delegation(board, lent(board, chief))
    approval = put_forward(drafter, ground.room)
    decide(chief, approval.pk, YES, approval.digest)
    assert not waits(chief)
    with pytest.raises(NotTheirsToDecide):
        decide(chief, approval.pk, YES, approval.digest)
    assert waits(board)


def test_who_leaves_the_position_lends_nothing_any_more(ground, drafter, chief, board, clerk, another):
    put_forward(drafter, ground.room)
    make_delegation(chief, lent(chief, clerk))
    Appointment.objects.filter(person=chief.person_id).update(until=ON - timedelta(days=1))
    assert not waits(clerk)


WRONG = {
    "to oneself": {"delegate_id": "chief"},
    "backwards in time": {"since": ON - timedelta(days=1)},
    "ending before it begins": {"until": ON - timedelta(days=1), "since": ON},
    "without a reason": {"reason": "  "},
    "to one who works nowhere here": {"delegate_id": "delegate"},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=list(WRONG))
def test_a_delegation_that_cannot_be_says_so(changed, ground, chief, clerk, actor_of):
    people = {"chief": chief.person_id, "delegate": actor_of(Role.DELEGATE).person_id}
    values = {
        key: people.get(value, value) if isinstance(value, str) else value for key, value in changed.items()
    }
    with pytest.raises(DelegationRefused):
        make_delegation(chief, lent(chief, clerk, **values))
    assert not Delegation.objects.exists()


def test_the_same_is_not_lent_twice_at_one_time(ground, chief, clerk):
    make_delegation(chief, lent(chief, clerk, kinds=("programme",)))
    make_delegation(chief, lent(chief, clerk, kinds=("waiver",)))
    with pytest.raises(DelegationRefused):
        make_delegation(chief, lent(chief, clerk))


def test_nobody_lends_what_is_another_s_and_an_administrator_not_to_the_own_benefit(
    ground, chief, clerk, actor_of
):
    with pytest.raises(AccessRefused):
        make_delegation(clerk, lent(chief, clerk))
    administrator = actor_of(Role.COMMITTEE_ADMINISTRATOR)
    with pytest.raises(DelegationRefused):
        make_delegation(administrator, lent(chief, administrator))
    assert make_delegation(administrator, lent(chief, clerk)).made_by_name == administrator.name


def test_only_who_lent_it_and_the_administrator_end_it(ground, chief, clerk, board):
    row = make_delegation(chief, lent(chief, clerk))
    for other in (clerk, board):
        with pytest.raises(AccessRefused):
            revoke_delegation(other, row.pk)


@pytest.mark.parametrize("column", ["until", "delegate", "reason"])
def test_the_database_refuses_a_delegation_that_cannot_be(column, ground, chief, clerk):
    row = make_delegation(chief, lent(chief, clerk))
    wrong = {"until": ON - timedelta(days=1), "delegate": chief.person_id, "reason": ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.filter(pk=row.pk).update(**{column: wrong[column]})


def test_the_drafter_takes_back_while_a_delegate_is_asked(ground, drafter, chief, board, clerk):
    make_delegation(chief, lent(chief, clerk))
    approval = put_forward(drafter, ground.room)
    withdraw(drafter, approval.pk)
    assert not waits(clerk)
