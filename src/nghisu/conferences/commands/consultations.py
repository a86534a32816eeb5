from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.commands.consulted import send_documents, take_documents_back
from nghisu.conferences.events import ConsultationClosed
from nghisu.conferences.models import (
    AgendaItem,
    AskedPerson,
    Consultation,
    DelegatedMatter,
    Question,
)
from nghisu.conferences.queries.consultations import (
    drafted_synthesis,
    reading_of,
    sheets_of,
    tallies_of,
)
from nghisu.conferences.refusals import (
    ConsultationChangedMeanwhile,
    ConsultationNotOpen,
    ConsultationNotReady,
    NotYetHeld,
)
from nghisu.core.law.citation import Citation
from nghisu.core.text import fold, nfc
from nghisu.directory.models import Body
from nghisu.directory.queries import bodies_of
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.commands import Said, tell
from nghisu.programme.queries import visible_entries

State = Consultation.State


@dataclass(frozen=True, slots=True)
class QuestionContent:
    """A question, with its options one a line; without any it asks to agree or not."""

    text: str
    options: str = ""


@dataclass(frozen=True, slots=True)
class ConsultationContent:
    """What is stated of a consultation."""

    title: str
    body_id: int
    closes_at: datetime
    questions: tuple[QuestionContent, ...] = ()
    content: str = ""
    documents: str = ""
    special_case: str = ""
    delegated_id: int | None = None
    entry_id: int | None = None
    item_id: int | None = None


@transaction.atomic
def draft_consultation(by: Actor, content: ConsultationContent) -> Consultation:
    """Begin a written consultation. Raises AccessRefused for what is not the committee's."""
    must(by, "consultation.manage")
    row = Consultation(committee_id=by.tenant, made_at=clock.now(), made_by_name=by.name)
    _write(by, row, content)
    remember(by, "consultation.drafted", row, after=_said(row, content))
    return row


@transaction.atomic
def change_consultation(
    by: Actor, consultation_id: int, content: ConsultationContent, revision: int | None = None
) -> Consultation:
    """Change a consultation that was not sent yet. Raises ConsultationNotOpen, ConsultationChangedMeanwhile."""
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.DRAFT:
        raise ConsultationNotOpen(_("Phiếu đã gửi nên câu hỏi và nội dung được giữ nguyên."))
    if revision is not None and revision != row.revision:
        raise ConsultationChangedMeanwhile
    row.questions.all().delete()
    row.revision += 1
    _write(by, row, content)
    remember(by, "consultation.changed", row, after=_said(row, content))
    return row


@transaction.atomic
def discard_consultation(by: Actor, consultation_id: int) -> None:
    """Throw away a draft that was never sent; the trail keeps that there was one. Raises ConsultationNotOpen."""
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.DRAFT:
        raise ConsultationNotOpen(_("Phiếu đã gửi thì không bỏ được."))
    remember(by, "consultation.discarded", row, before={"title": row.title})
    take_documents_back(by, row, _("Bỏ phiếu: %(title)s") % {"title": row.title})
    row.delete()


@transaction.atomic
def send_consultation(by: Actor, consultation_id: int) -> Consultation:
    """Put the questions to everybody who is a member of the body today, each told once.

    The rules allow it in special cases, for matters delegated (5609 II/I/1); what the draft must say of both is asked
    here. Its documents go out with it. Raises ConsultationNotOpen, ConsultationNotReady with what is missing, and what
    `circulate` raises where a document is not ready.
    """
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.DRAFT:
        raise ConsultationNotOpen(_("Phiếu này đã gửi rồi."))
    today = clock.today()
    members = next((one.members for one in bodies_of(by, today) if one.body.pk == row.body_id), ())
    missing = list(_missing(by, row, len(members)))
    if missing:
        raise ConsultationNotReady(
            [said for said, _grounds in missing], [one for _said, grounds in missing for one in grounds]
        )
    AskedPerson.objects.bulk_create(
        AskedPerson(
            committee_id=by.tenant,
            consultation=row,
            person_id=seat.person_id,
            name=seat.person.full_name,
            title=seat.position.title,
            position=place,
        )
        for place, seat in enumerate(members, start=1)
    )
    send_documents(by, row, [seat.person_id for seat in members])
    row.state, row.sent_at, row.sent_by_name = State.SENT, clock.now(), by.name
    row.save(update_fields=["state", "sent_at", "sent_by_name"])
    remember(by, "consultation.sent", row, after={"asked": len(members), "closes_at": row.closes_at})
    tell_asked(by, row, [seat.person_id for seat in members], "consultation.asked", f"consultation-{row.pk}")
    return row


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


@transaction.atomic
def extend_consultation(by: Actor, consultation_id: int, closes_at: datetime) -> Consultation:
    """Give more time, while it is open; those who have not answered are told. Raises ConsultationNotOpen."""
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.SENT or closes_at <= row.closes_at or closes_at <= clock.now():
        raise ConsultationNotOpen(_("Chỉ gia hạn khi đang lấy ý kiến, và tới một lúc muộn hơn."))
    before = row.closes_at
    row.closes_at = closes_at
    row.save(update_fields=["closes_at"])
    remember(by, "consultation.extended", row, before={"closes_at": before}, after={"closes_at": closes_at})
    key = f"consultation-{row.pk}-until-{closes_at:%Y%m%d%H%M}"
    tell_asked(by, row, unanswered(by, row), "consultation.extended", key)
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
    by: Actor, consultation_id: int, on: date | None, document: str = ""
) -> Consultation:
    """Record that the body passed the matter in writing, on which day and by which document; None takes it back.

    Raises ConsultationNotOpen before it is closed, NotYetHeld for a day before that.
    """
    must(by, "consultation.manage")
    row = locked_consultation(by, consultation_id)
    if row.state != State.CLOSED or row.closed_at is None:
        raise ConsultationNotOpen(_("Ghi kết quả sau khi kết thúc lấy ý kiến."))
    if on is not None and not clock.local(row.closed_at).date() <= on <= clock.today():
        raise NotYetHeld
    before = {"passed_on": row.passed_on, "passed_document": row.passed_document}
    row.passed_on, row.passed_document = on, nfc(document).strip()[:200] if on else ""
    row.save(update_fields=["passed_on", "passed_document"])
    after = {"passed_on": row.passed_on, "passed_document": row.passed_document}
    remember(by, "consultation.passed", row, before=before, after=after)
    return row


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


def unanswered(by: Actor, row: Consultation) -> list[int]:
    """Those who have not answered every question, by id."""
    _questions, sheets = sheets_of(by, row)
    return [sheet.asked.person_id for sheet in sheets if not sheet.is_complete]


def _missing(by: Actor, row: Consultation, members: int) -> Iterable[tuple[str, Sequence[Citation]]]:
    """What is missing before it is sent, each with the places that ask for it."""
    if not row.questions.exists():
        yield _("Chưa có câu hỏi nào."), ()
    if row.closes_at <= clock.now():
        yield _("Hạn trả lời phải sau lúc gửi."), ()
    if not members:
        yield _("Tập thể được lấy ý kiến hôm nay chưa có thành viên nào trong danh bạ."), ()
    reading = reading_of(by, row.body.code)
    if reading is None:
        return
    clauses = ", ".join(chip.label for chip in reading.chips)
    if not row.special_case.strip():
        said = _("Chưa ghi vì sao đây là trường hợp đặc biệt, không họp được (%(clauses)s).")
        yield said % {"clauses": clauses}, reading.citations
    # Beyond Thường trực the written way is our reading of the clause, which does not tie it to a delegation.
    if row.delegated is None and not reading.is_interpreted:
        said = _("Chưa chọn việc đã được ủy quyền trong sổ (%(clauses)s).")
        yield said % {"clauses": clauses}, reading.citations


def tell_asked(
    by: Actor, row: Consultation, people: Sequence[int], kind: str, key: str, urgent: bool = False
) -> int:
    """Tell people of a consultation that asks them. Returns how many were told."""
    titles = {
        "consultation.asked": lambda: _("Xin ý kiến đồng chí bằng văn bản: %(title)s"),
        "consultation.extended": lambda: _("Gia hạn lấy ý kiến: %(title)s"),
        "consultation.reminded": lambda: _("Chưa có ý kiến của đồng chí: %(title)s"),
    }

    def said() -> Said:
        until = f"{clock.local(row.closes_at):%H:%M %d/%m/%Y}"
        return Said(titles[kind]() % {"title": row.title}, _("Trả lời trước %(until)s.") % {"until": until})

    url = reverse("conferences:consultation_answer", args=[row.pk])
    return tell(by, people, kind, said, url=url, thing=row, key=key, urgent=urgent)


def _write(by: Actor, row: Consultation, content: ConsultationContent) -> None:
    body = Body.objects.filter(committee=by.committee_id, pk=content.body_id).first()
    entry = None
    if content.entry_id is not None:
        entry = visible_entries(by).filter(pk=content.entry_id).first()
        if entry is None:
            raise AccessRefused("entry")
    delegated = None
    if content.delegated_id is not None:
        delegated = DelegatedMatter.objects.filter(committee=by.committee_id, pk=content.delegated_id).first()
        if delegated is None:
            raise AccessRefused("delegated matter")
    item = None
    if content.item_id is not None:
        item = AgendaItem.objects.filter(committee=by.committee_id, pk=content.item_id).first()
        if item is None:
            raise AccessRefused("item")
    if body is None:
        raise AccessRefused("body")
    row.body, row.entry, row.delegated, row.item = body, entry, delegated, item
    row.title, row.content = nfc(content.title), nfc(content.content)
    row.search_text = fold(f"{row.title} {body.name} {entry.title if entry is not None else ''}")[:900]
    row.documents, row.special_case = nfc(content.documents), nfc(content.special_case)
    row.closes_at = content.closes_at
    row.save()
    Question.objects.bulk_create(
        Question(
            committee_id=by.tenant,
            consultation=row,
            position=place,
            text=nfc(one.text),
            options=nfc(one.options),
        )
        for place, one in enumerate(content.questions, start=1)
    )


def _said(row: Consultation, content: ConsultationContent) -> dict[str, Any]:
    return {
        "title": row.title,
        "body": row.body.name,
        "closes_at": row.closes_at,
        "questions": [one.text for one in content.questions],
        "documents": row.documents,
        "special_case": row.special_case,
        "matter": row.delegated.matter if row.delegated is not None else "",
    }


def locked_consultation(by: Actor, consultation_id: int) -> Consultation:
    """A consultation of the committee, locked. Raises AccessRefused where there is none."""
    row = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("body", "delegated")
        .filter(committee=by.committee_id, pk=consultation_id)
        .order_by()
        .first()
    )
    if row is None:
        raise AccessRefused(str(consultation_id))
    return row
