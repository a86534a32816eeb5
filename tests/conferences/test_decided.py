"""What was decided of a conference stays as it was shown, whoever writes to the tables; and one that stands in an issued
programme is approved with it, where its kind owes no tờ trình."""

from __future__ import annotations

from datetime import datetime

import pytest

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.conferences.commands import (
    ItemContent,
    add_item,
    advance,
    ask_opinion,
    draft_proposal,
    submit_proposal,
)
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.models import Conference, Proposal, SchemeOpinion
from nghisu.conferences.queries.proposals import KIND, approved_by_programme
from nghisu.conferences.refusals import GatesNotPassed, NotApprovedYet
from nghisu.core.planning.periods import Period
from nghisu.foundation import clock
from nghisu.programme.commands.versions import issue_programme, submit_programme
from tests.conferences.conftest import WRITTEN, decided
from tests.conferences.test_stages import raw, tried

QUARTER = Period.read("2026-Q2")
IN_APRIL = datetime(2026, 4, 15, 8, 0, tzinfo=clock.VIETNAM)

OF_OPINIONS = (
    "UPDATE conferences_schemeopinion SET revised = 'khác' WHERE id = {id}",
    "UPDATE conferences_schemeopinion SET versions = '[1]' WHERE id = {id}",
    "UPDATE conferences_schemeopinion SET granted_by_name = 'Ai đó' WHERE id = {id}",
    "UPDATE conferences_schemeopinion SET state = 'returned' WHERE id = {id}",
    "UPDATE conferences_schemeopinion SET approval_id = 0 WHERE id = {id}",
    "DELETE FROM conferences_schemeopinion WHERE id = {id}",
)
OF_PROPOSALS = (
    "UPDATE conferences_proposal SET purpose = 'khác' WHERE id = {id}",
    "UPDATE conferences_proposal SET blocs = '{{\"party\": 1}}' WHERE id = {id}",
    "UPDATE conferences_proposal SET approved_by_name = 'Ai đó' WHERE id = {id}",
    "UPDATE conferences_proposal SET state = 'submitted' WHERE id = {id}",
    "DELETE FROM conferences_proposal WHERE id = {id}",
)


def test_a_scheme_agreed_to_stays_as_it_was_shown_not_even_raw_sql_says_otherwise(specialist, board, add):
    entry = add(title="Ban Chấp hành", kind="ban-chap-hanh", opening=IN_APRIL)
    item = add_item(specialist, entry.pk, ItemContent(title="Đề án cảng", purpose=Purpose.VOTE))
    opinion = ask_opinion(specialist, item.pk, "Đã tiếp thu")
    by_hand = (
        f"UPDATE conferences_schemeopinion SET state = 'granted', granted_at = '2026-03-10'"
        f" WHERE id = {opinion.pk}"
    )
    assert not tried(lambda: raw(by_hand))  # nobody decided it
    assert not tried(lambda: raw(OF_OPINIONS[0].format(id=opinion.pk)))  # what waits is what was shown
    decided(board, "scheme-opinion", opinion.pk)
    for sql in OF_OPINIONS:
        assert not tried(lambda sql=sql: raw(sql.format(id=opinion.pk))), sql
    control = f"UPDATE conferences_schemeopinion SET returned_note = 'x' WHERE id = {opinion.pk}"
    assert tried(lambda: raw(control))
    ask_opinion(specialist, item.pk, "Sửa thêm")  # asked anew it is open again
    assert SchemeOpinion.objects.get().state == SchemeOpinion.State.SUBMITTED


def test_an_approved_proposal_stays_as_it_was_shown(specialist, chief, board, complete):
    proposal = submit_proposal(specialist, complete().pk)
    by_hand = (
        "UPDATE conferences_proposal SET state = 'approved', approved_at = '2026-03-10'"
        f" WHERE id = {proposal.pk}"
    )
    assert not tried(lambda: raw(by_hand))
    decided(chief, KIND, proposal.pk)
    assert not tried(lambda: raw(by_hand))  # a step on the way is no approval
    decided(board, KIND, proposal.pk)
    assert Proposal.objects.get(pk=proposal.pk).state == Proposal.State.APPROVED
    for sql in OF_PROPOSALS:
        assert not tried(lambda sql=sql: raw(sql.format(id=proposal.pk))), sql


def issue(specialist, chief, board) -> None:
    version = submit_programme(specialist, QUARTER)
    for decider in (chief, board):
        approval = Approval.objects.get(state="pending")
        decide(decider, approval.pk, Outcome.GRANTED, approval.digest)
    issue_programme(specialist, version.pk, "15-CTr/TU ngày 25/3/2026")


def test_what_stands_in_the_issued_programme_needs_no_second_approval_and_nothing_else_goes_without(
    specialist, chief, board, add
):
    """Thường trực approves the programme of a quarter (5609 I/II/3); some kinds owe a tờ trình besides (I/III/1.1/b1)."""
    stated = {"participants": "Ủy viên", "chair": "ban-thuong-vu", "room_text": "Hội trường", "delegates": 60}
    plain = add(title="Ban Thường vụ tháng 4", kind="ban-thuong-vu", opening=IN_APRIL, **stated)
    full = add(title="Ban Chấp hành quý II", kind="ban-chap-hanh", opening=IN_APRIL, **stated)
    for entry in (plain, full):
        add_item(specialist, entry.pk, ItemContent(title=f"Việc của {entry.pk}", purpose=Purpose.REPORT))
        draft_proposal(specialist, entry.pk, WRITTEN)
    conferences = [Conference.objects.get(entry=entry) for entry in (plain, full)]
    for conference in conferences:
        with pytest.raises(NotApprovedYet):  # not by hand, whatever is stated
            advance(specialist, conference.pk, Stage.APPROVED)
    issue(specialist, chief, board)
    assert [approved_by_programme(specialist, one) for one in conferences] == [True, False]
    assert advance(specialist, conferences[0].pk, Stage.APPROVED).to_stage == Stage.APPROVED
    with pytest.raises(NotApprovedYet):
        advance(specialist, conferences[1].pk, Stage.APPROVED)
    later = {"opening": IN_APRIL, "kind": "ban-thuong-vu", **stated}
    late, urgent = (add(title=f"Thêm {one}", unscheduled=one, **later) for one in (False, True))
    for entry in (late, urgent):
        add_item(specialist, entry.pk, ItemContent(title=f"Việc thêm {entry.pk}", purpose=Purpose.REPORT))
        draft_proposal(specialist, entry.pk, WRITTEN)
    with pytest.raises(GatesNotPassed) as refused:  # outside the programme, and not said to be unscheduled
        advance(specialist, Conference.objects.get(entry=late).pk, Stage.APPROVED)
    assert "5609 I/I/3" in refused.value.reason
    with pytest.raises(NotApprovedYet):
        advance(specialist, Conference.objects.get(entry=urgent).pk, Stage.APPROVED)


def test_the_issued_programme_does_not_let_a_conference_go_without_its_purpose(specialist, chief, board, add):
    entry = add(title="Ban Thường vụ tháng 4", kind="ban-thuong-vu", opening=IN_APRIL)
    item = add_item(specialist, entry.pk, ItemContent(title="Việc", purpose=Purpose.REPORT))
    issue(specialist, chief, board)
    with pytest.raises(GatesNotPassed) as refused:
        advance(specialist, item.conference_id, Stage.APPROVED)
    assert "5609 I/I/2" in refused.value.reason
