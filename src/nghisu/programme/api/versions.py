"""The versions of the programmes: which are in force, which were, what each said when it was frozen."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from ninja import Query, Router

from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.api import Limit, Mark, Shape, answer, keyset_page, problems
from nghisu.programme.queries.versions import every_version, version_of

router = Router(tags=["Chương trình, hội nghị · Programme, conferences"])

COLUMNS = (
    "id",
    "tier",
    "since",
    "until",
    "number",
    "title",
    "state",
    "digest",
    "document",
    "submitted_at",
    "approved_at",
    "issued_at",
)


class VersionShape(Shape):
    """A version of the programme of a period (bản chương trình)."""

    id: int
    tier: str
    since: date
    until: date
    number: int
    title: str
    state: str
    digest: str
    document: str
    submitted_at: datetime
    approved_at: datetime | None
    issued_at: datetime | None


class VersionList(Shape):
    items: list[VersionShape]
    after: str


class VersionWhole(VersionShape):
    """A version with what it says: its conferences as they were frozen, whatever has changed since."""

    lines: list[dict[str, Any]]


@router.get(
    "/versions",
    response={200: VersionList, **problems()},
    summary="Các bản chương trình · Versions of programmes",
    url_name="versions",
)
@requires("programme.view")
def versions(
    request: ActingRequest,
    after: Mark,
    limit: Limit,
    state: Annotated[
        Literal["", "submitted", "returned", "withdrawn", "approved", "issued", "superseded"], Query()
    ] = "issued",
    tier: Annotated[Literal["", "term", "year", "quarter", "month", "week"], Query()] = "",
) -> HttpResponse:
    rows = every_version(request.actor)
    if state:
        rows = rows.filter(state=state)
    if tier:
        rows = rows.filter(tier=tier)
    found, mark = keyset_page(rows.values(*COLUMNS), ("-since", "-id"), after, limit)
    return answer({"items": found, "after": mark})


@router.get(
    "/versions/{int:version_id}",
    response={200: VersionWhole, **problems()},
    summary="Một bản chương trình và nội dung · One version with what it says",
    url_name="version",
)
@requires("programme.view")
def version(request: ActingRequest, version_id: int) -> HttpResponse:
    row = version_of(request.actor, version_id)
    if row is None:
        raise Http404
    return answer({column: getattr(row, column) for column in (*COLUMNS, "lines")})
