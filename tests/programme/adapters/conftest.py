"""Spreadsheets made for a test: a sound one, and the ways to spoil it."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nghisu.core.law.compose import load_rulebook
from nghisu.programme.adapters.xlsx_reading import ReadProgramme, read_programme

KINDS = {kind.code: kind.name for kind in load_rulebook().kinds.values()}
TITLE = "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026"
HEADER = (
    "TT",
    "Nội dung",
    "Loại hội nghị",
    "Thời gian dự kiến",
    "Buổi",
    "Cơ quan chuẩn bị",
    "Cơ quan phối hợp",
    "Chủ trì",
    "Hình thức",
    "Phạm vi",
    "Ghi chú",
)

Row = Sequence[object]
Make = Callable[..., bytes]
Read = Callable[..., ReadProgramme]


def line(
    number: int = 1,
    title: str = "Đề án cải tạo chung cư cũ",
    kind: object = "Ban Thường vụ",
    day: object = date(2026, 3, 18),
    part: object = "Sáng",
    form: object = "Trực tiếp",
    scale: object = "Nội bộ",
) -> list[object]:
    """A line of a programme with nothing wrong in it."""
    chair = "Ban Thường vụ Thành ủy"
    return [number, title, kind, day, part, "Đảng ủy UBND Thành phố", None, chair, form, scale, None]


@pytest.fixture
def a_line() -> Callable[..., list[object]]:
    return line


@pytest.fixture
def sheet() -> Make:
    """Bytes of a workbook with these lines under the usual header; `spoil` gets the sheet before saving."""

    def make(
        *rows: Row,
        header: Row | None = HEADER,
        title: str | None = TITLE,
        spoil: Callable[[Worksheet], object] | None = None,
    ) -> bytes:
        workbook = Workbook()
        worksheet = workbook.active
        assert isinstance(worksheet, Worksheet)
        if title is not None:
            worksheet.append([title])
            worksheet.append([])
        if header is not None:
            worksheet.append(list(header))
        for row in rows:
            worksheet.append(list(row))
        if spoil:
            spoil(worksheet)
        return saved(workbook)

    return make


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.fixture
def read() -> Read:
    def reading(content: bytes | Path | str, name: str = "chuong-trinh.xlsx") -> ReadProgramme:
        return read_programme(content, kinds=KINDS, name=name)

    return reading
