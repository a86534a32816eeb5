from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nghisu.core.form.document import Align
from nghisu.core.papers.composing.parts import paragraph
from nghisu.core.papers.paper import Column, Formalities, Paper, Row, Table

MARK = "Mục lục"
"""The bookmark of the contents in the whole."""


def group_name(number: int | None, title: str = "") -> str:
    """How the contents name an item of the agenda; None: what belongs to no item."""
    return "Tài liệu chung" if number is None else f"Nội dung {number}. {title}"


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A document of a pack as its contents name it; `start` is the page of the whole at which it begins, from 1."""

    number: str
    title: str
    unit: str
    pages: int
    start: int


@dataclass(frozen=True, slots=True)
class ContentsGroup:
    """The documents of one item of the agenda."""

    name: str
    lines: tuple[ContentsLine, ...]


def compose_contents(formalities: Formalities, meeting: str, groups: Sequence[ContentsGroup]) -> Paper:
    """The contents of a pack (mục lục tài liệu) as the first pages of the whole."""
    columns = (
        Column("Số", 14, Align.CENTER),
        Column("Tên tài liệu", 84),
        Column("Đơn vị chuẩn bị", 38),
        Column("Số trang", 14, Align.CENTER),
        Column("Từ trang", 14, Align.CENTER),
    )
    rows: list[Row] = []
    for group in groups:
        rows.append(Row(across=group.name))
        rows += [
            Row((one.number, one.title, one.unit, str(one.pages), str(one.start))) for one in group.lines
        ]
    lines = [one for group in groups for one in group.lines]
    total = f"Tổng số: {len(lines)} tài liệu, {sum(one.pages for one in lines)} trang."
    return Paper(
        kind="muc-luc",
        type="MỤC LỤC",
        formalities=formalities,
        subject=f"tài liệu {meeting}",
        numbered=False,
        blocks=(Table(columns, tuple(rows)), paragraph(total)),
    )
