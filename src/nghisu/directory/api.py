"""The directory for other programs: as of a day, to a token that may look at it."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpResponse
from ninja import Query, Router

from nghisu.directory.models import Appointment, Organisation
from nghisu.directory.queries import (
    OrganisationFilter,
    PersonFilter,
    PositionFilter,
    RoomFilter,
    bodies_of,
    organisation_page,
    organisations_of,
    people_of,
    person_page,
    positions_of,
    room_of,
    rooms_of,
)
from nghisu.directory.queries.organisations import SORTS as ORGANISATION_SORTS
from nghisu.directory.queries.people import SORTS as PERSON_SORTS
from nghisu.directory.queries.positions import SORTS as POSITION_SORTS
from nghisu.directory.queries.rooms import SORTS as ROOM_SORTS
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.api import Limit, Mark, On, Shape, answer, problems
from nghisu.foundation.api.keyset import check_mark

router = Router(tags=["Danh bạ · Directory"])

LONGEST_WORDS = 120


class OrganisationShape(Shape):
    """A unit (cơ quan, đơn vị), for as long as it exists."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    bloc: str
    tier: int
    superior_id: int | None
    place: str
    address: str
    since: date
    until: date | None


class OrganisationList(Shape):
    items: list[OrganisationShape]
    total: int
    after: str


class TermShape(Shape):
    """The term a body was elected for (nhiệm kỳ)."""

    number: str
    since: date
    until: date | None


class MemberShape(Shape):
    person_id: int
    full_name: str
    title: str


class BodyShape(Shape):
    """Those who meet (tập thể), with its members on the day in the order of precedence."""

    id: int
    code: str
    name: str
    short_name: str
    within_id: int | None
    term: TermShape | None
    members: list[MemberShape]


class BodyList(Shape):
    items: list[BodyShape]


class HeldShape(Shape):
    """A position that a person holds (giữ chức), from a day until a day."""

    id: int
    position_id: int
    title: str
    title_code: str
    organisation_id: int | None
    body_id: int | None
    since: date
    until: date | None


class PersonShape(Shape):
    """A person as the committee knows them, with what they hold on the day. No address and no number of anybody."""

    id: int
    full_name: str
    honorific: str
    appointments: list[HeldShape]


class PersonList(Shape):
    items: list[PersonShape]
    total: int
    after: str


class PersonHistory(PersonShape):
    """A person with what they held before and will hold."""

    past: list[HeldShape]
    future: list[HeldShape]


class PositionShape(Shape):
    """A title in a unit or a body (chức danh), and who holds it on the day."""

    id: int
    code: str
    title: str
    title_code: str
    organisation_id: int | None
    body_id: int | None
    seats: int | None
    since: date
    until: date | None
    holder_ids: list[int]


class PositionList(Shape):
    items: list[PositionShape]
    total: int
    after: str


class RoomShape(Shape):
    """A room or hall (phòng họp, hội trường)."""

    id: int
    code: str
    name: str
    place: str
    capacity: int | None
    since: date
    until: date | None


class RoomList(Shape):
    items: list[RoomShape]
    total: int
    after: str


@router.get(
    "/organisations",
    response={200: OrganisationList, **problems()},
    summary="Cơ quan, đơn vị · Units",
    url_name="organisations",
)
@requires("directory.view")
def organisations(
    request: ActingRequest,
    on: On,
    after: Mark,
    limit: Limit,
    q: Annotated[str, Query(max_length=LONGEST_WORDS, description="Tìm theo tên, không cần dấu")] = "",
    kind: Annotated[str, Query(max_length=24)] = "",
    bloc: Annotated[str, Query(max_length=12)] = "",
    tier: Annotated[int | None, Query(ge=1, le=3)] = None,
) -> HttpResponse:
    check_mark(after, _salt(ORGANISATION_SORTS))
    wanted = OrganisationFilter(text=q, kind=kind, bloc=bloc, tier=tier)
    found = organisations_of(request.actor, _day(on), wanted, after=after, size=limit)
    return answer(
        {"items": [_organisation(row) for row in found.rows], "total": found.total, "after": found.after}
    )


@router.get(
    "/organisations/{int:organisation_id}",
    response={200: OrganisationShape, **problems()},
    summary="Một cơ quan · One unit",
    url_name="organisation",
)
@requires("directory.view")
def organisation(request: ActingRequest, organisation_id: int, on: On) -> HttpResponse:
    page = organisation_page(request.actor, organisation_id, _day(on))
    if page is None:
        raise Http404
    return answer(_organisation(page.organisation))


@router.get(
    "/bodies",
    response={200: BodyList, **problems()},
    summary="Tập thể và thành viên · Bodies with their members",
    url_name="bodies",
)
@requires("directory.view")
def bodies(request: ActingRequest, on: On) -> HttpResponse:
    rows = bodies_of(request.actor, _day(on))
    return answer(
        {
            "items": [
                {
                    "id": row.body.pk,
                    "code": row.body.code,
                    "name": row.body.name,
                    "short_name": row.body.short_name,
                    "within_id": row.body.within_id,
                    "term": {"number": row.term.number, "since": row.term.since, "until": row.term.until}
                    if row.term
                    else None,
                    "members": [
                        {
                            "person_id": seat.person_id,
                            "full_name": seat.person.full_name,
                            "title": seat.position.title,
                        }
                        for seat in row.members
                    ],
                }
                for row in rows
            ]
        }
    )


@router.get(
    "/positions",
    response={200: PositionList, **problems()},
    summary="Chức danh và người giữ · Positions with their holders",
    url_name="positions",
)
@requires("directory.view")
def positions(
    request: ActingRequest,
    on: On,
    after: Mark,
    limit: Limit,
    q: Annotated[str, Query(max_length=LONGEST_WORDS)] = "",
    organisation_id: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    body_id: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    vacant: Annotated[bool, Query(description="Chỉ những chức danh chưa có người giữ")] = False,
) -> HttpResponse:
    check_mark(after, _salt(POSITION_SORTS, "thu-tu"))
    wanted = PositionFilter(text=q, organisation_id=organisation_id, body_id=body_id, vacant=vacant)
    found = positions_of(request.actor, _day(on), wanted, after=after, size=limit)
    columns = ("code", "title", "title_code", "organisation_id", "body_id", "seats", "since", "until")
    items = [
        {"id": row.position.pk}
        | {column: getattr(row.position, column) for column in columns}
        | {"holder_ids": [held.person_id for held in row.holders]}
        for row in found.rows
    ]
    return answer({"items": items, "total": found.total, "after": found.after})


@router.get(
    "/people",
    response={200: PersonList, **problems()},
    summary="Con người của cấp ủy · People of the committee",
    url_name="people",
)
@requires("directory.view")
def people(
    request: ActingRequest,
    on: On,
    after: Mark,
    limit: Limit,
    q: Annotated[
        str, Query(max_length=LONGEST_WORDS, description="Họ tên hoặc chức danh, không cần dấu")
    ] = "",
    organisation_id: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    body_id: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> HttpResponse:
    check_mark(after, _salt(PERSON_SORTS))
    wanted = PersonFilter(text=q, organisation_id=organisation_id, body_id=body_id)
    found = people_of(request.actor, _day(on), wanted, after=after, size=limit)
    items = [
        {
            "id": row.person.pk,
            "full_name": row.person.full_name,
            "honorific": row.person.honorific,
            "appointments": [_held(one) for one in row.appointments],
        }
        for row in found.rows
    ]
    return answer({"items": items, "total": found.total, "after": found.after})


@router.get(
    "/people/{int:person_id}",
    response={200: PersonHistory, **problems()},
    summary="Một người và các chức danh · One person with every appointment here",
    url_name="person",
)
@requires("directory.view")
def person(request: ActingRequest, person_id: int, on: On) -> HttpResponse:
    page = person_page(request.actor, person_id, _day(on))
    if page is None:
        raise Http404
    return answer(
        {
            "id": page.person.pk,
            "full_name": page.person.full_name,
            "honorific": page.person.honorific,
            "appointments": [_held(one) for one in page.present],
            "past": [_held(one) for one in page.past],
            "future": [_held(one) for one in page.future],
        }
    )


@router.get(
    "/rooms",
    response={200: RoomList, **problems()},
    summary="Phòng họp, hội trường · Rooms",
    url_name="rooms",
)
@requires("directory.view")
def rooms(
    request: ActingRequest,
    on: On,
    after: Mark,
    limit: Limit,
    q: Annotated[str, Query(max_length=LONGEST_WORDS)] = "",
    seats: Annotated[int | None, Query(ge=1, le=1_000_000, description="Có ít nhất bao nhiêu chỗ")] = None,
) -> HttpResponse:
    check_mark(after, _salt(ROOM_SORTS))
    found = rooms_of(request.actor, _day(on), RoomFilter(text=q, seats=seats), after=after, size=limit)
    return answer({"items": [_room(row) for row in found.rows], "total": found.total, "after": found.after})


@router.get(
    "/rooms/{int:room_id}",
    response={200: RoomShape, **problems()},
    summary="Một phòng · One room",
    url_name="room",
)
@requires("directory.view")
def room(request: ActingRequest, room_id: int) -> HttpResponse:
    row = room_of(request.actor, room_id)
    if row is None:
        raise Http404
    return answer(_room(row))


def _day(on: date | None) -> date:
    return on or clock.today()


def _salt(sorts: dict[str, tuple[str, ...]], sort: str = "ten") -> str:
    """How the marks of a list of the directory are signed."""
    return "page:" + ",".join(sorts[sort])


def _organisation(row: Organisation) -> dict[str, Any]:
    columns = (
        "code",
        "name",
        "short_name",
        "kind",
        "bloc",
        "tier",
        "superior_id",
        "place",
        "address",
        "since",
        "until",
    )
    return {"id": row.pk} | {column: getattr(row, column) for column in columns}


def _held(row: Appointment) -> dict[str, Any]:
    return {
        "id": row.pk,
        "position_id": row.position_id,
        "title": row.position.title,
        "title_code": row.position.title_code,
        "organisation_id": row.position.organisation_id,
        "body_id": row.position.body_id,
        "since": row.since,
        "until": row.until,
    }


def _room(row: Any) -> dict[str, Any]:
    columns = ("code", "name", "place", "capacity", "since", "until")
    return {"id": row.pk} | {column: getattr(row, column) for column in columns}
