"""Appraisal of a document: who was asked in which part, what each said, what the unit answered."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from nghisu.conferences.api.documents import document_seen
from nghisu.core.text import legible
from nghisu.documents.commands import answer_appraisal, ask_appraisal, say_appraisal
from nghisu.documents.forms.packs import AppraisalForm
from nghisu.documents.models import Appraisal, Document, DocumentVersion
from nghisu.documents.queries import sees_drafts, visible_documents, visible_versions
from nghisu.documents.queries.appraised import appraisal_citations, parts_shown
from nghisu.documents.queries.appraisers import appraisers_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    LARGEST_ID,
    CommandKey,
    FieldsRefused,
    Shape,
    answer,
    created,
    must_hold,
    problems,
    sent_once,
)
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.api import CitationShape, cited

router = Router(tags=["Tài liệu hội nghị · Documents of a conference"])

Part = Literal["form", "content"]
LONG = Annotated[str, Field(max_length=4_000)]


class PartShape(Shape):
    """A part of the appraisal: who appraises what of this document, and where its newest version stands."""

    part: Part = Field(description="form: bố cục, thể thức; content: nội dung")
    by: str = Field(description="Cơ quan thẩm định theo quy định")
    is_asked: bool = Field(description="Quy định đòi phần này ở tài liệu này")
    standing: str = Field(description="accepted, returned, asked; trống là chưa giao ai")
    reading: str = Field(description="Cách hiểu điều khoản")


class AppraisalShape(Shape):
    """One appraisal of one version (lần thẩm định), and what the unit answered."""

    id: int
    part: Part
    version: int
    round: int
    appraiser_id: int
    appraiser: str
    outcome: str = Field(description="asked, accepted, returned, withdrawn: đã thu hồi việc giao")
    structure: str
    content: str
    form: str
    reason: str
    asked_at: datetime
    said_at: datetime | None
    answer: str


class AppraisalOfDocument(Shape):
    """Both parts, every round with the latest version first, and the clauses that ask for it."""

    parts: list[PartShape]
    items: list[AppraisalShape]
    citations: list[CitationShape]


class AppraisalAsked(Shape):
    """Who is to appraise a part of the newest version."""

    part: Part
    person_ids: Annotated[
        list[Annotated[int, Field(ge=1, le=LARGEST_ID)]], Field(min_length=1, max_length=50)
    ]


class AppraisalStated(Shape):
    """What an appraisal came to, said once: accepted or not and why; of structure and form, or of content."""

    accepted: bool
    reason: str = Field(min_length=1, max_length=2_000)
    structure: LONG = ""
    content: LONG = ""
    form: LONG = ""


class AppraisalAnswered(Shape):
    """What the unit takes up, what not and why."""

    answer: str = Field(min_length=1, max_length=4_000, pattern=r"\S")


@router.get(
    "/documents/{int:document_id}/appraisals",
    response={200: AppraisalOfDocument, **problems()},
    summary="Thẩm định của một tài liệu · The appraisal of a document",
    url_name="appraisals",
)
@requires("document.view")
def appraisals(request: ActingRequest, document_id: int) -> HttpResponse:
    return answer(_told(request.actor, _draft_seen(request.actor, document_id)))


@router.post(
    "/documents/{int:document_id}/appraisals",
    response={201: AppraisalOfDocument, **problems(409)},
    summary="Giao thẩm định bản mới nhất · Assign who appraises the newest version",
    url_name="ask_appraisal",
)
@requires("pack.edit")
def ask(
    request: ActingRequest, document_id: int, command_key: CommandKey, asked: AppraisalAsked
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        row = _draft_seen(by, document_id)
        version = visible_versions(by, row).first()
        if version is None:
            raise FieldsRefused([(("body", "part"), _("Tài liệu chưa có tệp để thẩm định."))])
        able = appraisers_of(by, asked.part)
        said = _("Không giao được phần thẩm định này cho người ấy.")
        faults = [
            (("body", "person_ids", str(place)), said)
            for place, pk in enumerate(asked.person_ids)
            if pk not in able
        ]
        if faults:
            raise FieldsRefused(faults)
        ask_appraisal(by, version.pk, asked.part, asked.person_ids)
        return _told(by, row)

    return created(by, command_key, "api.ask_appraisal", {"document": document_id} | asked.dict(), run)


@router.post(
    "/appraisals/{int:appraisal_id}/say",
    response={200: AppraisalOfDocument, **problems(409)},
    summary="Cho ý kiến thẩm định được giao · Say what one's appraisal came to",
    url_name="say_appraisal",
)
@requires("document.appraise")
def say(
    request: ActingRequest, appraisal_id: int, command_key: CommandKey, stated: AppraisalStated
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        one = _appraisal_seen(by, appraisal_id)
        if one.appraiser_id != by.person_id:
            raise AccessRefused(str(appraisal_id))
        form = AppraisalForm(one.part, stated.dict() | {"accepted": "yes" if stated.accepted else "no"})
        must_hold(form)
        other = [
            (("body", name), _("Phần thẩm định này không xem xét điều ấy."))
            for name in ("structure", "content", "form")
            if name not in form.fields and getattr(stated, name).strip()
        ]
        if other:
            raise FieldsRefused(other)
        say_appraisal(by, appraisal_id, form.opinion())
        return _told(by, one.version.document)

    return sent_once(by, command_key, "api.say_appraisal", {"appraisal": appraisal_id} | stated.dict(), run)


@router.post(
    "/appraisals/{int:appraisal_id}/answer",
    response={200: AppraisalOfDocument, **problems(409)},
    summary="Đơn vị trả lời ý kiến thẩm định · The unit's answer",
    url_name="answer_appraisal",
)
@requires("document.hand_in")
def answer_to(
    request: ActingRequest, appraisal_id: int, command_key: CommandKey, answered: AppraisalAnswered
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        one = _appraisal_seen(by, appraisal_id)
        answer_appraisal(by, appraisal_id, legible(answered.answer))
        return _told(by, one.version.document)

    payload = {"appraisal": appraisal_id} | answered.dict()
    return sent_once(by, command_key, "api.answer_appraisal", payload, run)


def _draft_seen(by: Actor, document_id: int) -> Document:
    """A document whose drafts the actor sees: to all others, its appraisal does not exist."""
    row = document_seen(by, document_id)
    if not sees_drafts(by, row):
        raise AccessRefused(str(document_id))
    return row


def _appraisal_seen(by: Actor, appraisal_id: int) -> Appraisal:
    rows = Appraisal.objects.filter(
        committee=by.committee_id, pk=appraisal_id, version__document__in=visible_documents(by)
    )
    one = rows.select_related("version__document__owner", "version__document__pack").first()
    if one is None or not sees_drafts(by, one.version.document):
        raise AccessRefused(str(appraisal_id))
    return one


def _told(by: Actor, row: Document) -> dict[str, Any]:
    versions = list(visible_versions(by, row))
    given = list(
        Appraisal.objects.filter(committee=by.committee_id, version__in=versions)
        .select_related("appraiser", "version")
        .order_by("-version__number", "id")
    )
    newest = next((one.pk for one in versions if one.state != DocumentVersion.State.HELD), None)
    said = [(str(one.part), str(one.outcome)) for one in given if one.version_id == newest]
    return {
        "parts": [
            {
                "part": one.part,
                "by": one.by,
                "is_asked": one.asked,
                "standing": one.standing,
                "reading": one.reading,
            }
            for one in parts_shown(by, row, said)
        ],
        "items": [
            {
                "id": one.pk,
                "part": str(one.part),
                "version": one.version.number,
                "round": one.round,
                "appraiser_id": one.appraiser_id,
                "appraiser": one.appraiser.full_name,
                "outcome": str(one.outcome),
                **{name: getattr(one, name) for name in ("structure", "content", "form", "reason")},
                "asked_at": one.asked_at,
                "said_at": one.said_at,
                "answer": one.answer,
            }
            for one in given
        ],
        "citations": [cited(one) for one in appraisal_citations(by)],
    }
