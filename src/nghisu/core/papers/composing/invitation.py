from __future__ import annotations

from dataclasses import dataclass

from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import Meeting, address_of, ended, flow, lines_of, numbered, paragraph
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Addressees, Block, Formalities, Paper

CODE_CAPTION = "Quét mã để xác nhận, báo dự, báo vắng; chỉ dành cho người được mời."
"""Beside the code, where it takes no line of the text: that line pushed the signature of many a letter onto a page of its
own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Kept):
    """A letter of invitation (giấy mời): to whom, by whom, to what, when, where, who chairs, who takes part, the papers
    or where to read them, remarks; the number and day of the letter that it replaces. `code` is the personal address
    behind the QR code."""

    formalities: Formalities
    meeting: Meeting
    convener: str
    invitee: str = ""
    address: str = ""
    contents: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    absence_to: str = ""
    words: str = ""
    replaces: str = ""
    code: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""
        said = {
            N_("người được mời"): self.invitee,
            N_("cơ quan triệu tập"): self.convener,
            N_("nội dung"): self.contents,
            N_("thời gian"): self.meeting.opening,
            N_("địa điểm"): self.meeting.place,
            N_("chủ trì"): self.meeting.chair,
            N_("thành phần"): self.participants,
            N_("người ký"): self.formalities.signer,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_invitation(said: Invitation) -> Paper:
    """The letter as a document."""
    address = address_of(said.formalities, said.address)
    meeting = said.meeting
    blocks: list[Block] = [
        paragraph(ended(f"{said.convener} trân trọng kính mời {address} dự {meeting.name}")),
        *numbered(
            [
                ("Nội dung", said.contents),
                ("Thời gian", [meeting.when()]),
                ("Địa điểm", [meeting.place]),
                ("Hình thức", [meeting.form]),
                ("Chủ trì", [meeting.chair]),
                ("Thành phần", said.participants),
                ("Tài liệu", said.documents),
            ]
        ),
        *flow(lines_of(said.words)),
    ]
    remarks = list(said.remarks) or [
        f"Đề nghị {address} dự đúng thành phần và đến trước giờ khai mạc 15 phút"
    ]
    if said.absence_to:
        remarks.append(f"Trường hợp vắng mặt, đề nghị báo lý do và người dự thay với {said.absence_to}")
    blocks += [paragraph(ended(one)) for one in remarks]
    if said.replaces:
        blocks.append(paragraph(f"Giấy mời này thay thế Giấy mời số {said.replaces}."))
    return Paper(
        kind="giay-moi",
        type="GIẤY MỜI",
        formalities=said.formalities,
        subject=f"dự {meeting.name}",
        addressees=Addressees("Kính gửi", (said.invitee,)) if said.invitee else None,
        blocks=tuple(blocks),
        code=said.code,
        code_words=CODE_CAPTION if said.code else "",
    )
