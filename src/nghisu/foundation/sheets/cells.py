"""The cells of a sheet as texts: what a person would type to say the same, and what is wrong with a cell itself."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from nghisu.core.conferences.problems import Problem
from nghisu.core.text import legible
from nghisu.foundation.sheets.container import SheetPart, column_letters
from nghisu.foundation.sheets.header import Header, Merged
from nghisu.foundation.sheets.written_dates import FIRST_SERIAL, FIRST_SERIAL_1904, written

Gettext = Callable[[str], str]


def cell_text(value: object, *, is_day: bool = False, since_1904: bool = False) -> str:
    """A cell's value as a person would type it: a day as dd/mm/yyyy, a whole number without decimals."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime | date | time):
        return written(value)
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(value, int | float):
        if is_day and since_1904:
            # Told apart from the usual calendar here, where the file says which it counts by.
            value = value + (FIRST_SERIAL_1904 - FIRST_SERIAL).days
        return str(int(value)) if float(value).is_integer() else repr(value)
    return ""


def merged_above(merged: Merged, header: Header) -> dict[tuple[int, int], int]:
    """Cell (line, column) → the line that holds the value of the merged cell it is part of."""
    above: dict[tuple[int, int], int] = {}
    for (top, left), (bottom, _right) in merged:
        if top > header.last_line and left in header.columns:
            for line in range(top + 1, bottom + 1):
                above[line, left] = top
    return above


def cell_faults(
    row: int, columns: Sequence[tuple[int, str]], part: SheetPart, gettext: Gettext
) -> Iterator[Problem]:
    """The cells of a row whose value cannot be trusted: formulas never computed, errors such as #N/A."""
    for column, field in columns:
        cell = f"{column_letters(column + 1)}{row}"
        if (row, column + 1) in part.uncomputed:
            yield Problem(
                field,
                gettext("Ô %(cell)s chứa công thức chưa có giá trị.") % {"cell": cell},
                gettext(
                    "Mở tệp bằng Excel, chép cột rồi dán lại dạng giá trị, lưu và nhập lại; hoặc gõ giá "
                    "trị vào đây."
                ),
                (row,),
            )
        elif (row, column + 1) in part.errors:
            yield Problem(
                field,
                gettext("Ô %(cell)s báo lỗi công thức (như #N/A, #REF!).") % {"cell": cell},
                gettext("Sửa công thức hoặc gõ giá trị thay vào, rồi nhập lại; hoặc gõ giá trị vào đây."),
                (row,),
            )
