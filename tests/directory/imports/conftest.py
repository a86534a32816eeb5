"""Sheets of units and people made for a test, and somebody who may take them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from nghisu.core.people.roles import Role
from nghisu.directory.commands import importing
from nghisu.directory.models import DirectoryImport, DirectoryImportRow
from nghisu.foundation.actors import Actor

UNITS = (
    "Mã",
    "Tên cơ quan",
    "Tên ngắn",
    "Loại",
    "Khối",
    "Cấp",
    "Cơ quan cấp trên",
    "Từ ngày",
    "Địa chỉ nhận thư",
)
PEOPLE = (
    "Họ và tên",
    "Chức danh",
    "Cơ quan hoặc tập thể",
    "Từ ngày",
    "Đến ngày",
    "Email",
    "Điện thoại",
    "Giới tính",
)

Row = Sequence[Any]


def workbook(units: Sequence[Row] = (), people: Sequence[Row] = ()) -> bytes:
    """A workbook with a sheet of each part that has rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, head, rows in (("Cơ quan", UNITS, units), ("Người", PEOPLE, people)):
        if rows:
            sheet = book.create_sheet(title)
            sheet.append(head)
            for row in rows:
                sheet.append(list(row))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def csv(head: Row, rows: Sequence[Row], delimiter: str = ",") -> str:
    return "\n".join(delimiter.join(str(cell) for cell in row) for row in (head, *rows)) + "\n"


def unit(name: str, superior: str = "", since: str = "01/07/2025", **more: str) -> Row:
    said = {"code": "", "short": "", "kind": "Sở, ngành", "bloc": "", "tier": "", "address": ""} | more
    begun = (said["code"], name, said["short"], said["kind"], said["bloc"], said["tier"])
    return (*begun, superior, since, said["address"])


def person(name: str, title: str, place: str, since: str = "01/07/2025", **more: str) -> Row:
    said = {"until": "", "email": "", "phone": "", "gender": ""} | more
    return (name, title, place, since, said["until"], said["email"], said["phone"], said["gender"])


@pytest.fixture
def by(in_committee, actor_of) -> Actor:
    actor: Actor = actor_of(Role.COMMITTEE_ADMINISTRATOR)
    return actor


@pytest.fixture
def drafted(by) -> Callable[..., DirectoryImport]:
    """`drafted(content)`: what the page does with an uploaded file."""

    def draft(content: bytes | str, name: str = "danh-ba.xlsx", **more: Any) -> DirectoryImport:
        kept = content if isinstance(content, bytes) else content.encode()
        return importing.draft_directory_import(by, importing.read_directory_file(by, kept, name), **more)

    return draft


def rows_of(draft: DirectoryImport) -> list[DirectoryImportRow]:
    return list(DirectoryImportRow.objects.filter(draft=draft).order_by("-part", "row"))


def said_of(draft: DirectoryImport) -> list[str]:
    """What keeps the rows of a draft out, in Vietnamese."""
    return [
        f"{row.row} {one['field']}: {one['message']}"
        for row in rows_of(draft)
        for one in row.problems.get("vi", [])
    ]
