"""A sound programme is read as it says, in whatever way it says it."""

from datetime import date, datetime
from pathlib import Path

import pytest

from nghisu.core.conferences.hours import OpeningHours, PartOfDay
from nghisu.core.law.compose import load_rulebook
from nghisu.core.law.question import Form
from nghisu.programme.adapters.xlsx_reading import read_programme, read_row

KINDS = {kind.code: kind.name for kind in load_rulebook().kinds.values()}
REAL = Path(__file__).parents[3] / "src/nghisu/cli/demo/data/chuong-trinh-cong-tac-2026.xlsx"


def test_the_real_programme_of_2026_is_read_to_its_last_row():
    programme = read_programme(REAL, kinds=KINDS)
    assert len(programme.conferences) == 96
    assert not programme.problem_rows
    assert programme.year == 2026
    assert programme.title.startswith("CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026 CỦA BAN CHẤP HÀNH")
    assert [one.row for one in programme.conferences] == list(range(4, 100))


def test_what_a_row_says_becomes_what_a_conference_states():
    conference = read_programme(REAL, kinds=KINDS).conferences[22]
    assert (conference.row, conference.number, conference.kind) == (26, "23", "giao-ban")
    assert conference.opening == datetime.combine(date(2026, 3, 30), OpeningHours().morning)
    assert conference.part_of_day is PartOfDay.MORNING
    assert conference.coordinating == ("Văn phòng UBND Thành phố", "Văn phòng Đoàn ĐBQH và HĐND Thành phố")
    assert (conference.chair, conference.chair_text) == ("thuong-truc", "Thường trực Thành ủy")
    assert (conference.form, conference.scale) == (Form.ONLINE, "internal")
    assert (conference.room, conference.participants, conference.delegates) == ("", "", None)


@pytest.mark.parametrize(
    "written",
    [
        date(2026, 3, 18),
        datetime.combine(date(2026, 3, 18), datetime.min.time()),
        46099,
        "18/3/2026",
        "18/03/2026",
        "18-03-2026",
        "2026-03-18",
        "18.3.2026",
        "18/03/26",
        "ngày 18 tháng 3 năm 2026",
        "Ngày 18/3/2026",
        "Thứ Tư, 18/3/2026",
        "46099",
    ],
)
def test_a_day_is_read_in_every_spelling(sheet, read, a_line, written):
    (conference,) = read(sheet(a_line(day=written))).conferences
    assert conference.on == date(2026, 3, 18)


def test_a_conference_of_two_days_closes_on_the_second(sheet, read, a_line):
    (conference,) = read(sheet(a_line(day="18-19/3/2026"))).conferences
    assert conference.on == date(2026, 3, 18)
    assert conference.closing is not None
    assert conference.closing.date() == date(2026, 3, 19)


def test_an_hour_in_place_of_the_part_of_the_day_is_the_hour_of_the_opening(sheet, read, a_line):
    first, second = read(sheet(a_line(part="14h30"), a_line(2, "Việc khác", part="8 giờ"))).conferences
    assert (first.opening.hour, first.opening.minute, first.part_of_day) == (14, 30, PartOfDay.AFTERNOON)
    assert (second.opening.hour, second.part_of_day) == (8, PartOfDay.MORNING)


def test_a_header_on_two_lines_under_a_merged_title_is_found(sheet, read):
    def headings(worksheet):
        worksheet.append(["TT", "Nội dung", "Loại hội nghị", "Thời gian", None, "Cơ quan", None, "Chủ trì"])
        worksheet.append([None, None, None, "Ngày", "Buổi", "Chuẩn bị", "Phối hợp", None])
        worksheet.append([1, "Đề án", "BTV", "18/3/2026", "Sáng", "Ban Tổ chức", "VP", "Ban Thường vụ"])
        for cells in ("A1:H1", "D3:E3", "F3:G3", "A3:A4", "B3:B4", "C3:C4", "H3:H4"):
            worksheet.merge_cells(cells)

    programme = read(sheet(header=None, spoil=headings))
    (conference,) = programme.conferences
    assert programme.columns == (
        *("number", "title", "kind", "date", "part_of_day", "preparing", "coordinating", "chair"),
    )
    assert (conference.row, conference.kind, conference.preparing) == (5, "ban-thuong-vu", "Ban Tổ chức")


def test_a_header_far_down_in_other_words_and_order_is_found(sheet, read):
    def headings(worksheet):
        for _ in range(6):
            worksheet.append(["Kèm theo Quyết định"])
        worksheet.append(
            ["Ngày họp", "Giờ", "Tên hội nghị", "Loại", "Đơn vị chuẩn bi", "Địa điểm", "Số đại biểu"]
        )
        worksheet.append(["18/3/2026", "08:00", "Đề án", "Ban Thường vụ", "VP", "Phòng 2", "1.250 người"])

    (conference,) = read(sheet(header=None, spoil=headings)).conferences
    assert (conference.title, conference.room, conference.delegates) == ("Đề án", "Phòng 2", 1250)
    assert conference.preparing == "VP"


def test_a_day_merged_over_two_lines_is_the_day_of_both(sheet, read, a_line):
    rows = [a_line(1, "Việc thứ nhất"), a_line(2, "Việc thứ hai", day=None, part="Chiều")]
    programme = read(sheet(*rows, spoil=lambda worksheet: worksheet.merge_cells("D4:D5")))
    assert [one.on for one in programme.conferences] == [date(2026, 3, 18)] * 2


def test_decomposed_letters_are_read_as_the_composed_ones(sheet, read, a_line):
    import unicodedata

    composed = a_line(title="Sơ kết công tác bầu cử", kind="Sơ kết, tổng kết", part="Chiều")
    apart = [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in composed]
    header = [
        unicodedata.normalize("NFD", name)
        for name in ("TT", "Nội dung", "Loại hội nghị", "Thời gian", "Buổi")
    ]
    programme = read(
        sheet(apart[:5], header=header, title=unicodedata.normalize("NFD", "CHƯƠNG TRÌNH NĂM 2026"))
    )
    (conference,) = programme.conferences
    assert conference.title == "Sơ kết công tác bầu cử"
    assert (conference.kind, conference.part_of_day) == ("so-tong-ket", PartOfDay.AFTERNOON)
    assert programme.title == "CHƯƠNG TRÌNH NĂM 2026"


def test_blank_lines_headings_of_quarters_and_the_foot_are_passed_over_and_said(sheet, read, a_line):
    programme = read(
        sheet(
            [None, "QUÝ I"],
            a_line(1),
            [None] * 11,
            ["II", "Quý II"],
            a_line(2, "Việc khác", day="15/4/2026"),
            [None, "Nơi nhận:"],
            [None, "T/M BAN THƯỜNG VỤ"],
        )
    )
    assert [one.row for one in programme.conferences] == [5, 8]
    assert not programme.problem_rows
    (warning,) = programme.warnings
    assert "4, 7, 9, 10" in warning


@pytest.mark.parametrize(
    "heading",
    ["Quý I", "Tháng 3/2026", "Tuần thứ hai", "Năm 2026", "6 tháng đầu năm", "II. Hội nghị Ban Thường vụ"],
)
def test_a_heading_between_the_lines_is_no_conference(sheet, read, a_line, heading):
    programme = read(sheet([None, heading], a_line()))
    assert [one.row for one in programme.rows] == [5]


@pytest.mark.parametrize("title", ["Năm học mới", "Mục tiêu phát triển", "Tháng hành động vì trẻ em"])
def test_a_title_that_begins_like_a_heading_is_still_a_conference(sheet, read, a_line, title):
    programme = read(sheet([1, title], [2, title, None, "2026-03-18"], a_line()))
    assert [one.row for one in programme.rows] == [4, 5, 6]


def test_a_line_numbered_beforehand_and_left_empty_is_blank(sheet, read, a_line):
    programme = read(sheet(a_line(1), [2], [3]))
    assert [one.row for one in programme.rows] == [4]


def test_the_body_that_chairs_is_known_under_the_name_of_any_committee(sheet, read, a_line):
    def chaired_by(words):
        row = a_line()
        row[7] = words
        return read(sheet(row)).conferences[0].chair

    assert chaired_by("Ban Thường vụ Tỉnh ủy Nghệ An") == "ban-thuong-vu"
    assert chaired_by("Thường trực Đảng ủy") == "thuong-truc"
    assert chaired_by("Thường trực HĐND Thành phố") is None
    assert chaired_by("Đồng chí Bí thư") is None


def test_opening_hours_are_a_setting():
    from datetime import time

    hours = OpeningHours(morning=time(7, 30), afternoon=time(13, 30))
    conferences = read_programme(REAL, kinds=KINDS, hours=hours).conferences
    assert {one.opening.time() for one in conferences if one.opening} == {time(7, 30), time(13, 30)}


def test_a_row_that_a_person_corrects_is_read_by_the_same_rules(sheet, read, a_line):
    (wrong,) = read(sheet(a_line(kind="Ban Thường vu mở rộng", day="31/02/2026"))).rows
    assert {problem.field for problem in wrong.problems} == {"kind", "date"}
    mended = read_row(
        {**wrong.raw, "kind": "Ban Thường vụ", "date": "25/02/2026"}, row=wrong.row, kinds=KINDS
    )
    assert mended.problems == ()
    assert mended.conference is not None
    assert mended.conference.on == date(2026, 2, 25)


def test_twenty_thousand_rows_are_read_within_seconds(tmp_path, a_line):
    import time

    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    worksheet = workbook.create_sheet()
    worksheet.append(["TT", "Nội dung", "Loại hội nghị", "Thời gian", "Buổi", "Cơ quan chuẩn bị"])
    for number in range(20_000):
        day = date(2026, 1 + number % 12, 1 + number % 28)
        written = day if number % 2 else f"{day:%d/%m/%Y}"
        worksheet.append([number, f"Đề án số {number}", "Ban Thường vụ", written, "Sáng", "Văn phòng"])
    path = tmp_path / "lon.xlsx"
    workbook.save(path)
    began = time.perf_counter()
    assert len(read_programme(path, kinds=KINDS).conferences) == 20_000
    assert time.perf_counter() - began < 10
