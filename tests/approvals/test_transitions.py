"""The database itself keeps what approvals promise: every transition walked, and raw SQL turned away (TRUST 7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from nghisu.approvals.commands import Remark, decide, supersede, withdraw
from nghisu.approvals.enums import ApprovalState, Outcome, StepRule
from nghisu.approvals.models import Approval, Author, Comment, Decision, Step
from nghisu.approvals.refusals import AlreadyDecided, NotTheirsToDecide
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import Refused
from tests.approvals.sample import KIND, put_forward, set_steps

YES, BACK = Outcome.GRANTED, Outcome.RETURNED

pytestmark = pytest.mark.usefixtures("route")


@pytest.fixture
def drafter(actor_of):
    return actor_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def chief(actor_of):
    return actor_of(Role.OFFICE_CHIEF)


@pytest.fixture
def board(actor_of):
    return actor_of(Role.STANDING_BOARD_MEMBER)


def in_state(state: ApprovalState, ground, drafter, chief, board) -> Approval:
    """An approval that came to a state through the commands, by whom it may."""
    approval = put_forward(drafter, ground.room)
    if state is ApprovalState.GRANTED:
        decide(chief, approval.pk, YES, approval.digest)
        decide(board, approval.pk, YES, approval.digest)
    elif state is ApprovalState.RETURNED:
        decide(chief, approval.pk, BACK, approval.digest, note="Sửa lại")
    elif state is ApprovalState.WITHDRAWN:
        withdraw(drafter, approval.pk)
    elif state is ApprovalState.SUPERSEDED:
        supersede(drafter, KIND, ground.room.pk)
    approval.refresh_from_db()
    assert approval.state == state
    return approval


def try_all_ways_out(approval: Approval, ground, drafter, chief, board) -> set[str]:
    """What can still be done with an approval, by whoever could: each tried in a transaction that is undone."""
    ways = {
        "granted by the chief": lambda: decide(chief, approval.pk, YES, approval.digest),
        "returned by the chief": lambda: decide(chief, approval.pk, BACK, approval.digest, note="x"),
        "granted by the board": lambda: decide(board, approval.pk, YES, approval.digest),
        "withdrawn": lambda: withdraw(drafter, approval.pk),
        "superseded": lambda: changed(drafter, ground.room.pk),
    }
    open_ways = set()
    for name, way in ways.items():
        point = transaction.savepoint()
        try:
            way()
            open_ways.add(name)
        except Refused:
            pass
        transaction.savepoint_rollback(point)
    return open_ways


def changed(by: Actor, room_id: int) -> None:
    if supersede(by, KIND, room_id) is None:
        raise AlreadyDecided("nothing waits")


@pytest.mark.parametrize("state", [one for one in ApprovalState if one is not ApprovalState.PENDING])
def test_from_an_end_no_way_leads_on(state, ground, drafter, chief, board):
    approval = in_state(state, ground, drafter, chief, board)
    assert try_all_ways_out(approval, ground, drafter, chief, board) == set()


def test_from_each_step_exactly_its_own_ways_lead_on(ground, drafter, chief, board):
    approval = put_forward(drafter, ground.room)
    either = {"withdrawn", "superseded"}
    ways = try_all_ways_out(approval, ground, drafter, chief, board)
    assert ways == either | {"granted by the chief", "returned by the chief"}
    decide(chief, approval.pk, YES, approval.digest)
    assert try_all_ways_out(approval, ground, drafter, chief, board) == either | {"granted by the board"}


RAW = {
    "a text that was shown": "UPDATE approvals_approval SET digest = 'x' WHERE id = %s",
    "a drafter": "UPDATE approvals_approval SET drafter_id = drafter_id + 1 WHERE id = %s",
    "an approval": "DELETE FROM approvals_approval WHERE id = %s",
    "a grant before the last step": "UPDATE approvals_approval SET state='granted', ended_at=step_since WHERE id = %s",
    "a step beyond the last": "UPDATE approvals_approval SET step = 7 WHERE id = %s",
    "a state that is none": "UPDATE approvals_approval SET state = 'lost', ended_at = submitted_at WHERE id = %s",
    "an end without its hour": "UPDATE approvals_approval SET state = 'withdrawn' WHERE id = %s",
    "a step's role": "UPDATE approvals_step SET role = 'clerk' WHERE approval_id = %s",
    "a step": "DELETE FROM approvals_step WHERE approval_id = %s",
    "an author": "DELETE FROM approvals_author WHERE approval_id = %s",
    "another author": "UPDATE approvals_author SET person_id = person_id + 1 WHERE approval_id = %s",
    "a decision": "UPDATE approvals_decision SET outcome = 'returned' WHERE approval_id = %s",
    "a decision's row": "DELETE FROM approvals_decision WHERE approval_id = %s",
    "a comment": "UPDATE approvals_comment SET text = 'khác' WHERE approval_id = %s",
    "a comment's row": "DELETE FROM approvals_comment WHERE approval_id = %s",
}


def refused(statement: str, *parameters: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, parameters)
    except DatabaseError:
        return True
    return False


def with_comment(approval: Approval, board) -> None:
    """A comment beside a decision, while the approval waits on."""
    first = Decision.objects.get(approval=approval)
    Comment.objects.create(
        committee_id=approval.committee_id, approval=approval, decision=first, passage="name", text="Ghi rõ."
    )


@pytest.mark.parametrize("statement", RAW.values(), ids=list(RAW))
def test_raw_sql_does_not_rewrite_what_waits(statement, ground, drafter, chief, board):
    approval = put_forward(drafter, ground.room)
    decide(chief, approval.pk, YES, approval.digest)
    with_comment(approval, board)
    assert refused(statement, approval.pk)


def test_raw_sql_moves_what_waits_as_a_command_would(ground, drafter, chief, board):
    """The control: a statement of the same kind that breaks no promise goes through."""
    approval = put_forward(drafter, ground.room)
    assert not refused("UPDATE approvals_approval SET step = 1 WHERE id = %s", approval.pk)
    assert refused("UPDATE approvals_approval SET step = 0 WHERE id = %s", approval.pk)


@pytest.mark.parametrize("state", [one for one in ApprovalState if one is not ApprovalState.PENDING])
def test_raw_sql_does_not_open_what_has_ended(state, ground, drafter, chief, board):
    approval = in_state(state, ground, drafter, chief, board)
    for change in ("state = 'pending', ended_at = NULL, step = 0", "reason = 'khác'", "title = 'khác'"):
        assert refused(f"UPDATE approvals_approval SET {change} WHERE id = %s", approval.pk)


def a_decision(
    approval: Approval, person: int, holder: int, step: int | None = None, digest: str = ""
) -> bool:
    """Whether a decision written straight into its table is refused."""
    where = Step.objects.get(approval=approval, position=approval.step if step is None else step)
    try:
        with transaction.atomic():
            Decision.objects.create(
                committee_id=approval.committee_id,
                approval=approval,
                step=where,
                person_id=person,
                holder_id=holder,
                outcome=YES,
                digest=digest or approval.digest,
                at=clock.now(),
            )
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False


def test_a_decision_written_past_the_commands_keeps_the_rules_too(ground, drafter, chief, board):
    approval = put_forward(drafter, ground.room)
    person, author = chief.person_id, drafter.person_id
    assert not a_decision(approval, person, person)  # the control
    assert a_decision(approval, author, author)
    assert a_decision(approval, person, author)  # in the drafter's name
    assert a_decision(approval, author, person)  # by the drafter in another's name
    assert a_decision(approval, person, person, step=1)  # out of turn
    assert a_decision(approval, person, person, digest="0" * 64)  # of another text
    decide(chief, approval.pk, YES, approval.digest)
    approval.refresh_from_db()
    assert a_decision(approval, person, person)  # the same person at the next step
    assert a_decision(approval, board.person_id, person)
    assert not a_decision(approval, board.person_id, board.person_id)
    decide(board, approval.pk, YES, approval.digest)
    assert a_decision(approval, board.person_id, board.person_id)  # it has ended


def test_one_person_decides_two_steps_only_where_the_route_says_so(ground, drafter, chief):
    twice = [{"name": "Lần đầu", "role": Role.OFFICE_CHIEF}, {"name": "Lần sau", "role": Role.OFFICE_CHIEF}]
    set_steps(ground.committee, twice)
    approval = put_forward(drafter, ground.room)
    decide(chief, approval.pk, YES, approval.digest)
    with pytest.raises(NotTheirsToDecide):
        decide(chief, approval.pk, YES, approval.digest)
    withdraw(drafter, approval.pk)
    set_steps(ground.committee, twice, one_person_may_repeat=True)
    again = put_forward(drafter, ground.room)
    decide(chief, again.pk, YES, again.digest)
    assert decide(chief, again.pk, YES, again.digest).state == ApprovalState.GRANTED


def test_a_step_of_all_waits_for_every_one_of_them(ground, drafter, board, another):
    second = another(Role.STANDING_BOARD_MEMBER, "Phó Bí thư")
    set_steps(
        ground.committee, [{"name": "Thường trực", "role": Role.STANDING_BOARD_MEMBER, "rule": StepRule.ALL}]
    )
    approval = put_forward(drafter, ground.room)
    assert decide(board, approval.pk, YES, approval.digest).state == ApprovalState.PENDING
    with pytest.raises(AlreadyDecided):
        decide(board, approval.pk, YES, approval.digest)
    assert decide(second, approval.pk, YES, approval.digest).state == ApprovalState.GRANTED


def test_a_return_at_the_second_step_ends_it_though_the_first_agreed(ground, drafter, chief, board):
    approval = put_forward(drafter, ground.room)
    decide(chief, approval.pk, YES, approval.digest)
    ended = decide(board, approval.pk, BACK, approval.digest, remarks=[Remark("name", "Ngắn hơn")])
    assert (ended.state, ended.step) == (ApprovalState.RETURNED, 1)
    assert ended.ended_at is not None
    assert ended.ended_at - ended.submitted_at < timedelta(seconds=1)
    assert Author.objects.filter(approval=approval).count() == 1
