from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import (
    Meeting,
    address_of,
    bare,
    ended,
    flow,
    lines_of,
    lowered,
    numbered,
    paragraph,
)
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Addressees, Block, Formalities, Ground, Paper
from nghisu.core.papers.words import day_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a unit is asked to prepare, and until when."""

    unit: str
    content: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLetter(Kept):
    """The letter to the units that prepare the content of a conference (công văn)."""

    formalities: Formalities
    meeting: Meeting
    convener: str
    to: tuple[str, ...]
    requests: tuple[Request, ...] = ()
    send_to: str = ""
    pages: str = ""
    words: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("nơi nhận công văn"): self.to,
            N_("việc của từng đơn vị"): self.requests,
            N_("thời hạn gửi tài liệu"): self.requests and all(one.due for one in self.requests),
            N_("thời gian"): self.meeting.opening,
            N_("nơi gửi tài liệu về"): self.send_to,
            N_("người ký"): self.formalities.signer,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_content_letter(said: ContentLetter) -> Paper:
    """The letter as a document."""
    meeting = said.meeting
    when = f", {meeting.when()}" if meeting.when() else ""
    place = f", tại {bare(meeting.place)}" if meeting.place else ""
    blocks: list[Block] = [
        paragraph(f"{said.convener} dự kiến tổ chức {meeting.name}{when}{place}."),
        paragraph(f"Để việc chuẩn bị hội nghị đúng yêu cầu, {said.convener} đề nghị các cơ quan, đơn vị:"),
    ]
    for number, one in enumerate(said.requests, start=1):
        until = f", hoàn thành chậm nhất {day_words(one.due)}" if one.due else ""
        blocks.append(paragraph(f"{number}. {one.unit}: {bare(one.content)}{until}."))
    if said.pages:
        blocks.append(paragraph(ended(said.pages)))
    if said.send_to:
        blocks.append(paragraph(ended(f"Tài liệu (bản điện tử và bản in) gửi về {said.send_to}")))
    blocks += flow(lines_of(said.words))
    blocks.append(paragraph("Đề nghị các cơ quan, đơn vị phối hợp thực hiện."))
    return Paper(
        kind="cong-van",
        type="",
        formalities=said.formalities,
        subject=f"chuẩn bị nội dung {meeting.name}",
        addressees=Addressees("Kính gửi", said.to) if said.to else None,
        blocks=tuple(blocks),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Kept):
    """A notice (thông báo) to those concerned by a conference: that it is held, moved, or what is asked of them."""

    formalities: Formalities
    meeting: Meeting
    issuer: str
    subject: str = ""
    grounds: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    words: str = ""
    address: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("thời gian"): self.meeting.opening,
            N_("địa điểm"): self.meeting.place,
            N_("nội dung"): self.contents or self.words,
            N_("người ký"): self.formalities.signer,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_notice(said: Notice) -> Paper:
    """The notice as a document."""
    meeting = said.meeting
    blocks: list[Block] = [
        *(Ground(one) for one in said.grounds),
        paragraph(f"{said.issuer} thông báo về việc tổ chức {meeting.name} như sau:"),
        *numbered(
            [
                ("Nội dung", said.contents),
                ("Thời gian", [meeting.when()]),
                ("Địa điểm", [meeting.place]),
                ("Hình thức", [meeting.form]),
                ("Chủ trì", [meeting.chair]),
                ("Thành phần", said.participants),
            ]
        ),
        *flow(lines_of(said.words)),
        paragraph(
            f"{said.issuer} thông báo để các cơ quan, đơn vị và {address_of(said.formalities, said.address)} "
            "được mời chủ động bố trí công việc."
        ),
    ]
    return Paper(
        kind="thong-bao",
        type="THÔNG BÁO",
        formalities=said.formalities,
        subject=lowered(said.subject) or f"về việc tổ chức {meeting.name}",
        blocks=tuple(blocks),
    )
