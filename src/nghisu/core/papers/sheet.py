"""A document set out: every line with its letters, its column and the room above it. What draws a file only follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nghisu.core.papers.paper import Block


class Rule(StrEnum):
    """The line drawn under a line of words: none, as long as the words, or a part of them."""

    NONE = ""
    FULL = "full"
    PART = "part"


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of the head, the title or the foot; sizes and the room before it in points."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    rule: Rule = Rule.NONE
    before: float = 0
    centred: bool = True


@dataclass(frozen=True, slots=True)
class SetPage:
    """The sheet in millimetres, the number of a page in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_size: float
    number_from_edge: float


@dataclass(frozen=True, slots=True)
class SetBody:
    """The letters of the body: size, gap and height of a line in points, the indent in millimetres. `line` is given in
    lines where `exact` is false; `pitch` is it in points."""

    size: float
    line: float
    exact: bool
    pitch: float
    gap: float
    indent: float
    table_size: float
    code: float
    grounds_size: float
    grounds_italic: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns side by side, widths in millimetres."""

    widths: tuple[float, float]
    left: tuple[SetLine, ...]
    right: tuple[SetLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of a document in its order."""

    title: str
    author: str
    page: SetPage
    body: SetBody
    head: Columns
    middle: tuple[SetLine, ...]
    blocks: tuple[Block, ...]
    feet: tuple[Columns, ...]
    code: str = ""
    code_words: str = ""
