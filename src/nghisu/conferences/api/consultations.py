"""Written consultations: read, and answered by the token's own person."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from nghisu.conferences.commands import give_answers
from nghisu.conferences.models import Consultation
from nghisu.conferences.queries.consultations import (
    asked_of,
    choices_of,
    consultation_of,
    is_revealed,
    shown_sheets,
    tallies_of,
    visible_consultations,
)
from nghisu.conferences.queries.consulted import documents_of_consultation, titles_of_documents
from nghisu.core.text import fold
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    LARGEST_ID,
    CommandKey,
    Limit,
    Mark,
    Shape,
    answer,
    keyset_page,
    problems,
    sent_once,
)
from nghisu.foundation.refusals import AccessRefused

router = Router(tags=["Lấy ý kiến bằng văn bản · Written consultations"])

ORDER = ("-id",)


class ConsultationShape(Shape):
    """Questions put in writing to the members of a body (phiếu xin ý kiến)."""

    id: int
    title: str
    body: str = Field(description="Tập thể được hỏi")
    entry_id: int | None
    item_id: int | None
    state: str = Field(description="draft, sent, closed, withdrawn")
    closes_at: datetime
    sent_at: datetime | None
    closed_at: datetime | None
    revision: int


class ConsultationList(Shape):
    items: list[ConsultationShape]
    after: str


class ChoiceOffered(Shape):
    """Something that can be answered, by the code that an answer names (phương án)."""

    code: str
    name: str


class ChoiceShape(Shape):
    """How many chose what (số người chọn)."""

    name: str
    count: int


class OpinionShape(Shape):
    """Another opinion, or a reservation, by name (ý kiến khác, bảo lưu)."""

    name: str
    choice: str
    opinion: str


class QuestionShape(Shape):
    """A question (câu hỏi); how it was answered is told once the consultation is closed."""

    id: int
    position: int
    text: str
    choices: list[ChoiceOffered] = Field(description="Có thể trả lời gì; gửi `code` làm `choice`")
    counts: list[ChoiceShape] | None = Field(description="Trống cho đến khi kết thúc")
    opinions: list[OpinionShape] | None = Field(description="Trống cho đến khi kết thúc")


class AskedShape(Shape):
    """Somebody who is asked (người được hỏi), and whether every question is answered."""

    name: str
    title: str
    answered: bool


class ConsultationWhole(ConsultationShape):
    """A consultation with its questions, those whom it asks, and what came of it."""

    body_id: int
    content: str = Field(description="Nội dung tóm tắt")
    special_case: str = Field(description="Vì sao không họp")
    earlier_steps: str = Field(description="Văn bản cho thấy việc đã qua các bước trước")
    delegated_id: int | None = Field(description="Việc đã được ủy quyền, trong sổ")
    documents: list[str] = Field(description="Tài liệu gửi kèm")
    document_ids: list[int] = Field(description="Những tài liệu đọc được")
    questions: list[QuestionShape]
    asked: list[AskedShape]
    withdrawn_why: str = Field(description="Vì sao rút, nếu đã rút")
    synthesis: str
    passed_document: str


class OwnAnswer(Shape):
    """An answer to one question."""

    question_id: Annotated[int, Field(ge=1, le=LARGEST_ID)]
    choice: str = Field(max_length=10, description="agree, disagree, other, hoặc số của phương án")
    opinion: str = Field("", max_length=5000, description="Ý kiến khác, hoặc bảo lưu")


class OwnAnswers(Shape):
    """What the person of the token answers, to every question."""

    answers: Annotated[list[OwnAnswer], Field(min_length=1, max_length=100)]


class Answered(Shape):
    answered: int


@router.get(
    "/consultations",
    response={200: ConsultationList, **problems()},
    summary="Các phiếu xin ý kiến · Written consultations",
    url_name="consultations",
)
@requires("consultation.view")
def consultations(
    request: ActingRequest,
    after: Mark,
    limit: Limit,
    q: Annotated[str, Query(max_length=120, description="Không cần dấu")] = "",
    state: Annotated[Literal["", "draft", "sent", "closed", "withdrawn"], Query()] = "",
    entry_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID, description="Của hội nghị nào")] = None,
) -> HttpResponse:
    rows = visible_consultations(request.actor)
    for word in fold(q).split():
        rows = rows.filter(search_text__contains=word)
    if state:
        rows = rows.filter(state=state)
    if entry_id is not None:
        rows = rows.filter(entry=entry_id)
    found, mark = keyset_page(rows.values(*(column.lstrip("-") for column in ORDER)), ORDER, after, limit)
    whole = visible_consultations(request.actor).in_bulk([row["id"] for row in found])
    return answer({"items": [_told(whole[row["id"]]) for row in found], "after": mark})


@router.get(
    "/consultations/{int:consultation_id}",
    response={200: ConsultationWhole, **problems()},
    summary="Một phiếu: câu hỏi, ai đã trả lời, kết quả sau khi kết thúc · One consultation",
    url_name="consultation",
)
@requires("consultation.view")
def consultation(request: ActingRequest, consultation_id: int) -> HttpResponse:
    return answer(whole_consultation(request.actor, consultation_seen(request.actor, consultation_id)))


@router.post(
    "/consultations/{int:consultation_id}/answers",
    response={200: Answered, **problems(409)},
    summary="Người giữ mã trả lời, hoặc đổi ý kiến · Answer in the token's own name",
    url_name="answer_consultation",
)
@requires("consultation.answer")
def own_answers(
    request: ActingRequest, consultation_id: int, command_key: CommandKey, given: OwnAnswers
) -> HttpResponse:
    by = request.actor
    if asked_of(by, consultation_id) is None:
        raise AccessRefused(str(consultation_id))

    def run() -> dict[str, Any]:
        chosen = {one.question_id: (one.choice, one.opinion) for one in given.answers}
        return {"answered": len(give_answers(by, consultation_id, chosen))}

    payload = {"consultation": consultation_id} | given.dict()
    return sent_once(by, command_key, "api.answer_consultation", payload, run)


def consultation_seen(by: Actor, consultation_id: int) -> Consultation:
    """A consultation. Raises AccessRefused for one the actor may not see."""
    row = consultation_of(by, consultation_id)
    if row is None:
        raise AccessRefused(str(consultation_id))
    return row


def _told(row: Consultation) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "body": row.body.name,
        "entry_id": row.entry_id,
        "item_id": row.item_id,
        "state": str(row.state),
        "closes_at": row.closes_at,
        "sent_at": row.sent_at,
        "closed_at": row.closed_at,
        "revision": row.revision,
    }


def whole_consultation(by: Actor, row: Consultation) -> dict[str, Any]:
    """A consultation for other programs; how people answered only once it is closed."""
    questions, sheets = shown_sheets(by, row)
    tallies = tallies_of(questions, sheets) if is_revealed(row) else [None] * len(questions)
    return _told(row) | {
        "body_id": row.body_id,
        "content": row.content,
        "special_case": row.special_case,
        "earlier_steps": row.earlier_steps,
        "delegated_id": row.delegated_id,
        "documents": titles_of_documents(row),
        "document_ids": [line.document.pk for line in documents_of_consultation(by, row)],
        "questions": [
            {
                "id": one.pk,
                "position": one.position,
                "text": one.text,
                "choices": [{"code": choice.code, "name": choice.name} for choice in choices_of(one)],
                "counts": None
                if tally is None
                else [{"name": choice.name, "count": count} for choice, count in tally.counts],
                "opinions": None
                if tally is None
                else [
                    {"name": said.name, "choice": said.choice, "opinion": said.opinion}
                    for said in tally.opinions
                ],
            }
            for one, tally in zip(questions, tallies, strict=True)
        ],
        "asked": [
            {"name": sheet.asked.name, "title": sheet.asked.title, "answered": sheet.is_complete}
            for sheet in sheets
        ],
        "synthesis": row.synthesis,
        "withdrawn_why": row.withdrawn_why,
        "passed_document": row.passed_document,
    }
