"""Refusing a sheet whose header does not name what a programme needs."""

from collections.abc import Callable

from nghisu.foundation.sheets import UnreadableFile
from nghisu.foundation.sheets.header import Header
from nghisu.programme.adapters.xlsx_reading.vocabulary import Vocabulary

NEEDED = ("title", "kind", "date")
"""Fields without a column for which there is no programme to read; any other missing column is only
reported."""

Gettext = Callable[[str], str]


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
