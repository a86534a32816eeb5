"""What sheets of units and people say, and what is wrong with them: in words, with the row and the column."""

from __future__ import annotations

import time
import unicodedata
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from nghisu.directory.adapters.people_sheets import read_people_file
from nghisu.directory.adapters.people_template import example_file, template_file
from nghisu.foundation.sheets import UnreadableFile
from tests.directory.imports.conftest import PEOPLE, UNITS, csv, person, said_of, unit, workbook


def read(content: bytes, name: str = "danh-ba.xlsx"):
    return read_people_file(content, name, str)


SHEET = csv(PEOPLE, [person("Nguyễn Thị Đào", "Chuyên viên", "Sở Thủy lợi")])


@pytest.mark.parametrize(
    "content",
    [
        SHEET.encode(),
        SHEET.encode("utf-8-sig"),
        SHEET.replace(",", ";").encode(),
        SHEET.replace(",", "\t").encode("utf-16"),
        unicodedata.normalize("NFD", SHEET).encode(),
        SHEET.replace("\n", "\r\n").encode(),
        ("DANH SÁCH CÁN BỘ\n\n" + SHEET).encode(),
    ],
    ids=["utf-8", "mark", "semicolons", "excel text", "NFD", "CRLF", "title above"],
)
def test_a_csv_is_read_however_it_was_saved(content):
    (line,) = read(content, "nguoi.csv")
    assert line.part == "people"
    assert line.raw["full_name"] == "Nguyễn Thị Đào"
    assert line.raw["place"] == "Sở Thủy lợi"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (SHEET.encode("cp1258", errors="replace"), "nguoi.csv", "UTF-8"),
        (b"", "nguoi.csv", "rỗng"),
        (b"a,b\x00,c\n", "nguoi.csv", "không phải chữ"),
        (b"Ten;Tuoi\nAn;3\n", "nguoi.csv", "tiêu đề"),
        (("\n".join(["Họ và tên,Chức danh"] + ["An Bình,x"] * 50_001)).encode(), "nguoi.csv", "50002"),
        (b"khong phai bang tinh", "nguoi.xlsx", "không phải là bảng tính"),
        (b"PK\x03\x04 hong", "nguoi.xlsx", "hỏng"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x", "nguoi.xls", "Excel đời cũ"),
        (csv(PEOPLE, []).encode(), "nguoi.csv", "chưa có dòng nào"),
        (template_file(), "mau.xlsx", "chưa có dòng nào"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_way_out(content, name, said):
    with pytest.raises(UnreadableFile) as refusal:
        read(content, name)
    assert said in str(refusal.value)
    assert refusal.value.way_out


def test_a_workbook_with_a_macro_is_refused():
    kept = BytesIO(example_file())
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(UnreadableFile, match="macro"):
        read(kept.getvalue())


def test_the_example_is_read_whole_and_its_lists_are_no_rows():
    lines = read(example_file())
    assert sum(line.part == "units" for line in lines) == 7
    assert sum(line.part == "people" for line in lines) == 13


def test_the_template_offers_its_words_and_keeps_them_out_of_sight():
    book = load_workbook(BytesIO(template_file()))
    sheet = book["Cơ quan"]
    assert [cell.value for cell in sheet[1]][: len(UNITS)] == list(UNITS)
    assert len(sheet.data_validations.dataValidation) == 3
    assert [cell.value for cell in book["Người"][1]][: len(PEOPLE)] == list(PEOPLE)


def test_a_formula_that_was_never_computed_is_named_with_its_cell(drafted):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(PEOPLE)
    sheet.append(list(person("Nguyễn Thị Đào", "Chuyên viên", "Sở Thủy lợi")))
    sheet["A2"] = '=CONCATENATE("Nguyễn","Đào")'
    kept = BytesIO()
    book.save(kept)
    (said, *_more) = said_of(drafted(kept.getvalue()))
    assert "A2" in said
    assert "công thức" in said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (person("", "Chuyên viên", "Sở"), "2 full_name: Chưa ghi họ và tên"),
        (person("Đào", "Chuyên viên", "Sở"), "chỉ có một chữ"),
        (person("An Bình", "", "Sở"), "2 title: Chưa ghi chức danh"),
        (person("An Bình", "Chuyên viên", "Sở Không Có"), "Không có cơ quan hay tập thể “Sở Không Có”"),
        (person("An Bình", "Chuyên viên", ""), "2 place: Chưa ghi cơ quan"),
        (
            person("An Bình", "Chuyên viên", "Sở", "31/02/2025"),
            "2 since: Ngày “31/02/2025” không có trong lịch",
        ),
        (person("An Bình", "Chuyên viên", "Sở", ""), "2 since: Chưa ghi “Từ ngày”"),
        (person("An Bình", "Chuyên viên", "Sở", "hôm nào"), "không phải là một ngày"),
        (person("An Bình", "Chuyên viên", "Sở", "1-2/03/2025"), "có hai ngày"),
        (person("An Bình", "Chuyên viên", "Sở", until="01/01/2025"), "2 until: Ngày cuối đứng trước"),
        (person("An Bình", "Chuyên viên", "Sở", email="an@"), "2 email"),
        (person("An Bình", "Chuyên viên", "Sở", gender="khác"), "2 gender"),
        (person("An Bình", "x" * 201, "Sở"), "2 title: Dài quá 200"),
        (person("An Bình", "Chuyên viên", "Sở", "01/01/1930"), "1930"),
    ],
)
def test_what_is_wrong_with_a_person_is_said_with_row_and_field(drafted, row, said):
    draft = drafted(workbook([unit("Sở")], [row]))
    assert any(said in one for one in said_of(draft)), said_of(draft)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (unit(""), "2 name: Chưa ghi tên"),
        (unit("Sở A", kind=""), "2 kind: Chưa ghi loại"),
        (unit("Sở A", kind="Bộ"), "Không có loại cơ quan “Bộ”"),
        (unit("Sở A", bloc="Khối 9"), "2 bloc"),
        (unit("Sở A", tier="Cấp 9"), "2 tier"),
        (unit("Sở A", kind="Khác"), "2 bloc: Chưa ghi khối"),
        (unit("Sở A", code="Sở A!"), "2 code"),
        (unit("Sở A", "Bộ Không Có"), "2 superior: Không có cơ quan “Bộ Không Có”"),
        (unit("Sở A", "Sở A"), "cấp trên của chính nó"),
        (unit("Sở A", since="2025-13-01"), "2 since"),
    ],
)
def test_what_is_wrong_with_a_unit_is_said_with_row_and_field(drafted, row, said):
    draft = drafted(workbook([row]))
    assert any(said in one for one in said_of(draft)), said_of(draft)


@pytest.mark.parametrize(
    "since", ["01/07/2025", "1-7-2025", "2025-07-01", "ngày 1 tháng 7 năm 2025", "45839"]
)
def test_days_are_read_in_the_spellings_people_use(drafted, since):
    draft = drafted(workbook([unit("Sở", since=since)]))
    assert said_of(draft) == []
    assert draft.rows.get().outcome["since"] == "01/07/2025"


def test_a_circle_of_superiors_is_told_to_each_unit_in_it_with_the_way_round(drafted):
    draft = drafted(
        workbook(
            [
                unit("Phòng A", "Phòng B"),
                unit("Phòng B", "Phòng C"),
                unit("Phòng C", "Phòng A"),
                unit("Phòng D", "Phòng A"),
            ]
        )
    )
    said = said_of(draft)
    assert len(said) == 3
    assert all("vòng tròn" in one for one in said)
    assert "Phòng A (dòng 2) → Phòng B (dòng 3) → Phòng C (dòng 4) → Phòng A (dòng 2)" in said[0]


def test_two_rows_of_one_unit_are_a_copy_when_alike_and_a_fault_when_not(drafted):
    draft = drafted(workbook([unit("Sở A"), unit("Sở A"), unit("SỞ A", since="01/01/2026")]))
    assert [row.outcome["copy_of"] for row in draft.rows.order_by("row")] == [None, 2, None]
    assert ["4 name" in one for one in said_of(draft)] == [True]


@pytest.mark.once
def test_twenty_thousand_rows_are_read_and_weighed_in_bearable_time(drafted):
    rows = [
        person(f"Nguyễn Văn {number}", "Chuyên viên", "Sở", email=f"n{number}@x.example")
        for number in range(20_000)
    ]
    began = time.monotonic()
    draft = drafted(csv(PEOPLE, rows), "nguoi.csv")
    assert draft.rows.count() == 20_000
    assert time.monotonic() - began < 60
