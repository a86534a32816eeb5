"""The kinds of documents that are composed from data: what each is called, its data, how it is composed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, Self

from nghisu.core.law.basis import N_
from nghisu.core.papers.composing.agenda import Agenda, compose_agenda
from nghisu.core.papers.composing.conclusions import ConclusionNotice, compose_conclusion_notice
from nghisu.core.papers.composing.delegates import DelegateList, compose_delegates
from nghisu.core.papers.composing.invitation import Invitation, compose_invitation
from nghisu.core.papers.composing.letters import ContentLetter, Notice, compose_content_letter, compose_notice
from nghisu.core.papers.composing.opinion import OpinionForm, compose_opinion_form
from nghisu.core.papers.composing.proposal import Proposal, compose_proposal
from nghisu.core.papers.composing.report import ConsultationReport, compose_report
from nghisu.core.papers.composing.resolutions import (
    SessionResolution,
    ThematicResolution,
    compose_session_resolution,
    compose_thematic_resolution,
)
from nghisu.core.papers.composing.speeches import (
    ClosingConclusion,
    OpeningSpeech,
    compose_closing_conclusion,
    compose_opening_speech,
)
from nghisu.core.papers.paper import Formalities, Paper


class Content(Protocol):
    """The data of a document of any kind."""

    @property
    def formalities(self) -> Formalities:
        """What it states around its body."""

    def missing(self) -> tuple[str, ...]:
        """What it must still state (msgids)."""

    def to_json(self) -> dict[str, Any]:
        """The data in types of JSON."""

    @classmethod
    def from_json(cls, kept: object) -> Self:
        """The data again. Raises UnreadableContent."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of document. `code` is how the command line and the drafts call it; `name` is a msgid; `symbol` stands in
    its number, "" where it has none."""

    code: str
    name: str
    symbol: str
    content: type[Any]
    compose: Callable[[Any], Paper]
    of_full_committee: bool = False
    """It is drafted for a conference of Ban Chấp hành."""


KINDS: dict[str, PaperKind] = {
    kind.code: kind
    for kind in (
        PaperKind("to-trinh", N_("Tờ trình"), "TTr", Proposal, compose_proposal),
        PaperKind(
            "cong-van",
            N_("Công văn gửi đơn vị chuẩn bị nội dung"),
            "CV",
            ContentLetter,
            compose_content_letter,
        ),
        PaperKind("thong-bao", N_("Thông báo"), "TB", Notice, compose_notice),
        PaperKind("giay-moi", N_("Giấy mời"), "GM", Invitation, compose_invitation),
        PaperKind("chuong-trinh", N_("Chương trình hội nghị"), "CTr", Agenda, compose_agenda),
        PaperKind("danh-sach-dai-bieu", N_("Danh sách đại biểu"), "", DelegateList, compose_delegates),
        PaperKind("phieu-xin-y-kien", N_("Phiếu xin ý kiến"), "", OpinionForm, compose_opinion_form),
        PaperKind(
            "bao-cao-tong-hop", N_("Báo cáo tổng hợp ý kiến"), "BC", ConsultationReport, compose_report
        ),
        PaperKind(
            "phat-bieu-khai-mac", N_("Phát biểu khai mạc"), "", OpeningSpeech, compose_opening_speech, True
        ),
        PaperKind(
            "ket-luan-be-mac", N_("Kết luận, bế mạc"), "", ClosingConclusion, compose_closing_conclusion, True
        ),
        PaperKind(
            "nghi-quyet", N_("Nghị quyết hội nghị"), "NQ", SessionResolution, compose_session_resolution, True
        ),
        PaperKind(
            "nghi-quyet-chuyen-de",
            N_("Nghị quyết chuyên đề"),
            "NQ",
            ThematicResolution,
            compose_thematic_resolution,
            True,
        ),
        PaperKind(
            "thong-bao-ket-luan", N_("Thông báo kết luận"), "TB", ConclusionNotice, compose_conclusion_notice
        ),
    )
}


def compose(content: Content) -> Paper:
    """The document of any data. Raises KeyError for data of no kind."""
    for kind in KINDS.values():
        if type(content) is kind.content:
            return kind.compose(content)
    raise KeyError(type(content).__name__)
