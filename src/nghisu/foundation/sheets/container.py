"""Opening a spreadsheet file that a stranger sent: refused here is whatever could harm or deceive.

A spreadsheet is a zip of XML parts. Before the reader proper sees it, this module makes sure that it is
one, that it holds no macro, that it unpacks to a bearable size, and that its cells stay within bounds; and
it notes the cells whose value cannot be trusted: formulas that were never computed, and errors such as
#N/A.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree

from nghisu.foundation.sheets.unreadable import UnreadableFile

MAX_FILE = 30 * 2**20
MAX_UNPACKED = 150 * 2**20
MAX_RATIO = 200
"""Unpacked bytes for one packed byte, for a part of more than `RATIO_FROM`: real sheets stay under 60."""
RATIO_FROM = 5 * 2**20
MAX_PARTS = 2_000
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELLS = 3_000_000
"""Cells of the rectangles that hold all sheets: 50,000 lines of 60 columns. An empty cell of it costs memory too."""
MAX_TEXT = 300 * 2**20
"""Characters in all cells together: one long shared string may be repeated in every cell."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(/?)>")
_WHOLE_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_AT = re.compile(rb"""\br\s*=\s*["']\$?([A-Z]+)\$?(\d+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)\b[^>]*>[^<]*[^<\s]|<(?:\w+:)?is\b")
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_INDEX = re.compile(rb"<(?:\w+:)?v>(\d+)<")

Gettext = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet inside the file: its name and the cells (row, column; from 1) whose value is missing
    or an error."""

    name: str
    uncomputed: frozenset[tuple[int, int]]
    errors: frozenset[tuple[int, int]]
    cells: int = 0
    """Cells of the rectangle that holds the filled ones."""


@dataclass(frozen=True, slots=True)
class Container:
    """A file found fit to be read."""

    content: bytes
    sheets: tuple[SheetPart, ...]
    since_1904: bool


def open_container(content: bytes, name: str, gettext: Gettext) -> Container:
    """Look the file over; raises `UnreadableFile` with the reason and the way out."""
    save_as = gettext(
        "Mở tệp bằng Excel hoặc LibreOffice, chọn “Lưu thành” dạng Excel Workbook (.xlsx), rồi nhập lại."
    )
    if not content:
        raise UnreadableFile(gettext("Tệp rỗng."), gettext("Chọn lại tệp."))
    if len(content) > MAX_FILE:
        raise UnreadableFile(
            gettext("Tệp lớn quá %(limit)s MB.") % {"limit": MAX_FILE // 2**20},
            gettext("Xóa hình ảnh và các trang tính không cần, hoặc tách thành nhiều tệp."),
        )
    if content.startswith(_OLE):
        raise UnreadableFile(
            gettext("Tệp là Excel đời cũ (.xls) hoặc có đặt mật khẩu, không đọc được."),
            gettext("Mở tệp bằng Excel, bỏ mật khẩu, lưu thành dạng Excel Workbook (.xlsx), rồi nhập lại."),
        )
    if not zipfile.is_zipfile(io.BytesIO(content)):
        if content.startswith(b"PK"):
            raise UnreadableFile(
                gettext("Tệp bị hỏng hoặc tải về chưa hết."),
                gettext(
                    "Chép lại tệp từ nơi gốc; nếu vẫn không được thì mở bằng Excel và lưu lại thành .xlsx."
                ),
            )
        raise UnreadableFile(gettext("Tệp không phải là bảng tính Excel (.xlsx)."), save_as)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _looked_over(archive, content, name, save_as, gettext)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ElementTree.ParseError,
        KeyError,
        ValueError,
    ) as fault:
        raise UnreadableFile(
            gettext("Tệp bị hỏng: một phần bên trong không giải nén được."),
            gettext("Chép lại tệp từ nơi gốc; nếu vẫn không được thì mở bằng Excel và lưu lại thành .xlsx."),
        ) from fault


def _looked_over(
    archive: zipfile.ZipFile, content: bytes, name: str, save_as: str, gettext: Gettext
) -> Container:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    macro = [
        one
        for one in names
        if one.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in one.lower()
    ]
    if macro or name.lower().endswith((".xlsm", ".xltm", ".xlam")):
        raise UnreadableFile(
            gettext("Tệp có chứa macro (chương trình chạy kèm), vì an toàn không được nhập."),
            gettext("Mở tệp, chọn “Lưu thành” dạng Excel Workbook (.xlsx) để bỏ macro, rồi nhập lại."),
        )
    if "xl/workbook.xml" not in names:
        raise UnreadableFile(gettext("Tệp không phải là bảng tính Excel (.xlsx)."), save_as)
    if len(parts) > MAX_PARTS or len(names) != len(parts):
        raise UnreadableFile(
            gettext("Tệp có cấu tạo bất thường: quá nhiều phần hoặc có phần trùng tên."), save_as
        )
    _refuse_bomb(archive, parts, gettext)
    workbook = archive.read("xl/workbook.xml")
    relations = archive.read("xl/_rels/workbook.xml.rels")
    if b"<!DOCTYPE" in workbook + relations or b"\x00" in workbook[:200]:
        raise UnreadableFile(gettext("Tệp có cấu tạo bất thường, không được nhập."), save_as)
    root = ElementTree.fromstring(workbook)  # noqa: S314 - a document type, the one danger here, is refused above
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ElementTree.fromstring(relations)  # noqa: S314 - as above
    }
    sheets = []
    long_strings = _string_lengths(archive, names)
    for element in root.iter():
        if _tag(element) != "sheet":
            continue
        identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        target = targets.get(identity, "")
        path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if path in names:
            sheets.append(_sheet_part(element.get("name", ""), archive.read(path), long_strings, gettext))
        if sum(part.cells for part in sheets) > MAX_CELLS:
            raise UnreadableFile(
                gettext("Tệp có quá nhiều ô (tối đa %(limit)s triệu ô).") % {"limit": MAX_CELLS // 1_000_000},
                gettext("Chỉ giữ trang tính cần nhập và các cột cần thiết."),
            )
    since_1904 = any(
        element.get("date1904") in ("1", "true") for element in root.iter() if _tag(element) == "workbookPr"
    )
    return Container(content, tuple(sheets), since_1904)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _refuse_bomb(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], gettext: Gettext) -> None:
    """Sizes are first believed, then checked by unpacking: a part that lies about its size fails its
    check sum."""
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if total > MAX_UNPACKED or swollen:
        raise UnreadableFile(
            gettext("Tệp giải nén ra lớn bất thường (%(size)s MB), vì an toàn không được nhập.")
            % {"size": max(1, total // 2**20)},
            gettext(
                "Chỉ giữ trang tính cần nhập, xóa các dòng trống có định dạng ở cuối, lưu lại thành .xlsx."
            ),
        )
    for part in parts:
        with archive.open(part) as stream:
            while stream.read(2**20):
                pass


def _string_lengths(archive: zipfile.ZipFile, names: set[str]) -> list[int]:
    shared = next((one for one in names if one.lower() == "xl/sharedstrings.xml"), None)
    if shared is None:
        return []
    return [len(piece) for piece in re.split(rb"<(?:\w+:)?si\b", archive.read(shared))[1:]]


def _sheet_part(name: str, xml: bytes, lengths: list[int], gettext: Gettext) -> SheetPart:
    if b"\x00" in xml[:200] or b"<!DOCTYPE" in xml[:1000]:
        raise ValueError(name)
    last_row = last_column = filled = 0
    columns: dict[bytes, int] = {}
    for cell in _CELL.finditer(xml):
        if cell[2]:
            continue
        filled += 1
        at = _AT.search(cell[1])
        if at:
            last_row = max(last_row, int(at[2]))
            if at[1] not in columns:
                columns[at[1]] = column_number(at[1].decode())
    last_column = max(columns.values(), default=0)
    if last_row > MAX_ROWS or last_column > MAX_COLUMNS:
        raise UnreadableFile(
            gettext(
                "Trang tính “%(sheet)s” có ô ở tận dòng %(row)s, cột %(column)s; tối đa là %(rows)s dòng,"
                " %(columns)s cột."
            )
            % {
                "sheet": name,
                "row": last_row,
                "column": last_column,
                "rows": MAX_ROWS,
                "columns": MAX_COLUMNS,
            },
            gettext("Xóa các dòng và cột thừa, hoặc tách thành nhiều tệp."),
        )
    if lengths and max(lengths) * filled > MAX_TEXT and _text_size(xml, lengths) > MAX_TEXT:
        raise UnreadableFile(
            gettext("Trang tính “%(sheet)s” chứa quá nhiều chữ.") % {"sheet": name},
            gettext("Rút gọn nội dung các ô, hoặc tách thành nhiều tệp."),
        )
    uncomputed: set[tuple[int, int]] = set()
    errors: set[tuple[int, int]] = set()
    if _FORMULA.search(xml) or _ERROR.search(xml):
        for cell in _WHOLE_CELL.finditer(xml):
            at, body = _AT.search(cell[1]), cell[2] or b""
            if not at:
                continue
            place = (int(at[2]), column_number(at[1].decode()))
            if _ERROR.search(cell[1]):
                errors.add(place)
            # A formula that answers an empty text is stored as text without a value: that is an answer.
            elif _FORMULA.search(body) and not _VALUE.search(body) and not _TEXT.search(cell[1]):
                uncomputed.add(place)
    return SheetPart(name, frozenset(uncomputed), frozenset(errors), last_row * last_column)


def _text_size(xml: bytes, lengths: list[int]) -> int:
    size = 0
    for cell in _WHOLE_CELL.finditer(xml):
        index = _INDEX.search(cell[2] or b"") if _SHARED.search(cell[1]) else None
        if index and int(index[1]) < len(lengths):
            size += lengths[int(index[1])]
    return size


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
