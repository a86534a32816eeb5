"""Takes the text of a regulation apart: chapter, section, point, lettered point, bullet, paragraph.

Written for texts in the form of the Quy định kèm Quyết định 5609-QĐ/TU ("Chương I", "I.", "1.", "1.1.", "a)",
"- "), for letters that have numbered points only ("1.", "2."), for copies in which a page end has broken a
paragraph in two, and for copies read by a machine that took letters wrongly. The identifiers are those that
citations use:

- `I/III/1.1/b1`: chapter I, section III, point 1.1, first bullet (gạch đầu dòng thứ nhất);
- `I/III/1.1/p2`: the second paragraph of that point where it has no dash (b1 being the first);
- `II/III/2.3/đ.a/b1`: the first bullet of lettered point a;
- `3`: the third point of a letter without chapters;
- the first paragraph under a heading belongs to the heading itself.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from nghisu.core.text import fold, nfc


class Level(StrEnum):
    """What kind of place in the text a clause is."""

    CHAPTER = "chapter"
    SECTION = "section"
    POINT = "point"
    LETTER = "letter"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class TextClause:
    """One clause found in a text: its identifier, its level, its own words (not those of what is under it)
    and the line of the text (from 1) on which it begins."""

    id: str
    level: Level
    words: str
    line: int


@dataclass(frozen=True)
class SplitText:
    """A text taken apart: its clauses in order, and the lines before the first and after the last of them."""

    clauses: tuple[TextClause, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class _Paragraph:
    line: int
    text: str
    after_blank: bool


# A roman I is often read as a small l or a bar.
_CHAPTER = re.compile(r"^(\w+)\s+([IVXl|]+)(?![\w|])[\s.:]*(.*)$")
_SECTION = re.compile(r"^([IVXl|]+)\s*\.\s+(.+)$")
# One number needs its dot, several do not ("3.1 Đối với"): a line that a page end made begin with "15 ngày"
# is no point.
_POINT = re.compile(r"^(\d{1,2}(?=\.\s)|\d{1,2}(?:\.\d{1,2})+(?=\.?\s))\.?\s+(\S.*)$")
_LETTER = re.compile(r"^([a-zđ])\s*\)\s*(.+)$")
_BULLET = re.compile(r"^[-–—•+*]\s*(\S.*)$")
_PAGE_FURNITURE = re.compile(r"^(?:trang\s+)?[-–—\s]*\d{1,3}[-–—\s]*(?:/\s*\d{1,3})?$", re.IGNORECASE)
_SENTENCE_END = (".", ";", ":", "!", "?", "…")
_LAST_LINE = "./."


def split(text: str) -> SplitText:
    """The clauses of a regulation's text. A text with neither chapter nor point 1 gives no clause and all its
    paragraphs in `before`."""
    paragraphs = _paragraphs(nfc(text))
    heads = [number for number, paragraph in enumerate(paragraphs) if _chapter(paragraph.text)]
    if not heads:
        firsts = (n for n, paragraph in enumerate(paragraphs) if _point_number(paragraph.text) == "1")
        heads = list(islice(firsts, 1))
    start, last_head = (heads[0], heads[-1]) if heads else (len(paragraphs), len(paragraphs))
    end = next(
        (n + 1 for n in range(last_head, len(paragraphs)) if paragraphs[n].text.endswith(_LAST_LINE)),
        len(paragraphs),
    )
    reader = _Reader()
    for paragraph in paragraphs[start:end]:
        reader.read(paragraph)
    return SplitText(
        clauses=reader.clauses(),
        before=tuple(p.text for p in paragraphs[:start]),
        after=tuple(p.text for p in paragraphs[end:]),
    )


def _paragraphs(text: str) -> list[_Paragraph]:
    """The paragraphs of a text, those that a page end or a line end has broken put together again."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    filled = [(number, line) for number, line in lines if line]
    # Blank lines between most paragraphs: then lines without one between them are one wrapped paragraph.
    spaced = len(lines) - len(filled) >= len(filled) // 2
    found: list[_Paragraph] = []
    blank = True
    for number, line in lines:
        if not line:
            blank = True
            continue
        if _PAGE_FURNITURE.match(line):
            continue
        if found and not _is_marked(line) and _goes_on(found[-1].text, line, wrapped=spaced and not blank):
            before = found[-1]
            found[-1] = _Paragraph(before.line, f"{before.text} {line}", before.after_blank)
        else:
            found.append(_Paragraph(number, line, blank))
        blank = False
    return found


def _chapter(line: str) -> tuple[str, str] | None:
    """The number and title of a chapter's heading; None for any other line."""
    found = _CHAPTER.match(line)
    if not found or fold(found[1]) != "chuong":
        return None
    return _roman(found[2]), found[3]


def _roman(read: str) -> str:
    return read.replace("l", "I").replace("|", "I")


def _point_number(line: str) -> str:
    found = _POINT.match(line)
    return found[1] if found else ""


def _is_marked(line: str) -> bool:
    marks = (_SECTION, _POINT, _LETTER, _BULLET)
    return _chapter(line) is not None or any(mark.match(line) for mark in marks)


def _goes_on(before: str, line: str, *, wrapped: bool) -> bool:
    """Whether a line without a mark continues the paragraph before it.

    It does where the text separates paragraphs by blank lines and none stands between, and where the
    paragraph before has not ended its sentence (a page ended there).
    """
    if wrapped:
        return not before.isupper() or line.isupper()
    if before.endswith(_SENTENCE_END):
        return False
    # A heading ends without a stop too, but a bullet or a comma promises more, even if it begins with a name.
    return not line[0].isupper() or before.endswith(",") or bool(_BULLET.match(before))


def _under(parent: str, part: str) -> str:
    return f"{parent}/{part}" if parent else part


class _Reader:
    """Reads paragraphs one after another and knows where in the regulation it stands."""

    def __init__(self) -> None:
        self._found: list[tuple[str, Level, list[str], int]] = []
        self._chapter = ""
        self._section = ""
        self._home = ""  # what bullets and paragraphs belong to now
        self._point = ""
        self._paragraphs = 0  # how many paragraphs the present home has had
        self._bullets = 0

    def clauses(self) -> tuple[TextClause, ...]:
        return tuple(TextClause(id, level, "\n".join(words), line) for id, level, words, line in self._found)

    def read(self, paragraph: _Paragraph) -> None:
        text = paragraph.text
        if chapter := _chapter(text):
            self._chapter = self._section = chapter[0]
            self._open(self._chapter, Level.CHAPTER, chapter[1], paragraph)
        elif section := _SECTION.match(text):
            self._section = _under(self._chapter, _roman(section[1]))
            self._open(self._section, Level.SECTION, section[2], paragraph)
        elif point := _POINT.match(text):
            self._point = _under(self._section, point[1])
            self._open(self._point, Level.POINT, point[2], paragraph)
        elif letter := _LETTER.match(text):
            home = _under(self._point or self._section, f"đ.{letter[1]}")
            self._open(home, Level.LETTER, letter[2], paragraph)
        elif bullet := _BULLET.match(text):
            self._bullets += 1
            self._paragraphs += 1
            self._add(_under(self._home, f"b{self._bullets}"), Level.BULLET, bullet[1], paragraph)
        else:
            self._read_unmarked(paragraph)

    def _read_unmarked(self, paragraph: _Paragraph) -> None:
        own = self._found[-1]
        if self._paragraphs == 0 and own[0] == self._home:
            own[2].append(paragraph.text)
            # A title in capitals under "Chương I" is still heading: the first paragraph is yet to come.
            if not paragraph.text.isupper():
                self._paragraphs = 1
        else:
            self._paragraphs += 1
            self._add(_under(self._home, f"p{self._paragraphs}"), Level.PARAGRAPH, paragraph.text, paragraph)

    def _open(self, id: str, level: Level, words: str, paragraph: _Paragraph) -> None:
        if level in (Level.CHAPTER, Level.SECTION):
            self._point = ""
        self._home = id
        self._bullets = 0
        # A point that is a whole sentence is its own first paragraph; a title is not.
        self._paragraphs = int(words.endswith((".", ";")))
        self._add(id, level, words, paragraph)

    def _add(self, id: str, level: Level, words: str, paragraph: _Paragraph) -> None:
        self._found.append((id, level, [words] if words else [], paragraph.line))
