"""The workbook that an office fills in: units on one sheet, people on another; and the same filled in as an example."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nghisu.directory.adapters.people_sheets.vocabulary import vocabulary

SHEETS = {"units": "Cơ quan", "people": "Người"}
COLUMNS = {
    "units": ("code", "name", "short_name", "kind", "bloc", "tier", "superior", "since", "address"),
    "people": ("full_name", "title", "place", "since", "until", "email", "phone", "gender"),
}
WIDTHS = {
    "name": 44,
    "full_name": 26,
    "title": 40,
    "place": 40,
    "superior": 36,
    "kind": 30,
    "email": 30,
    "address": 44,
}
LISTS = {"kind": "kinds", "bloc": "blocs", "tier": "tiers", "gender": "genders"}
PREPARED = 2_000
"""Rows down to which a cell offers its list."""

EXPLAINED = (
    ("Cách ghi", ""),
    ("Trang “Cơ quan”", "Mỗi cơ quan một dòng. Phải có tên và loại. Mã để trống thì máy tự đặt."),
    ("Cơ quan cấp trên", "Ghi tên hoặc mã của cơ quan có trong danh bạ hay trong chính trang này."),
    ("Trang “Người”", "Mỗi chức danh của một người một dòng; người giữ hai chức danh thì ghi hai dòng."),
    ("Cùng một người", "Các dòng của một người ghi cùng họ tên và cùng email hoặc cùng điện thoại."),
    ("Cơ quan hoặc tập thể", "Tên cơ quan, hoặc Thường trực, Ban Thường vụ, Ban Chấp hành."),
    (
        "Ngày",
        "Ghi 01/07/2025; cũng đọc được 1-7-2025, 2025-07-01, ngày 1 tháng 7 năm 2025, ô ngày của Excel.",
    ),
    ("Đến ngày", "Để trống nếu còn giữ chức. Ngày ấy vẫn tính là còn giữ chức."),
    ("Đã có trong danh bạ", "Cơ quan, người, chức danh đã có thì được nhận ra, không tạo lần thứ hai."),
)

ASIDE = 40
"""The column beyond which the words of the lists stand, hidden."""


def template_file() -> bytes:
    """The workbook without any row."""
    return _written({"units": [], "people": []})


def example_file() -> bytes:
    """The workbook filled in for an invented ward of ten people."""
    text = files(__package__).joinpath("example_ward.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return _written({part: tables[part] for part in SHEETS})


def _written(rows: dict[str, list[Sequence[str]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for part, title in SHEETS.items():
        _fill(book.create_sheet(title), part, rows[part])
    sheet = book.create_sheet("Hướng dẫn")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 90
    for line, (name, text) in enumerate(EXPLAINED, start=1):
        sheet.cell(line, 1, name).font = Font(bold=True)
        sheet.cell(line, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _fill(sheet: Worksheet, part: str, rows: list[Sequence[str]]) -> None:
    words = vocabulary()
    sheet.freeze_panes = "A2"
    for place, name in enumerate(COLUMNS[part], start=1):
        cell = sheet.cell(1, place, words.column_names[part][name])
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="9A2A1F")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, 16)
        table = LISTS.get(name)
        if table is not None:
            offered = _list(list(words.names[table].values()), sheet, place)
            offered.add(f"{letter}2:{letter}{PREPARED}")
            sheet.add_data_validation(offered)
    for line, row in enumerate(rows, start=2):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(line, place, text)
            cell.data_type = "s"
            cell.number_format = "@"


def _list(names: list[str], sheet: Worksheet, place: int) -> DataValidation:
    """A list to choose from. It stands in the sheet itself, far to the right, since its words hold commas."""
    column = ASIDE + place
    for line, name in enumerate(names, start=2):
        sheet.cell(line, column, name)
    letter = get_column_letter(column)
    sheet.column_dimensions[letter].hidden = True
    return DataValidation(
        type="list",
        formula1=f"${letter}$2:${letter}${len(names) + 1}",
        allow_blank=True,
        showErrorMessage=False,
    )
