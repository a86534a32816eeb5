"""Reading the file: refuse what is unfit, find the sheet and its header, read each line, compare lines."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from nghisu.core.conferences.hours import OpeningHours
from nghisu.core.conferences.problems import Problem
from nghisu.foundation.sheets import UnreadableFile
from nghisu.foundation.sheets.container import MAX_FILE, Container, SheetPart, open_container
from nghisu.foundation.sheets.header import Header, Merged, find_header
from nghisu.programme.adapters.xlsx_reading.header import refuse_headerless
from nghisu.programme.adapters.xlsx_reading.read import ReadProgramme, ReadRow
from nghisu.programme.adapters.xlsx_reading.rows import RowReader, identity, out_of_year
from nghisu.programme.adapters.xlsx_reading.sheets import Line, is_aside, programme_title, sheet_lines
from nghisu.programme.adapters.xlsx_reading.vocabulary import vocabulary

Gettext = Callable[[str], str]
Grid = Sequence[Sequence[object]]

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def read_programme(
    file: str | Path | bytes,
    *,
    kinds: Mapping[str, str],
    name: str = "",
    hours: OpeningHours | None = None,
    year: int | None = None,
    gettext: Gettext = identity,
) -> ReadProgramme:
    """Read a programme from an .xlsx file (a path, or its bytes with the `name` it was sent under).

    `kinds` are the kinds of the rulebook (code → name); `year` is the programme's, by default the one in
    its title or else the commonest of its dates. Raises `UnreadableFile` when there is no programme to be
    read in the file.
    """
    if not isinstance(file, bytes):
        name = name or str(file)
        try:
            with Path(file).open("rb") as stream:
                file = stream.read(MAX_FILE + 1)  # one byte too many is refused; a device has no end
        except OSError as fault:
            raise UnreadableFile(
                gettext("Không mở được tệp “%(name)s”.") % {"name": name},
                gettext("Kiểm tra lại đường dẫn và quyền đọc tệp."),
            ) from fault
    container = open_container(file, name, gettext)
    part, grid, merged, header = _sheet(container, gettext)
    title = programme_title(grid, header)
    lines = list(sheet_lines(grid, merged, header, part, since_1904=container.since_1904, gettext=gettext))
    words = vocabulary()
    aside = [line for line in lines if not line.problems and is_aside(line.raw, words)]
    skipped = {line.row for line in aside}
    named = _YEAR.search(title)
    year = year or (int(named[1]) if named else None)
    reader = RowReader(kinds, hours or OpeningHours(), year, gettext)
    rows = _compared([_read(reader, line) for line in lines if line.row not in skipped], gettext)
    if not rows:
        raise UnreadableFile(
            gettext("Trang tính “%(sheet)s” có tiêu đề nhưng không có hội nghị nào.") % {"sheet": part.name},
            gettext("Ghi các hội nghị vào những dòng ngay dưới dòng tiêu đề, rồi nhập lại."),
        )
    year = year or _commonest_year(rows)
    return ReadProgramme(
        title=title,
        year=year,
        rows=tuple(rows),
        columns=header.fields,
        warnings=tuple(_warnings(rows, aside, header, year, gettext)),
        sheet=part.name,
    )


def _sheet(container: Container, gettext: Gettext) -> tuple[SheetPart, Grid, Merged, Header]:
    """The visible sheet whose header names most; hidden sheets are looked at only when there is no other."""
    words = vocabulary()
    best: tuple[int, SheetPart, Grid, Merged, Header] | None = None
    nearest: tuple[Header | None, str] = (None, container.sheets[0].name if container.sheets else "")
    parts = {part.name: part for part in container.sheets}
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(container.content)) as workbook:
            shown = sorted(
                workbook.sheets_metadata, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible
            )
            for metadata in shown:
                if metadata.name not in parts:
                    continue
                sheet = workbook.get_sheet_by_name(metadata.name)
                grid: Grid = sheet.to_python(skip_empty_area=False)
                merged = sheet.merged_cell_ranges or []
                header = find_header(grid, merged, words.columns, gettext)
                if header is None:
                    continue
                if nearest[0] is None or len(header.columns) > len(nearest[0].columns):
                    nearest = (header, metadata.name)
                fit = {"title", "kind", "date"} <= set(header.columns.values())
                if fit and (best is None or len(header.columns) > best[0]):
                    best = (len(header.columns), parts[metadata.name], grid, merged, header)
    except CalamineError as fault:
        raise UnreadableFile(
            gettext("Tệp bị hỏng: không đọc được trang tính bên trong."),
            gettext("Mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx, rồi nhập lại."),
        ) from fault
    if best is None:
        refuse_headerless(nearest[0], words, nearest[1], gettext)
        raise AssertionError("a header that is refused by none was found by none")
    return best[1], best[2], best[3], best[4]


def _read(reader: RowReader, line: Line) -> ReadRow:
    read = reader.read(line.raw, line.row)
    if not line.problems:
        return read
    faulty = {problem.field for problem in line.problems}
    others = tuple(problem for problem in read.problems if problem.field not in faulty)
    return ReadRow(line.row, read.raw, None, line.problems + others)


def _compared(rows: Sequence[ReadRow], gettext: Gettext) -> list[ReadRow]:
    """A line that says word for word what an earlier one says is a copy: one of the two must go."""
    first: dict[tuple[tuple[str, str], ...], int] = {}
    compared = []
    for read in rows:
        said = tuple((name, text) for name, text in read.raw.items() if name not in ("number", "note"))
        earlier = first.setdefault(said, read.row)
        if earlier == read.row:
            compared.append(read)
            continue
        copy = Problem(
            "",
            gettext("Dòng %(second)s trùng hoàn toàn với dòng %(first)s.")
            % {"first": earlier, "second": read.row},
            gettext(
                "Xóa một trong hai dòng; nếu là hai hội nghị thì ghi rõ chỗ khác nhau (nội dung, ngày, buổi)."
            ),
            (earlier, read.row),
        )
        compared.append(ReadRow(read.row, read.raw, None, (*read.problems, copy)))
    return compared


def _commonest_year(rows: Iterable[ReadRow]) -> int | None:
    years = Counter(read.conference.on.year for read in rows if read.conference and read.conference.on)
    return years.most_common(1)[0][0] if years else None


def _warnings(
    rows: Sequence[ReadRow], aside: Sequence[Line], header: Header, year: int | None, gettext: Gettext
) -> Iterable[str]:
    names = vocabulary().column_names
    wanted = ("part_of_day", "preparing", "chair", "form", "scale")
    missing = [names[name] for name in wanted if name not in header.columns.values()]
    if missing:
        yield gettext("Bảng không có cột: %(columns)s.") % {"columns": ", ".join(missing)}
    if aside:
        yield gettext("Bỏ qua các dòng không phải hội nghị (tiêu đề nhóm, chân trang): %(rows)s.") % {
            "rows": ", ".join(str(line.row) for line in aside)
        }
    strangers = [str(read.row) for read in rows if read.conference and out_of_year(read.conference.on, year)]
    if strangers:
        yield gettext("Ngày ở các dòng %(rows)s không thuộc năm %(year)s của chương trình.") % {
            "rows": ", ".join(strangers),
            "year": year,
        }
