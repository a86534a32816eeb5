"""Suggestions from the call over the head of the unit to what became of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from nghisu.approvals.commands import decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.core.people.roles import Role
from nghisu.core.planning.periods import Period
from nghisu.foundation import clock
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from nghisu.programme.commands.calls import CallContent, change_call, open_call
from nghisu.programme.commands.sending import (
    SuggestionContent,
    change_suggestion,
    draft_suggestion,
    send_suggestion,
    take_back_suggestion,
)
from nghisu.programme.commands.weighing_suggestions import answer_suggestion, take_in_suggestion
from nghisu.programme.models import Entry, Suggestion
from nghisu.programme.queries.suggestions import alike_to, is_late, suggestion_of, visible_suggestions
from nghisu.programme.refusals import CallStands, SuggestionNotThere
from tests.conftest import DEMO_MORNING
from tests.programme.conftest import stated

YEAR = Period.read("2026")
CLOSES = date(2026, 3, 20)
State = Suggestion.State


def matter(text: str = "Sơ kết việc nạo vét luồng lạch cảng cá") -> SuggestionContent:
    return SuggestionContent(matter=text, why="Luồng cạn, tàu không vào được.", kind="so-tong-ket")


@pytest.fixture
def head(bound, actor_of):
    return actor_of(Role.CONTENT_HEAD)


@pytest.fixture
def delegate(bound, actor_of):
    return actor_of(Role.DELEGATE)


@pytest.fixture
def call(specialist, head, content_officer, delegate, ground):
    """Asks the department, and the members of the executive committee."""
    content = CallContent(CLOSES, "Gửi sớm", (ground.department.pk,), (ground.executive_committee.pk,))
    return open_call(specialist, YEAR, content)


@pytest.fixture
def sent(call, head, ground):
    """`sent("…")`: a suggestion of the department that the office has."""

    def sending(text: str = "Sơ kết việc nạo vét luồng lạch cảng cá") -> Suggestion:
        drafted = draft_suggestion(head, call.pk, ground.department.pk, matter(text))
        return send_suggestion(head, drafted.pk)

    return sending


def test_units_and_members_are_told_of_a_call_and_of_a_new_last_day(
    call, specialist, head, content_officer, delegate
):
    told = Notice.objects.filter(kind="suggestion.called")
    assert {one.person_id for one in told} >= {head.person_id, content_officer.person_id, delegate.person_id}
    before = told.all().count()
    content = CallContent(
        CLOSES,
        "Khác",
        tuple(call.organisations.values_list("pk", flat=True)),
        tuple(call.bodies.values_list("pk", flat=True)),
    )
    change_call(specialist, call.pk, content)
    assert told.all().count() == before
    change_call(
        specialist,
        call.pk,
        CallContent(CLOSES + timedelta(days=7), "", content.organisation_ids, content.body_ids),
    )
    assert told.all().count() == 2 * before


def test_a_period_has_one_call(call, specialist):
    with pytest.raises(CallStands):
        open_call(specialist, YEAR, CallContent(CLOSES))


def test_an_officers_goes_through_the_head_and_then_to_the_office(
    call, content_officer, head, specialist, ground
):
    drafted = draft_suggestion(content_officer, call.pk, ground.department.pk, matter())
    assert suggestion_of(specialist, drafted.pk) is None
    assert send_suggestion(content_officer, drafted.pk).state == State.WITH_HEAD
    approval = Approval.objects.get()
    decide(head, approval.pk, Outcome.GRANTED, approval.digest)
    drafted.refresh_from_db()
    assert (drafted.state, drafted.agreed_by_name) == (State.SENT, head.name)
    assert suggestion_of(specialist, drafted.pk) == drafted
    assert Notice.objects.filter(person=specialist.person_id, kind="suggestion.sent").count() == 1


def test_what_the_head_returns_is_written_on_and_sent_again(call, content_officer, head, ground):
    drafted = draft_suggestion(content_officer, call.pk, ground.department.pk, matter())
    send_suggestion(content_officer, drafted.pk)
    with pytest.raises(SuggestionNotThere):
        change_suggestion(content_officer, drafted.pk, matter("Khác"))
    approval = Approval.objects.get()
    decide(head, approval.pk, Outcome.RETURNED, approval.digest, note="Nêu rõ căn cứ.")
    drafted.refresh_from_db()
    assert (drafted.state, drafted.returned_note) == (State.DRAFT, "Nêu rõ căn cứ.")
    change_suggestion(content_officer, drafted.pk, matter("Sơ kết theo Kế hoạch 12"))
    assert send_suggestion(content_officer, drafted.pk).state == State.WITH_HEAD
    assert take_back_suggestion(content_officer, drafted.pk).state == State.DRAFT


def test_a_member_suggests_in_person_and_for_nobody_else(call, delegate, specialist, ground):
    drafted = draft_suggestion(delegate, call.pk, None, matter())
    assert send_suggestion(delegate, drafted.pk).state == State.SENT
    with pytest.raises(AccessRefused):
        draft_suggestion(delegate, call.pk, ground.department.pk, matter())


def test_a_unit_sees_its_own_suggestions_only(sent, delegate, content_officer, call, head):
    own = sent()
    drafted = draft_suggestion(delegate, call.pk, None, matter("Việc của tôi"))
    send_suggestion(delegate, drafted.pk)
    assert set(visible_suggestions(content_officer)) == {own}
    assert set(visible_suggestions(delegate)) == {drafted}
    with pytest.raises(AccessRefused):
        change_suggestion(head, drafted.pk, matter())


def test_what_comes_after_the_last_day_is_late_and_still_taken(call, head, ground):
    drafted = draft_suggestion(head, call.pk, ground.department.pk, matter())
    with clock.standing(DEMO_MORNING + timedelta(days=10)):  # 20 March: the last day itself
        assert not is_late(send_suggestion(head, drafted.pk))
    late = draft_suggestion(head, call.pk, ground.department.pk, matter("Việc khác"))
    with clock.standing(DEMO_MORNING + timedelta(days=11)):
        assert is_late(send_suggestion(head, late.pk))


def test_taken_in_it_becomes_a_conference_with_the_way_back(sent, specialist, content_officer):
    suggestion = sent()
    opening = datetime(2026, 5, 20, 8, 0, tzinfo=clock.VIETNAM)
    entry = take_in_suggestion(specialist, suggestion.pk, stated(kind="so-tong-ket", opening=opening))
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.entry) == (State.ACCEPTED, entry)
    notice = Notice.objects.get(person=content_officer.person_id, kind="suggestion.answered")
    assert "20/05/2026" in notice.words["vi"]["body"]
    with pytest.raises(SuggestionNotThere):
        take_in_suggestion(specialist, suggestion.pk, stated(opening=opening))
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("outcome", [State.BY_OPINION, State.DEFERRED, State.REFUSED])
def test_what_is_not_taken_in_is_answered_with_the_reason(sent, specialist, content_officer, outcome):
    suggestion = sent()
    with pytest.raises(SuggestionNotThere):
        answer_suggestion(specialist, suggestion.pk, outcome, "  ")
    answer_suggestion(specialist, suggestion.pk, outcome, "Chưa đủ số liệu.")
    suggestion.refresh_from_db()
    assert suggestion.state == outcome
    notice = Notice.objects.get(person=content_officer.person_id, kind="suggestion.answered")
    assert "Chưa đủ số liệu." in notice.words["vi"]["body"]


def test_one_joined_with_another_hears_when_that_one_is_taken_in(sent, specialist, content_officer):
    first, second = sent(), sent("Đánh giá việc nạo vét luồng lạch cảng cá")
    assert [one.pk for one in alike_to(specialist, first).suggestions] == [second.pk]
    with pytest.raises(SuggestionNotThere):
        answer_suggestion(specialist, first.pk, State.JOINED, "Một việc.", first.pk)
    answer_suggestion(specialist, second.pk, State.JOINED, "Một việc.", first.pk)
    take_in_suggestion(specialist, first.pk, stated())
    said = Notice.objects.filter(person=content_officer.person_id, kind="suggestion.answered")
    assert any("được gộp đã đưa vào chương trình" in one.words["vi"]["title"] for one in said)


def test_a_matter_of_another_field_is_not_alike(sent, specialist):
    first = sent()
    sent("Tổng kết cuộc thi sáng tác ca khúc thiếu nhi")
    assert alike_to(specialist, first).suggestions == []


def test_the_pages_take_a_suggestion_from_the_call_to_the_programme(call, client_of, ground):
    unit, office = client_of(Role.CONTENT_HEAD), client_of(Role.OFFICE_SPECIALIST)
    typed = {
        "speaks_for": str(ground.department.pk),
        "matter": "Sơ kết nạo vét",
        "why": "Luồng cạn",
        "kind": "so-tong-ket",
    }
    page = unit.post(f"/chuong-trinh/de-xuat/dot/{call.pk}/viet/", typed)["Location"]
    assert unit.post(f"/chuong-trinh/de-xuat/dot/{call.pk}/viet/", typed | {"why": ""}).status_code == 422
    assert office.get(page).status_code == 404
    unit.post(f"{page}gui/")
    assert "Đưa vào chương trình" in office.get(page).content.decode()
    suggestion = Suggestion.objects.get()
    entry = {
        "kind": "so-tong-ket",
        "title": "Sơ kết nạo vét",
        "day": "20/5/2026",
        "part": "morning",
        "form": "in-person",
    }
    office.post(f"/chuong-trinh/them/?de-xuat={suggestion.pk}", entry)
    suggestion.refresh_from_db()
    assert suggestion.entry == Entry.objects.get()
    assert "Sơ kết nạo vét" in unit.get("/chuong-trinh/de-xuat/").content.decode()
    assert f'href="{page}"' in office.get(f"/hoi-nghi/{suggestion.entry_id}/").content.decode()
    assert (
        f'href="{page}"'
        not in client_of(Role.CLERK).get(f"/hoi-nghi/{suggestion.entry_id}/").content.decode()
    )


def test_a_call_is_opened_by_its_form_and_leaves_as_a_table(bound, client_of, ground):
    office = client_of(Role.OFFICE_SPECIALIST)
    address = "/chuong-trinh/de-xuat/dot/moi/?ky=2026-Q2"
    assert office.post(address, {"closes_on": "20/3/2026"}).status_code == 422
    form = {"closes_on": "20/3/2026", "groups": ["department"], "more": "Cơ quan không có", "note": ""}
    assert "không có đơn vị tên" in office.post(address, form).content.decode()
    page = office.post(address, form | {"more": ""})["Location"]
    assert office.get(page).status_code == 200
    assert office.get(f"{page}bang.xlsx").status_code == 200
    assert office.get(address)["Location"] == page


def test_who_answers_a_suggestion_that_was_just_answered_sees_it_first_and_keeps_what_was_typed(
    sent, specialist, client_of
):
    one = sent()
    office = client_of(Role.OFFICE_SPECIALIST)
    page = f"/chuong-trinh/de-xuat/{one.pk}/"
    typed = {"outcome": "refused", "answer": "Chưa cần họp", "revision": str(one.revision)}
    assert f'name="revision" value="{one.revision}"' in office.get(page).content.decode()
    answer_suggestion(specialist, one.pk, State.DEFERRED, "Để quý sau")
    answer = office.post(f"{page}ket-qua/", typed)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Người khác vừa ghi kết quả" in shown
    assert "Để quý sau" in shown
    assert "Chưa cần họp" in shown
    one.refresh_from_db()
    assert one.state == State.DEFERRED
    # Sent again from that page, it counts: whoever sends it has seen the other's answer.
    assert f'name="revision" value="{one.revision}"' in shown
    assert office.post(f"{page}ket-qua/", typed | {"revision": str(one.revision)}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.answer) == (State.REFUSED, "Chưa cần họp")
    assert office.post(f"{page}ket-qua/", typed | {"revision": ""}).status_code == 409
