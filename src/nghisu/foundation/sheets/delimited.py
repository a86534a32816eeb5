"""Tables as text: CSV with commas, semicolons or tabs, in UTF-8 with or without a mark, or in Excel's UTF-16."""

import codecs
import csv
from collections.abc import Callable
from io import StringIO

from nghisu.foundation.sheets.container import MAX_COLUMNS, MAX_FILE, MAX_ROWS
from nghisu.foundation.sheets.unreadable import UnreadableFile

DELIMITERS = (";", ",", "\t")
LOOKED_AT = 40
"""Lines from the top by which the delimiter is told."""

Gettext = Callable[[str], str]


def is_delimited(content: bytes, name: str) -> bool:
    """Whether a file is a table as text: by its name, and not a workbook by its first bytes."""
    workbook = content.startswith((b"PK", bytes.fromhex("d0cf11e0a1b11ae1")))
    return name.lower().endswith((".csv", ".tsv", ".txt")) and not workbook


def read_delimited(content: bytes, gettext: Gettext) -> list[list[str]]:
    """The cells of a CSV, line by line; raises `UnreadableFile` with the reason and the way out."""
    if not content.strip():
        raise UnreadableFile(gettext("Tệp rỗng."), gettext("Chọn lại tệp."))
    if len(content) > MAX_FILE:
        raise UnreadableFile(
            gettext("Tệp lớn quá %(limit)s MB.") % {"limit": MAX_FILE // 2**20},
            gettext("Tách thành nhiều tệp."),
        )
    text = _decoded(content, gettext)
    if "\x00" in text:
        raise UnreadableFile(
            gettext("Tệp chứa ký tự không phải chữ, không phải là bảng CSV."),
            gettext("Mở bằng Excel rồi lưu thành Excel Workbook (.xlsx) hoặc CSV UTF-8."),
        )
    head = text.splitlines()[:LOOKED_AT]
    delimiter = max(DELIMITERS, key=lambda sign: max((line.count(sign) for line in head), default=0))
    try:
        csv.field_size_limit(MAX_FILE)
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise UnreadableFile(
            gettext("Bảng CSV bị hỏng: dấu ngoặc kép hoặc ngắt dòng không khớp."),
            gettext("Mở bằng Excel rồi lưu thành Excel Workbook (.xlsx), rồi nhập lại."),
        ) from fault
    widest = max((len(line) for line in lines), default=0)
    if len(lines) > MAX_ROWS or widest > MAX_COLUMNS:
        raise UnreadableFile(
            gettext("Bảng CSV có %(row)s dòng, %(column)s cột; tối đa là %(rows)s dòng, %(columns)s cột.")
            % {"row": len(lines), "column": widest, "rows": MAX_ROWS, "columns": MAX_COLUMNS},
            gettext("Xóa các dòng và cột thừa, hoặc tách thành nhiều tệp."),
        )
    return lines


def _decoded(content: bytes, gettext: Gettext) -> str:
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    try:
        return content.decode("utf-16" if content.startswith(marks) else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnreadableFile(
            gettext("Tệp CSV không ở bảng mã UTF-8 nên chữ có dấu không đọc được."),
            gettext(
                "Trong Excel chọn “Lưu thành” dạng CSV UTF-8, hoặc Excel Workbook (.xlsx), rồi nhập lại."
            ),
        ) from fault
