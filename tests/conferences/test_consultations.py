"""A written consultation: named answers until it is closed and none after, a tally, a synthesis."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from nghisu.accounts.queries import actor_for
from nghisu.conferences.commands import (
    ConsultationContent,
    ItemContent,
    MatterContent,
    QuestionContent,
    add_item,
    change_consultation,
    close_consultation,
    discard_consultation,
    draft_consultation,
    enter_delegated,
    extend_consultation,
    give_answers,
    record_consultation_passed,
    send_consultation,
    write_synthesis,
)
from nghisu.conferences.commands.in_time import close_due, remind_unanswered
from nghisu.conferences.enums import Purpose, Stage
from nghisu.conferences.models import Answer, AskedPerson, Conference, Consultation, Question
from nghisu.conferences.queries.consultations import sheets_of, tallies_of
from nghisu.conferences.queries.standing import may_advance
from nghisu.conferences.refusals import (
    AnswerIncomplete,
    ConsultationChangedMeanwhile,
    ConsultationNotOpen,
    ConsultationNotReady,
)
from nghisu.core.people.roles import Role
from nghisu.directory.models import Person
from nghisu.foundation import clock
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.models import Notice
from tests.conftest import signed_in
from tests.factories import make_appointment, make_position
from tests.racing import MARKS, at_once

CLOSES = datetime(2026, 3, 13, 17, 0, tzinfo=clock.VIETNAM)


def content(ground, **different: object) -> ConsultationContent:
    plain: dict[str, object] = {
        "title": "Xin ý kiến về phương án kè sông",
        "body_id": ground.executive_committee.pk,
        "closes_at": CLOSES,
        "questions": (
            QuestionContent("Đồng ý phương án kè?"),
            QuestionContent("Chọn vật liệu", "Đá hộc\nBê tông"),
        ),
        "special_case": "Lũ về sớm",
        "earlier_steps": "TB 7-TB/TU ngày 02/3/2026",
    }
    return ConsultationContent(**plain | different)  # type: ignore[arg-type]  # the fields by name


def seated_too(ground) -> Person:
    """The delegate, who has a seat in Ban Thường vụ too."""
    person: Person = ground.user(Role.DELEGATE).person
    make_appointment(
        person, make_position(ground.committee, "Ủy viên Ban Thường vụ", body=ground.standing_committee)
    )
    return person


@pytest.fixture
def members(bound):
    """The members of the executive committee, as actors."""
    users = [bound.user(Role.DELEGATE)]
    return [actor_for(user, bound.committee.pk, clock.today()) for user in users]


@pytest.fixture
def sent(bound, specialist, chief, members) -> Consultation:
    return send_consultation(chief, draft_consultation(specialist, content(bound)).pk)


def numbers(row: Consultation) -> list[int]:
    return list(Question.objects.filter(consultation=row).values_list("pk", flat=True))


def answered(by, row: Consultation, first: str = "agree", opinion: str = "") -> list[Answer]:
    one, two = numbers(row)
    return give_answers(by, row.pk, {one: (first, opinion), two: ("2", "")})


def tried(sql: str, *values: str | int) -> bool:
    """Whether the database takes it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def test_it_is_sent_once_to_the_members_of_the_day_who_answer_change_and_are_counted(
    specialist, members, sent
):
    member = members[0]
    assert list(AskedPerson.objects.values_list("person", flat=True)) == [member.person_id]
    assert Notice.objects.filter(kind="consultation.asked", person=member.person_id).count() == 1
    with pytest.raises(ConsultationNotOpen):
        send_consultation(specialist, sent.pk)
    answered(member, sent, "agree", "Bảo lưu về vốn")
    answered(member, sent, "agree", "Bảo lưu về vốn")  # the same again is no change
    answered(member, sent, "other", "Nên làm kè mềm")
    questions, sheets = sheets_of(specialist, sent)
    first, second = tallies_of(questions, sheets)
    assert [count for _choice, count in first.counts] == [0, 0, 1]
    assert [(choice.name, count) for choice, count in second.counts] == [
        ("Đá hộc", 0),
        ("Bê tông", 1),
        ("Ý kiến khác", 0),
    ]
    assert (first.opinions[0].name, first.opinions[0].opinion, first.opinions[0].changed) == (
        member.name,
        "Nên làm kè mềm",
        1,
    )


def test_every_question_is_answered_and_another_opinion_is_written(members, sent):
    one, two = numbers(sent)
    for given in (
        {one: ("agree", "")},
        {one: ("other", " "), two: ("1", "")},
        {one: ("3", ""), two: ("1", "")},
    ):
        with pytest.raises(AnswerIncomplete):
            give_answers(members[0], sent.pk, given)
    assert not Answer.objects.exists()


def test_nothing_is_taken_after_the_closing_instant_nor_once_it_is_closed_not_even_by_raw_sql(
    specialist, members, sent
):
    answered(members[0], sent)
    with clock.standing(CLOSES - timedelta(seconds=1)):
        answered(members[0], sent, "disagree")
    with clock.standing(CLOSES), pytest.raises(ConsultationNotOpen):
        answered(members[0], sent, "agree")
    with clock.standing(CLOSES):
        assert close_due(specialist.tenant) == 1
        assert close_due(specialist.tenant) == 0
    assert Answer.objects.filter(choice="disagree").count() == 1
    for sql in (
        "UPDATE conferences_answer SET choice = 'agree'",
        "DELETE FROM conferences_answer",
        "UPDATE conferences_question SET text = 'x'",
        "DELETE FROM conferences_question",
        "UPDATE conferences_askedperson SET name = 'x'",
        "DELETE FROM conferences_askedperson",
        "UPDATE conferences_consultation SET state = 'sent', closed_at = NULL",
        "UPDATE conferences_consultation SET title = 'x'",
        "DELETE FROM conferences_consultation",
    ):
        assert not tried(sql), sql


def test_it_is_closed_early_only_when_all_have_answered_and_may_be_given_more_time(specialist, members, sent):
    with pytest.raises(ConsultationNotOpen):
        close_consultation(specialist, sent.pk)
    extend_consultation(specialist, sent.pk, CLOSES + timedelta(days=3))
    assert Notice.objects.filter(kind="consultation.extended").count() == 1
    answered(members[0], sent, "other", "Nên làm kè mềm")
    closed = close_consultation(specialist, sent.pk)
    assert "Nên làm kè mềm" in closed.synthesis
    assert members[0].name in closed.synthesis
    written = write_synthesis(specialist, sent.pk, "Một ý kiến đề nghị làm kè mềm.")
    assert written.synthesis == "Một ý kiến đề nghị làm kè mềm."
    with pytest.raises(ConsultationNotOpen):
        extend_consultation(specialist, sent.pk, CLOSES + timedelta(days=9))


def test_it_rests_on_the_rule_that_allows_it_and_says_what_is_missing(bound, specialist, actor_of):
    member = bound.user(Role.STANDING_BOARD_MEMBER)
    assert member.person_id
    stated = content(bound, special_case="", questions=(), body_id=bound.standing_committee.pk)
    wider = draft_consultation(specialist, stated)
    with pytest.raises(ConsultationNotReady) as refused:
        send_consultation(specialist, wider.pk)
    assert "5609 II/I/1" in refused.value.reason
    assert (
        len(refused.value.missing) == 3
    )  # questions, members, the special case; a delegation is not asked here
    board = draft_consultation(specialist, content(bound, body_id=bound.standing_board.pk))
    with pytest.raises(ConsultationNotReady) as refused:
        send_consultation(specialist, board.pk)
    assert any("ủy quyền" in one for one in refused.value.missing)
    matter = enter_delegated(
        specialist,
        MatterContent("Kè sông", "Ban Thường vụ", date(2026, 1, 1), "12-QĐ/TU", bound.department.pk),
    )
    stated = content(bound, body_id=bound.standing_board.pk, delegated_id=matter.pk)
    change_consultation(specialist, board.pk, stated, revision=0)
    with pytest.raises(ConsultationChangedMeanwhile):
        change_consultation(specialist, board.pk, stated, revision=0)
    discard_consultation(specialist, wider.pk)
    assert not Consultation.objects.filter(pk=wider.pk).exists()


def test_who_has_not_answered_is_reminded_two_days_before_and_on_the_day_each_once(members, sent):
    committee = sent.committee_id
    told = [
        remind_unanswered(committee, day) for day in (date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 11))
    ]
    assert told == [0, 1, 0]
    answered(members[0], sent)
    assert remind_unanswered(committee, date(2026, 3, 13)) == 0


def test_only_those_who_are_asked_answer_and_only_the_office_manages(
    bound, specialist, sent, actor_of, client_of, members
):
    for role in (Role.OFFICE_CHIEF, Role.CLERK):
        with pytest.raises(AccessRefused):
            answered(actor_of(role), sent)
    with pytest.raises(AccessRefused):
        draft_consultation(members[0], content(bound))
    mine = reverse("conferences:consultation_answer", args=[sent.pk])
    whole = reverse("conferences:consultation", args=[sent.pk])
    delegate = client_of(Role.DELEGATE)
    assert (delegate.get(mine).status_code, delegate.get(whole).status_code) == (200, 404)
    assert sent.title in delegate.get(reverse("conferences:consultations")).content.decode()
    other = client_of(Role.CONTENT_OFFICER)
    assert other.get(mine).status_code == 404
    assert sent.title not in other.get(reverse("conferences:consultations")).content.decode()


def test_a_matter_passed_in_writing_goes_on_to_the_executive_committee(bound, specialist, actor_of, add):
    executive = add(
        title="Ban Chấp hành", kind="ban-chap-hanh", opening=datetime(2026, 4, 7, 8, 0, tzinfo=clock.VIETNAM)
    )
    item = add_item(specialist, executive.pk, ItemContent(title="Kè sông Hậu", purpose=Purpose.VOTE))
    seated_too(bound)
    stated = content(bound, item_id=item.pk, body_id=bound.standing_committee.pk)
    row = draft_consultation(specialist, stated)
    send_consultation(specialist, row.pk)
    answered(actor_of(Role.DELEGATE), row)
    with clock.standing(CLOSES):
        close_due(specialist.tenant)
        record_consultation_passed(specialist, row.pk, CLOSES.date(), "TB 9-TB/TU")
    conference = Conference.objects.get(entry=executive)
    gates = {one.gate for one in may_advance(specialist, conference, Stage.INVITED)}
    assert "passed-standing-committee" not in gates
    assert "scheme-opinion" in gates


def test_the_pages_answer_once_keep_what_was_typed_and_leave_as_an_inert_file(
    client_of, bound, specialist, sent
):
    delegate = signed_in(bound.user(Role.DELEGATE))
    mine = reverse("conferences:consultation_answer", args=[sent.pk])
    one, two = numbers(sent)
    wrong = delegate.post(mine, {f"choice_{one}": "other", f"choice_{two}": "1"})
    assert wrong.status_code == 422
    assert "hãy ghi ý kiến ấy" in wrong.content.decode()
    typed = {
        f"choice_{one}": "other",
        f"opinion_{one}": "=HYPERLINK(1)",
        f"choice_{two}": "1",
        "command_id": "4a6b2f1e-7c0d-4f3e-9b8a-1c2d3e4f5a6b",
    }
    assert [delegate.post(mine, typed).status_code for _again in range(2)] == [302, 302]
    assert Answer.objects.count() == 2
    office = client_of(Role.OFFICE_SPECIALIST)
    page = office.get(reverse("conferences:consultation", args=[sent.pk])).content.decode()
    assert "5609 II/I/1" in page
    assert "Cách hiểu" in page
    close_consultation(specialist, sent.pk)  # everybody has answered; before, it is not seen how
    book = load_workbook(
        BytesIO(office.get(reverse("conferences:consultation_file", args=[sent.pk])).content)
    )
    cells = [cell for line in book[book.sheetnames[0]].iter_rows() for cell in line]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] == ["s"]
    with clock.standing(CLOSES):
        late = delegate.post(mine, typed | {"command_id": "", f"choice_{one}": "agree"})
        assert late.status_code in (302, 409)


def test_who_oversees_and_is_asked_finds_the_way_to_answer_as_long_as_it_waits(
    bound, specialist, chief, members
):
    member = bound.user(Role.STANDING_BOARD_MEMBER)
    seat = make_position(bound.committee, "Ủy viên Ban Chấp hành", body=bound.executive_committee)
    make_appointment(member.person, seat)
    row = send_consultation(chief, draft_consultation(specialist, content(bound)).pk)
    client, mine = signed_in(member), reverse("conferences:consultation_answer", args=[row.pk])
    pages = [reverse("conferences:consultations"), reverse("conferences:consultation", args=[row.pk])]
    for page in pages:
        assert f'href="{mine}"' in client.get(page).content.decode()
    assert "Chọn vật liệu" in client.get(pages[1]).content.decode()  # what is asked is seen while it is open
    answered(actor_for(member, bound.committee.pk, clock.today()), row)
    assert f'href="{mine}"' not in client.get(pages[0]).content.decode()


def test_a_draft_says_what_it_lacks_and_gets_room_for_another_question_without_being_saved(
    client_of, bound, specialist
):
    office = client_of(Role.OFFICE_SPECIALIST)
    row = draft_consultation(specialist, content(bound, special_case=""))
    page = office.get(reverse("conferences:consultation", args=[row.pk])).content.decode()
    assert "Chưa ghi vì sao đây là trường hợp đặc biệt" in page
    typed = {
        "title": "Đang gõ",
        "question_1": "Một?",
        "question_2": "Hai?",
        "revision": "0",
        "them-cau-hoi": "1",
    }
    change = reverse("conferences:consultation_change", args=[row.pk])
    change_consultation(specialist, row.pk, content(bound, title="Người khác sửa"), 0)
    shown = office.post(change, typed)
    assert shown.status_code == 200
    form = shown.context["form"]
    assert (form["title"].value(), form["question_3"].value(), shown.context["revision"]) == (
        "Đang gõ",
        None,
        "0",
    )
    assert "autofocus" in str(form["question_3"])
    row.refresh_from_db()
    assert row.title == "Người khác sửa"


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_many(client_of, bound, specialist, sent):
    client = client_of(Role.OFFICE_SPECIALIST)
    page = reverse("conferences:consultations")
    counts = []
    for _wave in range(2):
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            found = client.get(page, {"q": "ke song", "tinh_trang": ""})
        assert found.status_code == 200
        counts.append(len(queries))
        for number in range(5):
            draft_consultation(specialist, content(bound, title=f"Kè sông số {number}"))
    assert counts[0] == counts[1]


class TestAtOnce:
    """Somebody answers in the instant in which it is closed."""

    pytestmark = MARKS

    def test_an_answer_is_in_the_tally_or_refused_never_taken_and_left_out(
        self, bound, specialist, chief, members
    ):
        for _round in range(5):
            row = send_consultation(chief, draft_consultation(specialist, content(bound)).pk)
            meeting = Barrier(2, timeout=20)

            def act(number: int, row: Consultation = row, meeting: Barrier = meeting) -> None:
                with clock.standing(CLOSES - timedelta(seconds=1) if number else CLOSES):
                    meeting.wait()
                    if number:
                        answered(members[0], row)
                    else:
                        close_due(specialist.tenant)

            refused = at_once(bound, act)
            row.refresh_from_db()
            taken = Answer.objects.filter(asked__consultation=row).count()
            assert row.state == Consultation.State.CLOSED
            assert taken == (0 if refused else 2)
            assert ("Bê tông: 1/1" in row.synthesis) is (taken == 2)
