"""Who sees an approval: every role against what it drafted, what asks it, its unit's, and what is none of it."""

from __future__ import annotations

import pytest

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.queries import approval_of, visible_approvals, waiting_for
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.refusals import AccessRefused
from tests.approvals.sample import CHIEF_THEN_BOARD, put_forward, set_steps

SERVING = [role for role in Role if role is not Role.INSTALLATION_ADMINISTRATOR]
ALL = {Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER, Role.AUDITOR}

pytestmark = pytest.mark.usefixtures("route")


@pytest.fixture
def asked(actor_of):
    return [actor_of(Role.OFFICE_CHIEF), actor_of(Role.STANDING_BOARD_MEMBER)]


@pytest.mark.parametrize("role", SERVING)
def test_a_thing_of_the_office_is_seen_by_its_drafter_its_deciders_and_who_oversees(
    role, ground, asked, actor_of
):
    approval = put_forward(actor_of(Role.OFFICE_SPECIALIST), ground.room)
    sees = approval_of(actor_of(role), approval.pk, clock.today()) is not None
    assert sees is (role in ALL | {Role.OFFICE_SPECIALIST})


@pytest.mark.parametrize("role", SERVING)
def test_a_thing_of_a_unit_is_seen_by_its_unit_too(role, ground, asked, actor_of):
    approval = put_forward(
        actor_of(Role.OFFICE_SPECIALIST), ground.room, organisation_id=ground.department.pk
    )
    sees = approval_of(actor_of(role), approval.pk, clock.today()) is not None
    assert sees is (role in ALL | {Role.OFFICE_SPECIALIST, Role.CONTENT_OFFICER, Role.CONTENT_HEAD})


def test_a_unit_sees_nothing_of_another_unit(ground, asked, actor_of, another):
    head = {"name": "Lãnh đạo đơn vị", "role": Role.CONTENT_HEAD, "scope": "drafter"}
    set_steps(ground.committee, [head, *CHIEF_THEN_BOARD])
    stranger = another(Role.CONTENT_HEAD, "Trưởng Sở Muối", ground.other_department)
    own = actor_of(Role.CONTENT_HEAD)
    approval = put_forward(actor_of(Role.CONTENT_OFFICER), ground.room, organisation_id=ground.department.pk)
    assert list(waiting_for(own, clock.today())) == [approval]
    assert not visible_approvals(stranger, clock.today()).exists()
    assert not waiting_for(stranger, clock.today()).exists()
    with pytest.raises(AccessRefused):
        decide(stranger, approval.pk, Outcome.GRANTED, approval.digest)


@pytest.mark.parametrize("role", SERVING)
def test_nobody_decides_whom_the_route_does_not_ask(role, ground, asked, actor_of):
    approval = put_forward(actor_of(Role.OFFICE_SPECIALIST), ground.room)
    if role is Role.OFFICE_CHIEF:
        assert decide(actor_of(role), approval.pk, Outcome.GRANTED, approval.digest).step == 1
        return
    with pytest.raises(AccessRefused):
        decide(actor_of(role), approval.pk, Outcome.GRANTED, approval.digest)


def test_who_decided_keeps_seeing_it_after_leaving_the_position(ground, asked, actor_of, another):
    set_steps(ground.committee, [{"name": "Văn thư", "role": Role.CLERK}, *CHIEF_THEN_BOARD])
    clerk = actor_of(Role.CLERK)
    approval = put_forward(actor_of(Role.OFFICE_SPECIALIST), ground.room)
    decide(clerk, approval.pk, Outcome.GRANTED, approval.digest)
    set_steps(ground.committee)
    assert approval_of(clerk, approval.pk, clock.today()) is not None


def test_another_committee_sees_and_decides_nothing(ground, other_ground, asked, actor_of):
    approval = put_forward(actor_of(Role.OFFICE_SPECIALIST), ground.room)
    for role in ALL:
        stranger = actor_of(role, ground=other_ground)
        assert approval_of(stranger, approval.pk, clock.today()) is None
        with pytest.raises(AccessRefused):
            decide(stranger, approval.pk, Outcome.GRANTED, approval.digest)


def test_an_auditor_reads_and_decides_nothing_even_where_a_route_asks(ground, asked, actor_of):
    auditor = actor_of(Role.AUDITOR)
    set_steps(ground.committee, [{"name": "Kiểm tra", "role": Role.AUDITOR}])
    approval = put_forward(actor_of(Role.OFFICE_SPECIALIST), ground.room)
    assert approval_of(auditor, approval.pk, clock.today()) is not None
    assert not waiting_for(auditor, clock.today()).exists()
    with pytest.raises(AccessRefused):
        decide(auditor, approval.pk, Outcome.GRANTED, approval.digest)
