"""Tables that leave the house, inert (TRUST 11): whatever a cell says, no spreadsheet runs it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import TypeVar, cast
from urllib.parse import quote

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from nghisu.foundation import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)}

Cell = str | int | date | None
Answer = TypeVar("Answer", bound=HttpResponseBase)


def csv_table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV in UTF-8 with the mark Excel reads. What would start a formula begins with an apostrophe."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([_inert(_spelled(name)) for name in head])
    for row in rows:
        writer.writerow([_inert(_spelled(cell)) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_table(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet, its head frozen. Text is a string cell, never a formula."""
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    widths = [max(12, len(name) + 2) for name in head]
    body = [list(row) for row in rows]
    for row in body[:200]:
        for place, cell in enumerate(row):
            widths[place] = min(60, max(widths[place], len(_spelled(cell)) + 2))
    for place, width in enumerate(widths):
        cast(Worksheet, sheet).column_dimensions[_letter(place)].width = width
    sheet.append([_string(sheet, name, bold=True) for name in head])
    for row in body:
        sheet.append([cell if isinstance(cell, int) else _string(sheet, _spelled(cell)) for cell in row])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file that was made for who asks, to keep."""
    return as_attachment(HttpResponse(content), name, kind)


def as_attachment(response: Answer, name: str, media_type: str) -> Answer:
    """The headers under which a file leaves: kept, not shown in the page's own origin; no type guessed; nothing runs."""
    response["Content-Type"] = media_type
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _string(sheet: WriteOnlyWorksheet, text: str, bold: bool = False) -> SheetCell:
    cell = WriteOnlyCell(sheet, value="")
    cell.value = text.translate(_CONTROL)
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if bold:
        cell.font = Font(bold=True)
    return cell


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _spelled(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{clock.local(cell):%d/%m/%Y %H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).translate(_CONTROL)


def _letter(place: int) -> str:
    return (
        chr(ord("A") + place) if place < 26 else chr(ord("A") + place // 26 - 1) + chr(ord("A") + place % 26)
    )
