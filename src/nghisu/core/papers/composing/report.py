from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nghisu.core.form.document import Align
from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import bare, ended, flow, lines_of, lowered, paragraph
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Block, Column, Formalities, Heading, Paper, Row, Table
from nghisu.core.papers.words import moment_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many chose an answer."""

    name: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """An opinion that was written, and whose it is; `names` are those who wrote alike. `choice` is the answer it was
    added to."""

    text: str
    names: tuple[str, ...]
    choice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a question was answered: each answer with its number, other opinions, reservations to what was chosen."""

    text: str
    counts: tuple[Count, ...] = ()
    others: tuple[Opinion, ...] = ()
    reservations: tuple[Opinion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationReport(Kept):
    """The report on a written consultation (báo cáo tổng hợp ý kiến): who was asked, the tally, the opinions that differ,
    the reservations, who did not answer. `synthesis` and `words` are the office's own."""

    formalities: Formalities
    asker: str
    subject: str
    sent: datetime | None = None
    closed: datetime | None = None
    asked_people: int = 0
    answered: int = 0
    outcomes: tuple[Outcome, ...] = ()
    unanswered: tuple[str, ...] = ()
    synthesis: str = ""
    proposals: tuple[str, ...] = ()
    words: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("kết quả lấy ý kiến"): self.outcomes,
            N_("ngày kết thúc lấy ý kiến"): self.closed,
            N_("người ký"): self.formalities.signer,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_report(said: ConsultationReport) -> Paper:
    """The report as a document."""
    span = f", gửi phiếu lúc {moment_words(said.sent)}" if said.sent else ""
    until = f", kết thúc lúc {moment_words(said.closed)}" if said.closed else ""
    blocks: list[Block] = [
        Heading("1. Việc lấy ý kiến"),
        paragraph(f"{said.asker} lấy ý kiến bằng văn bản {lowered(bare(said.subject))}{span}{until}."),
        paragraph(
            f"Số người được lấy ý kiến: {said.asked_people}. Số người đã trả lời đủ: {said.answered}"
            f"{_share(said.answered, said.asked_people)}. Số người chưa trả lời đủ: {said.asked_people - said.answered}."
        ),
    ]
    number = 1
    if said.outcomes:
        number += 1
        blocks += [Heading(f"{number}. Kết quả từng nội dung"), _tally(said)]
    for title, chosen in (("Ý kiến khác", "others"), ("Ý kiến bảo lưu, ghi thêm", "reservations")):
        written = [(place, one, getattr(one, chosen)) for place, one in enumerate(said.outcomes, start=1)]
        if said.outcomes:
            number += 1
            blocks.append(Heading(f"{number}. {title}"))
            if not any(opinions for _place, _one, opinions in written):
                blocks.append(paragraph("Không có."))
        for place, one, opinions in written:
            if opinions:
                blocks.append(paragraph(f"Nội dung {place}. {ended(one.text)}", italic=True))
                blocks += [paragraph(f"- {_opinion(opinion)}") for opinion in opinions]
    number += 1
    blocks.append(Heading(f"{number}. Người chưa trả lời"))
    silent = [bare(name) for name in said.unanswered]
    blocks.append(paragraph(ended(f"{len(silent)} người: {', '.join(silent)}" if silent else "Không có")))
    own = lines_of(said.synthesis)
    if own:
        number += 1
        blocks += [Heading(f"{number}. Tổng hợp chung"), *flow(own)]
    if said.proposals:
        number += 1
        blocks.append(Heading(f"{number}. Kiến nghị"))
        blocks += [paragraph(f"- {ended(one)}") for one in said.proposals]
    blocks += flow(lines_of(said.words))
    return Paper(
        kind="bao-cao-tong-hop",
        type="BÁO CÁO",
        formalities=said.formalities,
        subject=f"tổng hợp ý kiến {lowered(bare(said.subject))}",
        blocks=tuple(blocks),
    )


def _tally(said: ConsultationReport) -> Table:
    columns = (
        Column("Nội dung, phương án trả lời", 110),
        Column("Số ý kiến", 26, Align.CENTER),
        Column("Tỷ lệ", 26, Align.CENTER),
    )
    rows: list[Row] = []
    for place, one in enumerate(said.outcomes, start=1):
        rows.append(Row(across=f"Nội dung {place}. {bare(one.text)}"))
        given = sum(count.number for count in one.counts)
        counts = (*one.counts, Count(name="Chưa trả lời", number=max(said.asked_people - given, 0)))
        rows += [
            Row((count.name, str(count.number), _percent(count.number, said.asked_people) or "–"))
            for count in counts
        ]
    return Table(columns, tuple(rows))


def _opinion(one: Opinion) -> str:
    chosen = f", {lowered(one.choice)}" if one.choice else ""
    return ended(f"{bare(one.text)} ({', '.join(one.names)}{chosen})")


def _percent(part: int, whole: int) -> str:
    """A share in percent with a decimal comma, of those who were asked."""
    if not whole:
        return ""
    share = f"{part * 100 / whole:.1f}".removesuffix(".0").replace(".", ",")
    return f"{share}%"


def _share(part: int, whole: int) -> str:
    share = _percent(part, whole)
    return f", đạt {share}" if share else ""
