"""Programmes as offices send them, with the rows that go wrong."""

from __future__ import annotations

import io
from datetime import date

from openpyxl import Workbook
from playwright.sync_api import FilePayload

HEAD = (
    "TT",
    "Nội dung",
    "Loại hội nghị",
    "Thời gian",
    "Buổi",
    "Cơ quan chuẩn bị",
    "Chủ trì",
    "Hình thức",
    "Phạm vi",
)

Row = tuple[str | int | date | None, ...]


def row(number: int, title: str, kind: str, on: str | date, form: str = "Trực tiếp") -> Row:
    """A line of a programme, prepared by the organisation commission for the standing committee's morning."""
    return (
        number,
        title,
        kind,
        on,
        "Sáng",
        "Ban Tổ chức Thành ủy",
        "Ban Thường vụ Thành ủy",
        form,
        "Nội bộ",
    )


GOOD = "Nghe báo cáo nạo vét sông Đáy"
ON_A_HOLIDAY = "Nghe báo cáo phòng chống lụt bão"
NO_SUCH_DAY = "Nghe báo cáo cải tạo hồ Tây"
NO_SUCH_KIND = "Nghe báo cáo trồng cây vành đai"
NO_DAY = "Nghe báo cáo chợ đầu mối"

THREE_BAD_ROWS = (
    row(1, GOOD, "Ban Thường vụ", date(2026, 10, 21)),
    row(2, ON_A_HOLIDAY, "Ban Thường vụ", date(2026, 9, 2)),
    row(3, NO_SUCH_DAY, "Ban Thường vụ", "31/02/2026"),
    row(4, NO_SUCH_KIND, "Liên hoan", date(2026, 10, 28)),
    row(5, NO_DAY, "Ban Thường vụ", ""),
)


def workbook(rows: tuple[Row, ...], title: str = "CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026") -> bytes:
    """An .xlsx file: a title, a heading, the rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append([])
    sheet.append(list(HEAD))
    for line in rows:
        sheet.append(list(line))
    file = io.BytesIO()
    book.save(file)
    book.close()
    return file.getvalue()


def upload(name: str, rows: tuple[Row, ...]) -> FilePayload:
    """A file as the browser's file field takes it."""
    return {
        "name": name,
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": workbook(rows),
    }
