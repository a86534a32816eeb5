"""From the cells of a sheet to lines of text by field: the grid, its merged cells, its dates and numbers."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nghisu.core.conferences.problems import Problem
from nghisu.foundation.sheets.cells import cell_faults, cell_text, merged_above
from nghisu.foundation.sheets.container import SheetPart
from nghisu.foundation.sheets.header import Header, Merged, plain
from nghisu.foundation.sheets.written_dates import NotADay, read_day
from nghisu.programme.adapters.xlsx_reading.vocabulary import Vocabulary

Gettext = Callable[[str], str]

FILLED_DOWN = frozenset({"kind", "date", "part_of_day", "preparing", "chair", "form", "scale", "room"})
"""Fields whose cell, merged over several lines, speaks for all of them: two conferences on one merged day."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its row as the sheet counts (from 1), texts by field, faults of its
    cells."""

    row: int
    raw: Mapping[str, str]
    problems: tuple[Problem, ...]


def sheet_lines(
    grid: Sequence[Sequence[object]],
    merged: Merged,
    header: Header,
    part: SheetPart,
    *,
    since_1904: bool,
    gettext: Gettext,
) -> Iterator[Line]:
    """The lines under the header that hold something in a column that is read; blank ones are passed over."""
    above = merged_above(merged, header)
    columns = sorted(header.columns.items())
    faulty_rows = {row for row, _ in part.uncomputed | part.errors}
    for at in range(header.last_line + 1, len(grid)):
        cells = grid[at]
        raw: dict[str, str] = {}
        for column, field in columns:
            value = cells[column] if column < len(cells) else ""
            raw[field] = (
                ""
                if value == ""
                else cell_text(value, is_day=field == "date", since_1904=since_1904).replace(
                    "\n", "; " if field == "coordinating" else " "
                )
            )
        problems: tuple[Problem, ...] = ()
        if at + 1 in faulty_rows:
            problems = tuple(cell_faults(at + 1, columns, part, gettext))
        # A line numbered beforehand and left empty is blank too.
        if not problems and not any(text.strip() for field, text in raw.items() if field != "number"):
            continue
        for column, field in columns:
            start = above.get((at, column))
            if start is not None and field in FILLED_DOWN and not raw[field]:
                raw[field] = cell_text(grid[start][column], is_day=field == "date", since_1904=since_1904)
        yield Line(at + 1, raw, problems)


_ENUMERATION = re.compile(r"^(?:[ivx]+|[a-e])(?: |$)")
_ORDINAL = re.compile(r"^(?: (?:thu |dau |cuoi )?(?:\d|[ivx]+\b|(?:nhat|hai|ba|tu|nam|sau)\b)| *$)")
MOST_SAID = 2
"""Fields that a heading or the foot of a sheet fills at most: its number and its words."""


def is_aside(raw: Mapping[str, str], words: Vocabulary) -> bool:
    """Whether a line is a heading ("Quý I") or the foot of the sheet ("Nơi nhận"), not a conference."""
    said = {field: text for field, text in raw.items() if text.strip()}
    if len(said) > MOST_SAID or {"kind", "part_of_day", "form", "scale"} & said.keys():
        return False
    if "date" in said and _is_day(said["date"]):
        return False
    text = plain(unicodedata.normalize("NFC", " ".join(said.values())))
    if any(text == word or text.startswith(word + " ") for word in words.feet):
        return True
    if _ENUMERATION.match(text):
        return True
    return any(text.startswith(word) and _ORDINAL.match(text[len(word) :]) for word in words.headings)


def _is_day(text: str) -> bool:
    try:
        read_day(text, str)
    except NotADay:
        return False
    return True


def programme_title(grid: Sequence[Sequence[object]], header: Header) -> str:
    """What stands above the header: the longest line of text, as a title usually is."""
    texts = [
        " ".join(unicodedata.normalize("NFC", cell).split())
        for line in grid[: header.first_line]
        for cell in line
        if isinstance(cell, str) and cell.strip()
    ]
    named = [text for text in texts if "chuong trinh" in plain(text) or "lich" in plain(text).split()]
    return max(named or texts, key=len, default="")
