"""A proposal says all that the rules ask, is approved by others than its author, and takes the conference on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.approvals.refusals import StaleApproval
from nghisu.conferences.commands import (
    ItemContent,
    ProposalContent,
    add_item,
    advance,
    draft_proposal,
    override_gate,
    submit_proposal,
    turn_back,
    withdraw_proposal,
)
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.gathering import gather
from nghisu.conferences.models import AgendaItem, Conference, Proposal
from nghisu.conferences.queries.standing import Asked, may_advance
from nghisu.conferences.refusals import (
    GatesNotPassed,
    ProposalApproved,
    ProposalChangedMeanwhile,
    ProposalOnItsWay,
)
from nghisu.core.people.roles import Role
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from nghisu.programme.commands import accept_move
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import moved_to_day, not_held
from tests.conferences.conftest import STATED, WRITTEN, decided

KIND = "conference-proposal"


def stage_of(entry) -> str:
    return Conference.objects.get(entry=entry).stage


def test_it_goes_through_the_chief_and_the_standing_board_and_its_duty_is_done_as_of_the_day_it_went(
    specialist, chief, board, complete, duty_of
):
    entry = complete()
    proposal = submit_proposal(specialist, entry.pk)
    with pytest.raises(ProposalOnItsWay):
        draft_proposal(specialist, entry.pk, replace(WRITTEN, budget="100 triệu"))
    with pytest.raises(AccessRefused):
        decided(specialist, KIND, proposal.pk)
    decided(chief, KIND, proposal.pk)
    assert stage_of(entry) == Stage.PROPOSED
    decided(board, KIND, proposal.pk)
    assert stage_of(entry) == Stage.APPROVED
    duty = duty_of(entry, "proposal")
    proposal.refresh_from_db()
    assert (duty.done_at, duty.done_by_name) == (proposal.submitted_at, specialist.name)
    with pytest.raises(ProposalApproved):
        draft_proposal(specialist, entry.pk, WRITTEN)
    conference = Conference.objects.get(entry=entry)
    turn_back(specialist, conference.pk, "Đổi quy mô")
    draft_proposal(specialist, entry.pk, replace(WRITTEN, budget="100 triệu"))
    submit_proposal(specialist, entry.pk)
    assert Approval.objects.get(kind=KIND, state="pending").round == 2


def test_what_is_not_stated_is_refused_with_the_clause_that_asks_for_it(specialist, add):
    entry = add(**STATED | {"participants": "", "chair": ""})
    draft_proposal(specialist, entry.pk, ProposalContent(purpose="Bàn việc"))
    with pytest.raises(GatesNotPassed) as refused:
        submit_proposal(specialist, entry.pk)
    found = {one.missing.key: [chip.label for chip in one.chips] for one in refused.value.missing}
    assert set(found) == {
        "requirements",
        "no_guidance",
        "budget",
        "division",
        "need_why",
        "chair",
        "participants",
        "blocs",
        "agenda",
    }
    assert found["budget"] == ["5609 I/III/1.1/b1"]
    assert found["chair"] == ["5609 I/I/1", "5609 I/III/1.1/b1"]
    assert found["blocs"] == ["226 p10"]
    # "combined" is asked of a ward (307 §6), "ceremony" of a review conference (II/V/1.1/b1): of this one neither.


def test_a_review_conference_states_its_ceremony_and_numbers_agree(specialist, complete):
    entry = complete(replace(WRITTEN, ceremony=""), kind="so-tong-ket", delegates=99)
    with pytest.raises(GatesNotPassed) as refused:
        submit_proposal(specialist, entry.pk)
    assert {one.missing.key.split("-")[0] for one in refused.value.missing} == {"ceremony", "number"}


def test_who_passed_over_one_number_or_matter_has_not_passed_over_another(specialist, chief, complete):
    entry = complete(delegates=99)
    conference = Conference.objects.get(entry=entry)

    def asked(stage: Stage, start: str) -> list[Asked]:
        conference.entry.refresh_from_db()
        found = may_advance(specialist, conference, stage)
        return [one for one in found if one.missing.key.startswith(start) and one.gate != "scheme-opinion"]

    def pass_over(stage: Stage, start: str) -> None:
        [one] = asked(stage, start)
        override_gate(chief, conference.pk, stage, one.gate, one.missing.key, "Gấp", "CV 1-CV/TU")
        assert not asked(stage, start)

    pass_over(Stage.APPROVED, "number")
    Entry.objects.filter(pk=entry.pk).update(delegates=500)
    assert asked(Stage.APPROVED, "number")
    [item] = AgendaItem.objects.filter(conference=conference)
    pass_over(Stage.INVITED, f"item-{item.pk}")
    AgendaItem.objects.filter(pk=item.pk).update(title="Phân bổ 500 tỷ đồng")
    assert asked(Stage.INVITED, f"item-{item.pk}")


def test_it_comes_back_with_comments_and_goes_again(specialist, chief, complete):
    entry = complete()
    proposal = submit_proposal(specialist, entry.pk)
    decided(chief, KIND, proposal.pk, Outcome.RETURNED, "Ghi rõ nguồn kinh phí")
    proposal.refresh_from_db()
    assert (proposal.state, stage_of(entry)) == (Proposal.State.RETURNED, Stage.RETURNED)
    assert "nguồn kinh phí" in proposal.returned_note
    draft_proposal(specialist, entry.pk, replace(WRITTEN, budget="60 triệu, nguồn thường xuyên"))
    submit_proposal(specialist, entry.pk)
    assert stage_of(entry) == Stage.PROPOSED


def test_it_binds_to_what_was_shown_and_a_move_ends_it_with_one_notice(specialist, chief, board, complete):
    entry = complete()
    proposal = submit_proposal(specialist, entry.pk)
    decided(chief, KIND, proposal.pk)
    before = Notice.objects.filter(person=board.person_id).count()
    day = (entry.opening + timedelta(days=1)).date()
    accept_move(specialist, entry.pk, moved_to_day(specialist, entry, day), "Trùng lịch")
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.DRAFT
    told = Notice.objects.filter(person=board.person_id).order_by("-pk")[
        : Notice.objects.filter(person=board.person_id).count() - before
    ]
    assert [one.kind for one in told] == ["entry.moved"]


def test_what_changed_without_a_word_is_found_when_it_is_decided(specialist, chief, complete):
    entry = complete()
    proposal = submit_proposal(specialist, entry.pk)
    AgendaItem.objects.filter(conference=proposal.conference_id).update(title="Việc khác")
    with pytest.raises(StaleApproval):
        decided(chief, KIND, proposal.pk)


def test_what_was_approved_is_what_is_invited_to_and_a_deviation_is_approved_anew_or_passed_over(
    client_of, specialist, chief, board, complete
):
    entry = complete(scale="internal")
    proposal = submit_proposal(specialist, entry.pk)
    decided(chief, KIND, proposal.pk)
    decided(board, KIND, proposal.pk)
    conference = advance(specialist, proposal.conference_id, Stage.PREPARING).conference
    conference.entry.refresh_from_db()

    def deviating() -> dict[str, str]:
        conference.entry.refresh_from_db()
        asked = may_advance(specialist, conference, Stage.INVITED)
        return {
            one.missing.key.split("-")[1]: one.gate
            for one in asked
            if one.missing.key.startswith("approved-")
        }

    item = AgendaItem.objects.get(conference=conference)
    AgendaItem.objects.filter(pk=item.pk).update(minutes=5, presenter_text="Sở Xây dựng (cũ)")
    assert deviating() == {}  # who presents and how long is settled without approving anew
    Entry.objects.filter(pk=entry.pk).update(scale="province", delegates=2000)
    add_item(specialist, entry.pk, ItemContent(title="Phân bổ 500 tỷ đồng", purpose=Purpose.VOTE))
    assert deviating() == {
        "scale": "scale-stated",
        "number": "scale-stated",
        "content": "proposal-content",
    }
    with pytest.raises(GatesNotPassed, match=r"đã duyệt “60”, nay là “2000”.*226 p10"):
        advance(specialist, conference.pk, Stage.INVITED)
    for one in may_advance(specialist, conference, Stage.INVITED):
        if one.missing.key.startswith("approved-number"):
            override_gate(
                board, conference.pk, Stage.INVITED, one.gate, one.missing.key, "Mở rộng", "CV 9-CV/TU"
            )
    assert "number" not in deviating()
    Entry.objects.filter(pk=entry.pk).update(delegates=3000)  # changed once more, it is asked once more
    assert "number" in deviating()
    page = client_of(Role.OFFICE_SPECIALIST).get(reverse("conferences:proposal", args=[entry.pk]))
    said = " ".join(page.content.decode().split())
    assert "3 điều nay khác tờ trình đã duyệt" in said
    assert "<dd>60<div" in said
    assert "Nay: 3000" in said
    drawn = gather(specialist, conference, "to-trinh").content
    assert drawn.formalities.draft == "Dự thảo"
    assert "'khối Đảng: 40', 'khối chính quyền: 20'" in str(drawn)
    turn_back(specialist, conference.pk, "Đổi quy mô")
    assert Proposal.objects.get().state == Proposal.State.DRAFT


def test_who_wrote_it_takes_it_back_and_a_cancelled_conference_is_put_forward_by_nobody(specialist, complete):
    entry = complete()
    submit_proposal(specialist, entry.pk)
    assert withdraw_proposal(specialist, entry.pk).state == Proposal.State.DRAFT
    submit_proposal(specialist, entry.pk)
    accept_move(specialist, entry.pk, not_held(entry, Move.Act.CANCELLED), "Không còn cần")
    assert Proposal.objects.get().state == Proposal.State.DRAFT
    assert not Approval.objects.filter(kind=KIND, state="pending").exists()


def test_a_unit_writes_the_proposal_of_the_conference_it_prepares_and_of_no_other(
    bound, content_officer, add
):
    own = add(**STATED | {"preparing_id": bound.department.pk})
    draft_proposal(content_officer, own.pk, WRITTEN)
    other = add(**STATED | {"title": "Việc khác", "preparing_id": bound.other_department.pk})
    with pytest.raises(AccessRefused):
        draft_proposal(content_officer, other.pk, WRITTEN)


def test_two_who_write_hear_of_each_other(specialist, complete):
    entry = complete()
    draft_proposal(specialist, entry.pk, replace(WRITTEN, budget="1"), revision=1)
    with pytest.raises(ProposalChangedMeanwhile):
        draft_proposal(specialist, entry.pk, replace(WRITTEN, budget="2"), revision=1)


def test_a_kind_without_the_duty_needs_what_the_rules_ask_but_no_proposal(specialist, add):
    entry = add(chair="ban-thuong-vu", participants="Ủy viên Ban Thường vụ")
    draft_proposal(specialist, entry.pk, ProposalContent())
    conference = Conference.objects.get(entry=entry)
    keys = {one.missing.key for one in may_advance(specialist, conference, Stage.APPROVED)}
    assert "budget" not in keys
    assert {"purpose", "requirements", "need_why"} <= keys


def test_the_form_keeps_what_was_typed_when_something_is_missing_and_sends_once(client_of, specialist, add):
    client = client_of(Role.OFFICE_SPECIALIST)
    entry = add(**STATED)
    write = reverse("conferences:proposal_draft", args=[entry.pk])
    typed = {"purpose": "Bàn đề án", "revision": "0", "trinh": "1", "bloc_party": "60"}
    answer = client.post(write, typed)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Bàn đề án" in body
    assert "Tờ trình chưa ghi: kinh phí dự kiến" in body
    assert Proposal.objects.get().purpose == "Bàn đề án"
    read = reverse("conferences:proposal", args=[entry.pk])
    assert client_of(Role.DELEGATE).get(read).status_code == 404
    assert "5609 I/III/1.1/b1" in client_of(Role.STANDING_BOARD_MEMBER).get(read).content.decode()


def test_a_form_sent_twice_puts_forward_once(client_of, complete):
    entry = complete()
    client = client_of(Role.OFFICE_SPECIALIST)
    write = reverse("conferences:proposal_draft", args=[entry.pk])
    typed = {
        "revision": "1",
        "trinh": "1",
        "command_id": "0b0b2a0e-9f0f-4a39-9d36-0d4f0a9f5c11",
        **vars_of(WRITTEN),
        "bloc_party": "40",
        "bloc_state": "20",
    }
    assert [client.post(write, typed).status_code for _again in range(2)] == [302, 302]
    assert Approval.objects.filter(kind=KIND).count() == 1


def vars_of(content: ProposalContent) -> dict[str, str]:
    return {name: getattr(content, name) for name in content.__slots__ if name != "blocs"}


def test_the_stage_after_the_approval_is_a_button(client_of, specialist, chief, board, complete):
    entry = complete()
    proposal = submit_proposal(specialist, entry.pk)
    decided(chief, KIND, proposal.pk)
    decided(board, KIND, proposal.pk)
    page = reverse("conferences:stages", args=[entry.pk])
    client = client_of(Role.OFFICE_SPECIALIST)
    assert "Chuyển sang: Chuẩn bị" in client.get(page).content.decode()
    go = reverse("conferences:advance", args=[entry.pk])
    assert client.post(go, {"giai-doan": "preparing"}).status_code == 302
    assert stage_of(entry) == Stage.PREPARING
    assert client.post(go, {"giai-doan": "open"}).status_code == 302
    assert stage_of(entry) == Stage.PREPARING
    with pytest.raises(GatesNotPassed):
        advance(specialist, Conference.objects.get(entry=entry).pk, Stage.INVITED)
