"""Running a written consultation: drafted and changed by the form of the pages, sent, given more time, closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import AwareDatetime, Field

from nghisu.conferences.api.consultations import (
    ConsultationWhole,
    consultation_seen,
    router,
    whole_consultation,
)
from nghisu.conferences.api.documents import DocumentWhole, whole_document
from nghisu.conferences.api.handing_in import FIELDS as FIELDS_OF_DOCUMENT
from nghisu.conferences.api.handing_in import DocumentStated, typed_document
from nghisu.conferences.commands import (
    ConsultationContent,
    change_consultation,
    close_consultation,
    discard_consultation,
    draft_consultation,
    extend_consultation,
    send_consultation,
)
from nghisu.conferences.commands.consulted import add_to_consultation
from nghisu.conferences.forms.consultations import MOST_QUESTIONS, consultation_form, typed_of_consultation
from nghisu.conferences.models import Consultation
from nghisu.conferences.queries import conference_of, item_of
from nghisu.core.text import legible
from nghisu.directory.queries import organisation_choices
from nghisu.documents.forms.packs import DocumentForm
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    LARGEST_ID,
    CommandKey,
    FieldsRefused,
    Shape,
    created,
    must_hold,
    problems,
    sent_once,
)
from nghisu.programme.api.stating import instant_fault
from nghisu.programme.queries.conference import conference_entry

__all__ = ["router"]

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Line = Annotated[str, Field(min_length=1, max_length=200)]
FIELDS: Mapping[str, str | tuple[str, ...]] = {
    "body": "body_id",
    "delegated": "delegated_id",
    "day": "closes_at",
    "hour": "closes_at",
    **{f"question_{place + 1}": ("questions", str(place), "text") for place in range(MOST_QUESTIONS)},
    **{f"options_{place + 1}": ("questions", str(place), "options") for place in range(MOST_QUESTIONS)},
}
"""Fields of the form that a program knows under another name, or at another place of what it sends."""


class QuestionStated(Shape):
    """A question, with what can be answered; without options it asks to agree or not."""

    text: str = Field(min_length=1, max_length=1000)
    options: list[Line] = Field([], max_length=20, description="Phương án; trống là đồng ý, không đồng ý")


Questions = Annotated[list[QuestionStated], Field(min_length=1, max_length=MOST_QUESTIONS)]
ClosesAt = Annotated[
    AwareDatetime, Field(description="Nhận ý kiến đến lúc nào, kèm múi giờ; giờ và phút chẵn")
]


class ConsultationStated(Shape):
    """What is stated of a consultation that is drafted: who is asked what, until when, on what ground."""

    title: str = Field(min_length=1, max_length=500)
    body_id: Id = Field(description="Lấy ý kiến thành viên của tập thể nào")
    closes_at: ClosesAt
    questions: Questions
    content: str = Field("", max_length=10_000, description="Nội dung tóm tắt")
    documents: list[Line] = Field([], max_length=40, description="Tài liệu gửi kèm, chỉ ghi tên")
    special_case: str = Field("", max_length=2000, description="Vì sao không họp")
    earlier_steps: str = Field(
        "",
        max_length=300,
        description="Văn bản cho thấy việc đã qua các bước trước, nếu phiếu không từ nội dung đã qua",
    )
    delegated_id: Id | None = Field(None, description="Việc đã được ủy quyền, trong sổ")
    entry_id: Id | None = Field(None, description="Của hội nghị nào")
    item_id: Id | None = Field(None, description="Về nội dung nào của hội nghị ấy")


class ConsultationChanges(Shape):
    """What is to be different of a draft: only the fields that are sent."""

    revision: int = Field(ge=0, le=2**31 - 1, description="Giá trị revision đã đọc")
    title: str | None = Field(None, min_length=1, max_length=500)
    body_id: Id | None = None
    closes_at: ClosesAt | None = None
    questions: Questions | None = Field(None, description="Thay cho mọi câu hỏi đã có")
    content: str | None = Field(None, max_length=10_000)
    documents: list[Line] | None = Field(None, max_length=40)
    special_case: str | None = Field(None, max_length=2000)
    earlier_steps: str | None = Field(None, max_length=300)
    delegated_id: Id | None = None


class Discarded(Shape):
    """That a draft was thrown away."""

    id: int


class Extended(Shape):
    """Until when opinions are taken now."""

    closes_at: ClosesAt


@router.post(
    "/consultations",
    response={201: ConsultationWhole, **problems(409)},
    summary="Soạn phiếu, chưa gửi · Draft a consultation, not sent yet",
    url_name="draft_consultation",
)
@requires("consultation.manage")
def draft(request: ActingRequest, command_key: CommandKey, stated: ConsultationStated) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        _must_be_shown(by, stated.entry_id, stated.item_id)
        content = _content(by, None, _typed(stated.dict()), stated.entry_id, stated.item_id)
        return _whole(by, draft_consultation(by, content).pk)

    return created(by, command_key, "api.draft_consultation", stated.dict(), run)


@router.patch(
    "/consultations/{int:consultation_id}",
    response={200: ConsultationWhole, **problems(409)},
    summary="Sửa phiếu chưa gửi · Change a draft",
    url_name="change_consultation",
)
@requires("consultation.manage")
def change(
    request: ActingRequest, consultation_id: int, command_key: CommandKey, changes: ConsultationChanges
) -> HttpResponse:
    by, sent = request.actor, changes.dict(exclude_unset=True)

    def run() -> dict[str, Any]:
        row = consultation_seen(by, consultation_id)
        kept = typed_of_consultation(row)
        if sent.get("questions") is not None:
            kept = {
                name: value for name, value in kept.items() if not name.startswith(("question_", "options_"))
            }
        content = _content(by, row, kept | _typed(sent), row.entry_id, row.item_id)
        return _whole(by, change_consultation(by, row.pk, content, changes.revision).pk)

    payload = {"consultation": consultation_id} | sent
    return sent_once(by, command_key, "api.change_consultation", payload, run)


@router.delete(
    "/consultations/{int:consultation_id}",
    response={200: Discarded, **problems(409)},
    summary="Bỏ phiếu chưa gửi · Throw a draft away",
    url_name="discard_consultation",
)
@requires("consultation.manage")
def discard(request: ActingRequest, consultation_id: int, command_key: CommandKey) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        discard_consultation(by, consultation_seen(by, consultation_id).pk)
        return {"id": consultation_id}

    return sent_once(by, command_key, "api.discard_consultation", {"consultation": consultation_id}, run)


@router.post(
    "/consultations/{int:consultation_id}/documents",
    response={201: DocumentWhole, **problems(409)},
    summary="Thêm tài liệu gửi kèm phiếu chưa gửi · Put a document to a draft",
    description="Mã cần thêm phạm vi documents.write; tệp đưa lên như mọi tài liệu, ở /documents/{document_id}/versions.",
    url_name="add_consulted",
)
@requires("consultation.manage")
def add_document(
    request: ActingRequest, consultation_id: int, command_key: CommandKey, stated: DocumentStated
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        row = consultation_seen(by, consultation_id)
        form = DocumentForm(
            organisation_choices(by, clock.today()), (), typed_document(stated), takes_file=False
        )
        must_hold(form, FIELDS_OF_DOCUMENT)
        return whole_document(by, add_to_consultation(by, row.pk, form.facts()))

    payload = {"consultation": consultation_id} | stated.dict()
    return created(by, command_key, "api.add_consulted", payload, run)


@router.post(
    "/consultations/{int:consultation_id}/send",
    response={200: ConsultationWhole, **problems(409)},
    summary="Gửi phiếu tới mọi thành viên · Ask",
    url_name="send_consultation",
)
@requires("consultation.manage")
def send(request: ActingRequest, consultation_id: int, command_key: CommandKey) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        return _whole(by, send_consultation(by, consultation_seen(by, consultation_id).pk).pk)

    return sent_once(by, command_key, "api.send_consultation", {"consultation": consultation_id}, run)


@router.post(
    "/consultations/{int:consultation_id}/extend",
    response={200: ConsultationWhole, **problems(409)},
    summary="Gia hạn, báo người chưa trả lời · Give more time",
    url_name="extend_consultation",
)
@requires("consultation.manage")
def extend(
    request: ActingRequest, consultation_id: int, command_key: CommandKey, extended: Extended
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        row = consultation_seen(by, consultation_id)
        return _whole(by, extend_consultation(by, row.pk, _to_the_minute(extended.closes_at)).pk)

    payload = {"consultation": consultation_id} | extended.dict()
    return sent_once(by, command_key, "api.extend_consultation", payload, run)


@router.post(
    "/consultations/{int:consultation_id}/close",
    response={200: ConsultationWhole, **problems(409)},
    summary="Kết thúc lấy ý kiến · Close",
    url_name="close_consultation",
)
@requires("consultation.manage")
def close(request: ActingRequest, consultation_id: int, command_key: CommandKey) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        return _whole(by, close_consultation(by, consultation_seen(by, consultation_id).pk).pk)

    return sent_once(by, command_key, "api.close_consultation", {"consultation": consultation_id}, run)


def _whole(by: Actor, consultation_id: int) -> dict[str, Any]:
    """The consultation as it stands after the command."""
    return whole_consultation(by, consultation_seen(by, consultation_id))


def _must_be_shown(by: Actor, entry_id: int | None, item_id: int | None) -> None:
    """Raise FieldsRefused for a conference or an item of its agenda that the actor does not see."""
    if entry_id is not None and conference_entry(by, entry_id) is None:
        raise FieldsRefused([(("body", "entry_id"), _("Không có hội nghị này."))])
    conference = conference_of(by, entry_id) if entry_id is not None else None
    if item_id is not None and item_of(by, conference, item_id) is None:
        raise FieldsRefused(
            [(("body", "item_id"), _("Không có nội dung này trong hội nghị ghi ở entry_id."))]
        )


def _content(
    by: Actor, row: Consultation | None, typed: Mapping[str, Any], entry_id: int | None, item_id: int | None
) -> ConsultationContent:
    """What the form of the pages makes of it. Raises FieldsRefused with the path of each fault."""
    form = consultation_form(by, row, typed)
    must_hold(form, FIELDS)
    return form.asked(entry_id, item_id)


def _typed(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent as the form of the pages holds it."""
    names = {"body_id": "body", "delegated_id": "delegated"}
    typed: dict[str, Any] = {}
    for name, value in sent.items():
        if name == "closes_at" and value is not None:
            local = clock.local(_to_the_minute(value))
            typed |= {"day": f"{local:%d/%m/%Y}", "hour": f"{local:%H:%M}"}
        elif name == "questions" and value is not None:
            for place, one in enumerate(value, 1):
                typed[f"question_{place}"] = _written(one["text"], ("questions", str(place - 1), "text"))
                typed[f"options_{place}"] = "\n".join(
                    " ".join(line.split()) for line in one.get("options", ())
                )
        elif name == "documents":
            typed[name] = "\n".join(" ".join(line.split()) for line in value or [])
        elif name not in {"closes_at", "questions", "revision", "entry_id", "item_id"}:
            typed[names.get(name, name)] = "" if value is None else value
    return typed


def _written(text: str, path: tuple[str, ...]) -> str:
    """A question that says something. Raises FieldsRefused for one of blanks, which the form would pass over."""
    if not legible(text).strip():
        raise FieldsRefused([(("body", *path), _("Không được để trống."))])
    return text


def _to_the_minute(at: datetime) -> datetime:
    """An instant as a form can say it. Raises FieldsRefused for one with seconds, or out of all reach."""
    if fault := instant_fault(at):
        raise FieldsRefused([(("body", "closes_at"), fault)])
    return at
