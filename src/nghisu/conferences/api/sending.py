"""Documents of a pack sent out, and by whom they may be read by name: the commands of the pages, and their gates."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from nghisu.conferences.api.documents import document_seen
from nghisu.conferences.commands.packs import send_out
from nghisu.conferences.queries.pack_grants import grants_of, name_of
from nghisu.conferences.queries.packs import pack_of
from nghisu.core.text import legible
from nghisu.directory.models import Body, Person
from nghisu.documents.commands import AllowedOut, grant, revoke
from nghisu.documents.models import Document
from nghisu.documents.queries import visible_documents
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    LARGEST_ID,
    CommandKey,
    FieldsRefused,
    Shape,
    answer,
    created,
    problems,
    sent_once,
)
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.queries.conference import conference_entry

router = Router(tags=["Tài liệu hội nghị · Documents of a conference"])

Ids = list[Annotated[int, Field(ge=1, le=LARGEST_ID)]]
Stated = Annotated[str, Field(pattern=r"\S")]


class Allowed(Shape):
    """That the one who asks passes over what stops documents (cho vượt điều kiện): why, by which document."""

    why: Stated = Field(min_length=1, max_length=500)
    document: Stated = Field(min_length=1, max_length=200, description="Văn bản cho phép")


class SentOut(Shape):
    """Which documents are to go out, and why where a rule stops one of them."""

    document_ids: Annotated[Ids, Field(min_length=1, max_length=500)]
    allowed: Allowed | None = None


class SentCount(Shape):
    """How many versions went out; what was out already is not counted."""

    count: int


class GrantShape(Shape):
    """Who may read a document (quyền đọc): a person, or all members of a body."""

    person_id: int | None
    body_id: int | None
    name: str
    source: str = Field(description="attends: là đại biểu; name: được nêu tên")
    at: datetime


class GrantsOfDocument(Shape):
    items: list[GrantShape]


class Granted(Shape):
    """To whom a document is opened by name, or from whom it is taken back."""

    person_ids: Annotated[Ids, Field(max_length=500)] = []
    body_ids: Annotated[Ids, Field(max_length=100)] = []


@router.post(
    "/entries/{int:entry_id}/documents/send",
    response={200: SentCount, **problems(409)},
    summary="Phát hành tài liệu cho đại biểu · Send documents out",
    description="Bản mới nhất của từng tài liệu. Quy định đòi thẩm định, bản tóm tắt, ý kiến Thường trực mà còn thiếu "
    "thì 409, `citations` nêu điều khoản; người có quyền cho vượt điều kiện ghi lý do và văn bản ở `allowed`.",
    url_name="send_documents",
)
@requires("pack.edit")
def send(request: ActingRequest, entry_id: int, command_key: CommandKey, sent: SentOut) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = conference_entry(by, entry_id)
        if entry is None:
            raise AccessRefused(str(entry_id))
        own = set(
            visible_documents(by)
            .filter(pack=pack_of(by, entry), pk__in=sent.document_ids)
            .values_list("pk", flat=True)
        )
        faults = [place for place, pk in enumerate(sent.document_ids) if pk not in own]
        if faults:
            said = _("Bộ tài liệu của hội nghị này không có tài liệu ấy.")
            raise FieldsRefused([(("body", "document_ids", str(place)), said) for place in faults])
        allowed = (
            AllowedOut(**{name: legible(one).strip() for name, one in sent.allowed.dict().items()})
            if (sent.allowed is not None)
            else None
        )
        return {"count": send_out(by, entry, sent.document_ids, allowed)}

    return sent_once(by, command_key, "api.send_documents", {"entry": entry_id} | sent.dict(), run)


@router.get(
    "/documents/{int:document_id}/grants",
    response={200: GrantsOfDocument, **problems()},
    summary="Ai được đọc tài liệu này · Who may read the document",
    url_name="document_grants",
)
@requires("pack.edit")
def grants(request: ActingRequest, document_id: int) -> HttpResponse:
    return answer(_told(request.actor, document_seen(request.actor, document_id)))


@router.post(
    "/documents/{int:document_id}/grants",
    response={201: GrantsOfDocument, **problems(409)},
    summary="Cho đọc đích danh · Let people read it by name",
    description="Tài liệu hạn chế chỉ người được nêu tên đọc được, sau khi phát hành.",
    url_name="grant_document",
)
@requires("pack.edit")
def grant_to(
    request: ActingRequest, document_id: int, command_key: CommandKey, granted: Granted
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        row = document_seen(by, document_id)
        _must_be_ours(by, granted)
        grant(by, row.pack, person_ids=granted.person_ids, body_ids=granted.body_ids, document=row)
        return _told(by, row)

    return created(by, command_key, "api.grant_document", {"document": document_id} | granted.dict(), run)


@router.post(
    "/documents/{int:document_id}/grants/revoke",
    response={200: GrantsOfDocument, **problems(409)},
    summary="Thôi cho đọc đích danh · Take the reading by name back",
    url_name="revoke_document",
)
@requires("pack.edit")
def revoke_from(
    request: ActingRequest, document_id: int, command_key: CommandKey, granted: Granted
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        row = document_seen(by, document_id)
        _must_be_ours(by, granted)
        revoke(by, row.pack, person_ids=granted.person_ids, body_ids=granted.body_ids, document=row)
        return _told(by, row)

    return sent_once(by, command_key, "api.revoke_document", {"document": document_id} | granted.dict(), run)


def _must_be_ours(by: Actor, granted: Granted) -> None:
    """Raise FieldsRefused for nobody at all, for people whom the committee never appointed, for another's bodies."""
    if not granted.person_ids and not granted.body_ids:
        raise FieldsRefused([(("body", "person_ids"), _("Hãy nêu ít nhất một người hoặc một tập thể."))])
    known = (
        ("person_ids", granted.person_ids, Person.objects.filter(appointments__committee=by.tenant)),
        ("body_ids", granted.body_ids, Body.objects.filter(committee=by.tenant)),
    )
    faults = []
    for name, ids, rows in known:
        own = set(rows.filter(pk__in=ids).values_list("pk", flat=True))
        said = _("Cấp ủy không có người hoặc tập thể này.")
        faults += [(("body", name, str(place)), said) for place, pk in enumerate(ids) if pk not in own]
    if faults:
        raise FieldsRefused(faults)


def _told(by: Actor, row: Document) -> dict[str, Any]:
    """By whom a document may be read once it is out: by name, and unless it is restricted as one who attends."""
    return {
        "items": [
            {
                "person_id": one.person_id,
                "body_id": one.body_id,
                "name": name_of(one),
                "source": str(one.source),
                "at": one.at,
            }
            for one in grants_of(by, row)
        ]
    }
