from __future__ import annotations

from dataclasses import dataclass

from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import Meeting, bare, ended, flow, lines_of, listed, paragraph, within
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Block, Formalities, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningSpeech(Kept):
    """The draft of the opening speech (phát biểu khai mạc): why one meets, on what, what is asked of those who do."""

    formalities: Formalities
    meeting: Meeting
    speaker: str = ""
    greetings: tuple[str, ...] = ("Thưa các đồng chí đại biểu dự hội nghị",)
    context: str = ""
    contents: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    words: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("người phát biểu"): self.speaker,
            N_("bối cảnh, lý do họp"): self.context,
            N_("nội dung"): self.contents,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_opening_speech(said: OpeningSpeech) -> Paper:
    """The speech as a document."""
    blocks: list[Block] = [
        *(paragraph(ended(one, ","), italic=True) for one in said.greetings),
        *flow(lines_of(said.context)),
    ]
    if said.contents:
        blocks += [paragraph("Hội nghị lần này tập trung vào các nội dung sau:"), *listed(said.contents)]
    if said.asked:
        blocks += [paragraph("Đề nghị các đồng chí tập trung thảo luận:"), *listed(said.asked)]
    blocks += flow(lines_of(said.words))
    blocks.append(paragraph(f"Với tinh thần đó, tôi xin tuyên bố khai mạc {said.meeting.name}."))
    return _speech(
        "phat-bieu-khai-mac", f"khai mạc {said.meeting.name}", said.formalities, said.speaker, blocks
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingConclusion(Kept):
    """The draft of the closing conclusion (kết luận, bế mạc): what was agreed, item by item, and what comes next."""

    formalities: Formalities
    meeting: Meeting
    speaker: str = ""
    greetings: tuple[str, ...] = ("Thưa các đồng chí đại biểu dự hội nghị",)
    summary: str = ""
    conclusions: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    words: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("người phát biểu"): self.speaker,
            N_("kết luận từng nội dung"): self.conclusions,
            N_("việc cần làm sau hội nghị"): self.next_steps,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_closing_conclusion(said: ClosingConclusion) -> Paper:
    """The conclusion as a document."""
    blocks: list[Block] = [
        *(paragraph(ended(one, ","), italic=True) for one in said.greetings),
        *flow(lines_of(said.summary)),
    ]
    if said.conclusions:
        blocks.append(paragraph("Thay mặt chủ trì, tôi kết luận các nội dung như sau:"))
        blocks += [
            paragraph(f"{number}. {ended(one)}") for number, one in enumerate(said.conclusions, start=1)
        ]
    if said.next_steps:
        blocks += [paragraph("Sau hội nghị, đề nghị tập trung vào các việc:"), *listed(said.next_steps)]
    blocks += flow(lines_of(said.words))
    blocks.append(paragraph(f"Tôi xin tuyên bố bế mạc {said.meeting.name}."))
    return _speech(
        "ket-luan-be-mac", f"kết luận và bế mạc {said.meeting.name}", said.formalities, said.speaker, blocks
    )


def _speech(kind: str, subject: str, formalities: Formalities, speaker: str, blocks: list[Block]) -> Paper:
    return Paper(
        kind=kind,
        type="PHÁT BIỂU",
        formalities=formalities,
        subject=subject,
        below=f"của {within(bare(speaker))}" if speaker else "",
        numbered=False,
        blocks=tuple(blocks),
    )
