"""The calendar of a week as a paper: on the page and as DOCX."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Pt

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.programme.queries.week_paper import week_paper

MONDAY = date(2026, 3, 16)


@pytest.fixture
def paper(bound, specialist, add, ground):
    add(
        chair="thuong-truc",
        room_id=ground.room.pk,
        preparing_id=ground.department.pk,
        participants="Ủy viên Ban Thường vụ",
    )
    add(title="Giao ban chiều", opening=datetime(2026, 3, 19, 14, 0, tzinfo=clock.VIETNAM), part="afternoon")
    return week_paper(specialist, MONDAY)


def test_each_day_stands_by_its_parts_and_says_when_nothing_is_on(paper):
    assert [day.name for day in paper.days] == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"]
    wednesday = paper.days[2]
    assert [part.name for part in wednesday.parts] == ["Sáng", "Chiều"]
    (line,) = wednesday.parts[0].lines
    assert (line.time, line.participants, line.unit) == (
        "08:00",
        "Ủy viên Ban Thường vụ",
        "Sở Bến Cảng Phù Sa",
    )
    assert wednesday.parts[1].lines == []
    assert paper.days[3].parts[1].lines[0].title == "Giao ban chiều"


def test_a_holiday_is_named_and_a_day_worked_in_exchange_is_there(bound, specialist):
    tet = week_paper(specialist, date(2026, 2, 16))
    assert "Tết Nguyên đán" in tet.days[0].off
    exchanged = week_paper(specialist, date(2026, 1, 5))
    assert [day.on.weekday() for day in exchanged.days] == [0, 1, 2, 3, 4, 5]


def test_the_file_has_the_page_the_type_and_the_words_of_the_form(paper, bound, client_of):
    answer = client_of(Role.CLERK).get("/lich/tuan/2026-W12/lich-tuan.docx")
    document = Document(BytesIO(b"".join(answer)) if answer.streaming else BytesIO(answer.content))
    section = document.sections[0]
    measured = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(one.mm) for one in measured if one] == [210, 297, 20, 20]
    assert [round(one.mm) for one in (section.left_margin, section.right_margin) if one] == [30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size == Pt(14)
    head, table, foot = document.tables
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in head.rows[0].cells[1].text
    assert head.rows[0].cells[0].text.splitlines()[-1] == "*"
    assert "ngày 10 tháng 3 năm 2026" in head.rows[0].cells[1].text
    assert [cell.text for cell in table.rows[0].cells][2:] == [
        "Nội dung, cơ quan chuẩn bị",
        "Chủ trì",
        "Thành phần",
        "Địa điểm",
    ]
    said = "\n".join(cell.text for row in table.rows for cell in row.cells)
    assert "Họp Ban Thường vụ bàn việc bến cảng" in said
    assert "Chuẩn bị: Sở Bến Cảng Phù Sa" in said
    assert "T/L BAN THƯỜNG VỤ" in foot.rows[0].cells[1].text
    assert foot.rows[0].cells[0].text.splitlines()[0] == "Nơi nhận:"


def test_the_page_shows_the_same_and_whether_it_was_issued(paper, client_of):
    said = client_of(Role.CONTENT_OFFICER).get("/lich/tuan/2026-W12/ban-in/").content.decode()
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "Họp Ban Thường vụ bàn việc bến cảng" in said
    assert "Chương trình tuần này chưa ban hành" in said


def test_a_delegate_who_sees_no_programme_finds_no_such_paper(bound, client_of):
    assert client_of(Role.DELEGATE).get("/lich/tuan/2026-W12/ban-in/").status_code == 404
