"""Takes the text of a regulation apart: chapter, section, point, lettered point, bullet, paragraph.

Written for texts in the form of the Quy định kèm Quyết định 5609-QĐ/TU: "Chương I", "I.", "1.", "1.1.", "a)", "- ",
and for copies in which a page end has broken a paragraph in two. The identifiers are those that citations use:

- `I/III/1.1/b1`: chapter I, section III, point 1.1, first bullet (gạch đầu dòng thứ nhất);
- `I/III/1.1/p2`: the second paragraph of that point where it has no dash (b1 being the first);
- `II/III/2.3/đ.a/b1`: the first bullet of lettered point a;
- the first paragraph under a heading belongs to the heading itself.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from nghisu.core.text import nfc


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
    """One clause found in a text: its identifier, its level, its own words (without those of what is under it) and
    the line of the text (from 1) on which it begins."""

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


_CHAPTER = re.compile(r"^chương\s+([IVX]+)\b[\s.:]*(.*)$", re.IGNORECASE)
_SECTION = re.compile(r"^([IVX]+)\s*\.\s+(.+)$")
_POINT = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\s*(?:\.\s*|\s+)(?=\D)(.+)$")
_LETTER = re.compile(r"^([a-zđ])\s*\)\s*(.+)$")
_BULLET = re.compile(r"^[-–—•+*]\s*(\S.*)$")
_PAGE_FURNITURE = re.compile(r"^(?:trang\s+)?[-–—\s]*\d{1,3}[-–—\s]*(?:/\s*\d{1,3})?$", re.IGNORECASE)
_SENTENCE_END = (".", ";", ":", "!", "?", "…")
_LAST_LINE = "./."


def split(text: str) -> SplitText:
    """The clauses of a regulation's text. A text without a chapter gives no clause and all its lines in `before`."""
    paragraphs = _paragraphs(nfc(text))
    start = next((n for n, p in enumerate(paragraphs) if _CHAPTER.match(p.text)), len(paragraphs))
    last_chapter = max((n for n, p in enumerate(paragraphs) if _CHAPTER.match(p.text)), default=start)
    end = next(
        (n + 1 for n in range(last_chapter, len(paragraphs)) if paragraphs[n].text.endswith(_LAST_LINE)),
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


def _is_marked(line: str) -> bool:
    return any(mark.match(line) for mark in (_CHAPTER, _SECTION, _POINT, _LETTER, _BULLET))


def _goes_on(before: str, line: str, *, wrapped: bool) -> bool:
    """Whether a line without a mark continues the paragraph before it.

    It does where the text separates paragraphs by blank lines and none stands between, and where the paragraph
    before has not ended its sentence and the line begins with a small letter (a page ended in mid-sentence).
    """
    if wrapped:
        return not before.isupper() or line.isupper()
    return not before.endswith(_SENTENCE_END) and line[0].islower()


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
        return tuple(TextClause(id, level, " ".join(words), line) for id, level, words, line in self._found)

    def read(self, paragraph: _Paragraph) -> None:
        text = paragraph.text
        if chapter := _CHAPTER.match(text):
            self._chapter = self._section = chapter[1].upper()
            self._open(self._chapter, Level.CHAPTER, chapter[2], paragraph)
        elif section := _SECTION.match(text):
            self._section = f"{self._chapter}/{section[1]}"
            self._open(self._section, Level.SECTION, section[2], paragraph)
        elif point := _POINT.match(text):
            self._point = f"{self._section}/{point[1]}"
            self._open(self._point, Level.POINT, point[2], paragraph)
        elif letter := _LETTER.match(text):
            self._open(f"{self._point or self._section}/đ.{letter[1]}", Level.LETTER, letter[2], paragraph)
        elif bullet := _BULLET.match(text):
            self._bullets += 1
            self._paragraphs += 1
            self._add(f"{self._home}/b{self._bullets}", Level.BULLET, bullet[1], paragraph)
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
            self._add(f"{self._home}/p{self._paragraphs}", Level.PARAGRAPH, paragraph.text, paragraph)

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
