"""A conference that is merged brings its matters with it and keeps what was done for them; replaced by a written opinion,
its matters are asked, answered and passed in writing."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse

from nghisu.accounts.queries import actor_for
from nghisu.approvals.models import Approval
from nghisu.conferences.commands import (
    ItemContent,
    add_item,
    advance,
    ask_opinion,
    change_item,
    draft_consultation,
    give_answers,
    record_consultation_passed,
    send_consultation,
    submit_proposal,
)
from nghisu.conferences.commands.in_time import close_due
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.models import AgendaItem, Conference, Consultation, Proposal, Question
from nghisu.conferences.queries.proposals import KIND
from nghisu.conferences.queries.standing import may_advance
from nghisu.conferences.refusals import ConferenceNotHeld
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.notices.models import Notice
from nghisu.programme.commands import accept_move, merge_entry, undo_move
from nghisu.programme.models import Move
from nghisu.programme.queries.consequences import not_held
from nghisu.programme.refusals import EntryStandsFast, GroundNotGiven, MoveBuiltUpon
from tests.conferences.conftest import decided
from tests.conferences.test_consultations import CLOSES, content
from tests.conferences.test_stages import brought_to
from tests.factories import make_appointment, make_position

LATER = datetime(2026, 4, 7, 8, 0, tzinfo=clock.VIETNAM)


def titles(entry) -> list[tuple[int, str]]:
    return list(AgendaItem.objects.filter(conference__entry=entry).values_list("position", "title"))


def item(title: str, purpose: Purpose = Purpose.VOTE) -> ItemContent:
    return ItemContent(title=title, purpose=purpose)


@pytest.fixture
def pair(specialist, add):
    """One conference with an opening and two matters, another with a matter and a conclusion."""
    entry = add(title="Ban Chấp hành bàn cầu", kind="ban-chap-hanh", opening=LATER)
    into = add(title="Ban Chấp hành bàn cảng", kind="ban-chap-hanh", opening=LATER.replace(day=14))
    for title, purpose in (("Khai mạc", Purpose.OPENING), ("Cầu", Purpose.VOTE), ("Đường", Purpose.REPORT)):
        add_item(specialist, entry.pk, item(title, purpose))
    for title, purpose in (("Cảng", Purpose.VOTE), ("Bế mạc", Purpose.CONCLUSION)):
        add_item(specialist, into.pk, item(title, purpose))
    return entry, into


def test_its_matters_stand_before_the_conclusion_and_say_where_they_came_from(client_of, specialist, pair):
    entry, into = pair
    merge_entry(specialist, entry.pk, into.pk, "Bàn cảng và cầu", "Cùng thành phần")
    assert titles(into) == [(1, "Cảng"), (2, "Cầu"), (3, "Đường"), (4, "Bế mạc")]
    assert titles(entry) == [(1, "Khai mạc"), (2, "Cầu"), (3, "Đường")]
    carried = AgendaItem.objects.get(conference__entry=into, title="Cầu")
    assert carried.carried_from is not None
    assert carried.carried_from.conference.entry == entry
    client = client_of(Role.OFFICE_SPECIALIST)
    for part in (
        "agenda",
        "stages",
    ):  # each part of the one leads to the same part of the other, there and back
        there, here = (reverse(f"conferences:{part}", args=[one.pk]) for one in (entry, into))
        assert f'href="{there}"' in client.get(here).content.decode()
        assert f'href="{here}"' in client.get(there).content.decode()
    said = client.get(reverse("conferences:agenda", args=[into.pk])).content.decode()
    assert "Chuyển sang khi gộp từ" in said


def test_taken_back_they_go_again_and_not_when_one_was_worked_on(specialist, pair):
    entry, into = pair
    move = merge_entry(specialist, entry.pk, into.pk, "Bàn cảng và cầu", "Cùng thành phần")
    undo_move(specialist, move.pk)
    assert titles(into) == [(1, "Cảng"), (2, "Bế mạc")]
    move = merge_entry(specialist, entry.pk, into.pk, "Bàn cảng và cầu", "Cùng thành phần")
    carried = AgendaItem.objects.get(conference__entry=into, title="Cầu")
    change_item(specialist, carried.pk, item("Cầu và đường dẫn"))
    with pytest.raises(MoveBuiltUpon):
        undo_move(specialist, move.pk)
    assert len(titles(into)) == 4


def test_what_was_agreed_and_passed_for_a_matter_holds_where_it_was_carried_to(specialist, board, pair, add):
    entry, into = pair
    matter = AgendaItem.objects.get(conference__entry=entry, title="Cầu")
    decided(board, "scheme-opinion", ask_opinion(specialist, matter.pk, "Đã tiếp thu").pk)
    third = add(title="Cuối quý", kind="ban-chap-hanh", opening=LATER.replace(day=21))
    merge_entry(specialist, entry.pk, into.pk, "Bàn cảng và cầu", "Cùng thành phần")
    merge_entry(specialist, into.pk, third.pk, "Bàn cả ba", "Cùng thành phần")
    conference = Conference.objects.get(entry=third)
    asked = {
        one.missing.said
        for one in may_advance(specialist, conference, Stage.INVITED)
        if one.gate == "scheme-opinion"
    }
    assert asked == {"Đề án đã sửa chưa có ý kiến Thường trực: Cảng"}


def test_a_proposal_that_waits_ends_once_and_an_open_conference_takes_nothing_in(
    specialist, chief, pair, complete, add
):
    entry, _into = pair
    waiting = complete(opening=LATER.replace(day=28))
    proposal = submit_proposal(specialist, waiting.pk)
    merge_entry(specialist, entry.pk, waiting.pk, "Bàn đề án và cầu", "Cùng thành phần")
    assert Proposal.objects.get(pk=proposal.pk).state == Proposal.State.DRAFT
    assert Approval.objects.get(kind=KIND).state == "superseded"
    late = add(title="Đang họp", kind="ban-chap-hanh", opening=LATER)
    brought_to(specialist, late, "open")
    other = add(title="Gộp muộn", kind="ban-chap-hanh", opening=LATER)
    add_item(specialist, other.pk, item("Việc muộn"))
    with pytest.raises(EntryStandsFast):
        merge_entry(specialist, other.pk, late.pk, "Chung", "Cùng thành phần")
    other.refresh_from_db()
    assert other.is_held


def test_replaced_by_a_written_opinion_its_matter_is_passed_in_writing_and_goes_on(
    client_of, bound, specialist, add
):
    seat = make_position(bound.committee, "Ủy viên Ban Thường vụ", body=bound.standing_committee)
    user = bound.user(Role.DELEGATE)
    make_appointment(user.person, seat)
    member = actor_for(user, bound.committee.pk, clock.today())
    entry = add(title="Ban Thường vụ tháng 3")
    matter = add_item(specialist, entry.pk, item("Kè sông Hậu"))
    executive = add(title="Ban Chấp hành", kind="ban-chap-hanh", opening=LATER)
    following = ItemContent(title="Kè sông Hậu", purpose=Purpose.VOTE, follows_id=matter.pk)
    add_item(specialist, executive.pk, following)
    conference = Conference.objects.get(entry=entry)
    with pytest.raises(GroundNotGiven) as refused:
        accept_move(specialist, entry.pk, not_held(entry, Move.Act.WRITTEN), "x")
    assert [one["clause"] for one in refused.value.citations] == ["II/I/1"]
    browser = client_of(Role.OFFICE_SPECIALIST)
    write = reverse("programme:write", args=[entry.pk])
    shown = browser.get(write)
    assert "5609 II/I/1" in shown.content.decode()
    typed = {"reason": "x", "seen": shown.context["seen"]}
    assert "Hãy ghi văn bản hoặc ý kiến chỉ đạo" in browser.post(write, typed).content.decode()
    accept_move(specialist, entry.pk, not_held(entry, Move.Act.WRITTEN), "Lũ về sớm", "TB 3-TB/TU")
    pages = [reverse(f"conferences:{name}", args=[entry.pk]) for name in ("stages", "consultations_of")]

    def reminded() -> list[bool]:
        return ["Chưa gửi phiếu nào thay cho" in browser.get(page).content.decode() for page in pages]

    assert reminded() == [True, True]
    with pytest.raises(ConferenceNotHeld):
        advance(specialist, conference.pk, Stage.APPROVED)
    row = draft_consultation(
        specialist,
        content(bound, body_id=bound.standing_committee.pk, entry_id=entry.pk, item_id=matter.pk),
    )
    send_consultation(specialist, row.pk)
    assert reminded() == [False, False]
    assert Notice.objects.filter(kind="consultation.asked", person=member.person_id).count() == 1
    one, two = Question.objects.filter(consultation=row).values_list("pk", flat=True)
    give_answers(member, row.pk, {one: ("agree", ""), two: ("2", "")})
    passed_to = Conference.objects.get(entry=executive)

    def gates() -> set[str]:
        return {one.gate for one in may_advance(specialist, passed_to, Stage.INVITED)}

    assert "passed-standing-committee" in gates()
    with clock.standing(CLOSES):
        close_due(specialist.tenant)
        record_consultation_passed(specialist, row.pk, CLOSES.date(), "TB 9-TB/TU")
    assert Consultation.objects.get(pk=row.pk).synthesis
    assert "passed-standing-committee" not in gates()
    assert Conference.objects.get(entry=entry).stage == Stage.PROPOSED  # its history stays
