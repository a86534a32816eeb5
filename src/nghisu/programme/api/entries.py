"""Conferences: read, put in, changed, taken out. The commands are those of the pages."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from ninja import Query, Router

from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.api import CommandKey, Limit, Mark, Shape, answer, created, problems, sent_once
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.api.shapes import EntryChanges, EntryList, EntryShape, EntryStated
from nghisu.programme.api.stating import content_from, stated_of
from nghisu.programme.api.telling import told_entries, told_entry
from nghisu.programme.commands import add_entry, change_entry, remove_entry
from nghisu.programme.queries.conference import conference_entry
from nghisu.programme.queries.entries import matching, opening_within, visible_entries
from nghisu.programme.queries.outlook import twins_of
from nghisu.programme.refusals import EntryMayBeThere

router = Router(tags=["Chương trình, hội nghị · Programme, conferences"])


OpensSince = Annotated[date | None, Query(default=None, description="Khai mạc từ ngày")]
OpensUntil = Annotated[date | None, Query(default=None, description="Khai mạc đến hết ngày")]


class Removed(Shape):
    """That a conference was taken out of the programme."""

    id: int


@router.get(
    "/entries",
    response={200: EntryList, **problems(409)},
    summary="Các hội nghị · Conferences",
    url_name="entries",
)
@requires("conference.view")
def entries(
    request: ActingRequest,
    after: Mark,
    limit: Limit,
    since: OpensSince,
    until: OpensUntil,
    kind: Annotated[str, Query(max_length=40)] = "",
    form: Annotated[Literal["", "in-person", "online", "hybrid"], Query()] = "",
    unscheduled: Annotated[bool | None, Query()] = None,
    q: Annotated[
        str, Query(max_length=120, description="Từ trong nội dung, đơn vị, ghi chú; không cần dấu")
    ] = "",
) -> HttpResponse:
    rows = matching(opening_within(visible_entries(request.actor), since, until), q)
    if kind:
        rows = rows.filter(kind=kind)
    if form:
        rows = rows.filter(form=form)
    if unscheduled is not None:
        rows = rows.filter(unscheduled=unscheduled)
    return answer(told_entries(request.actor, rows, ("opening", "id"), after, limit))


@router.get(
    "/entries/{int:entry_id}",
    response={200: EntryShape, **problems(409)},
    summary="Một hội nghị · One conference",
    url_name="entry",
)
@requires("conference.view")
def entry(request: ActingRequest, entry_id: int) -> HttpResponse:
    told = told_entry(request.actor, entry_id)
    if told is None:
        raise Http404
    return answer(told)


@router.post(
    "/entries",
    response={201: EntryShape, **problems(409)},
    summary="Thêm hội nghị · Put a conference in",
    url_name="add_entry",
)
@requires("programme.edit")
def add(request: ActingRequest, command_key: CommandKey, stated: EntryStated) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        content = content_from(by, stated.dict())
        if not stated.is_another and twins_of(by, content):
            raise EntryMayBeThere
        return _kept(request, add_entry(by, content).pk)

    return created(by, command_key, "api.add_entry", stated.dict(), run)


@router.patch(
    "/entries/{int:entry_id}",
    response={200: EntryShape, **problems(409)},
    summary="Sửa hội nghị · Change a conference",
    url_name="change_entry",
)
@requires("programme.edit")
def change(
    request: ActingRequest, entry_id: int, command_key: CommandKey, changes: EntryChanges
) -> HttpResponse:
    by = request.actor
    sent = changes.dict(exclude_unset=True)

    def run() -> dict[str, Any]:
        row = conference_entry(by, entry_id)
        if row is None:
            raise AccessRefused(str(entry_id))
        before = stated_of(row)
        wanted = {name: value for name, value in sent.items() if name in before}
        if "opening" in wanted and "part" not in wanted:
            wanted["part"] = ""  # the hour says which part of the day it is
        # Sent as null, a field is emptied.
        empty: dict[type, Any] = {str: "", list: [], bool: False}
        emptied = {
            name: empty[type(before[name])]
            for name, value in wanted.items()
            if value is None and name != "carries_appraised" and type(before[name]) in empty
        }
        content = content_from(by, before | wanted | emptied, row)
        if not changes.is_another and content.title != row.title and twins_of(by, content, entry_id):
            raise EntryMayBeThere
        return _kept(request, change_entry(by, entry_id, content, changes.revision).pk)

    return sent_once(by, command_key, "api.change_entry", {"entry": entry_id} | sent, run)


@router.delete(
    "/entries/{int:entry_id}",
    response={200: Removed, **problems(409)},
    summary="Xóa hội nghị nhập nhầm · Take out a conference that was put in by mistake",
    url_name="remove_entry",
)
@requires("programme.edit")
def remove(request: ActingRequest, entry_id: int, command_key: CommandKey) -> HttpResponse:
    def run() -> dict[str, Any]:
        remove_entry(request.actor, entry_id)
        return {"id": entry_id}

    return sent_once(request.actor, command_key, "api.remove_entry", {"entry": entry_id}, run)


def _kept(request: ActingRequest, entry_id: int) -> dict[str, Any]:
    """The conference as it stands after the command."""
    told = told_entry(request.actor, entry_id)
    if told is None:
        raise AccessRefused(str(entry_id))
    return told
