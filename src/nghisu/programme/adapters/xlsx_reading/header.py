"""Finding the header of a programme's sheet: wherever it stands, on one line or on two, merged or not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from nghisu.programme.adapters.xlsx_reading.read import UnreadableFile
from nghisu.programme.adapters.xlsx_reading.vocabulary import Vocabulary, plain

SEARCHED = 40
"""Lines from the top in which a header is looked for."""

NEEDED = ("title", "kind", "date")
"""Fields without a column for which there is no programme to read; any other missing column is only
reported."""

ALIKE = 88
"""How alike (0–100) a heading must be to a known one to be taken for it: a slip of one letter in ten."""

Gettext = Callable[[str], str]
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


def find_header(lines: Sequence[Sequence[object]], merged: Merged, words: Vocabulary) -> Header | None:
    """The line, or pair of lines, that names most columns; None when no line names even two."""
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


def refuse_headerless(best: Header | None, words: Vocabulary, sheet: str, gettext: Gettext) -> None:
    """Raise `UnreadableFile` naming the columns that are missing, unless those that are needed are all
    there."""
    found = set(best.columns.values()) if best else set()
    missing = [words.column_names[field] for field in NEEDED if field not in found]
    if not missing:
        return
    example = ", ".join(
        words.column_names[field]
        for field in ("title", "kind", "date", "part_of_day", "preparing", "chair", "form", "scale")
    )
    way_out = gettext(
        "Đặt một dòng tiêu đề ngay trên dòng hội nghị đầu tiên, mỗi cột một tên, không trộn ô, ví dụ: "
        "%(columns)s."
    ) % {"columns": example}
    names = ", ".join(f"“{name}”" for name in missing)
    if best is None:
        raise UnreadableFile(
            gettext(
                "Không tìm thấy dòng tiêu đề trong trang tính “%(sheet)s”; cần ít nhất các cột %(columns)s."
            )
            % {"sheet": sheet, "columns": names},
            way_out,
        )
    raise UnreadableFile(
        gettext("Dòng tiêu đề (dòng %(row)s) của trang tính “%(sheet)s” thiếu cột %(columns)s.")
        % {"row": best.first_line + 1, "sheet": sheet, "columns": names},
        way_out,
    )


def _label(cell: object) -> str:
    return plain(cell) if isinstance(cell, str) and len(cell) <= 80 else ""


def _columns(labels: Sequence[str], words: Vocabulary) -> dict[int, str]:
    """Exact headings first, then those with a slip of the pen; the first column of a name keeps it."""
    columns: dict[int, str] = {}
    taken: set[str] = set()
    for at, label in enumerate(labels):
        field = words.columns.get(label)
        if field and field not in taken:
            columns[at] = field
            taken.add(field)
    if not columns:
        return columns
    for at, label in enumerate(labels):
        if at in columns or len(label) < 5:
            continue
        near = process.extractOne(label, words.columns.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if near and words.columns[near[0]] not in taken:
            columns[at] = words.columns[near[0]]
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
