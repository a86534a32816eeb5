"""Documents of a pack changed, put elsewhere in the order, taken out: by the forms of the pages, looked at as there."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from pydantic import Field

from nghisu.conferences.api.documents import DocumentWhole, document_seen, router, whole_document
from nghisu.conferences.api.handing_in import FIELDS, Id, Kind
from nghisu.conferences.commands.agenda import Direction
from nghisu.conferences.commands.packs import change_in_pack, move_in_pack, withdraw_from_pack
from nghisu.conferences.forms.packs import WithdrawalForm, pack_form, typed_of_document
from nghisu.conferences.models import ConferencePack
from nghisu.conferences.queries.packs import items_of_document
from nghisu.documents.models import Document
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import LARGEST_ID, CommandKey, Shape, must_hold, problems, sent_once
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.models import Entry

__all__ = ["router"]

PLACES = {"up": Direction.UP, "down": Direction.DOWN, "first": Direction.FIRST, "last": Direction.LAST}


class DocumentChanges(Shape):
    """What is stated otherwise of a document; what is not sent stays."""

    title: str = Field("", min_length=1, max_length=500)
    kind: Kind = "other"
    owner_id: Id = None
    needs_opinion: str = Field("", max_length=2000)
    solutions: str = Field("", max_length=2000)
    item_ids: Annotated[list[Annotated[int, Field(ge=1, le=LARGEST_ID)]], Field(max_length=100)] = []
    summary_of_id: Id = None
    restricted: bool = Field(False, description="Chỉ người được nêu tên đọc · only those named read it")


class DocumentMoved(Shape):
    """Where a document goes among those of its item."""

    to: Literal["up", "down", "first", "last"]


class DocumentWithdrawn(Shape):
    """Why a document is taken out of its pack; whoever had got it is told."""

    why: str = Field(max_length=500)


class DocumentGone(Shape):
    """The document that was taken out."""

    id: int


@router.patch(
    "/documents/{int:document_id}",
    response={200: DocumentWhole, **problems(409)},
    summary="Sửa thông tin tài liệu trong bộ · Change what is stated of a document",
    url_name="change_document",
)
@requires("document.hand_in")
def change(
    request: ActingRequest, document_id: int, command_key: CommandKey, changes: DocumentChanges
) -> HttpResponse:
    by, sent = request.actor, changes.dict(exclude_unset=True)

    def run() -> dict[str, Any]:
        row, entry = _in_a_pack(by, document_id)
        names = {theirs: ours for ours, theirs in FIELDS.items()}
        stated = {names.get(name, name): "" if value is None else value for name, value in sent.items()}
        form = pack_form(by, entry, typed_of_document(row, items_of_document(row)) | stated, row=row)
        must_hold(form, FIELDS)
        return whole_document(by, change_in_pack(by, row.pk, form.facts(), form.item_ids()))

    return sent_once(by, command_key, "api.change_document", {"document": document_id} | sent, run)


@router.post(
    "/documents/{int:document_id}/move",
    response={200: DocumentWhole, **problems(409)},
    summary="Đổi thứ tự tài liệu · Put a document elsewhere in the order",
    url_name="move_document",
)
@requires("pack.edit")
def move(
    request: ActingRequest, document_id: int, command_key: CommandKey, moved: DocumentMoved
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        row, _entry = _in_a_pack(by, document_id)
        return whole_document(by, move_in_pack(by, row.pk, PLACES[moved.to]))

    payload = {"document": document_id, "to": moved.to}
    return sent_once(by, command_key, "api.move_document", payload, run)


@router.post(
    "/documents/{int:document_id}/withdraw",
    response={200: DocumentGone, **problems(409)},
    summary="Rút tài liệu khỏi bộ · Take a document out of its pack",
    url_name="withdraw_document",
)
@requires("document.hand_in")
def withdraw(
    request: ActingRequest, document_id: int, command_key: CommandKey, stated: DocumentWithdrawn
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        row, _entry = _in_a_pack(by, document_id)
        form = WithdrawalForm({"why": stated.why})
        must_hold(form)
        return {"id": withdraw_from_pack(by, row.pk, form.cleaned_data["why"]).pk}

    payload = {"document": document_id, "why": stated.why}
    return sent_once(by, command_key, "api.withdraw_document", payload, run)


def _in_a_pack(by: Actor, document_id: int) -> tuple[Document, Entry]:
    """A document that the actor sees, and the entry of the conference in whose pack it is. Raises AccessRefused for one
    that goes with a written consultation."""
    row = document_seen(by, document_id)
    held = ConferencePack.objects.filter(committee=by.committee_id, pack=row.pack_id).select_related(
        "conference__entry"
    )
    found = held.first()
    if found is None:
        raise AccessRefused(str(document_id))
    return row, found.conference.entry
