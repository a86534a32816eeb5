"""What passes in writing: so many agree as the rules ask, and only what took its way is put to Ban Chấp hành."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from nghisu.accounts.queries import actor_for
from nghisu.conferences.commands import (
    ItemContent,
    MatterContent,
    add_item,
    change_consultation,
    draft_consultation,
    enter_delegated,
    override_gate,
    record_consultation_passed,
    send_consultation,
    set_preparation,
)
from nghisu.conferences.commands.in_time import close_due
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.models import AgendaItem, Conference, Consultation, DelegatedMatter
from nghisu.conferences.queries.standing import may_advance
from nghisu.conferences.refusals import ConsultationNotReady, NobodyAgreed, NoMajority
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from tests.conferences.test_consultations import CLOSES, answered, content, members, seated_too, sent, tried
from tests.factories import make_appointment, make_position

__all__ = ["members", "sent"]

LATER = datetime(2026, 4, 7, 8, 0, tzinfo=clock.VIETNAM)


@pytest.fixture
def asked(bound, specialist, members):
    """Two members of Ban Thường vụ are asked, the second one of the board."""
    seated_too(bound)
    second = bound.user(Role.STANDING_BOARD_MEMBER)
    seat = make_position(bound.committee, "Ủy viên Ban Thường vụ", body=bound.standing_committee)
    make_appointment(second.person, seat)
    row = draft_consultation(specialist, content(bound, body_id=bound.standing_committee.pk))
    return send_consultation(specialist, row.pk), (
        members[0],
        actor_for(second, bound.committee.pk, clock.today()),
    )


def closed(by, row: Consultation) -> Consultation:
    close_due(by.tenant)
    row.refresh_from_db()
    return row


def test_what_nobody_answered_passes_nothing_whoever_records_it_not_even_by_raw_sql(
    specialist, chief, client_of, asked
):
    row, _people = asked
    with clock.standing(CLOSES):
        closed(specialist, row)
        for by in (specialist, chief):
            with pytest.raises(NobodyAgreed):
                record_consultation_passed(by, row.pk, CLOSES.date(), "TB 99", "Vội")
        page = client_of(Role.OFFICE_CHIEF).get(reverse("conferences:consultation_passed", args=[row.pk]))
    said = page.content.decode()
    assert "Đồng ý: 0 trên 2 người" in said
    assert "I/III/2.2/b4" in said
    assert "despite" not in page.context["form"].fields
    assert not tried(
        "UPDATE conferences_consultation SET passed_on = '2026-03-13', passed_document = 'TB 99'"
    )


def test_half_is_no_majority_and_one_who_may_passes_it_over_by_name_with_a_reason(
    specialist, chief, client_of, asked
):
    row, (one, _two) = asked
    answered(one, row)
    here = reverse("conferences:consultation_passed", args=[row.pk])
    with clock.standing(CLOSES):
        closed(specialist, row)
        with pytest.raises(AccessRefused):  # it is not a specialist's to allow
            record_consultation_passed(specialist, row.pk, CLOSES.date(), "TB 9", "Đã hội ý")
        typed = {"on": "13/03/2026", "document": "TB 9-TB/TU"}
        refusing = client_of(Role.OFFICE_SPECIALIST).post(here, typed)
        assert refusing.status_code == 422
        assert "I/III/2.2/b4" in refusing.content.decode()
        done = client_of(Role.OFFICE_CHIEF).post(here, typed | {"despite": "Thường trực đã hội ý, TB 8"})
        assert done.status_code == 302
        page = client_of(Role.OFFICE_SPECIALIST).get(reverse("conferences:consultation", args=[row.pk]))
    row.refresh_from_db()
    assert (row.passed_despite, row.passed_by_name) == ("Thường trực đã hội ý, TB 8", chief.name)
    assert "ghi kết quả này khi chưa đủ số người đồng ý" in page.content.decode()
    assert "Thường trực đã hội ý" in str(AuditRecord.objects.get(verb="consultation.passed").changes)


def test_each_question_needs_its_majority_and_with_it_nobody_needs_to_allow_anything(specialist, asked):
    row, (one, two) = asked
    answered(one, row)
    answered(two, row, "agree", "Bảo lưu về vốn")  # a reservation is no refusal
    with clock.standing(CLOSES):
        closed(specialist, row)
        assert (
            record_consultation_passed(specialist, row.pk, CLOSES.date(), "TB 9").passed_on == CLOSES.date()
        )
        taken_back = record_consultation_passed(specialist, row.pk, None)
    assert (taken_back.passed_on, taken_back.passed_by_name) == (None, "")


def test_one_question_without_its_majority_holds_the_matter_back(specialist, asked):
    row, (one, two) = asked
    answered(one, row)
    answered(two, row, "disagree")
    with clock.standing(CLOSES):
        closed(specialist, row)
        with pytest.raises(NoMajority, match="câu 1 có 1 trên 2"):
            record_consultation_passed(specialist, row.pk, CLOSES.date(), "TB 9")


def refused_for(by, row: Consultation) -> str:
    with pytest.raises(ConsultationNotReady) as refused:
        send_consultation(by, row.pk)
    return str(refused.value.reason)


@pytest.mark.usefixtures("members")
def test_ban_chap_hanh_is_asked_in_writing_only_about_what_took_its_way(
    bound, specialist, chief, board, add, client_of
):
    executive = add(title="Ban Chấp hành", kind="ban-chap-hanh", opening=LATER)
    item = add_item(specialist, executive.pk, ItemContent(title="Kè sông Hậu", purpose=Purpose.VOTE))
    stated = content(bound, item_id=item.pk, entry_id=executive.pk, earlier_steps="")
    row = draft_consultation(specialist, stated)
    for by in (specialist, chief):
        said = refused_for(by, row)
        assert "5609 II/III/2.1/b1" in said
        assert "5609 II/II/2.3/b1" in said
    page = client_of(Role.OFFICE_SPECIALIST).get(reverse("conferences:consultation_change", args=[row.pk]))
    assert page.context["form"]["item"].value() == item.pk  # the form says of which item it is
    conference = Conference.objects.get(entry=executive)
    for one in may_advance(
        specialist, conference, Stage.INVITED
    ):  # what is passed over there is passed over here
        if one.gate in ("passed-standing-committee", "scheme-opinion"):
            override_gate(
                board, conference.pk, Stage.INVITED, one.gate, one.missing.key, "Lũ về", "TB 5-TB/TU"
            )
    assert send_consultation(specialist, row.pk).state == Consultation.State.SENT


@pytest.mark.usefixtures("members")
def test_what_only_a_document_shows_is_sent_by_one_who_may_pass_gates_over(bound, specialist, chief):
    row = draft_consultation(specialist, content(bound, earlier_steps=""))
    assert "Các bước đã qua" in refused_for(chief, row)
    change_consultation(specialist, row.pk, content(bound))
    assert "do Chánh Văn phòng hoặc Thường trực gửi" in refused_for(specialist, row)
    send_consultation(chief, row.pk)
    assert "TB 7-TB/TU" in str(AuditRecord.objects.get(verb="consultation.sent").changes)
    assert not tried("UPDATE conferences_consultation SET earlier_steps = 'TB 8'")


def test_ban_thuong_vu_is_asked_after_thuong_truc_where_the_office_has_it_so(bound, specialist, chief, add):
    seated_too(bound)
    meeting = add(title="Thường trực", kind="thuong-truc", opening=LATER)
    item = add_item(specialist, meeting.pk, ItemContent(title="Kè sông Hậu", purpose=Purpose.VOTE))
    stated = content(bound, item_id=item.pk, body_id=bound.standing_committee.pk, earlier_steps="")
    set_preparation(chief, standing_board_first=True)
    row = draft_consultation(specialist, stated)
    assert "5609 II/I/1" in refused_for(specialist, row)
    AgendaItem.objects.filter(pk=item.pk).update(
        passed_on=date(2026, 3, 4), passed_document="TB 3", passed_by_name="Văn phòng"
    )
    assert send_consultation(specialist, row.pk).state == Consultation.State.SENT


def test_a_delegation_that_ended_since_it_was_chosen_is_no_ground(bound, specialist):
    member = bound.user(Role.STANDING_BOARD_MEMBER)
    make_appointment(member.person, make_position(bound.committee, "Thường trực", body=bound.standing_board))
    matter = enter_delegated(
        specialist,
        MatterContent("Kè sông", "Ban Thường vụ", date(2026, 1, 1), "12-QĐ/TU", bound.department.pk),
    )
    stated = content(bound, body_id=bound.standing_board.pk, delegated_id=matter.pk)
    row = draft_consultation(specialist, stated)
    DelegatedMatter.objects.filter(pk=matter.pk).update(until=date(2026, 1, 31))
    assert "hôm nay không có hiệu lực" in refused_for(specialist, row)
    DelegatedMatter.objects.filter(pk=matter.pk).update(until=None)
    assert send_consultation(specialist, row.pk).delegated_id == matter.pk
