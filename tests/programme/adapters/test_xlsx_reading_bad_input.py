"""A programme that cannot be read is refused with row, reason and way out; its sound twin is read."""

import io
import zipfile
from pathlib import Path

import pytest

from nghisu.programme.adapters.xlsx_reading import UnreadableFile


def problems_of(programme):
    return [(read.row, problem) for read in programme.rows for problem in read.problems]


def test_a_missing_header_is_refused_with_the_columns_that_are_wanted(sheet, read, a_line):
    with pytest.raises(UnreadableFile) as refused:
        read(sheet(a_line(), header=None))
    assert "Không tìm thấy dòng tiêu đề" in refused.value.message
    assert "“Nội dung”" in refused.value.message
    assert "dòng tiêu đề" in refused.value.way_out
    assert read(sheet(a_line())).conferences


def test_a_header_without_the_kind_is_refused_by_its_row_and_column(sheet, read, a_line):
    with pytest.raises(UnreadableFile) as refused:
        read(sheet(a_line(), header=("TT", "Nội dung", "Cột lạ", "Thời gian", "Buổi")))
    assert "dòng 3" in refused.value.message
    assert "“Loại hội nghị”" in refused.value.message
    assert "Nội dung”" not in refused.value.message


def test_a_header_merged_into_one_cell_is_refused_with_the_way_out(sheet, read, a_line):
    def merge(worksheet):
        worksheet["A3"] = "TT, nội dung, loại hội nghị, thời gian, buổi"
        worksheet.merge_cells("A3:K3")

    with pytest.raises(UnreadableFile) as refused:
        read(sheet(a_line(), spoil=merge))
    assert "không trộn ô" in refused.value.way_out


def test_a_sheet_with_nothing_under_its_header_is_refused(sheet, read):
    with pytest.raises(UnreadableFile, match="không có hội nghị nào"):
        read(sheet())


def test_the_31st_of_february_is_refused_on_its_row_and_the_others_are_read(sheet, read, a_line):
    programme = read(sheet(a_line(1), a_line(2, "Việc khác", day="31/02/2026")))
    ((row, problem),) = problems_of(programme)
    assert (row, problem.field) == (5, "date")
    assert "tháng 2 năm 2026 chỉ có 28 ngày" in problem.message
    assert "18/03/2026" in problem.way_out
    assert [one.row for one in programme.conferences] == [4]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("sau Tết", "không phải là một ngày"),
        ("18/3", "không ghi năm"),
        ("18/13/2026", "không có tháng 13"),
        ("18/3/2206", "năm 2206"),
        ("Thứ Hai, 18/3/2026", "không phải là thứ đã ghi"),
        ("19-18/3/2026", "ngày cuối đứng trước ngày đầu"),
        (20260318, "không phải là một ngày"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_its_reason(sheet, read, a_line, written, said):
    ((row, problem),) = problems_of(read(sheet(a_line(day=written))))
    assert (row, problem.field) == (4, "date")
    assert said in problem.message
    assert problem.way_out


def test_an_unknown_kind_is_refused_with_the_known_ones_and_the_nearest(sheet, read, a_line):
    ((row, problem),) = problems_of(read(sheet(a_line(kind="Thường vụ"))))
    assert (row, problem.field) == (4, "kind")
    assert "Có phải là “Hội nghị Ban Thường vụ”?" in problem.way_out
    assert "Hội nghị giao ban" in problem.way_out
    ((_, strange),) = problems_of(read(sheet(a_line(kind="Zzz qqq"))))
    assert "Có phải" not in strange.way_out


def test_an_unknown_form_scale_or_part_of_the_day_is_refused_by_its_field(sheet, read, a_line):
    programme = read(sheet(a_line(part="Trưa", form="Qua thư", scale="Toàn cầu")))
    assert {problem.field for _, problem in problems_of(programme)} == {"part_of_day", "form", "scale"}


def test_two_identical_rows_are_one_problem_that_names_both(sheet, read, a_line):
    programme = read(sheet(a_line(1), a_line(2), a_line(3, "Việc khác")))
    ((row, problem),) = problems_of(programme)
    assert row == 5
    assert "Dòng 5" in problem.message
    assert "dòng 4" in problem.message
    assert problem.rows == (4, 5)
    assert [one.row for one in programme.conferences] == [4, 6]


def test_a_formula_without_a_value_is_refused_by_its_cell(sheet, read, a_line):
    ((row, problem),) = problems_of(read(sheet(a_line(1, day="=DATE(2026,3,18)"), a_line(2, "Việc khác"))))
    assert (row, problem.field) == (4, "date")
    assert "D4" in problem.message
    assert "công thức" in problem.message
    assert "dạng giá trị" in problem.way_out


def test_a_formula_with_its_value_is_read_as_its_value(sheet, read, a_line):
    content = sheet(a_line(day="=DATE(2026,3,18)"))
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b"<v></v>" in xml or b"<v />" in xml
    computed = xml.replace(b"<v></v>", b"<v>46099</v>").replace(b"<v />", b"<v>46099</v>")
    (conference,) = read(_with(content, computed)).conferences
    assert f"{conference.on}" == "2026-03-18"


def _with(content: bytes, xml: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, xml)
    return stream.getvalue()


def test_a_formula_that_failed_is_refused_by_its_cell(sheet, read, a_line):
    def spoil(worksheet):
        worksheet["E4"] = "#N/A"

    ((row, problem),) = problems_of(read(sheet(a_line(), spoil=spoil)))
    assert (row, problem.field) == (4, "part_of_day")
    assert "E4" in problem.message


def test_a_macro_file_is_refused_whatever_it_is_called(sheet, read, a_line):
    sound = sheet(a_line())
    for content, name in ((_with(sound, b"macro", "xl/vbaProject.bin"), "a.xlsx"), (sound, "a.xlsm")):
        with pytest.raises(UnreadableFile, match="macro") as refused:
            read(content, name)
        assert "Lưu thành" in refused.value.way_out
    assert read(sound).conferences


def test_a_broken_zip_is_refused(sheet, read, a_line):
    sound = sheet(a_line())
    flipped = bytearray(sound)
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    flipped[at] ^= 0xFF
    for broken in (sound[: len(sound) // 2], bytes(flipped), b"PK\x03\x04" + b"\0" * 50):
        with pytest.raises(UnreadableFile, match="hỏng"):
            read(broken)
    assert read(sound).conferences


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp rỗng"),
        (b"TT;N\xe1\xbb\x99i dung\n1;x\n", "không phải là bảng tính"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "Excel đời cũ"),
    ],
)
def test_a_file_of_another_sort_is_refused_by_what_it_is(read, content, said):
    with pytest.raises(UnreadableFile, match=said):
        read(content)


def test_a_zip_that_is_no_workbook_is_refused(read):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(UnreadableFile, match="không phải là bảng tính"):
        read(stream.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked(sheet, read, a_line):
    bomb = _with(sheet(a_line()), b" " * 60_000_000, "xl/media/blank.xml")
    assert len(bomb) < 1_000_000
    with pytest.raises(UnreadableFile, match="lớn bất thường"):
        read(bomb)


def test_one_cell_in_the_last_row_of_the_sheet_does_not_fill_the_memory(sheet, read, a_line):
    def far(worksheet):
        worksheet["XFD1048576"] = "x"

    with pytest.raises(UnreadableFile, match="1048576"):
        read(sheet(a_line(), spoil=far))


def test_sheets_that_together_hold_too_many_cells_are_refused(sheet, read, a_line):
    def wide(worksheet):
        for name in ("B", "C"):
            worksheet.parent.create_sheet(name)["AX40000"] = "x"

    with pytest.raises(UnreadableFile, match="quá nhiều ô"):
        read(sheet(a_line(), spoil=wide))


def test_a_document_type_is_refused(sheet, read, a_line):
    content = sheet(a_line())
    workbook = zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml")
    at = workbook.index(b"<workbook")
    bomb = workbook[:at] + b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + workbook[at:]
    with pytest.raises(UnreadableFile, match="bất thường"):
        read(_with(content, bomb, "xl/workbook.xml"))


def test_a_file_that_is_not_there_is_said_so(read, tmp_path):
    with pytest.raises(UnreadableFile, match="Không mở được"):
        read(Path(tmp_path / "khong-co.xlsx"))


def test_a_title_longer_than_a_programme_holds_is_refused_by_its_length(sheet, read, a_line):
    ((_, problem),) = problems_of(read(sheet(a_line(title="Đề án " * 100))))
    assert problem.field == "title"
