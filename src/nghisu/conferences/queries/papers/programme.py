"""The programme of a conference as a document."""

from __future__ import annotations

from nghisu.conferences.enums import FRAMING
from nghisu.conferences.gathering import Wanted, gathers
from nghisu.conferences.models import Conference
from nghisu.conferences.queries.agenda import agenda_of
from nghisu.conferences.queries.papers.meeting import meeting_of
from nghisu.conferences.queries.papers.writer import writer_of
from nghisu.core.papers.composing.agenda import Agenda, AgendaLine
from nghisu.foundation.actors import Actor


@gathers("chuong-trinh")
def programme_of_conference(by: Actor, conference: Conference, wanted: Wanted) -> Agenda:
    """Its items in their order, each with who presents it and how long."""
    return Agenda(
        formalities=writer_of(by, conference, "chuong-trinh", issuer=wanted.issuer).to(
            "Đại biểu dự hội nghị"
        ),
        meeting=meeting_of(by, conference.entry),
        items=tuple(
            AgendaLine(
                title=item.title,
                presenter=item.presented_by or ("Chủ trì hội nghị" if item.purpose in FRAMING else ""),
                minutes=item.minutes,
            )
            for item in agenda_of(by, conference).items
        ),
    )
