"""Saved groups of people who are invited again and again: read, begun, named, filled; the commands of the pages."""

from typing import Any, Literal

from django.db.models import Count
from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    CommandKey,
    Limit,
    Mark,
    Shape,
    answer,
    created,
    keyset_page,
    must_hold,
    problems,
    sent_once,
)
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.api.choosing import FIELDS, Id
from nghisu.invitations.api.invitees import Bloc, Leads, Level
from nghisu.invitations.commands.groups import add_to_group, remove_from_group, remove_group, save_group
from nghisu.invitations.enums import Source
from nghisu.invitations.forms.choosing import ChoiceForm, GroupForm, said_of
from nghisu.invitations.models import GroupLine, SavedGroup
from nghisu.invitations.queries.offering import offered

router = Router(tags=["Đại biểu, trả lời · Invitees, replies"])

ORDER: tuple[str, ...] = ("search_text", "id")


class GroupShape(Shape):
    """A saved group (nhóm đã lưu)."""

    id: int
    name: str
    note: str
    lines: int = Field(description="Số dòng của nhóm")


class GroupList(Shape):
    items: list[GroupShape]
    after: str


class LineShape(Shape):
    """A line of a group: a body, a unit, a title, a person, or a guest by name. Who that is, the directory says of the
    day of the conference."""

    id: int
    said: str = Field(description="Dòng này đọc thành lời")
    source: str = Field(description="body, unit, title, person, guest")
    body_id: int | None
    organisation_id: int | None
    title_code: str
    person_id: int | None
    guest_name: str
    guest_title: str
    guest_organisation: str
    guest_email: str
    guest_level: str
    guest_leads: Leads
    guest_bloc: str
    guest_place: int | None


class GroupWhole(Shape):
    """A group with its lines."""

    id: int
    name: str
    note: str
    lines: list[LineShape]


class GroupStated(Shape):
    """The name of a group, which no other has."""

    name: str = Field(min_length=1, max_length=200)
    note: str = Field("", max_length=500)


class LineStated(Shape):
    """Who comes into the group, by one source."""

    source: Literal["body", "unit", "title", "person", "guest"]
    body_id: Id = None
    organisation_id: Id = None
    title_code: str = Field("", max_length=60)
    person_id: Id = None
    guest_name: str = Field("", max_length=300)
    guest_title: str = Field("", max_length=300)
    guest_organisation: str = Field("", max_length=300)
    guest_email: str = Field("", max_length=254)
    guest_level: Level = ""
    guest_leads: Leads = ""
    guest_bloc: Bloc = ""
    guest_place: int | None = Field(
        None, ge=1, le=999, description="Thứ tự trong các khách · place among guests"
    )


class GroupRemoved(Shape):
    """The group that is no more."""

    id: int


@router.get(
    "/invitee-groups",
    response={200: GroupList, **problems()},
    summary="Các nhóm đại biểu đã lưu · Saved groups",
    url_name="invitee_groups",
)
@requires("invitee.view")
def groups(request: ActingRequest, after: Mark, limit: Limit) -> HttpResponse:
    rows = SavedGroup.objects.filter(committee=request.actor.committee_id).annotate(count=Count("lines"))
    found, mark = keyset_page(rows.values(*ORDER, "name", "note", "count"), ORDER, after, limit)
    items = [
        {"id": row["id"], "name": row["name"], "note": row["note"], "lines": row["count"]} for row in found
    ]
    return answer({"items": items, "after": mark})


@router.post(
    "/invitee-groups",
    response={201: GroupWhole, **problems(409)},
    summary="Lập nhóm · Begin a group",
    url_name="add_invitee_group",
)
@requires("invitee.edit")
def add(request: ActingRequest, command_key: CommandKey, stated: GroupStated) -> HttpResponse:
    by = request.actor
    return created(by, command_key, "api.add_invitee_group", stated.dict(), lambda: _saved(by, stated, None))


@router.get(
    "/invitee-groups/{int:group_id}",
    response={200: GroupWhole, **problems()},
    summary="Một nhóm, từng dòng · One group with its lines",
    url_name="invitee_group",
)
@requires("invitee.view")
def group(request: ActingRequest, group_id: int) -> HttpResponse:
    return answer(_told(request.actor, group_id))


@router.put(
    "/invitee-groups/{int:group_id}",
    response={200: GroupWhole, **problems(409)},
    summary="Đổi tên, ghi chú · Name a group otherwise",
    url_name="name_invitee_group",
)
@requires("invitee.edit")
def name(request: ActingRequest, group_id: int, command_key: CommandKey, stated: GroupStated) -> HttpResponse:
    by = request.actor
    payload = {"group": group_id} | stated.dict()
    return sent_once(by, command_key, "api.name_invitee_group", payload, lambda: _saved(by, stated, group_id))


@router.post(
    "/invitee-groups/{int:group_id}/lines",
    response={201: GroupWhole, **problems(409)},
    summary="Thêm một dòng vào nhóm · Add a line",
    url_name="add_group_line",
)
@requires("invitee.edit")
def add_line(
    request: ActingRequest, group_id: int, command_key: CommandKey, stated: LineStated
) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        source = Source(stated.source)
        names = {theirs: ours for ours, theirs in FIELDS.items()}
        typed = {
            names.get(known, known): "" if value is None else value for known, value in stated.dict().items()
        }
        form = ChoiceForm(source, offered(by, source, clock.today()), typed, with_standing=False)
        must_hold(form, FIELDS)
        add_to_group(by, group_id, form.choice())
        return _told(by, group_id)

    return created(by, command_key, "api.add_group_line", {"group": group_id} | stated.dict(), run)


@router.delete(
    "/invitee-groups/{int:group_id}/lines/{int:line_id}",
    response={200: GroupWhole, **problems(409)},
    summary="Bỏ một dòng khỏi nhóm · Take a line out",
    url_name="remove_group_line",
)
@requires("invitee.edit")
def remove_line(request: ActingRequest, group_id: int, line_id: int, command_key: CommandKey) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        remove_from_group(by, group_id, line_id)
        return _told(by, group_id)

    return sent_once(by, command_key, "api.remove_group_line", {"group": group_id, "line": line_id}, run)


@router.delete(
    "/invitee-groups/{int:group_id}",
    response={200: GroupRemoved, **problems(409)},
    summary="Xóa nhóm chưa dùng để mời · Remove a group that nobody was invited by",
    url_name="remove_invitee_group",
)
@requires("invitee.edit")
def remove(request: ActingRequest, group_id: int, command_key: CommandKey) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        remove_group(by, group_id)
        return {"id": group_id}

    return sent_once(by, command_key, "api.remove_invitee_group", {"group": group_id}, run)


def _saved(by: Actor, stated: GroupStated, group_id: int | None) -> dict[str, Any]:
    form = GroupForm(stated.dict())
    must_hold(form)
    row = save_group(by, form.cleaned_data["name"], form.cleaned_data["note"], group_id)
    return _told(by, row.pk)


def _told(by: Actor, group_id: int) -> dict[str, Any]:
    """A group with its lines. Raises AccessRefused for another committee's."""
    row = SavedGroup.objects.filter(committee=by.committee_id, pk=group_id).first()
    if row is None:
        raise AccessRefused(str(group_id))
    lines = GroupLine.objects.filter(committee=by.committee_id, group=row)
    kept = ("body_id", "organisation_id", "title_code", "person_id")
    guest = ("guest_name", "guest_title", "guest_organisation", "guest_email")
    return {
        "id": row.pk,
        "name": row.name,
        "note": row.note,
        "lines": [
            {
                "id": one.pk,
                "said": str(one),
                "source": str(one.source),
                **{column: getattr(one, column) for column in (*kept, *guest)},
                "guest_level": str(one.guest_level),
                "guest_leads": said_of(one.guest_leads),
                "guest_bloc": str(one.guest_bloc),
                "guest_place": one.guest_place,
            }
            for one in lines.select_related("body", "organisation", "person")
        ],
    }
