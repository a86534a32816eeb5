"""Finding the header of a sheet: wherever it stands, on one line or on two, merged or not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from nghisu.core.form.secrecy import HEAD_LINES, held_back, stamp_among
from nghisu.core.text import fold, nfc
from nghisu.foundation.sheets.unreadable import UnreadableFile

SEARCHED = 40
"""Lines from the top in which a header is looked for."""

ALIKE = 88
"""How alike (0–100) a heading must be to a known one to be taken for it: a slip of one letter in ten."""

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (line from 0) and which column (from 0) holds which field."""

    first_line: int
    last_line: int
    columns: Mapping[int, str]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that have a column, from left to right."""
        return tuple(self.columns[at] for at in sorted(self.columns))


def find_header(
    lines: Sequence[Sequence[object]], merged: Merged, words: Mapping[str, str], gettext: Callable[[str], str]
) -> Header | None:
    """The line, or pair of lines, that names most columns; None when no line names even two.

    `words` are the headings that are known, `plain`, each with its field. Raises UnreadableFile for a sheet with the
    stamp of a secret document in a cell near its top.
    """
    stamp = stamp_among(nfc(str(cell)) for line in lines[:HEAD_LINES] for cell in line if cell)
    if stamp:
        raise UnreadableFile(*held_back(stamp, gettext))
    best: Header | None = None
    for at in range(min(SEARCHED, len(lines))):
        single = _columns([_label(cell) for cell in lines[at]], words)
        candidates = [Header(at, at, single)]
        if at + 1 < len(lines):
            under = _columns([_label(cell) for cell in lines[at + 1]], words)
            said = sum(1 for cell in lines[at + 1] if cell not in ("", None))
            # A line of data may happen to hold a word that is a heading too; a line of headings holds
            # little else.
            if single and 2 * len(under) >= max(said, 1):
                candidates.append(Header(at, at + 1, _joined(single, under)))
        for candidate in candidates:
            if len(candidate.columns) >= 2 and (best is None or len(candidate.columns) > len(best.columns)):
                best = candidate
    if best and best.first_line == best.last_line:
        # A header cell merged downwards reaches the last line of the header, even where the second line
        # says nothing.
        reach = [end[0] for start, end in merged if start[0] == best.first_line and start[1] in best.columns]
        return Header(best.first_line, max([best.last_line, *reach]), best.columns)
    return best


def plain(words: str) -> str:
    """Words as they are compared: folded, punctuation taken for a space, one space between words."""
    kept = "".join(letter if letter.isalnum() else " " for letter in fold(words))
    return " ".join(kept.split())


def _label(cell: object) -> str:
    return plain(cell) if isinstance(cell, str) and len(cell) <= 80 else ""


def _columns(labels: Sequence[str], words: Mapping[str, str]) -> dict[int, str]:
    """Exact headings first, then those with a slip of the pen; the first column of a name keeps it."""
    columns: dict[int, str] = {}
    taken: set[str] = set()
    for at, label in enumerate(labels):
        field = words.get(label)
        if field and field not in taken:
            columns[at] = field
            taken.add(field)
    if not columns:
        return columns
    for at, label in enumerate(labels):
        if at in columns or len(label) < 5:
            continue
        near = process.extractOne(label, words.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if near and words[near[0]] not in taken:
            columns[at] = words[near[0]]
            taken.add(columns[at])
    return columns


def _joined(upper: Mapping[int, str], under: Mapping[int, str]) -> dict[int, str]:
    """A header of two lines: the second names parts of what stands above it, so it comes first."""
    columns = dict(under)
    taken = set(under.values())
    for at, field in upper.items():
        if at not in columns and field not in taken:
            columns[at] = field
    return columns
