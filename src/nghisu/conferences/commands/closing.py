"""What comes of a written consultation: it is closed, summed up, and the body passed its matter or did not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.conferences.commands.ground import locked_consultation
from nghisu.conferences.events import ConsultationClosed
from nghisu.conferences.models import (
    Consultation,
)
from nghisu.conferences.queries.consultations import (
    drafted_synthesis,
    sheets_of,
    tallies_of,
)
from nghisu.conferences.queries.passing import passing_of
from nghisu.conferences.refusals import (
    ConsultationNotOpen,
    NobodyAgreed,
    NoMajority,
    NotYetHeld,
    ShownByNoDocument,
)
from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish

State = Consultation.State


@transaction.atomic
def close_consultation(by: Actor, consultation_id: int) -> Consultation:
    """Close a consultation: nothing is taken any more, and a first synthesis is drafted. By the office before its time
    only when everybody has answered. Raises ConsultationNotOpen."""
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.SENT:
        raise ConsultationNotOpen(_("Phiếu này không đang lấy ý kiến."))
    _questions, sheets = sheets_of(by, row)
    if clock.now() < row.closes_at and not all(sheet.is_complete for sheet in sheets):
        raise ConsultationNotOpen(
            _("Chưa hết hạn và còn người chưa trả lời. Hãy đợi đến hạn, hoặc đến khi mọi người đã trả lời.")
        )
    return close_now(by, row)


def close_now(by: Actor, row: Consultation) -> Consultation:
    """Close a locked consultation and draft its synthesis."""
    questions, sheets = sheets_of(by, row)
    row.state, row.closed_at, row.closed_by_name = State.CLOSED, clock.now(), by.name
    row.synthesis = drafted_synthesis(tallies_of(questions, sheets))
    row.save(update_fields=["state", "closed_at", "closed_by_name", "synthesis"])
    answered = sum(1 for sheet in sheets if sheet.is_complete)
    remember(by, "consultation.closed", row, after={"answered": answered, "asked": len(sheets)})
    publish(ConsultationClosed(by=by, consultation=row, answered=answered, asked=len(sheets)))
    return row


@transaction.atomic
def write_synthesis(by: Actor, consultation_id: int, text: str) -> Consultation:
    """Write the synthesis of what was answered, once it is closed. Raises ConsultationNotOpen."""
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.CLOSED:
        raise ConsultationNotOpen(_("Viết tổng hợp sau khi kết thúc lấy ý kiến."))
    before, row.synthesis = row.synthesis, nfc(text).replace("\r\n", "\n").strip()
    row.save(update_fields=["synthesis"])
    if before != row.synthesis:
        remember(
            by,
            "consultation.synthesised",
            row,
            before={"synthesis": before},
            after={"synthesis": row.synthesis},
        )
    return row


@transaction.atomic
def record_consultation_passed(
    by: Actor, consultation_id: int, on: date | None, document: str = "", despite: str = ""
) -> Consultation:
    """Record that the body passed the matter in writing, on which day and by which document; None takes it back.

    To each question so many must have agreed as the rules ask (5609 I/III/2.2/b4); one who may pass gates over records it
    without that majority, saying why in `despite`, never where nobody agreed.
    Raises ConsultationNotOpen before it is closed, NotYetHeld for a day before that, ShownByNoDocument, NobodyAgreed,
    NoMajority, AccessRefused.
    """
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.CLOSED or row.closed_at is None:
        raise ConsultationNotOpen(_("Ghi kết quả sau khi kết thúc lấy ý kiến."))
    if on is not None and not clock.local(row.closed_at).date() <= on <= clock.today():
        raise NotYetHeld
    if on is not None and not document.strip():
        raise ShownByNoDocument
    names = ("passed_on", "passed_document", "passed_despite", "passed_by_name")
    before = {name: getattr(row, name) for name in names}
    allowed = on is not None and must_have_passed_by_majority(by, row, despite)
    row.passed_on, row.passed_document = on, nfc(document).strip()[:200] if on else ""
    row.passed_despite = nfc(despite).strip()[:500] if allowed else ""
    row.passed_by_name = by.name if on else ""
    row.save(update_fields=names)
    remember(
        by, "consultation.passed", row, before=before, after={name: getattr(row, name) for name in names}
    )
    return row


def must_have_passed_by_majority(by: Actor, row: Consultation, despite: str) -> bool:
    """Whether it passes only by the word of one who may pass gates over.

    Raises NobodyAgreed, NoMajority, AccessRefused.
    """
    passing = passing_of(by, row)
    if passing.nobody_agreed:
        raise NobodyAgreed
    if passing.passes:
        return False
    if not despite.strip():
        short = [
            _("câu %(number)s có %(count)s trên %(base)s")
            % {"number": line.position, "count": line.count, "base": line.base}
            for line in passing.lines
            if not line.is_enough
        ]
        clauses = ", ".join(chip.label for chip in passing.chips)
        raise NoMajority("; ".join(short), passing.citations, clauses)
    must(by, "gate.override")
    return True
