"""The papers of a written consultation: the form that asks, the report on what was answered."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from nghisu.conferences.enums import DECIDED
from nghisu.conferences.gathering import CONSULTED, LANGUAGE, GatheredPaper, Wanted, gathers
from nghisu.conferences.models import Conference, Consultation
from nghisu.conferences.queries.consultations import (
    Said,
    choices_of,
    consultations_of_entry,
    drafted_synthesis,
    grouped_opinions,
    is_revealed,
    sheets_of,
    tallies_of,
)
from nghisu.conferences.queries.consulted import titles_of_documents
from nghisu.conferences.queries.papers.meeting import matters, meeting_name
from nghisu.conferences.queries.papers.writer import Writer, writer_of, writer_without_conference
from nghisu.conferences.refusals import ConsultationNotOpen, NoSuchPaper
from nghisu.core.papers.composing.opinion import OpinionForm
from nghisu.core.papers.composing.opinion import Question as AskedOn
from nghisu.core.papers.composing.report import ConsultationReport, Count, Opinion, Outcome
from nghisu.core.papers.kinds import KINDS
from nghisu.core.papers.paper import Formalities
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor

FORM = "phieu-xin-y-kien"
OF_CONSULTATION = (FORM, CONSULTED)
"""The kinds that a written consultation has, whether it is of a conference or not."""


@gathers(FORM)
def opinion_form(by: Actor, conference: Conference, wanted: Wanted) -> OpinionForm:
    """The form of the consultation for a conference; where there is none, one on what its agenda has decided."""
    writer = writer_of(by, conference, FORM, issuer=wanted.issuer)
    rows = consultations_of_entry(by, conference.entry)
    asked = next((row for row in rows if row.state != Consultation.State.WITHDRAWN), None)
    if asked is not None:
        return form_of_consultation(by, asked, writer)
    items = [item for item in matters(by, conference) if item.purpose in DECIDED]
    return OpinionForm(
        formalities=writer.formalities,
        asker=writer.convener,
        subject=f"về các nội dung của {meeting_name(by, conference.entry)}",
        questions=tuple(AskedOn(text=item.title) for item in items),
        documents=tuple(dict.fromkeys(one for item in items for one in item.expected_documents)),
        send_to=writer.office,
    )


@translation.override(LANGUAGE)
def form_of_consultation(by: Actor, row: Consultation, writer: Writer | None = None) -> OpinionForm:
    """The form of a written consultation, to be filled in by hand."""
    writer = writer or _office(by, row, FORM)
    return OpinionForm(
        formalities=writer.formalities,
        asker=row.body.name,
        subject=row.title,
        questions=tuple(
            AskedOn(text=one.text, options=tuple(choice.name for choice in choices_of(one)))
            for one in row.questions.all()
        ),
        documents=tuple(titles_of_documents(row)),
        closing=clock.local(row.closes_at),
        send_to=writer.office,
        words=row.content,
    )


@gathers(CONSULTED)
def report(by: Actor, conference: Conference, wanted: Wanted) -> ConsultationReport:
    """The report on the latest consultation for a conference, for those who may see who answered what."""
    writer = writer_of(by, conference, CONSULTED, issuer=wanted.issuer)
    rows = consultations_of_entry(by, conference.entry) if may(by, "consultation.view") else []
    closed = [row for row in rows if is_revealed(row)]
    if not closed:
        return ConsultationReport(
            formalities=_to_board(writer),
            asker=writer.convener,
            subject=f"về các nội dung của {meeting_name(by, conference.entry)}",
        )
    return report_of_consultation(by, closed[0], writer)


@translation.override(LANGUAGE)
def paper_of_consultation(by: Actor, row: Consultation, code: str) -> GatheredPaper:
    """A document of a written consultation, of a conference or of none: its form, or the report on it.

    Raises NoSuchPaper for another kind, ConsultationNotOpen for a report while it is not seen how people answered.
    """
    if code not in OF_CONSULTATION:
        raise NoSuchPaper(code, list(OF_CONSULTATION))
    if code == CONSULTED and not (may(by, "consultation.view") and is_revealed(row)):
        raise ConsultationNotOpen(_("Báo cáo tổng hợp có sau khi kết thúc lấy ý kiến."))
    content = report_of_consultation(by, row) if code == CONSULTED else form_of_consultation(by, row)
    return GatheredPaper(KINDS[code], content)


@translation.override(LANGUAGE)
def report_of_consultation(by: Actor, row: Consultation, writer: Writer | None = None) -> ConsultationReport:
    """What was answered in a consultation: the caller has seen to it that the actor may see who said what."""
    writer = writer or _office(by, row, CONSULTED)
    questions, sheets = sheets_of(by, row)
    tallies = tallies_of(questions, sheets)
    own = row.synthesis.strip()
    outcomes = []
    for tally in tallies:
        other = choices_of(tally.question)[-1].name
        outcomes.append(
            Outcome(
                text=tally.question.text,
                counts=tuple(Count(name=choice.name, number=number) for choice, number in tally.counts),
                others=_opinions([one for one in tally.opinions if one.choice == other]),
                reservations=tuple(
                    Opinion(text=one.opinion, names=(one.name,), choice=one.choice)
                    for one in tally.opinions
                    if one.choice != other
                ),
            )
        )
    return ConsultationReport(
        formalities=_to_board(writer),
        asker=row.body.name,
        subject=row.title,
        sent=clock.local(row.sent_at) if row.sent_at else None,
        closed=clock.local(row.closed_at) if row.closed_at else None,
        asked_people=len(sheets),
        answered=sum(1 for sheet in sheets if sheet.is_complete),
        outcomes=tuple(outcomes),
        unanswered=tuple(sheet.asked.name for sheet in sheets if not sheet.is_complete),
        # What the house drafted by itself stands above already.
        synthesis="" if own == drafted_synthesis(tallies) else own,
    )


def _opinions(said: list[Said]) -> tuple[Opinion, ...]:
    """Opinions that read alike, together with all who wrote so."""
    return tuple(
        Opinion(text=group[0].opinion, names=tuple(one.name for one in group))
        for group in grouped_opinions(said)
    )


def _office(by: Actor, row: Consultation, kind: str) -> Writer:
    """The office as it writes where no conference is concerned, else as it writes for that one."""
    conference = Conference.objects.filter(committee=by.committee_id, entry=row.entry_id or 0).first()
    if conference is not None:
        return writer_of(by, conference, kind)
    return writer_without_conference(by, kind, row.body.name)


def _to_board(writer: Writer) -> Formalities:
    return writer.to(f"{writer.superior} (để báo cáo)") if writer.superior else writer.to()
