"""Who is invited to a conference, and what the rules say of the list."""

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
    Limit,
    Mark,
    Shape,
    answer,
    keyset_page,
    problems,
)
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.models import Invitee
from nghisu.invitations.queries.checking import checked_participants
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
    "leads",
    "standing",
    "specialist",
    "email",
    "address",
    "way",
    "also",
    "rank",
    "sort_key",
    "resolved_on",
    "removed_at",
    "removed_why",
)
Level = Literal["", "central", "province", "district", "commune", "outside"]
Standing = Literal["", "summoned", "guest", "substitute"]
Leads = Literal["", "yes", "no"]
Bloc = Literal["", "party", "government", "council", "mass"]
Way = Literal["mail", "network", "post", "hand", "none"]


class InviteeShape(Shape):
    """One who is invited (đại biểu, khách mời), as the directory said of the day of the conference."""

    id: int
    person_id: int | None
    name: str
    title: str
    organisation_id: int | None
    organisation: str
    bloc: str
    level: str = Field(description="Trống: chưa rõ cấp · blank: not known")
    leads: bool | None = Field(
        description="Là lãnh đạo, như có người nói; null: đọc theo chức vụ · null: read off the title"
    )
    standing: str = Field(description="summoned, guest, substitute")
    specialist: bool
    email: str
    address: str
    way: str = Field(description="mail, network, post, hand, none: chưa có cách gửi")
    also: str = Field(description="post, hand: gửi thêm bản giấy; trống là không · a second one on paper")
    item_ids: list[int] = Field(description="Chỉ dự những nội dung này; trống là dự cả hội nghị")
    resolved_on: date
    removed_at: datetime | None = Field(description="Đã thôi mời lúc nào; dòng vẫn giữ làm lịch sử")
    removed_why: str


class InviteeList(Shape):
    items: list[InviteeShape]
    after: str


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
    told = told_invitee(request.actor, entry_id, invitee_id)
    if told is None:
        raise Http404
    return answer(told)


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


def told_invitee(by: Actor, entry_id: int, invitee_id: int) -> dict[str, Any] | None:
    """One invitee as other programs read it; None where there is none."""
    rows = Invitee.objects.filter(
        committee=by.committee_id, conference__entry=entry_id, pk=invitee_id
    ).values(*COLUMNS)
    told = told_invitees(rows)
    return told[0] if told else None
