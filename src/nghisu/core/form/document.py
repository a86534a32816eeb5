"""A written document as its reader sees it: paragraphs with their letters, pages with their margins.

Lengths are millimetres, sizes points. What a file inherits from its styles is already resolved.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Align(StrEnum):
    """How the lines of a paragraph stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class LineRule(StrEnum):
    """How the height of a line is given: in points exactly, at least, or as a multiple of the letters' own."""

    EXACT = "exact"
    AT_LEAST = "at-least"
    MULTIPLE = "multiple"


@dataclass(frozen=True, slots=True)
class Letters:
    """A stretch of text with one look. `fonts` are all that take part in it, `colour` is empty where it is black."""

    text: str
    fonts: tuple[str, ...] = ("Times New Roman",)
    size: float = 14
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""
    encoding: str = ""
    """The code of an old font, "TCVN3" or "VNI", that the text was written in."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table: which table (from 0), its columns, and the row and column (from 0)."""

    table: int
    columns: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `index` is its place among all paragraphs of the file (from 0), `number` its place among those with
    words (from 1; 0 without)."""

    index: int
    number: int
    letters: tuple[Letters, ...]
    align: Align = Align.LEFT
    first_indent: float = 0
    left_indent: float = 0
    before: float = 0
    after: float = 0
    line_rule: LineRule = LineRule.MULTIPLE
    line_height: float = 1
    cell: Cell | None = None
    listed: bool = False
    """Word puts a number or a hyphen before it."""
    ruled: bool = False
    """A border or a drawing stands at it, such as the line under a title."""
    raw: str = ""
    """Its text as it is stored, where that differs from what is read (another normal form)."""

    @property
    def text(self) -> str:
        """The words, a line break as "\\n"."""
        return "".join(one.text for one in self.letters)


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Where a page number stands: "top" or "bottom", how, in which size."""

    place: str
    align: Align
    size: float


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one layout."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    header_distance: float = 10
    number: PageNumber | None = None
    number_on_first: bool = False
    first_paragraph: int = 0
    """The index of the first paragraph of the section."""

    @property
    def lying(self) -> bool:
        """Whether the sheet lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """All of a document that its form is judged by."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...] = field(default=(Section(),))
    insertions: tuple[int, ...] = ()
    deletions: tuple[int, ...] = ()
    comments: int = 0
    commented: tuple[int, ...] = ()
    pages: int | None = None
    """The pages that the program which saved it counted; programs lie, so it only decides whether there is a second."""
