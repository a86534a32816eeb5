from __future__ import annotations

from dataclasses import dataclass

from nghisu.core.form.document import Align
from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import Meeting, paragraph
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Block, Column, Formalities, Paper, Row, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate:
    """One who takes part, as the list shows them."""

    name: str
    position: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DelegateGroup:
    """Those who take part in one capacity, in the order of precedence."""

    name: str
    people: tuple[Delegate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateList(Kept):
    """The list of those who take part (danh sách đại biểu)."""

    formalities: Formalities
    meeting: Meeting
    groups: tuple[DelegateGroup, ...] = ()

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        return () if any(group.people for group in self.groups) else (N_("người được mời"),)


def compose_delegates(said: DelegateList) -> Paper:
    """The list as a document."""
    columns = (
        Column("STT", 15, Align.CENTER),
        Column("Họ và tên", 42),
        Column("Chức vụ", 50),
        Column("Đơn vị công tác", 42),
        Column("Ghi chú", 16),
    )
    rows: list[Row] = []
    number = 0
    named = len(said.groups) > 1 or any(group.name for group in said.groups)
    for group in said.groups:
        if named and group.people:
            rows.append(Row(across=f"{group.name} ({len(group.people)} đại biểu)"))
        for one in group.people:
            number += 1
            rows.append(Row((str(number), one.name, one.position, one.unit, one.note)))
    blocks: list[Block] = [Table(columns, tuple(rows))] if rows else []
    blocks.append(paragraph(f"Danh sách này có {number} đại biểu."))
    return Paper(
        kind="danh-sach-dai-bieu",
        type="DANH SÁCH",
        formalities=said.formalities,
        subject=f"đại biểu dự {said.meeting.name}",
        numbered=False,
        blocks=tuple(blocks),
    )
