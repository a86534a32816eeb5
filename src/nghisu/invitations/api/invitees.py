"""Who is invited to a conference: read, chosen by what they are, taken off, and what the rules say of the list."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from ninja import Query, Router
from pydantic import Field

from nghisu.conferences.queries import conference_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import (
    LARGEST_ID,
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
from nghisu.invitations.commands.choosing import choose, remove_invitees, set_way
from nghisu.invitations.enums import Source
from nghisu.invitations.forms.choosing import ChoiceForm, RemovalForm, WayForm
from nghisu.invitations.models import Invitee
from nghisu.invitations.queries.checking import checked_participants
from nghisu.invitations.queries.choosing import day_of
from nghisu.invitations.queries.offering import items_of, offered
from nghisu.invitations.queries.people import InviteeFilter, invitees_of
from nghisu.programme.models import Entry
from nghisu.programme.queries.conference import conference_entry
from nghisu.rulebook.api import CitationShape, cited

router = Router(tags=["Đại biểu, trả lời · Invitees, replies"])

COLUMNS = (
    "id",
    "person_id",
    "name",
    "title",
    "organisation_id",
    "organisation__name",
    "organisation_text",
    "bloc",
    "level",
    "standing",
    "specialist",
    "email",
    "way",
    "rank",
    "sort_key",
    "resolved_on",
    "removed_at",
    "removed_why",
)
FIELDS: Mapping[str, str] = {
    name: f"{name}_id" for name in ("body", "organisation", "group", "person", "item")
}
"""Fields of the form that a program knows under another name."""

Level = Literal["", "central", "province", "district", "commune", "outside"]
Standing = Literal["", "summoned", "guest", "substitute"]
Way = Literal["mail", "network", "post", "hand", "none"]
Id = Annotated[int | None, Field(ge=1, le=LARGEST_ID)]


class InviteeShape(Shape):
    """One who is invited (đại biểu, khách mời), as the directory said of the day of the conference."""

    id: int
    person_id: int | None
    name: str
    title: str
    organisation_id: int | None
    organisation: str
    bloc: str
    level: str
    standing: str = Field(description="summoned, guest, substitute")
    specialist: bool
    email: str
    way: str = Field(description="mail, network, post, hand, none: chưa có cách gửi")
    item_ids: list[int] = Field(description="Chỉ dự những nội dung này; trống là dự cả hội nghị")
    resolved_on: date
    removed_at: datetime | None = Field(description="Đã thôi mời lúc nào; dòng vẫn giữ làm lịch sử")
    removed_why: str


class InviteeList(Shape):
    items: list[InviteeShape]
    after: str


class Chosen(Shape):
    """Who is to be invited, by one source: a body, a unit, a title, a saved group, a person or a guest by name."""

    source: Literal["body", "unit", "title", "group", "person", "guest"]
    standing: Literal["summoned", "guest"] = "summoned"
    body_id: Id = None
    organisation_id: Id = None
    title_code: str = Field("", max_length=60)
    group_id: Id = None
    person_id: Id = None
    item_id: Id = Field(None, description="Chỉ dự một nội dung")
    guest_name: str = Field("", max_length=300)
    guest_title: str = Field("", max_length=300)
    guest_organisation: str = Field("", max_length=300)
    guest_email: str = Field("", max_length=254)
    guest_level: Level = ""


class ChosenCount(Shape):
    """How many came onto the list; who was there already is not counted."""

    count: int


class TakenOff(Shape):
    """That somebody is not invited any more."""

    why: str = Field(min_length=1, max_length=500)


class WaySet(Shape):
    """How the invitation of one person goes."""

    way: Way
    email: str = Field("", max_length=254)


class ParticipantFindingShape(Shape):
    """What the rules say of those invited (phát hiện), with the clauses and whether a waiver counts."""

    code: str
    severity: str
    message: str
    waived: bool
    citations: list[CitationShape]


class ParticipantFindings(Shape):
    items: list[ParticipantFindingShape]


@router.get(
    "/entries/{int:entry_id}/invitees",
    response={200: InviteeList, **problems()},
    summary="Đại biểu được mời, theo thứ tự chức danh · Invitees in order of precedence",
    url_name="invitees",
)
@requires("invitee.view")
def invitees(
    request: ActingRequest,
    entry_id: int,
    after: Mark,
    limit: Limit,
    q: Annotated[str, Query(max_length=120, description="Tên, chức vụ, đơn vị; không cần dấu")] = "",
    standing: Annotated[Standing, Query()] = "",
    way: Annotated[Literal["", Way], Query()] = "",
    level: Annotated[Level, Query()] = "",
) -> HttpResponse:
    entry_seen(request.actor, entry_id)
    wanted = InviteeFilter(text=q, standing=standing, way=way, level=level)
    rows = invitees_of(request.actor, conference_of(request.actor, entry_id), wanted)
    found, mark = keyset_page(rows.values(*COLUMNS), ("rank", "sort_key", "id"), after, limit)
    return answer({"items": told_invitees(found), "after": mark})


@router.get(
    "/entries/{int:entry_id}/invitees/findings",
    response={200: ParticipantFindings, **problems()},
    summary="Danh sách mời có gì trái quy định · What the rules say of those invited",
    url_name="invitee_findings",
)
@requires("invitee.view")
def findings(request: ActingRequest, entry_id: int) -> HttpResponse:
    entry = entry_seen(request.actor, entry_id)
    found = checked_participants(request.actor, entry, conference_of(request.actor, entry_id))
    return answer(
        {
            "items": [
                {
                    "code": one.finding.code.value,
                    "severity": one.finding.severity.value,
                    "message": one.finding.message,
                    "waived": one.waiver is not None,
                    "citations": [cited(citation) for citation in one.finding.citations],
                }
                for one in found
            ]
        }
    )


@router.get(
    "/entries/{int:entry_id}/invitees/{int:invitee_id}",
    response={200: InviteeShape, **problems()},
    summary="Một đại biểu · One invitee",
    url_name="invitee",
)
@requires("invitee.view")
def invitee(request: ActingRequest, entry_id: int, invitee_id: int) -> HttpResponse:
    entry_seen(request.actor, entry_id)
    told = _told(request.actor, entry_id, invitee_id)
    if told is None:
        raise Http404
    return answer(told)


@router.post(
    "/entries/{int:entry_id}/invitees",
    response={201: ChosenCount, **problems(409)},
    summary="Mời thêm · Invite more people",
    url_name="choose_invitees",
)
@requires("invitee.edit")
def add(request: ActingRequest, entry_id: int, command_key: CommandKey, chosen: Chosen) -> HttpResponse:
    by = request.actor

    def run() -> dict[str, Any]:
        entry = entry_seen(by, entry_id)
        source = Source(chosen.source)
        offers = offered(by, source, day_of(entry)) | items_of(conference_of(by, entry_id))
        names = {theirs: ours for ours, theirs in FIELDS.items()}
        typed = {
            names.get(name, name): "" if value is None else value for name, value in chosen.dict().items()
        }
        form = ChoiceForm(source, offers, typed)
        must_hold(form, FIELDS)
        return {"count": choose(by, entry, form.choice())}

    return created(by, command_key, "api.choose_invitees", {"entry": entry_id} | chosen.dict(), run)


@router.post(
    "/entries/{int:entry_id}/invitees/{int:invitee_id}/remove",
    response={200: InviteeShape, **problems(409)},
    summary="Thôi mời, kèm lý do · Take off the list, with the reason",
    url_name="remove_invitee",
)
@requires("invitee.edit")
def remove(
    request: ActingRequest, entry_id: int, invitee_id: int, command_key: CommandKey, taken: TakenOff
) -> HttpResponse:
    def run() -> dict[str, Any]:
        entry = entry_seen(request.actor, entry_id)
        form = RemovalForm({"why": taken.why})
        must_hold(form)
        if not remove_invitees(request.actor, entry, [invitee_id], form.cleaned_data["why"]):
            raise AccessRefused(str(invitee_id))
        return _kept(request.actor, entry_id, invitee_id)

    payload = {"entry": entry_id, "invitee": invitee_id, "why": taken.why}
    return sent_once(request.actor, command_key, "api.remove_invitee", payload, run)


@router.post(
    "/entries/{int:entry_id}/invitees/{int:invitee_id}/way",
    response={200: InviteeShape, **problems(409)},
    summary="Gửi giấy mời bằng cách nào · How the invitation goes",
    url_name="set_invitee_way",
)
@requires("invitee.edit")
def way_of(
    request: ActingRequest, entry_id: int, invitee_id: int, command_key: CommandKey, stated: WaySet
) -> HttpResponse:
    def run() -> dict[str, Any]:
        entry = entry_seen(request.actor, entry_id)
        form = WayForm(stated.dict())
        must_hold(form)
        set_way(request.actor, entry, invitee_id, form.cleaned_data["way"], form.cleaned_data["email"])
        return _kept(request.actor, entry_id, invitee_id)

    payload = {"entry": entry_id, "invitee": invitee_id} | stated.dict()
    return sent_once(request.actor, command_key, "api.set_invitee_way", payload, run)


def entry_seen(by: Actor, entry_id: int) -> Entry:
    """The entry of a conference. Raises AccessRefused for one the actor may not see."""
    entry = conference_entry(by, entry_id)
    if entry is None:
        raise AccessRefused(str(entry_id))
    return entry


def told_invitees(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Invitees (dictionaries of COLUMNS) as other programs read them: one query more for all of them."""
    rows = list(rows)
    items: dict[int, list[int]] = {}
    links = Invitee.items.through.objects.filter(invitee_id__in=[row["id"] for row in rows])
    for one, item in links.order_by("agendaitem_id").values_list("invitee_id", "agendaitem_id"):
        items.setdefault(one, []).append(item)
    hidden = {"organisation__name", "organisation_text", "rank", "sort_key"}
    return [
        {name: row[name] for name in COLUMNS if name not in hidden}
        | {
            "organisation": row["organisation__name"] or row["organisation_text"],
            "item_ids": items.get(row["id"], []),
        }
        for row in rows
    ]


def _told(by: Actor, entry_id: int, invitee_id: int) -> dict[str, Any] | None:
    rows = Invitee.objects.filter(
        committee=by.committee_id, conference__entry=entry_id, pk=invitee_id
    ).values(*COLUMNS)
    told = told_invitees(rows)
    return told[0] if told else None


def _kept(by: Actor, entry_id: int, invitee_id: int) -> dict[str, Any]:
    """The invitee as it stands after the command."""
    told = _told(by, entry_id, invitee_id)
    if told is None:
        raise AccessRefused(str(invitee_id))
    return told
