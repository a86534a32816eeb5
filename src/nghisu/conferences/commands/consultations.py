"""Written consultations as they are drafted: what is asked, of whom, until when; changed, or thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from nghisu.conferences.commands.consulted import take_documents_back
from nghisu.conferences.commands.ground import locked_consultation
from nghisu.conferences.models import (
    AgendaItem,
    Consultation,
    DelegatedMatter,
    Question,
)
from nghisu.conferences.refusals import (
    ConsultationChangedMeanwhile,
    ConsultationNotOpen,
)
from nghisu.core.text import fold, nfc
from nghisu.directory.models import Body
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.queries import visible_entries

State = Consultation.State
M = TypeVar("M", bound=Model)


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
    earlier_steps: str = ""
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


def _write(by: Actor, row: Consultation, content: ConsultationContent) -> None:
    ours = {"committee": by.committee_id}
    row.body = _found(Body.objects.filter(**ours), content.body_id)
    row.entry = _found(visible_entries(by), content.entry_id) if content.entry_id else None
    row.item = _found(AgendaItem.objects.filter(**ours), content.item_id) if content.item_id else None
    matters = DelegatedMatter.objects.filter(**ours)
    row.delegated = _found(matters, content.delegated_id) if content.delegated_id else None
    row.title, row.content = nfc(content.title), nfc(content.content)
    row.search_text = fold(f"{row.title} {row.body.name} {row.entry.title if row.entry else ''}")[:900]
    row.documents, row.special_case = nfc(content.documents), nfc(content.special_case)
    row.earlier_steps = nfc(content.earlier_steps)[:300]
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


def _found(rows: QuerySet[M], pk: int) -> M:
    """The row that a consultation names. Raises AccessRefused where there is none for the actor."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise AccessRefused(f"{rows.model.__name__} {pk}")
    return row


def _said(row: Consultation, content: ConsultationContent) -> dict[str, Any]:
    return {
        "title": row.title,
        "body": row.body.name,
        "closes_at": row.closes_at,
        "questions": [one.text for one in content.questions],
        "documents": row.documents,
        "special_case": row.special_case,
        "earlier_steps": row.earlier_steps,
        "matter": row.delegated.matter if row.delegated is not None else "",
    }
