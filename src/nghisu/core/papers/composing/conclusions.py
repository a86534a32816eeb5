from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nghisu.core.form.document import Align
from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import Meeting, bare, ended, flow, lines_of, paragraph, within
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Block, Column, Formalities, Heading, Paper, Row, Table
from nghisu.core.papers.words import day_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemConclusion:
    """What was concluded on an item of the agenda."""

    title: str
    conclusion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task that came of a conclusion: what, who leads, who supports, until when, with which product."""

    text: str
    lead: str = ""
    support: str = ""
    due: date | None = None
    product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionNotice(Kept):
    """The notice of a conference's conclusions (thông báo kết luận)."""

    formalities: Formalities
    meeting: Meeting
    body: str
    items: tuple[ItemConclusion, ...] = ()
    tasks: tuple[Task, ...] = ()
    words: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids): a task states task, lead, deadline and product."""
        said = {
            N_("kết luận từng nội dung"): self.items and all(one.conclusion for one in self.items),
            N_("đơn vị chủ trì từng việc"): all(one.lead for one in self.tasks),
            N_("thời hạn từng việc"): all(one.due for one in self.tasks),
            N_("sản phẩm từng việc"): all(one.product for one in self.tasks),
            N_("người ký"): self.formalities.signer,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_conclusion_notice(said: ConclusionNotice) -> Paper:
    """The notice as a document."""
    meeting = said.meeting
    on = f" {day_words(meeting.opening.date())}," if meeting.opening else ""
    chair = f" do {within(bare(meeting.chair))} chủ trì" if meeting.chair else ""
    blocks: list[Block] = [
        paragraph(
            f"Tại {meeting.name}{on}{chair}, sau khi nghe báo cáo và ý kiến thảo luận, {said.body} thống nhất kết luận:"
        )
    ]
    for number, item in enumerate(said.items, start=1):
        blocks.append(Heading(f"{number}. {ended(item.title)}"))
        blocks += flow(lines_of(item.conclusion))
    if said.tasks:
        blocks.append(paragraph(f"{said.body} giao các cơ quan, đơn vị thực hiện những việc sau:"))
        blocks.append(_tasks(said.tasks))
    blocks += flow(lines_of(said.words))
    blocks.append(paragraph("Thông báo này để các cơ quan, đơn vị và cá nhân liên quan thực hiện."))
    return Paper(
        kind="thong-bao-ket-luan",
        type="THÔNG BÁO",
        formalities=said.formalities,
        subject=f"kết luận của {said.body} tại {meeting.name}",
        blocks=tuple(blocks),
    )


def _tasks(tasks: tuple[Task, ...]) -> Table:
    columns = (
        Column("STT", 15, Align.CENTER),
        Column("Nhiệm vụ", 48),
        Column("Chủ trì", 30),
        Column("Phối hợp", 28),
        Column("Thời hạn", 26, Align.CENTER),
        Column("Sản phẩm", 26),
    )
    rows = (
        Row(
            (
                str(number),
                bare(one.text),
                one.lead,
                one.support,
                f"{one.due:%d/%m/%Y}" if one.due else "",
                one.product,
            )
        )
        for number, one in enumerate(tasks, start=1)
    )
    return Table(columns, tuple(rows))
