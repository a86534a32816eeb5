from __future__ import annotations

from dataclasses import dataclass

from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import (
    Meeting,
    Section,
    bare,
    ended,
    flow,
    lines_of,
    lowered,
    paragraph,
)
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Block, Formalities, Ground, Heading, Paper
from nghisu.core.papers.words import day_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionResolution(Kept):
    """The draft of the resolution of a session (nghị quyết hội nghị): what the body decided on each item."""

    formalities: Formalities
    meeting: Meeting
    body: str
    grounds: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    carried_out_by: str = ""
    words: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("căn cứ ban hành"): self.grounds,
            N_("điều quyết nghị"): self.decisions,
            N_("cơ quan thực hiện"): self.carried_out_by,
            N_("người ký"): self.formalities.signer,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_session_resolution(said: SessionResolution) -> Paper:
    """The resolution as a document."""
    meeting = said.meeting
    on = f" {day_words(meeting.opening.date())}" if meeting.opening else ""
    blocks: list[Block] = [
        *(Ground(one) for one in said.grounds),
        paragraph(f"{said.body}, họp{on}, sau khi thảo luận đã thống nhất"),
        paragraph("QUYẾT NGHỊ:", bold=True, centred=True),
        *(paragraph(f"{number}. {ended(one)}") for number, one in enumerate(said.decisions, start=1)),
        *flow(lines_of(said.words)),
    ]
    if said.carried_out_by:
        blocks.append(paragraph(f"Giao {bare(said.carried_out_by)} tổ chức thực hiện Nghị quyết này."))
    return Paper(
        kind="nghi-quyet",
        type="NGHỊ QUYẾT",
        formalities=said.formalities,
        subject=meeting.name,
        blocks=tuple(blocks),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThematicResolution(Kept):
    """The draft of a thematic resolution (nghị quyết chuyên đề), in its parts."""

    formalities: Formalities
    body: str
    subject: str
    grounds: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    words: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("trích yếu"): self.subject,
            N_("căn cứ ban hành"): self.grounds,
            N_("các phần của nghị quyết"): self.sections and all(one.paragraphs for one in self.sections),
            N_("người ký"): self.formalities.signer,
        }
        return tuple(name for name, value in said.items() if not value)


PARTS = ("Tình hình và nguyên nhân", "Quan điểm, mục tiêu", "Nhiệm vụ, giải pháp", "Tổ chức thực hiện")
"""The parts that a thematic resolution usually has."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def compose_thematic_resolution(said: ThematicResolution) -> Paper:
    """The resolution as a document."""
    blocks: list[Block] = [*(Ground(one) for one in said.grounds)]
    blocks.append(paragraph(f"{said.body} ban hành Nghị quyết {lowered(bare(said.subject))} như sau:"))
    for place, section in enumerate(said.sections):
        number = _ROMAN[place] if place < len(_ROMAN) else str(place + 1)
        blocks.append(Heading(f"{number}. {bare(section.title).upper()}"))
        blocks += flow(section.paragraphs)
    blocks += flow(lines_of(said.words))
    return Paper(
        kind="nghi-quyet-chuyen-de",
        type="NGHỊ QUYẾT",
        formalities=said.formalities,
        subject=lowered(bare(said.subject)),
        blocks=tuple(blocks),
    )
