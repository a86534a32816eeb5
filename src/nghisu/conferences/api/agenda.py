"""The agenda of a conference: read, put in, changed, moved, taken out; weighed by the form of the pages."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from ninja import Router
from pydantic import Field

from nghisu.conferences.commands import Direction, ItemContent, add_item, change_item, move_item, remove_item
from nghisu.conferences.forms.agenda import AgendaItemForm, typed_of_item
from nghisu.conferences.models import AgendaItem
from nghisu.conferences.queries import agenda_of, conference_of, item_of
from nghisu.conferences.queries.agenda import earlier_items, presenter_choices
from nghisu.directory.queries import organisation_choices
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    LARGEST_ID,
    CommandKey,
    Shape,
    answer,
    created,
    must_hold,
    problems,
    sent_once,
)
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.queries.conference import conference_entry

router = Router(tags=["Giai đoạn, nội dung hội nghị · Stages, agenda of a conference"])

Purpose = Literal["opening", "report", "opinion", "discussion", "vote", "notice", "conclusion", "other"]
Id = Annotated[int | None, Field(ge=1, le=LARGEST_ID)]
FIELDS: Mapping[str, str] = {
    "reporting": "reporting_id",
    "presenter": "presenter_id",
    "follows": "follows_id",
}
"""Fields of the form that a program knows under another name."""

PLACES = {"up": Direction.UP, "down": Direction.DOWN, "first": Direction.FIRST, "last": Direction.LAST}


class ItemShape(Shape):
    """An item of an agenda (nội dung): what is brought, for what, by whom, how long."""

    id: int
    position: int
    title: str
    purpose: str
    reporting_id: int | None = Field(description="Cơ quan báo cáo")
    presenter_id: int | None
    presented_by: str = Field(description="Ai trình bày, viết thành chữ")
    minutes: int | None
    documents: list[str] = Field(description="Tài liệu cần có")
    follows_id: int | None = Field(description="Nội dung của hội nghị trước đã bàn việc này")
    note: str
    revision: int


class AgendaShape(Shape):
    """The agenda of a conference, in order; empty for one who is not yet to see it."""

    items: list[ItemShape]
    minutes: int = Field(description="Tổng thời lượng đã ghi, phút")
    untimed: int = Field(description="Số nội dung chưa ghi thời lượng")


class ItemStated(Shape):
    """What is stated of a new item."""

    title: str = Field(min_length=1, max_length=500)
    purpose: Purpose = "report"
    reporting_id: Id = None
    presenter_id: Id = None
    presenter_text: str = Field("", max_length=200)
    minutes: int | None = Field(None, ge=1, le=1440)
    documents: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=40)
    follows_id: Id = None
    note: str = Field("", max_length=500)


class ItemChanges(Shape):
    """What is to be different of an item: only the fields that are sent."""

    revision: int = Field(ge=0, le=2**31 - 1, description="Giá trị revision đã đọc")
    title: str | None = Field(None, min_length=1, max_length=500)
    purpose: Purpose | None = None
    reporting_id: Id = None
    presenter_id: Id = None
    presenter_text: str | None = Field(None, max_length=200)
    minutes: int | None = Field(None, ge=1, le=1440)
    documents: list[Annotated[str, Field(max_length=200)]] | None = Field(None, max_length=40)
    follows_id: Id = None
    note: str | None = Field(None, max_length=500)


class ItemMoved(Shape):
    """Where an item goes among the others."""

    to: Literal["up", "down", "first", "last"]


class ItemRemoved(Shape):
    """That an item was taken off the agenda."""

    id: int


@router.get(
    "/entries/{int:entry_id}/agenda",
    response={200: AgendaShape, **problems()},
    summary="Nội dung của hội nghị · Agenda of a conference",
    url_name="agenda",
)
@requires("conference.view")
def agenda(request: ActingRequest, entry_id: int) -> HttpResponse:
    if conference_entry(request.actor, entry_id) is None:
        raise Http404
    found = agenda_of(request.actor, conference_of(request.actor, entry_id))
    return answer(
        {"items": [_told(one) for one in found.items], "minutes": found.minutes, "untimed": found.untimed}
    )


@router.post(
    "/entries/{int:entry_id}/agenda",
    response={201: ItemShape, **problems(409)},
    summary="Thêm nội dung · Put an item on the agenda",
    url_name="add_item",
)
@requires("agenda.edit")
def add(request: ActingRequest, entry_id: int, command_key: CommandKey, stated: ItemStated) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        if conference_entry(by, entry_id) is None:
            raise AccessRefused(str(entry_id))
        return _told(add_item(by, entry_id, _content(by, entry_id, _typed(stated.dict()))))

    return created(by, command_key, "api.add_item", {"entry": entry_id} | stated.dict(), run)


@router.patch(
    "/entries/{int:entry_id}/agenda/{int:item_id}",
    response={200: ItemShape, **problems(409)},
    summary="Sửa nội dung · Change an item",
    url_name="change_item",
)
@requires("agenda.edit")
def change(
    request: ActingRequest, entry_id: int, item_id: int, command_key: CommandKey, changes: ItemChanges
) -> HttpResponse:
    by, sent = request.actor, changes.dict(exclude_unset=True)

    def run() -> dict[str, Any]:
        item = _item(by, entry_id, item_id)
        typed = typed_of_item(item) | _typed(sent)
        return _told(change_item(by, item.pk, _content(by, entry_id, typed, item), changes.revision))

    payload = {"entry": entry_id, "item": item_id} | sent
    return sent_once(by, command_key, "api.change_item", payload, run)


@router.post(
    "/entries/{int:entry_id}/agenda/{int:item_id}/move",
    response={200: ItemShape, **problems(409)},
    summary="Đổi thứ tự · Put an item elsewhere in the order",
    url_name="move_item",
)
@requires("agenda.edit")
def move(
    request: ActingRequest, entry_id: int, item_id: int, command_key: CommandKey, moved: ItemMoved
) -> HttpResponse:
    def run() -> dict[str, Any]:
        return _told(move_item(request.actor, _item(request.actor, entry_id, item_id).pk, PLACES[moved.to]))

    payload = {"entry": entry_id, "item": item_id, "to": moved.to}
    return sent_once(request.actor, command_key, "api.move_item", payload, run)


@router.delete(
    "/entries/{int:entry_id}/agenda/{int:item_id}",
    response={200: ItemRemoved, **problems(409)},
    summary="Bỏ nội dung · Take an item off the agenda",
    url_name="remove_item",
)
@requires("agenda.edit")
def remove(request: ActingRequest, entry_id: int, item_id: int, command_key: CommandKey) -> HttpResponse:
    def run() -> dict[str, Any]:
        remove_item(request.actor, _item(request.actor, entry_id, item_id).pk)
        return {"id": item_id}

    payload = {"entry": entry_id, "item": item_id}
    return sent_once(request.actor, command_key, "api.remove_item", payload, run)


def _item(by: Actor, entry_id: int, item_id: int) -> AgendaItem:
    item = item_of(by, conference_of(by, entry_id), item_id)
    if item is None:
        raise AccessRefused(str(item_id))
    return item


def _typed(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent as the form of the pages holds it."""
    names = {theirs: ours for ours, theirs in FIELDS.items()}
    typed = {names.get(name, name): value for name, value in sent.items() if name != "revision"}
    if "documents" in typed:
        typed["documents"] = "\n".join(typed["documents"] or [])
    return typed


def _content(
    by: Actor, entry_id: int, typed: Mapping[str, Any], item: AgendaItem | None = None
) -> ItemContent:
    """What the form makes of it. Raises FieldsRefused with the path of each fault."""
    units, people = organisation_choices(by, clock.today()), presenter_choices(by)
    if item is not None and item.reporting is not None:
        units.append((item.reporting.pk, item.reporting.name))
    if item is not None and item.presenter is not None:
        people.append((item.presenter.pk, item.presenter.full_name))
    stated = {name: "" if value is None else value for name, value in typed.items()}
    form = AgendaItemForm(units, people, earlier_items(by, conference_of(by, entry_id)), stated)
    must_hold(form, FIELDS)
    return form.content()


def _told(item: AgendaItem) -> dict[str, Any]:
    return {
        "id": item.pk,
        "position": item.position,
        "title": item.title,
        "purpose": str(item.purpose),
        "reporting_id": item.reporting_id,
        "presenter_id": item.presenter_id,
        "presented_by": item.presented_by,
        "minutes": item.minutes,
        "documents": item.expected_documents,
        "follows_id": item.follows_id,
        "note": item.note,
        "revision": item.revision,
    }
