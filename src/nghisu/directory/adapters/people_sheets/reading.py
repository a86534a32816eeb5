"""From the sheets of a file to lines of texts by field: which sheet holds units, which people."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from nghisu.core.conferences.problems import Problem
from nghisu.core.text import nfc
from nghisu.directory.adapters.people_sheets.vocabulary import vocabulary
from nghisu.foundation.sheets import UnreadableFile
from nghisu.foundation.sheets.cells import cell_faults, cell_text
from nghisu.foundation.sheets.container import SheetPart, open_container
from nghisu.foundation.sheets.delimited import is_delimited, read_delimited
from nghisu.foundation.sheets.header import Header, find_header

NEEDED: Mapping[str, tuple[str, ...]] = {"people": ("full_name", "title"), "units": ("name", "kind")}
"""Columns without which a sheet is not one of its part."""
DAYS = ("since", "until")

Gettext = Callable[[str], str]
Grid = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line that holds something: of which part, its row as the sheet counts (from 1), texts by field, faults of
    its cells."""

    part: str
    row: int
    raw: Mapping[str, str]
    faults: tuple[Problem, ...] = ()


def read_people_file(content: bytes, name: str, gettext: Gettext) -> list[SheetLine]:
    """The lines of units and of people that a file holds, in the order of its sheets and rows.

    Raises `UnreadableFile` with the reason and the way out when there is nothing of the kind in it.
    """
    grids: list[tuple[SheetPart, Grid, bool]]
    if is_delimited(content, name):
        grids = [(SheetPart("", frozenset(), frozenset()), read_delimited(content, gettext), False)]
    else:
        grids = list(_grids(content, name, gettext))
    lines: list[SheetLine] = []
    found: set[str] = set()
    for part, grid, since_1904 in grids:
        fit = _fit(grid, gettext)
        # One sheet of each part: a second one, most often a copy kept aside, is not read.
        if fit is None or fit[0] in found:
            continue
        found.add(fit[0])
        lines += _lines(fit[0], grid, fit[1], part, since_1904, gettext)
    if not found:
        raise _headless(gettext)
    if not lines:
        raise UnreadableFile(
            gettext("Tệp có dòng tiêu đề nhưng chưa có dòng nào bên dưới."),
            gettext("Ghi mỗi cơ quan, mỗi người một dòng ngay dưới dòng tiêu đề, rồi nhập lại."),
        )
    return lines


def _grids(content: bytes, name: str, gettext: Gettext) -> Iterator[tuple[SheetPart, Grid, bool]]:
    """The visible sheets of a workbook that was found fit to be read."""
    container = open_container(content, name, gettext)
    parts = {part.name: part for part in container.sheets}
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(container.content)) as workbook:
            for metadata in workbook.sheets_metadata:
                if metadata.name in parts and metadata.visible == SheetVisibleEnum.Visible:
                    grid: Grid = workbook.get_sheet_by_name(metadata.name).to_python(skip_empty_area=False)
                    yield parts[metadata.name], grid, container.since_1904
    except CalamineError as fault:
        raise UnreadableFile(
            gettext("Tệp bị hỏng: không đọc được trang tính bên trong."),
            gettext("Mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx, rồi nhập lại."),
        ) from fault


def _fit(grid: Grid, gettext: Gettext) -> tuple[str, Header] | None:
    """Which part a sheet holds, by its header: people where it names persons, else units."""
    words = vocabulary()
    for part, needed in NEEDED.items():
        header = find_header(grid, [], words.parts[part], gettext)
        if header is not None and set(needed) <= set(header.columns.values()):
            return part, header
    return None


def _lines(
    part: str, grid: Grid, header: Header, sheet: SheetPart, since_1904: bool, gettext: Gettext
) -> Iterator[SheetLine]:
    columns = sorted(header.columns.items())
    faulty = {row for row, _ in sheet.uncomputed | sheet.errors}
    for at in range(header.last_line + 1, len(grid)):
        cells = grid[at]
        raw = {
            field: " ".join(
                nfc(
                    cell_text(
                        cells[column] if column < len(cells) else "",
                        is_day=field in DAYS,
                        since_1904=since_1904,
                    )
                ).split()
            )
            for column, field in columns
        }
        problems = tuple(cell_faults(at + 1, columns, sheet, gettext)) if at + 1 in faulty else ()
        # A line numbered beforehand and left empty is blank.
        if problems or any(text for field, text in raw.items() if field != "number"):
            yield SheetLine(part, at + 1, raw, problems)


def _headless(gettext: Gettext) -> UnreadableFile:
    names = vocabulary().column_names
    wanted = {
        part: ", ".join(f"“{names[part][field]}”" for field in needed) for part, needed in NEEDED.items()
    }
    return UnreadableFile(
        gettext("Không tìm thấy dòng tiêu đề của bảng cơ quan hay bảng người."),
        gettext(
            "Bảng người cần ít nhất các cột %(people)s; bảng cơ quan cần ít nhất các cột %(units)s. Hãy tải tệp "
            "mẫu rồi chép dữ liệu vào."
        )
        % wanted,
    )
