from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import bare, ended, flow, lines_of, lowered, paragraph, stated
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Addressees, Block, FillIn, Formalities, Heading, Paper, TickBoxes
from nghisu.core.papers.words import moment_words

ANSWERS = ("Đồng ý", "Không đồng ý", "Ý kiến khác")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an opinion is asked on, and the answers offered. `ticked` is the place of the answer that was given."""

    text: str
    options: tuple[str, ...] = ANSWERS
    ticked: int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionForm(Kept):
    """The form by which a member's opinion is asked in writing (phiếu xin ý kiến)."""

    formalities: Formalities
    asker: str
    subject: str
    member: str = ""
    position: str = ""
    questions: tuple[Question, ...] = ()
    documents: tuple[str, ...] = ()
    closing: datetime | None = None
    send_to: str = ""
    words: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("nội dung xin ý kiến"): self.questions,
            N_("thời hạn trả lời"): self.closing,
            N_("nơi nhận phiếu"): self.send_to,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_opinion_form(said: OpinionForm) -> Paper:
    """The form as a document; answers that were given are ticked."""
    to = f"{said.member}, {said.position}" if said.position else said.member
    blocks: list[Block] = [
        paragraph(f"{said.asker} xin ý kiến bằng văn bản {lowered(bare(said.subject))}."),
        *flow(lines_of(said.words)),
        *stated("Tài liệu gửi kèm", said.documents),
    ]
    for number, question in enumerate(said.questions, start=1):
        blocks.append(Heading(f"Nội dung {number}. {ended(question.text)}"))
        blocks.append(TickBoxes(question.options, question.ticked))
        if question.said:
            blocks.append(paragraph(f"Ý kiến ghi thêm: {ended(question.said)}"))
        else:
            blocks.append(FillIn("Ý kiến ghi thêm (nếu có):", 2))
    until = f" trước {moment_words(said.closing)}" if said.closing else ""
    where = f" về {bare(said.send_to)}" if said.send_to else ""
    blocks.append(paragraph(f"Phiếu này gửi{where}{until}."))
    return Paper(
        kind="phieu-xin-y-kien",
        type="PHIẾU XIN Ý KIẾN",
        formalities=said.formalities,
        subject=lowered(bare(said.subject)),
        numbered=False,
        addressees=Addressees("Kính gửi", (to,)) if to else None,
        blocks=tuple(blocks),
    )
