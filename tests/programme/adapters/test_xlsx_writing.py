"""A programme written out is read back as it was, and nothing in it runs."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nghisu.core.conferences.findings import check_programme
from nghisu.core.conferences.hours import OpeningHours, PartOfDay
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.dates import default_calendar
from nghisu.core.law.compose import load_rulebook
from nghisu.core.law.question import Form
from nghisu.programme.adapters.xlsx_reading import read_programme
from nghisu.programme.adapters.xlsx_writing import DeadlineLine, write_programme

REAL = Path(__file__).parents[3] / "src/nghisu/cli/demo/data/chuong-trinh-cong-tac-2026.xlsx"
KINDS = {kind.code: kind.name for kind in load_rulebook().kinds.values()}
TITLE = "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026"
PAYLOADS = ["=1+1", "+84 24", "-cmd|'/C calc'!A0", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "'=1"]


def full() -> PlannedConference:
    return PlannedConference(
        key="4",
        row=4,
        number="1",
        title="Đề án cải tạo chung cư cũ",
        kind="ban-thuong-vu",
        opening=datetime.combine(date(2026, 3, 18), OpeningHours().morning),
        closing=datetime.combine(date(2026, 3, 18), OpeningHours().morning_end),
        part_of_day=PartOfDay.MORNING,
        preparing="Đảng ủy UBND Thành phố",
        coordinating=("Văn phòng Thành ủy", "Ban Tổ chức Thành ủy"),
        chair="ban-thuong-vu",
        chair_text="Ban Thường vụ Thành ủy",
        form=Form.HYBRID,
        scale="province-wide",
        room="Phòng 2",
        participants="Ủy viên Ban Thường vụ",
        delegates=17,
        note="Ghi chú",
        unscheduled=True,
    )


def test_the_real_programme_comes_back_as_it_was():
    before = read_programme(REAL, kinds=KINDS)
    written = write_programme(before.conferences, title=before.title, kinds=KINDS)
    after = read_programme(written, kinds=KINDS)
    assert after.conferences == before.conferences
    assert (after.title, after.columns, after.warnings) == (before.title, before.columns, ())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", PartOfDay)
def test_every_field_comes_back(kind, part):
    hours = OpeningHours()
    day = date(2026, 3, 18)
    conference = replace(
        full(),
        kind=kind,
        part_of_day=part,
        opening=hours.opening(day, part),
        closing=hours.closing(day, part),
    )
    assert read_programme(
        write_programme([conference], title=TITLE, kinds=KINDS), kinds=KINDS
    ).conferences == (conference,)


def test_an_hour_of_its_own_and_a_second_day_come_back():
    day = date(2026, 3, 18)
    own_hour = replace(full(), opening=datetime.combine(day, datetime.min.time()).replace(hour=9, minute=15))
    two_days = replace(
        full(), key="5", row=5, closing=datetime.combine(date(2026, 3, 19), OpeningHours().afternoon_end)
    )
    written = write_programme([own_hour, two_days], title=TITLE, kinds=KINDS)
    assert read_programme(written, kinds=KINDS).conferences == (own_hour, two_days)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_person_typed_stays_text(payload):
    conference = replace(
        full(), title=payload, preparing=payload, note=payload, chair_text=payload, chair=None
    )
    findings = check_programme([conference], load_rulebook(), default_calendar())
    line = DeadlineLine(payload, date(2026, 3, 18), payload, payload, None, None, when=payload)
    written = write_programme([conference], title=payload, kinds=KINDS, deadlines=[line], findings=findings)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)
    for sheet in load_workbook(io.BytesIO(written)):
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value[0] in "=+-@\t":
                    assert cell.quotePrefix
    if not payload.startswith("\t"):
        assert read_programme(written, kinds=KINDS).conferences[0].title == payload


def test_letters_that_a_sheet_cannot_hold_are_left_out():
    written = write_programme([replace(full(), note="a\x00b\x0bc")], title=TITLE, kinds=KINDS)
    assert read_programme(written, kinds=KINDS).conferences[0].note == "abc"


def test_the_sheet_is_ready_for_a_printer_and_for_sorting():
    rulebook = load_rulebook()
    conferences = read_programme(REAL, kinds=KINDS).conferences
    findings = check_programme(conferences, rulebook, default_calendar())
    line = DeadlineLine(
        "Đề án", date(2026, 3, 18), "Phát hành giấy mời", "Văn phòng", date(2026, 3, 11), None
    )
    written = write_programme(conferences, title=TITLE, kinds=KINDS, deadlines=[line], findings=findings)
    workbook = load_workbook(io.BytesIO(written))
    assert workbook.sheetnames == ["Chương trình", "Thời hạn", "Phát hiện"]
    for sheet in workbook:
        assert sheet.freeze_panes == "A4"
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.print_title_rows == "$3:$3"
        assert sheet["A3"].font.name == "Times New Roman"
    programme = workbook["Chương trình"]
    assert programme["D4"].value == datetime.combine(date(2026, 1, 5), datetime.min.time())
    assert programme["D4"].number_format == "dd/mm/yyyy"
    assert programme["A4"].value == 1
    assert workbook["Thời hạn"]["E4"].value.date() == date(2026, 3, 11)
    assert workbook["Phát hiện"].max_row == len(findings) + 3


def test_columns_that_nothing_stands_in_are_not_written():
    bare = replace(full(), closing=None, room="", participants="", delegates=None, unscheduled=False)
    columns = read_programme(write_programme([bare], title=TITLE, kinds=KINDS), kinds=KINDS).columns
    assert "room" not in columns
    assert "room" in read_programme(write_programme([full()], title=TITLE, kinds=KINDS), kinds=KINDS).columns
