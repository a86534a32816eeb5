"""A committee whose directory knows some units, a browser that may import, and sheets to send."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nghisu.core.people.roles import Role
from nghisu.programme.models import ImportDraft
from tests.factories import Ground

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

START = "/chuong-trinh/nhap/"

Sheet = Callable[..., bytes]


def line(number: int = 1, /, **different: object) -> list[object]:
    """A line with nothing wrong in it, but for what is different (by its column, named as the reader names it)."""
    stated: dict[str, object] = {
        "number": number,
        "title": f"Đề án nạo vét sông, phần {number}",
        "kind": "Ban Thường vụ",
        "date": date(2026, 3, 17 + number),
        "part_of_day": "Sáng",
        "preparing": "Sở Bến Cảng Phù Sa",
        "coordinating": None,
        "chair": "Ban Thường vụ Thành ủy",
        "form": "Trực tiếp",
        "scale": "Nội bộ",
        "note": None,
    }
    return list((stated | different).values())


@pytest.fixture
def sheet() -> Sheet:
    """Bytes of a workbook with these lines under the usual header (row 3), so that the first line is row 4."""

    def making(
        *lines: Sequence[object],
        header: Sequence[object] | None = HEADER,
        spoil: Callable[[Worksheet], object] | None = None,
    ) -> bytes:
        workbook = Workbook()
        worksheet = workbook.active
        assert isinstance(worksheet, Worksheet)
        worksheet.append(["CHƯƠNG TRÌNH CÔNG TÁC NĂM 2026"])
        worksheet.append([])
        if header is not None:
            worksheet.append(list(header))
        for one in lines:
            worksheet.append(list(one))
        if spoil:
            spoil(worksheet)
        stream = io.BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    return making


@pytest.fixture
def browser(bound: Ground, client_of: Callable[..., Client]) -> Client:
    """Somebody of the office who may import."""
    return client_of(Role.OFFICE_SPECIALIST)


def sent(client: Client, content: bytes, name: str = "chuong-trinh.xlsx") -> Any:
    """A file sent to be read."""
    return client.post(START, {"file": SimpleUploadedFile(name, content), "command_id": str(uuid4())})


@pytest.fixture
def draft_from(browser: Client) -> Callable[..., ImportDraft]:
    """`draft_from(content)`: the draft that the browser's upload made."""

    def drafting(content: bytes) -> ImportDraft:
        answer = sent(browser, content)
        assert answer.status_code == 302, answer.content.decode()
        return ImportDraft.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))

    return drafting


def command(client: Client, draft: ImportDraft, path: str, /, htmx: bool = False, **form: str) -> Any:
    """A form of the preview, sent."""
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(f"{START}{draft.pk}/{path}", form | {"command_id": str(uuid4())}, headers=headers)
