"""Several people at one approval in the same instant, and the control: without the lock both would be counted."""

from __future__ import annotations

from threading import Barrier
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.approvals.commands import decide, deciding, supersede
from nghisu.approvals.enums import ApprovalState, Outcome
from nghisu.approvals.models import Approval, Decision
from nghisu.core.people.roles import Role
from nghisu.directory.models import Room
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import Refused
from tests.approvals.conftest import one_more
from tests.approvals.sample import KIND, as_shown, put_forward, set_steps
from tests.conftest import DEMO_MORNING
from tests.factories import Ground, make_ground
from tests.racing import MARKS, at_once

AT_ONCE = 4
YES = Outcome.GRANTED
EITHER = (Refused, DatabaseError)
"""A refusal in words, or the database's own where a lock was taken away."""

pytestmark = MARKS


@pytest.fixture
def ground() -> Ground:
    return make_ground("thanh-uy-ven-song", "Thành ủy Ven Sông", "Ven Sông", mark="Phù Sa")


@pytest.fixture
def chiefs(ground: Ground) -> list[Actor]:
    users = [one_more(ground, Role.OFFICE_CHIEF, f"Phó Văn phòng {number}") for number in range(AT_ONCE)]
    return [actor_for(user, ground.committee.pk, DEMO_MORNING.date()) for user in users]


@pytest.fixture
def approval(ground: Ground, chiefs: list[Actor]) -> Approval:
    ground.user(Role.STANDING_BOARD_MEMBER)
    drafter = actor_for(ground.user(Role.OFFICE_SPECIALIST), ground.committee.pk, DEMO_MORNING.date())
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        set_steps(ground.committee)
        return put_forward(drafter, ground.room)


def test_of_several_approvers_at_one_step_one_is_counted_and_the_others_are_told(ground, chiefs, approval):
    refused = at_once(
        ground, lambda number: decide(chiefs[number], approval.pk, YES, approval.digest), AT_ONCE
    )
    assert len(refused) == AT_ONCE - 1
    with scope(committee=ground.committee):
        approval.refresh_from_db()
        assert Decision.objects.count() == 1
    assert (approval.state, approval.step) == (ApprovalState.PENDING, 1)
    assert AuditRecord.objects.filter(verb="approval.decided").count() == 1


def test_without_the_lock_the_same_race_is_not_told_in_words(ground, chiefs, approval, monkeypatch):
    """The control: unlocked, several pass the questions at once, and only the database stops them or counts them."""

    def unlocked(by: Actor, approval_id: int) -> Approval:
        row = Approval.objects.get(pk=approval_id)
        held.wait()
        return row

    held = Barrier(AT_ONCE, timeout=20)
    monkeypatch.setattr(deciding, "locked", unlocked)
    monkeypatch.setattr(deciding, "shown_now", lambda by, kind, room: as_shown(Room.objects.get(pk=room)))
    refused = at_once(
        ground,
        lambda number: decide(chiefs[number], approval.pk, YES, approval.digest),
        AT_ONCE,
        refusals=EITHER,
    )
    with scope(committee=ground.committee):
        counted = Decision.objects.count()
    assert counted > 1 or any(isinstance(one, DatabaseError) for one in refused)


def test_a_form_sent_several_times_at_once_decides_once(ground, chiefs, approval):
    command = uuid4()
    refused = at_once(
        ground,
        lambda number: decide(chiefs[0], approval.pk, YES, approval.digest, command_id=command),
        AT_ONCE,
    )
    assert refused == []
    with scope(committee=ground.committee):
        assert Decision.objects.count() == 1


def test_a_change_and_an_approval_in_one_instant_never_approve_what_was_not_shown(ground, chiefs, approval):
    def act(number: int) -> None:
        if number == 0:
            decide(chiefs[0], approval.pk, YES, approval.digest)
        elif number == 1:
            change_and_supersede(chiefs[1], ground.room.pk)

    at_once(ground, act, AT_ONCE)
    with scope(committee=ground.committee):
        approval.refresh_from_db()
    # Whoever came first: the approval has ended with the change, and waits for nobody.
    assert approval.state == ApprovalState.SUPERSEDED


def change_and_supersede(by: Actor, room_id: int) -> None:
    """What the commands of an owning app do: hold the thing, change it, end what waited for it."""
    with transaction.atomic():
        room = Room.objects.select_for_update().get(pk=room_id)
        room.place = "Nơi khác"
        room.save(update_fields=["place"])
        supersede(by, KIND, room.pk)
