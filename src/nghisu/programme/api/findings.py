"""What in a programme breaks a rule or wants a look, and how the year's limits stand."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from ninja import Path, Query, Router

from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import Limit, Mark, Shape, answer, keyset_page, problems
from nghisu.programme.addresses import FIRST_YEAR, LAST_YEAR
from nghisu.programme.commands import weigh_programme
from nghisu.programme.models import Finding, Programme
from nghisu.programme.queries import findings_of_programme, programme_of
from nghisu.programme.queries.ledger import ledger_lines, ledger_words
from nghisu.rulebook.api import CitationShape, cited, cited_as_kept

router = Router(tags=["Phát hiện, giới hạn · Findings, limits"])

Year = Annotated[int, Path(ge=FIRST_YEAR, le=LAST_YEAR)]


class FindingShape(Shape):
    """Something that breaks a rule or wants a look (phát hiện), with its clauses and what to do."""

    id: int
    code: str
    severity: str
    day: date | None
    message: str
    way_out: str
    entry_ids: list[int]
    citations: list[CitationShape]


class FindingList(Shape):
    items: list[FindingShape]
    after: str


class LimitShape(Shape):
    """A limit of the year: what is used, what the programme will use, what is allowed; null while not yet known."""

    name: str
    measure: str
    used: int
    forecast: int
    allowed: int | None
    is_kept: bool | None
    said: str
    citations: list[CitationShape]


class LimitList(Shape):
    items: list[LimitShape]


@router.get(
    "/programmes/{int:year}/findings",
    response={200: FindingList, **problems(409)},
    summary="Phát hiện của chương trình năm · Findings of a year's programme",
    url_name="findings",
)
@requires("findings.view")
def findings(
    request: ActingRequest,
    year: Year,
    after: Mark,
    limit: Limit,
    severity: Annotated[Literal["", "refuse", "warn", "note"], Query()] = "",
    code: Annotated[str, Query(max_length=20)] = "",
) -> HttpResponse:
    programme = _programme(request.actor, year)
    weigh_programme(request.actor, programme)
    rows = findings_of_programme(request.actor, programme).prefetch_related(None)
    if severity:
        rows = rows.filter(severity=severity)
    if code:
        rows = rows.filter(code=code)
    columns = ("id", "rank", "code", "severity", "day", "words", "citations")
    found, mark = keyset_page(rows.values(*columns), ("rank", "id"), after, limit)
    return answer({"items": _told(found), "after": mark})


@router.get(
    "/programmes/{int:year}/limits",
    response={200: LimitList, **problems(409)},
    summary="Sổ theo dõi giới hạn của năm · The year's limits",
    url_name="limits",
)
@requires("findings.view")
def limits(request: ActingRequest, year: Year) -> HttpResponse:
    programme = _programme(request.actor, year)
    return answer(
        {
            "items": [
                {
                    "name": ledger_words(line).name,
                    "measure": line.measure.value,
                    "used": line.used,
                    "forecast": line.forecast,
                    "allowed": line.allowed,
                    "is_kept": line.is_kept,
                    "said": ledger_words(line).said,
                    "citations": [cited(citation) for citation in line.limit.citations],
                }
                for line in ledger_lines(request.actor, programme)
            ]
        }
    )


def _programme(actor: Actor, year: int) -> Programme:
    programme = programme_of(actor, year)
    if programme is None:
        raise Http404
    return programme


def _told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    language = (get_language() or "vi")[:2]
    entries: dict[int, list[int]] = {}
    links = Finding.entries.through.objects.filter(finding_id__in=[row["id"] for row in rows])
    for finding_id, entry_id in links.order_by("entry_id").values_list("finding_id", "entry_id"):
        entries.setdefault(finding_id, []).append(entry_id)
    return [
        {
            "id": row["id"],
            "code": row["code"],
            "severity": row["severity"],
            "day": row["day"],
            "message": (row["words"].get(language) or row["words"]["vi"])["message"],
            "way_out": (row["words"].get(language) or row["words"]["vi"])["way_out"],
            "entry_ids": entries.get(row["id"], []),
            "citations": [cited_as_kept(ground) for ground in row["citations"]],
        }
        for row in rows
    ]
