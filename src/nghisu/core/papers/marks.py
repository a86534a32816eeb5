"""The light marks that a plain text may bear: **bold**, *italic*, and tables of lines between upright strokes.

    **Nhiệm vụ** phải *xong trước* ngày 10/4.
    | Việc | Đơn vị |
    | Đề án | Sở Nội vụ |

A mark without its second half, or written after a backslash, is the sign itself. Nothing else is a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from nghisu.core.papers.paper import Column, Row, Table, Words

_MARKED = re.compile(
    r"\\(?P<plain>[*|\\])"
    r"|\*\*(?=\S)(?P<bold>(?:\\.|[^*\\])+?)(?<=\S)\*\*"
    r"|(?<!\*)\*(?=[^\s*])(?P<italic>(?:\\.|[^*\\])+?)(?<=\S)\*(?!\*)"
)
_CELLS = re.compile(r"(?<!\\)\|")
MOST_COLUMNS = 8
"""Columns of a table that a sheet still bears; what stands beyond goes into the last."""


def marked(text: str, *, bold: bool = False, italic: bool = False) -> tuple[Words, ...]:
    """The stretches of a text with their looks; `bold` and `italic` are those of what bears no mark."""
    found: list[Words] = []

    def add(said: str, is_bold: bool, is_italic: bool) -> None:
        if said and found and (found[-1].bold, found[-1].italic) == (is_bold, is_italic):
            found[-1] = Words(found[-1].text + said, is_bold, is_italic)
        elif said:
            found.append(Words(said, is_bold, is_italic))

    at = 0
    for mark in _MARKED.finditer(text):
        add(text[at : mark.start()], bold, italic)
        at = mark.end()
        if mark["plain"]:
            add(mark["plain"], bold, italic)
        elif mark["bold"]:
            add(_bare(mark["bold"]), True, italic)
        else:
            add(_bare(mark["italic"]), bold, True)
    add(text[at:], bold, italic)
    return tuple(found)


def unmarked(text: str) -> str:
    """A text as it is read, without its marks."""
    return "".join(one.text for one in marked(text))


def with_marks(words: Iterable[Words]) -> str:
    """The stretches as a text that bears its marks, as it would be typed."""
    said = []
    for one in words:
        lead, tail = one.text[: len(one.text) - len(one.text.lstrip())], one.text[len(one.text.rstrip()) :]
        sign = "**" if one.bold else "*" if one.italic else ""
        said.append(f"{lead}{sign}{one.text.strip()}{sign}{tail}" if one.text.strip() else one.text)
    return "".join(said)


def is_row(line: str) -> bool:
    """Whether a line is one of a table."""
    clean = line.strip()
    return len(clean) > 2 and clean.startswith("|") and clean.endswith("|") and not clean.endswith("\\|")


def in_parts(lines: Iterable[str]) -> Iterator[str | Table]:
    """Lines one by one, those of a table together: its first is its head."""
    for rows, together in groupby(lines, key=is_row):
        if rows:
            yield _table([_cells(line) for line in together])
        else:
            yield from together


def _cells(line: str) -> list[str]:
    cells = [unmarked(one.strip()) for one in _CELLS.split(line.strip()[1:-1])]
    return (
        [*cells[: MOST_COLUMNS - 1], " ".join(cells[MOST_COLUMNS - 1 :])]
        if len(cells) > MOST_COLUMNS
        else cells
    )


def _table(rows: list[list[str]]) -> Table:
    rows = [row for row in rows if not all(set(cell) <= set("-: ") and cell for cell in row)] or rows
    width = max(len(row) for row in rows)
    even = [row + [""] * (width - len(row)) for row in rows]
    # Each column as wide as what stands in it asks, none much narrower than another.
    longest = [max(len(row[place]) for row in even) for place in range(width)]
    shares = [float(min(max(one, 8), 40)) for one in longest]
    columns = tuple(Column(head, share) for head, share in zip(even[0], shares, strict=True))
    return Table(columns, tuple(Row(tuple(row)) for row in even[1:]))


def _bare(text: str) -> str:
    return re.sub(r"\\([*|\\])", r"\1", text)
