from __future__ import annotations

from dataclasses import dataclass

from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.parts import Meeting, flow, lines_of, numbered, paragraph
from nghisu.core.papers.kept import Kept
from nghisu.core.papers.paper import Addressees, Block, Formalities, Ground, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Kept):
    """A proposal to hold a conference (tờ trình kế hoạch tổ chức): need, purpose, topic, content, who takes part and
    how many, chair, time, place, money, who does what, how the hall is made ready."""

    formalities: Formalities
    meeting: Meeting
    proposer: str
    to: tuple[str, ...]
    grounds: tuple[str, ...] = ()
    need: str = ""
    purpose: tuple[str, ...] = ()
    topic: str = ""
    contents: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    scale: str = ""
    delegates: int | None = None
    budget: str = ""
    division: tuple[str, ...] = ()
    hall: str = ""
    words: str = ""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids), by the required content of a proposal."""
        said = {
            N_("cơ quan trình"): self.proposer,
            N_("nơi trình"): self.to,
            N_("mục đích, yêu cầu"): self.purpose,
            N_("nội dung"): self.contents,
            N_("thành phần"): self.participants,
            N_("chủ trì"): self.meeting.chair,
            N_("thời gian"): self.meeting.opening,
            N_("địa điểm"): self.meeting.place,
            N_("kinh phí"): self.budget,
            N_("phân công chuẩn bị"): self.division,
            N_("người ký"): self.formalities.signer,
        }
        return tuple(name for name, value in said.items() if not value)


def compose_proposal(said: Proposal) -> Paper:
    """The proposal as a document."""
    meeting = said.meeting
    to = " và ".join(said.to)
    count = [f"số lượng dự kiến: {said.delegates} đại biểu"] if said.delegates else []
    scale = [f"quy mô: {said.scale}"] if said.scale else []
    blocks: list[Block] = [
        *(Ground(one) for one in said.grounds),
        *flow(lines_of(said.need)),
        paragraph(f"{said.proposer} kính trình {to} kế hoạch tổ chức {meeting.name} như sau:"),
        *numbered(
            [
                ("Mục đích, yêu cầu", said.purpose),
                ("Chủ đề", [said.topic]),
                ("Nội dung", said.contents),
                ("Thành phần, quy mô", [*said.participants, *scale, *count]),
                ("Chủ trì", [meeting.chair]),
                ("Thời gian", [meeting.when()]),
                ("Địa điểm", [meeting.place]),
                ("Hình thức", [meeting.form]),
                ("Kinh phí", [said.budget]),
                ("Phân công chuẩn bị", said.division),
                ("Hội trường, khánh tiết", [said.hall]),
            ]
        ),
        *flow(lines_of(said.words)),
        paragraph(f"{said.proposer} kính trình {to} xem xét, cho ý kiến chỉ đạo."),
    ]
    return Paper(
        kind="to-trinh",
        type="TỜ TRÌNH",
        formalities=said.formalities,
        subject=f"về kế hoạch tổ chức {meeting.name}",
        addressees=Addressees("Kính trình", said.to) if said.to else None,
        blocks=tuple(blocks),
    )
