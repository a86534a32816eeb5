"""Writing a programme to a spreadsheet that can be read in again: the programme, its deadlines, its findings.

Whatever a person typed is written as text and stays text: a cell that begins with "=" is not a formula for
the next reader's spreadsheet to run. Days are real days, so that the sheet sorts and filters.
"""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nghisu.core.conferences.findings import Finding
from nghisu.core.conferences.hours import OpeningHours
from nghisu.core.conferences.planned import PlannedConference
from nghisu.programme.adapters.xlsx_reading.vocabulary import vocabulary

Gettext = Callable[[str], str]

FONT = "Times New Roman"
"""The typeface of official papers (thể thức); spreadsheets name it, and have it or its metric twin."""

MOST_LETTERS = 32_767
"""Letters a cell of this format may hold."""

WIDTHS = {
    "number": 6,
    "title": 52,
    "kind": 20,
    "date": 13,
    "part_of_day": 9,
    "ends": 10,
    "preparing": 26,
    "coordinating": 26,
    "chair": 24,
    "form": 14,
    "scale": 16,
    "room": 20,
    "participants": 28,
    "delegates": 10,
    "unscheduled": 10,
    "note": 24,
}
"""Columns of the programme, in the order of writing, with their widths in letters."""

ALWAYS = (
    "number",
    "title",
    "kind",
    "date",
    "part_of_day",
    "preparing",
    "coordinating",
    "chair",
    "form",
    "scale",
    "note",
)
"""Columns written even when no conference states anything in them; the others only when one does."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_THIN = Side(style="thin", color="FF808080")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FFE7E6E6")

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A line of the sheet of deadlines: one duty of one conference, in words as shown on its page."""

    conference: str
    opening: date
    duty: str
    owner: str
    legal_date: date | None
    act_by: date | None
    recommended: date | None = None
    when: str = ""
    state: str = ""
    basis: str = ""
    clauses: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class NotHeldLine:
    """A line of the sheet of what is not held: which, when it was to be, what became of it, why."""

    title: str
    opening: date
    state: str
    reason: str
    into: str = ""


def write_programme(
    conferences: Sequence[PlannedConference],
    *,
    title: str,
    kinds: Mapping[str, str],
    deadlines: Iterable[DeadlineLine] = (),
    findings: Iterable[Finding] = (),
    not_held: Iterable[NotHeldLine] = (),
    hours: OpeningHours | None = None,
    gettext: Gettext = lambda text: text,
) -> bytes:
    """The spreadsheet as bytes. `kinds` are the names of the kinds of the rulebook: code → name.

    The headings and the words of the first sheet are those that the reading knows, in Vietnamese whatever
    the language of the page: a programme is an official paper. The other sheets are in the language of `gettext`; what
    is not held stands in one of its own, so that it is not taken in again as planned.
    """
    workbook = Workbook()
    sheet = workbook.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook opens on a worksheet")
    _programme_sheet(sheet, conferences, title, kinds, hours or OpeningHours())
    lines = list(deadlines)
    if lines:
        _deadline_sheet(workbook.create_sheet(gettext("Thời hạn")), lines, gettext)
    found = list(findings)
    if found:
        _finding_sheet(workbook.create_sheet(gettext("Phát hiện")), found, gettext)
    off = list(not_held)
    if off:
        _not_held_sheet(workbook.create_sheet(gettext("Hoãn, hủy, gộp")), off, gettext)
    workbook.properties.creator = "Nghị Sự"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _programme_sheet(
    sheet: Worksheet,
    conferences: Sequence[PlannedConference],
    title: str,
    kinds: Mapping[str, str],
    hours: OpeningHours,
) -> None:
    sheet.title = "Chương trình"
    names = vocabulary().column_names
    rows = [_line(conference, kinds, hours) for conference in conferences]
    columns = [
        column
        for column in WIDTHS
        if column in ALWAYS or any(row.get(column) not in (None, "") for row in rows)
    ]
    _title(sheet, title, len(columns))
    _table(
        sheet,
        [names[column] for column in columns],
        [WIDTHS[column] for column in columns],
        [[row.get(column) for column in columns] for row in rows],
    )


def _line(conference: PlannedConference, kinds: Mapping[str, str], hours: OpeningHours) -> dict[str, Value]:
    shown = vocabulary().names
    kind = conference.kind or ""
    opening, closing, part = conference.opening, conference.closing, conference.part_of_day
    when: Value = conference.on
    if opening and closing and closing.date() > opening.date():
        when = f"{opening:%d/%m/%Y} - {closing:%d/%m/%Y}"
    part_shown = shown["part_of_day"].get(part or "", "")
    if opening and part and hours.opening(opening.date(), part) != opening:
        # The part of the day would give back another hour: the hour itself says both.
        part_shown = f"{opening:%H:%M}"
    return {
        "number": int(conference.number) if conference.number.isdecimal() else conference.number,
        "title": conference.title,
        "kind": shown["kinds"].get(kind) or kinds.get(kind, kind),
        "date": when,
        "part_of_day": part_shown,
        "ends": f"{closing:%H:%M}" if closing else None,
        "preparing": conference.preparing,
        "coordinating": "; ".join(conference.coordinating),
        "chair": conference.chair_text,
        "form": shown["form"].get(conference.form or "", ""),
        "scale": shown["scale"].get(conference.scale or "", conference.scale),
        "room": conference.room,
        "participants": conference.participants,
        "delegates": conference.delegates,
        "unscheduled": "x" if conference.unscheduled else None,
        "note": conference.note,
    }


def _deadline_sheet(sheet: Worksheet, lines: Sequence[DeadlineLine], gettext: Gettext) -> None:
    _title(sheet, gettext("Thời hạn của từng hội nghị"), 12)
    headings = [
        gettext("Hội nghị"),
        gettext("Khai mạc"),
        gettext("Việc"),
        gettext("Cơ quan làm"),
        gettext("Hạn theo quy định"),
        gettext("Ngày phải làm"),
        gettext("Nên làm trước"),
        gettext("Khi nào"),
        gettext("Tình trạng"),
        gettext("Mức căn cứ"),
        gettext("Điều khoản"),
        gettext("Giải thích"),
    ]
    rows: list[list[Value]] = [
        [
            line.conference,
            line.opening,
            line.duty,
            line.owner,
            line.legal_date,
            line.act_by,
            line.recommended,
            line.when,
            line.state,
            line.basis,
            line.clauses,
            line.explanation,
        ]
        for line in lines
    ]
    _table(sheet, headings, [40, 12, 30, 24, 12, 12, 12, 18, 12, 14, 26, 60], rows)


def _finding_sheet(sheet: Worksheet, found: Sequence[Finding], gettext: Gettext) -> None:
    levels = {"refuse": gettext("Phải sửa"), "warn": gettext("Cảnh báo"), "note": gettext("Lưu ý")}
    _title(sheet, gettext("Phát hiện trong chương trình"), 6)
    headings = [
        gettext("Mức"),
        gettext("Ngày"),
        gettext("Dòng"),
        gettext("Phát hiện"),
        gettext("Cách xử lý"),
        gettext("Căn cứ"),
    ]
    rows: list[list[Value]] = [
        [
            levels[finding.severity],
            finding.on,
            ", ".join(str(row) for row in finding.rows),
            finding.message,
            finding.way_out,
            "\n".join(
                f"{ground.reading or ground.document}: {ground.say(gettext)}" for ground in finding.citations
            ),
        ]
        for finding in found
    ]
    _table(sheet, headings, [11, 12, 12, 70, 50, 70], rows)


def _not_held_sheet(sheet: Worksheet, lines: Sequence[NotHeldLine], gettext: Gettext) -> None:
    _title(sheet, gettext("Hội nghị hoãn, hủy, gộp hoặc thay bằng lấy ý kiến"), 5)
    headings = [
        gettext("Hội nghị"),
        gettext("Đã định ngày"),
        gettext("Trạng thái"),
        gettext("Lý do"),
        gettext("Gộp vào"),
    ]
    rows: list[list[Value]] = [[one.title, one.opening, one.state, one.reason, one.into] for one in lines]
    _table(sheet, headings, [52, 13, 26, 50, 40], rows)


def _title(sheet: Worksheet, title: str, columns: int) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    cell = sheet.cell(row=1, column=1)
    _put(cell, title)
    cell.font = Font(name=FONT, size=14, bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 36


def _table(
    sheet: Worksheet, headings: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[Value]]
) -> None:
    """A header in row 3, as programmes have it, and the lines under it; frozen, repeated on each printed
    page."""
    plain, bold = Font(name=FONT, size=12), Font(name=FONT, size=12, bold=True)
    top, centred = (
        Alignment(vertical="top", wrap_text=True),
        Alignment(horizontal="center", vertical="center", wrap_text=True),
    )
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = sheet.cell(row=3, column=column)
        _put(cell, heading)
        cell.font, cell.alignment, cell.border, cell.fill = bold, centred, _BORDER, _HEAD
        sheet.column_dimensions[get_column_letter(column)].width = width
    for at, values in enumerate(rows, start=4):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row=at, column=column)
            _put(cell, value)
            cell.font, cell.alignment, cell.border = plain, top, _BORDER
    sheet.freeze_panes = "A4"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(headings))}{max(3, len(rows) + 3)}"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4, by the format's own numbering
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "&P/&N"


def _put(cell: Cell | MergedCell, value: Value) -> None:
    """A value as what it is; a text never as a formula, whatever it begins with."""
    if isinstance(cell, MergedCell):
        raise TypeError("only the first cell of a merged range holds a value")
    if isinstance(value, str):
        text = _UNPRINTABLE.sub("", unicodedata.normalize("NFC", value))[:MOST_LETTERS]
        if text:
            cell.value = text
            cell.data_type = "s"
            # The apostrophe mark of spreadsheets: kept as text also when a person edits the cell.
            cell.quotePrefix = text[0] in "=+-@\t\r"
        return
    cell.value = value
    if isinstance(value, date) and not isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy"
