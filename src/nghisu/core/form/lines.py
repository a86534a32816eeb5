"""A document as lines with a place: paragraphs cut where a line breaks, and the two columns of its head and foot told
apart, whether they stand in a table or are parted by tabs and spaces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nghisu.core.form.document import Align, Letters, Paragraph
from nghisu.core.text import fold

HEAD_PARAGRAPHS = 12
"""Paragraphs with words among which the head of a document without a table is looked for."""

_PARTED = re.compile(r"\s*\t\s*| {3,}")
_RULED = re.compile(r"[\-–—_*. ]+")


class Lane(StrEnum):
    """Where a line stands: across the page, in the left or right column, or in a table of data."""

    WHOLE = "whole"
    LEFT = "left"
    RIGHT = "right"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the letters that are its own, and the paragraph it is of."""

    paragraph: Paragraph
    letters: tuple[Letters, ...]
    lane: Lane
    alone: bool = True
    """It is all of its paragraph, so that the paragraph's alignment is its own."""

    @property
    def text(self) -> str:
        """The words, single spaces."""
        return " ".join("".join(one.text for one in self.letters).split())

    @property
    def folded(self) -> str:
        """The words to compare by."""
        return fold(self.text)

    @property
    def inked(self) -> tuple[Letters, ...]:
        """Its letters that show."""
        return tuple(one for one in self.letters if one.text.strip())

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.inked) and all(one.bold for one in self.inked)

    @property
    def rule_only(self) -> bool:
        """Whether it is nothing but hyphens or stars drawn as a line."""
        return len(self.text) >= 3 and _RULED.fullmatch(self.text) is not None

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle."""
        return self.paragraph.align is Align.CENTER


def cut(letters: Sequence[Letters], start: int, end: int) -> tuple[Letters, ...]:
    """The letters from one place of the text to another."""
    found: list[Letters] = []
    at = 0
    for one in letters:
        first, last = max(start - at, 0), min(end - at, len(one.text))
        if first < last:
            found.append(replace(one, text=one.text[first:last]))
        at += len(one.text)
    return tuple(found)


def lines_of(paragraphs: Sequence[Paragraph]) -> list[Line]:
    """Every line with words, in the order of the file."""
    return [line for paragraph in paragraphs for line in _cut_up(paragraph)]


def _cut_up(paragraph: Paragraph) -> Iterator[Line]:
    cell = paragraph.cell
    text = paragraph.text
    if cell is None or cell.columns == 1:
        lane = Lane.WHOLE
    elif cell.columns == 2:
        lane = Lane.LEFT if cell.column == 0 else Lane.RIGHT
    elif cell.columns == 3 and cell.row < 4:
        lane = (Lane.LEFT, Lane.TABLE, Lane.RIGHT)[cell.column]
    else:
        lane = Lane.TABLE
    start = 0
    pieces = text.split("\n")
    for piece in pieces:
        end = start + len(piece)
        parted = (
            [
                one
                for one in _PARTED.finditer(piece)
                if piece[: one.start()].strip() and piece[one.end() :].strip()
            ]
            if lane is Lane.WHOLE and 0 < paragraph.number <= HEAD_PARAGRAPHS
            else []
        )
        if parted:
            middle = max(parted, key=lambda one: one.end() - one.start())
            yield Line(paragraph, cut(paragraph.letters, start, start + middle.start()), Lane.LEFT, False)
            yield Line(paragraph, cut(paragraph.letters, start + middle.end(), end), Lane.RIGHT, False)
        elif piece.strip():
            yield Line(paragraph, cut(paragraph.letters, start, end), lane)
        start = end + 1
