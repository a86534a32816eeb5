"""An approval from its first step to its end: who decides, what it is bound to, what is told and remembered."""

from __future__ import annotations

from uuid import uuid4

import pytest

from nghisu.approvals.commands import Remark, decide, submit, supersede, withdraw
from nghisu.approvals.enums import ApprovalState, Outcome
from nghisu.approvals.events import ApprovalEnded, ApprovalGranted, ApprovalReturned, ApprovalSuperseded
from nghisu.approvals.models import Approval, Comment, Decision
from nghisu.approvals.queries import waiting_for
from nghisu.approvals.refusals import (
    AlreadyDecided,
    AlreadyWaiting,
    CommentNeeded,
    NobodyToDecide,
    NotTheirsToDecide,
    StaleApproval,
)
from nghisu.core.people.roles import Role
from nghisu.foundation import clock, events
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from tests.approvals.sample import KIND, as_shown, change, put_forward, set_steps

YES, BACK = Outcome.GRANTED, Outcome.RETURNED

pytestmark = pytest.mark.usefixtures("route")


@pytest.fixture
def heard():
    """What the storeys above are told, in the order of its happening."""
    told: list[ApprovalEnded] = []

    def hear(event: ApprovalEnded) -> None:
        told.append(event)

    events.hears(ApprovalEnded)(hear)
    yield told
    events._hearers[ApprovalEnded].pop()


@pytest.fixture
def people(actor_of):
    return {
        role: actor_of(role)
        for role in (Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER)
    }


def waits(by) -> list[Approval]:
    return list(waiting_for(by, clock.today()))


def test_it_goes_from_step_to_step_and_is_granted_at_the_last(ground, people, heard):
    drafter, chief, board = people.values()
    approval = put_forward(drafter, ground.room)
    assert (approval.state, approval.step, approval.steps_count) == (ApprovalState.PENDING, 0, 2)
    assert [waits(one) for one in people.values()] == [[], [approval], []]
    decide(chief, approval.pk, YES, approval.digest)
    assert [waits(one) for one in people.values()] == [[], [], [approval]]
    assert heard == []
    ended = decide(board, approval.pk, YES, approval.digest)
    assert (ended.state, ended.step) == (ApprovalState.GRANTED, 2)
    assert [type(event) for event in heard] == [ApprovalGranted]
    assert heard[0].approval.thing_id == ground.room.pk
    assert [waits(one) for one in people.values()] == [[], [], []]


def test_the_next_ones_and_the_drafter_are_told(ground, people):
    drafter, chief, board = people.values()
    approval = put_forward(drafter, ground.room)
    decide(chief, approval.pk, YES, approval.digest)
    decide(board, approval.pk, YES, approval.digest)
    told = list(Notice.objects.order_by("id").values_list("person", "kind", "url"))
    page = f"/phe-duyet/{approval.pk}/"
    assert told == [
        (chief.person_id, "approval.waiting", page),
        (board.person_id, "approval.waiting", page),
        (drafter.person_id, "approval.granted", page),
    ]


def test_every_act_is_in_the_trail(ground, people):
    drafter, chief, board = people.values()
    approval = put_forward(drafter, ground.room)
    decide(chief, approval.pk, YES, approval.digest, note="Nhất trí")
    decide(board, approval.pk, YES, approval.digest)
    verbs = (
        AuditRecord.objects.filter(thing_kind="approvals.approval")
        .order_by("id")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == ["approval.submitted", "approval.decided", "approval.decided", "approval.granted"]


def test_a_return_ends_it_with_its_comments_and_the_next_round_follows(ground, people, heard):
    drafter, chief, _board = people.values()
    first = put_forward(drafter, ground.room)
    remarks = [Remark("place", "Ghi rõ tầng.", quote="", start=None), Remark("name", "  ")]
    decide(chief, first.pk, BACK, first.digest, remarks=remarks)
    first.refresh_from_db()
    assert (first.state, type(heard[0])) == (ApprovalState.RETURNED, ApprovalReturned)
    assert list(Comment.objects.values_list("passage", "text")) == [("place", "Ghi rõ tầng.")]
    change(ground.room, "Tầng 2")
    second = put_forward(drafter, ground.room, answer="Đã ghi tầng.")
    assert (second.round, second.previous, second.answer) == (2, first, "Đã ghi tầng.")


def test_a_return_says_why(ground, people):
    drafter, chief, _board = people.values()
    approval = put_forward(drafter, ground.room)
    with pytest.raises(CommentNeeded):
        decide(chief, approval.pk, BACK, approval.digest, note="  ", remarks=[Remark("name", " ")])
    assert not Decision.objects.exists()


def test_what_changed_meanwhile_is_not_approved_and_the_approval_ends(ground, people, heard):
    drafter, chief, _board = people.values()
    approval = put_forward(drafter, ground.room)
    change(ground.room, "Nơi khác")
    with pytest.raises(StaleApproval) as refusal:
        decide(chief, approval.pk, YES, approval.digest)
    assert refusal.value.approval_id == approval.pk
    approval.refresh_from_db()
    assert (approval.state, type(heard[0])) == (ApprovalState.SUPERSEDED, ApprovalSuperseded)
    assert not Decision.objects.exists()
    assert Notice.objects.filter(person=drafter.person_id, kind="approval.superseded").exists()


def test_a_form_of_another_text_is_not_taken_for_this_one(ground, people):
    drafter, chief, _board = people.values()
    approval = put_forward(drafter, ground.room)
    with pytest.raises(StaleApproval):
        decide(chief, approval.pk, YES, "0" * 64)
    approval.refresh_from_db()
    assert approval.state == ApprovalState.PENDING


def test_a_thing_that_is_gone_is_not_approved(ground, people):
    drafter, chief, _board = people.values()
    approval = put_forward(drafter, ground.room)
    ground.room.delete()
    with pytest.raises(StaleApproval):
        decide(chief, approval.pk, YES, approval.digest)


def test_what_is_put_forward_is_what_its_drafter_read(ground, people):
    read = as_shown(ground.room)
    change(ground.room, "Nơi khác")
    with pytest.raises(StaleApproval):
        submit(people[Role.OFFICE_SPECIALIST], KIND, ground.room, read)


def test_a_change_ends_what_waits_at_once(ground, people):
    drafter, chief, _board = people.values()
    approval = put_forward(drafter, ground.room)
    assert supersede(drafter, KIND, ground.room.pk) == approval
    assert waits(chief) == []
    assert supersede(drafter, KIND, ground.room.pk) is None


def test_the_same_form_sent_twice_decides_once(ground, people):
    drafter, chief, _board = people.values()
    approval = put_forward(drafter, ground.room)
    command = uuid4()
    for _turn in range(2):
        decide(chief, approval.pk, YES, approval.digest, command_id=command)
    assert Decision.objects.count() == 1


def test_a_thing_waits_once(ground, people):
    put_forward(people[Role.OFFICE_SPECIALIST], ground.room)
    with pytest.raises(AlreadyWaiting):
        put_forward(people[Role.OFFICE_SPECIALIST], ground.room)


def test_who_is_not_asked_finds_nothing_to_decide(ground, people, actor_of):
    drafter, _chief, board = people.values()
    approval = put_forward(drafter, ground.room)
    for stranger in (board, actor_of(Role.CLERK), drafter):
        with pytest.raises(AccessRefused):
            decide(stranger, approval.pk, YES, approval.digest)


def test_a_chief_who_drafts_does_not_approve_and_another_chief_does(ground, people, another):
    chief, deputy = people[Role.OFFICE_CHIEF], another(Role.OFFICE_CHIEF, "Phó Văn phòng")
    approval = put_forward(chief, ground.room)
    assert waits(chief) == []
    with pytest.raises(NotTheirsToDecide):
        decide(chief, approval.pk, YES, approval.digest)
    assert waits(deputy) == [approval]
    decide(deputy, approval.pk, YES, approval.digest)


def test_who_wrote_it_for_another_does_not_approve_it_either(ground, people, another):
    chief = people[Role.OFFICE_CHIEF]
    another(Role.OFFICE_CHIEF, "Phó Văn phòng")
    approval = put_forward(people[Role.OFFICE_SPECIALIST], ground.room, drafters=[chief.person_id])
    with pytest.raises(NotTheirsToDecide):
        decide(chief, approval.pk, YES, approval.digest)


def test_a_route_whose_only_decider_is_the_drafter_is_refused_with_what_to_do(ground, people):
    with pytest.raises(NobodyToDecide, match="Lãnh đạo văn phòng"):
        put_forward(people[Role.OFFICE_CHIEF], ground.room)


def test_a_step_that_the_route_lets_go_is_passed_over_for_its_own_holder(ground, people):
    set_steps(
        ground.committee,
        [
            {"name": "Lãnh đạo văn phòng", "role": Role.OFFICE_CHIEF, "passed_over_by_own": True},
            {"name": "Thường trực", "role": Role.STANDING_BOARD_MEMBER},
        ],
    )
    approval = put_forward(people[Role.OFFICE_CHIEF], ground.room)
    assert approval.step == 1
    assert waits(people[Role.STANDING_BOARD_MEMBER]) == [approval]


def test_only_the_drafter_takes_it_back(ground, people):
    drafter, chief, _board = people.values()
    approval = put_forward(drafter, ground.room)
    with pytest.raises(AccessRefused):
        withdraw(chief, approval.pk)
    withdraw(drafter, approval.pk, "Chưa đủ tài liệu")
    assert waits(chief) == []
    assert Notice.objects.filter(person=chief.person_id, kind="approval.withdrawn").exists()
    with pytest.raises(AlreadyDecided):
        withdraw(drafter, approval.pk)
    with pytest.raises(AlreadyDecided):
        decide(chief, approval.pk, YES, approval.digest)


def test_what_waits_keeps_the_way_it_was_put_on(ground, people):
    drafter, chief, board = people.values()
    approval = put_forward(drafter, ground.room)
    set_steps(ground.committee, [{"name": "Văn thư", "role": Role.CLERK}])
    decide(chief, approval.pk, YES, approval.digest)
    assert decide(board, approval.pk, YES, approval.digest).state == ApprovalState.GRANTED
