"""A row whose conference stands in the programme on another day: moved by default, asked where that is not certain."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.notices.models import Notice
from nghisu.programme.commands.moving import accept_move
from nghisu.programme.models import Entry, ImportRow, Move
from nghisu.programme.queries.consequences import not_held
from tests.programme.imports.conftest import START, command, line

Standing, Answer = ImportRow.Standing, ImportRow.Answer
NAME = "Đề án nạo vét sông, phần 1"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def there(add, bound):
    """`there(day=…)`: a conference as the first line of a sheet states it, on the 25th of March but for what is
    different."""

    def putting(day: int = 25, month: int = 3, **different):
        opening = datetime(2026, month, day, 14, 0, tzinfo=clock.VIETNAM)
        plain = {"title": NAME, "opening": opening, "part": "afternoon", "preparing_id": bound.department.pk}
        return add(**(plain | different))

    return putting


def row_of(draft, number: int = 4) -> ImportRow:
    row: ImportRow = draft.rows.get(row=number)
    return row


def opens(entry: Entry) -> datetime:
    entry.refresh_from_db()
    return clock.local(entry.opening)


def test_a_row_says_both_days_and_moves_the_conference_unless_told_otherwise(
    browser, draft_from, sheet, there
):
    entry = there()
    draft = draft_from(sheet(line(1)))
    row = row_of(draft)
    assert (row.standing, row.answer, row.moves_id, row.left_out) == (
        Standing.ELSEWHERE,
        Answer.MOVE,
        entry.pk,
        False,
    )
    page = words(browser.get(f"{START}{draft.pk}/"))
    assert "dời hội nghị đã có, từ 25/03/2026 sang 18/03/2026" in page
    assert re.search(rf'<input type="radio"[^>]*value="move-{entry.pk}"[^>]* checked', page)
    assert f"/hoi-nghi/{entry.pk}/doi-ngay/?ngay=2026-03-18" in page
    assert "Dời 1 hội nghị đã có" in page


def test_accepting_moves_it_as_the_page_does_with_history_duties_and_notices(
    browser, draft_from, sheet, there, duty_of, bound
):
    bound.user(Role.CONTENT_OFFICER)
    entry = there()
    was = duty_of(entry, "documents").act_by
    answer = command(browser, draft_from(sheet(line(1), line(2))), "nhan/")
    assert answer.status_code == 302
    assert (Entry.objects.count(), opens(entry).date(), opens(entry).hour) == (2, date(2026, 3, 18), 8)
    assert entry.part == "morning"
    move = Move.objects.get(entry=entry)
    assert (move.act, clock.local(move.from_opening).day) == (Move.Act.MOVED, 25)
    assert "chuong-trinh.xlsx" in move.reason
    assert move.consequences["duties"]
    assert duty_of(entry, "documents").act_by < was
    assert move.told == Notice.objects.filter(kind="entry.moved").count() > 0
    assert AuditRecord.objects.filter(verb="entry.moved").count() == 1
    page = words(browser.get(answer["Location"]))
    assert "Đã đưa 1 hội nghị vào chương trình, dời 1 hội nghị đã có" in page
    assert "25/03/2026" in page


def test_the_same_file_read_again_afterwards_does_nothing(browser, draft_from, sheet, there):
    there()
    content = sheet(line(1), line(2))
    command(browser, draft_from(content), "nhan/")
    again = draft_from(content)
    assert {row.standing for row in again.rows.all()} == {Standing.TWIN}
    assert "không cần làm gì" in words(browser.get(f"{START}{again.pk}/"))
    assert command(browser, again, "nhan/").status_code == 409
    assert (Entry.objects.count(), Move.objects.count()) == (2, 1)


def test_another_conference_or_none_may_be_chosen_instead(browser, draft_from, sheet, there):
    entry = there()
    draft = draft_from(sheet(line(1)))
    skipped = command(browser, draft, "dong/4/tra-loi/", htmx=True, answer="skip")
    assert "Bỏ, không nhập" in words(skipped)
    assert command(browser, draft, "nhan/").status_code == 409
    assert "Hội nghị mới" in words(command(browser, draft, "dong/4/tra-loi/", htmx=True, answer="new"))
    assert command(browser, draft, "dong/4/tra-loi/", answer="new")["Location"].endswith("#dong-4")
    command(browser, draft, "nhan/")
    assert sorted(clock.local(one.opening).day for one in Entry.objects.all()) == [18, 25]
    assert opens(entry).day == 25
    assert not Move.objects.exists()


def test_with_two_conferences_that_it_may_be_a_person_is_asked(browser, draft_from, sheet, there):
    there()
    second = there(27)
    draft = draft_from(sheet(line(1)))
    assert (row_of(draft).answer, row_of(draft).moves_id) == ("", None)
    page = words(browser.get(f"{START}{draft.pk}/?xem=can-sua"))
    assert "từ 25/03/2026 sang 18/03/2026" in page
    assert "từ 27/03/2026 sang 18/03/2026" in page
    assert not re.search(r'<input type="radio"[^>]* checked', page)
    assert "Cần trả lời" in page
    refused = command(browser, draft, "nhan/")
    assert refused.status_code == 409
    assert "các dòng 4 đã có trong chương trình vào ngày khác" in words(refused)
    command(browser, draft, "dong/4/tra-loi/", answer=f"move-{second.pk}")
    command(browser, draft, "nhan/")
    assert (Entry.objects.count(), opens(second).day) == (2, 18)


def test_two_rows_that_may_be_one_conference_are_asked_and_only_one_moves_it(
    browser, draft_from, sheet, there
):
    entry = there()
    draft = draft_from(sheet(line(1), line(1, date="19/03/2026")))
    assert [row.answer for row in draft.rows.all()] == ["", ""]
    for number in (4, 5):
        command(browser, draft, f"dong/{number}/tra-loi/", answer=f"move-{entry.pk}")
    refused = command(browser, draft, "nhan/")
    assert "Các dòng 4, 5 cùng dời một hội nghị" in words(refused)
    command(browser, draft, "dong/4/tra-loi/", answer="new")
    command(browser, draft, "nhan/")
    assert (Entry.objects.count(), opens(entry).day) == (2, 19)


def test_a_meeting_that_recurs_moves_only_the_one_that_the_file_has_on_no_day(draft_from, sheet, there):
    there(8, month=4)
    moved = there(6, month=5)
    draft = draft_from(sheet(line(1, date="08/04/2026"), line(1, date="07/05/2026")))
    assert row_of(draft, 4).standing == Standing.TWIN
    assert (row_of(draft, 5).answer, row_of(draft, 5).moves_id) == (Answer.MOVE, moved.pk)


def test_of_a_weekly_meeting_the_few_nearest_days_are_offered_and_any_may_be_moved(
    browser, draft_from, sheet, there
):
    weeks = [there(day, month=4) for day in (1, 8, 15, 22, 29)]
    draft = draft_from(sheet(line(1, date="09/04/2026")))
    assert row_of(draft).candidates == [one.pk for one in weeks[:4]]
    command(browser, draft, "dong/4/tra-loi/", answer=f"move-{weeks[1].pk}")
    command(browser, draft, "nhan/")
    assert (Entry.objects.count(), opens(weeks[1]).day) == (5, 9)


@pytest.mark.parametrize(
    "different",
    [
        {"title": "Đề án khác"},
        {"kind": "ban-chap-hanh"},
        {"day": 4},
        {"preparing_id": None, "preparing_text": "Sở Muối"},
        {"opening": datetime(2027, 3, 24, 8, 0, tzinfo=clock.VIETNAM)},
    ],
    ids=["another matter", "another kind", "held already", "another unit", "another year"],
)
def test_control_what_only_looks_alike_is_not_offered(draft_from, sheet, there, different):
    there(**different)
    assert row_of(draft_from(sheet(line(1)))).standing == Standing.SOUND


def test_a_day_that_is_past_is_asked_for_and_never_moved_to_unasked(draft_from, sheet, there):
    there()
    row = row_of(draft_from(sheet(line(1, date="04/03/2026"))))
    assert (row.standing, row.answer) == (Standing.ELSEWHERE, "")


def test_a_conference_that_is_postponed_gets_its_new_day(browser, draft_from, sheet, there, specialist):
    entry = there()
    accept_move(specialist, entry.pk, not_held(entry, Move.Act.POSTPONED), "Chờ ý kiến")
    draft = draft_from(sheet(line(1)))
    assert "họp lại hội nghị đang hoãn" in words(browser.get(f"{START}{draft.pk}/"))
    command(browser, draft, "nhan/")
    assert (opens(entry).day, entry.state) == (18, Entry.State.PLANNED)
    assert Move.objects.filter(entry=entry, act=Move.Act.REINSTATED).count() == 1


def test_a_conference_moved_meanwhile_stops_the_whole_import(browser, draft_from, sheet, there, specialist):
    entry = there()
    draft = draft_from(sheet(line(1), line(2)))
    accept_move(specialist, entry.pk, not_held(entry, Move.Act.CANCELLED), "Không họp nữa")
    refused = command(browser, draft, "nhan/")
    assert refused.status_code == 409
    assert "hội nghị mà các dòng 4 dời đã thay đổi" in words(refused)
    assert Entry.objects.count() == 1


def test_a_row_that_is_corrected_is_matched_again(browser, draft_from, sheet, there):
    entry = there()
    draft = draft_from(sheet(line(1, title="Đề án viết sai")))
    assert row_of(draft).standing == Standing.SOUND
    command(browser, draft, "dong/4/", title=NAME)
    assert (row_of(draft).standing, row_of(draft).moves_id) == (Standing.ELSEWHERE, entry.pk)
    command(browser, draft, "dong/4/", date="25/03/2026")
    assert (row_of(draft).standing, row_of(draft).answer, row_of(draft).left_out) == (
        Standing.TWIN,
        "",
        True,
    )


@pytest.mark.parametrize("answer", ["", "move-999999", "khac", "move-"])
def test_what_was_not_offered_cannot_be_chosen(browser, draft_from, sheet, there, answer):
    entry = there()
    draft = draft_from(sheet(line(1)))
    said = words(command(browser, draft, "dong/4/tra-loi/", htmx=True, answer=answer))
    assert "Hãy chọn" in said
    assert row_of(draft).moves_id == entry.pk


def test_a_conference_of_another_committee_is_never_offered(draft_from, sheet, there, other_ground, actor_of):
    entry = there()
    Entry.objects.filter(pk=entry.pk).update(committee=other_ground.committee)
    assert row_of(draft_from(sheet(line(1)))).standing == Standing.SOUND


def test_a_row_that_is_asked_nothing_answers_nothing(browser, draft_from, sheet):
    draft = draft_from(sheet(line(1)))
    assert command(browser, draft, "dong/4/tra-loi/", answer="new").status_code == 404


def test_rows_that_move_ask_the_database_as_often_for_three_as_for_one(browser, draft_from, sheet, there):
    asked = []
    for count in (1, 3):
        names = [f"Việc {number} của {count}" for number in range(count)]
        for name in names:
            there(title=name)
        draft = draft_from(sheet(*(line(1, title=name) for name in names)))
        with CaptureQueriesContext(connection) as queries:
            assert words(browser.get(f"{START}{draft.pk}/")).count("từ 25/03/2026 sang 18/03/2026") == count
        asked.append(len(queries))
    assert asked[0] == asked[1]
