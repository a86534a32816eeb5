from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from nghisu.core.form.document import Align
from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import Meeting, flow, lines_of, numbered
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Block, Column, Formalities, Paper, Row, Table
from nghisu.core.papers.words import WEEKDAYS, day_words


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """An item of the agenda. It begins where the one before ends, unless `at` says when; `part` begins a part of the
    agenda, such as a sitting."""

    title: str
    presenter: str = ""
    minutes: int | None = None
    at: datetime | None = None
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Kept):
    """The programme of a conference (chương trình hội nghị): when, what, who, how many minutes."""

    formalities: Formalities
    meeting: Meeting
    items: tuple[AgendaLine, ...] = ()
    remark: str = "Chương trình có thể được điều chỉnh theo ý kiến của chủ trì hội nghị"

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("các mục của chương trình"): self.items,
            N_("thời gian"): self.meeting.opening,
            N_("địa điểm"): self.meeting.place,
            N_("người thực hiện từng mục"): all(one.presenter for one in self.items),
            N_("thời lượng từng mục"): all(one.minutes for one in self.items),
        }
        return tuple(name for name, value in said.items() if not value)


def compose_agenda(said: Agenda) -> Paper:
    """The programme as a document."""
    meeting = said.meeting
    columns = (
        Column("Thời gian", 24, Align.CENTER),
        Column("Nội dung", 74),
        Column("Người thực hiện", 48),
        Column("Số phút", 16, Align.CENTER),
    )
    blocks: list[Block] = [
        *numbered(
            [
                ("Thời gian", [meeting.when()]),
                ("Địa điểm", [meeting.place]),
                ("Chủ trì", [meeting.chair]),
                ("Nội dung, trình tự", ["theo bảng dưới đây"]),
            ]
        ),
        Table(columns, tuple(_rows(said))),
        *flow(lines_of(said.remark)),
    ]
    return Paper(
        kind="chuong-trinh",
        type="CHƯƠNG TRÌNH",
        formalities=said.formalities,
        subject=meeting.name,
        blocks=tuple(blocks),
    )


def _rows(said: Agenda) -> list[Row]:
    rows: list[Row] = []
    at = said.meeting.opening
    day = at.date() if at else None
    for item in said.items:
        at = item.at or at
        if at and at.date() != day:
            day = at.date()
            rows.append(Row(across=f"{WEEKDAYS[at.weekday()]}, {day_words(day)}"))
        if item.part:
            rows.append(Row(across=item.part))
        hour = f"{at.hour} giờ\N{NO-BREAK SPACE}{at.minute:02d}" if at else ""
        rows.append(Row((hour, item.title, item.presenter, str(item.minutes) if item.minutes else "")))
        # From the first item of unknown length on nobody knows when the next begins.
        at = at + timedelta(minutes=item.minutes) if at and item.minutes else None
    return rows
