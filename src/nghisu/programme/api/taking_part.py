"""The conferences of a unit, of a body and of a person, past and to come."""

from typing import Annotated, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from ninja import Query, Router

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.api import Limit, Mark, answer, problems
from nghisu.programme.api.shapes import EntryList
from nghisu.programme.api.telling import told_entries
from nghisu.programme.models import Entry
from nghisu.programme.queries.participation import entries_of_body, entries_of_person, entries_of_unit

router = Router(tags=["Hội nghị của đơn vị, của người · Conferences of a unit, of a person"])

When = Annotated[
    Literal["upcoming", "past", "all"],
    Query(
        description="upcoming: chưa khai mạc, gần nhất trước; past: đã khai mạc, mới nhất trước; all: theo thời gian"
    ),
]


@router.get(
    "/organisations/{int:organisation_id}/conferences",
    response={200: EntryList, **problems(409)},
    summary="Hội nghị đơn vị chuẩn bị, phối hợp · Conferences a unit prepares",
    url_name="conferences_of_unit",
)
@requires("conference.view")
def of_unit(
    request: ActingRequest, organisation_id: int, after: Mark, limit: Limit, when: When = "upcoming"
) -> HttpResponse:
    return _told(request, entries_of_unit(request.actor, organisation_id), when, after, limit)


@router.get(
    "/bodies/{int:body_id}/conferences",
    response={200: EntryList, **problems(409)},
    summary="Hội nghị của tập thể · Conferences of a body",
    url_name="conferences_of_body",
)
@requires("conference.view")
def of_body(
    request: ActingRequest, body_id: int, after: Mark, limit: Limit, when: When = "upcoming"
) -> HttpResponse:
    return _told(request, entries_of_body(request.actor, body_id), when, after, limit)


@router.get(
    "/people/{int:person_id}/conferences",
    response={200: EntryList, **problems(409)},
    summary="Hội nghị của một người · Conferences of a person",
    url_name="conferences_of_person",
)
@requires("conference.view")
def of_person(
    request: ActingRequest,
    person_id: int,
    after: Mark,
    limit: Limit,
    when: When = "upcoming",
    units: Annotated[
        bool, Query(description="Kể cả hội nghị do đơn vị của người ấy chuẩn bị, phối hợp")
    ] = True,
) -> HttpResponse:
    return _told(request, entries_of_person(request.actor, person_id, units=units), when, after, limit)


def _told(
    request: ActingRequest, rows: QuerySet[Entry] | None, when: str, after: str, limit: int
) -> HttpResponse:
    if rows is None:
        raise Http404
    ordering: tuple[str, ...] = ("opening", "id")
    if when == "upcoming":
        rows = rows.filter(opening__gte=clock.now())
    elif when == "past":
        rows, ordering = rows.filter(opening__lt=clock.now()), ("-opening", "-id")
    return answer(told_entries(request.actor, rows, ordering, after, limit))
