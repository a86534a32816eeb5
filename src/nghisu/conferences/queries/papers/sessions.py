"""The papers of the sitting: what is said when it opens and closes, what it resolves, the notice of its conclusions."""

from __future__ import annotations

from dataclasses import replace

from nghisu.conferences.enums import DECIDED, Purpose
from nghisu.conferences.gathering import THEMATIC, Wanted, gathers, known_codes
from nghisu.conferences.models import AgendaItem, Conference
from nghisu.conferences.queries.papers.meeting import contents_of, matters, meeting_of
from nghisu.conferences.queries.papers.signers import secretary_name
from nghisu.conferences.queries.papers.units import BOARD, FULL, body_name
from nghisu.conferences.queries.papers.writer import writer_of
from nghisu.conferences.refusals import NoSuchPaper
from nghisu.core.papers.composing.conclusions import ConclusionNotice, ItemConclusion
from nghisu.core.papers.composing.parts import Section, lowered
from nghisu.core.papers.composing.resolutions import PARTS, SessionResolution, ThematicResolution
from nghisu.core.papers.composing.speeches import ClosingConclusion, OpeningSpeech
from nghisu.core.papers.paper import Formalities
from nghisu.foundation.actors import Actor


@gathers("thong-bao-ket-luan")
def conclusion_notice(by: Actor, conference: Conference, wanted: Wanted) -> ConclusionNotice:
    """The notice of conclusions, to be filled in item by item."""
    writer = writer_of(by, conference, "thong-bao-ket-luan", issuer=wanted.issuer)
    return ConclusionNotice(
        formalities=writer.to("Các cơ quan, đơn vị liên quan"),
        meeting=meeting_of(by, conference.entry),
        body=writer.convener,
        items=tuple(ItemConclusion(title=item.title) for item in matters(by, conference)),
    )


def _drafted(by: Actor, conference: Conference, wanted: Wanted, kind: str) -> Formalities:
    return replace(writer_of(by, conference, kind, issuer=wanted.issuer).formalities, draft="Dự thảo")


def _spoken(by: Actor, conference: Conference, wanted: Wanted, kind: str) -> Formalities:
    """The head of what is read out: it goes to nobody and is kept nowhere."""
    return replace(_drafted(by, conference, wanted, kind), kept_by="")


def _speaker(by: Actor) -> str:
    name = secretary_name(by)
    return f"đồng chí {name}, Bí thư" if name else ""


@gathers("phat-bieu-khai-mac")
def opening_speech(by: Actor, conference: Conference, wanted: Wanted) -> OpeningSpeech:
    """The draft of the opening speech: the matters, and those that are to be decided."""
    asked = tuple(item.title for item in matters(by, conference) if item.purpose in DECIDED)
    return OpeningSpeech(
        formalities=_spoken(by, conference, wanted, "phat-bieu-khai-mac"),
        meeting=meeting_of(by, conference.entry),
        speaker=_speaker(by),
        contents=contents_of(by, conference),
        asked=asked,
    )


@gathers("ket-luan-be-mac")
def closing_conclusion(by: Actor, conference: Conference, wanted: Wanted) -> ClosingConclusion:
    """The draft of the closing conclusion, with room for what is concluded on each matter."""
    return ClosingConclusion(
        formalities=_spoken(by, conference, wanted, "ket-luan-be-mac"),
        meeting=meeting_of(by, conference.entry),
        speaker=_speaker(by),
        conclusions=tuple(f"{item.title}: …" for item in matters(by, conference)),
    )


@gathers("nghi-quyet")
def session_resolution(by: Actor, conference: Conference, wanted: Wanted) -> SessionResolution:
    """The draft of the resolution of the session: what is put to the vote."""
    decided = [item for item in matters(by, conference) if item.purpose in DECIDED]
    full = body_name(by, FULL)
    return SessionResolution(
        formalities=_drafted(by, conference, wanted, "nghi-quyet"),
        meeting=meeting_of(by, conference.entry),
        body=full,
        grounds=("Căn cứ Điều lệ Đảng Cộng sản Việt Nam", f"Căn cứ Quy chế làm việc của {full}"),
        decisions=tuple(f"Thông qua {lowered(item.title)}" for item in decided),
        carried_out_by=body_name(by, BOARD),
    )


def voted_on(by: Actor, conference: Conference) -> list[AgendaItem]:
    """The matters of the agenda that are voted on: on each a thematic resolution may be drafted."""
    return [item for item in matters(by, conference) if item.purpose == Purpose.VOTE]


def subject_on(item: AgendaItem) -> str:
    """What a thematic resolution on a matter is about, as it says."""
    return f"về {lowered(item.title)}"


@gathers(THEMATIC)
def thematic_resolution(by: Actor, conference: Conference, wanted: Wanted) -> ThematicResolution:
    """The draft of a thematic resolution on a matter that is voted on, the first where none is named."""
    items = voted_on(by, conference)
    if wanted.item_id is not None:
        items = [item for item in items if item.pk == wanted.item_id]
        if not items:
            raise NoSuchPaper(THEMATIC, known_codes())
    full = body_name(by, FULL)
    return ThematicResolution(
        formalities=_drafted(by, conference, wanted, THEMATIC),
        body=full,
        subject=subject_on(items[0]) if items else "",
        grounds=("Căn cứ Điều lệ Đảng Cộng sản Việt Nam", f"Căn cứ Quy chế làm việc của {full}"),
        sections=tuple(Section(one) for one in PARTS),
    )
