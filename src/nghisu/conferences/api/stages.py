"""Conferences and their stages: where each stands, what is missing before the next, taken on or back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Query, Router
from pydantic import Field

from nghisu.conferences.commands import advance, turn_back
from nghisu.conferences.enums import Stage
from nghisu.conferences.models import Conference
from nghisu.conferences.queries import conference_of, visible_conferences
from nghisu.conferences.queries.standing import Asked, next_stage_of, transitions_of
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import CommandKey, Limit, Mark, Shape, answer, keyset_page, problems, sent_once
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.api import CitationShape, cited

router = Router(tags=["Giai đoạn, nội dung hội nghị · Stages, agenda of a conference"])

StageName = Literal[
    "proposed",
    "returned",
    "approved",
    "preparing",
    "invited",
    "open",
    "closed",
    "concluded",
    "archived",
]
COLUMNS = ("entry_id", "code", "stage", "revision", "entry__title", "entry__opening", "entry__state")


class ConferenceShape(Shape):
    """A conference as it is prepared (hội nghị): the life of an entry of the programme."""

    entry_id: int
    code: str = Field(description="Mã hội nghị, duy nhất trong cấp ủy")
    title: str
    opening: datetime
    state: str = Field(
        description="Tình trạng của hội nghị trong chương trình: planned, postponed, cancelled…"
    )
    stage: str = Field(
        description="proposed, returned, approved, preparing, invited, open, closed, concluded, archived"
    )
    revision: int
    url: str


class ConferenceList(Shape):
    items: list[ConferenceShape]
    after: str


class PassedOverShape(Shape):
    """Who let a conference pass a condition, and why (cho vượt)."""

    by: str
    at: datetime
    reason: str
    document: str


class ConfirmedShape(Shape):
    """Who confirmed what only a person can judge (xác nhận)."""

    by: str
    at: datetime


class MissingShape(Shape):
    """Something missing before a stage (còn thiếu), with the clauses that ask for it."""

    key: str
    gate: str = Field(description="Mã điều kiện trong bộ quy định; trống nếu không do điều khoản nào")
    gate_name: str
    said: str
    judged: str = Field(description="Điều người có tên xác nhận sau khi xem; trống nếu chương trình tự biết")
    confirmed: ConfirmedShape | None
    passed_over: PassedOverShape | None
    citations: list[CitationShape]


class NextStageShape(Shape):
    """The stage that follows and what it asks (giai đoạn sau)."""

    stage: str
    missing: list[MissingShape]


class TransitionShape(Shape):
    """A step from one stage to another (lần chuyển giai đoạn)."""

    from_stage: str
    to_stage: str
    reason: str
    document: str
    by: str
    at: datetime


class ConferenceWhole(ConferenceShape):
    """A conference with what the next stage asks and the steps it has taken, the latest first."""

    next: NextStageShape | None = Field(description="Trống nếu đã hết đường hoặc mã không được xem giai đoạn")
    transitions: list[TransitionShape]


class Advanced(Shape):
    """That a conference goes on to the stage that follows."""

    to: StageName = Field(description="Giai đoạn kế tiếp")
    reason: str = Field("", max_length=500)
    document: str = Field("", max_length=200, description="Văn bản làm căn cứ")


class TurnedBack(Shape):
    """That a conference goes back to an earlier stage."""

    reason: str = Field(min_length=1, max_length=500)
    document: str = Field("", max_length=200)


OpensSince = Annotated[date | None, Query(default=None, description="Khai mạc từ ngày")]
OpensUntil = Annotated[date | None, Query(default=None, description="Khai mạc đến hết ngày")]


@router.get(
    "/conferences",
    response={200: ConferenceList, **problems()},
    summary="Các hội nghị đã chuẩn bị · Conferences in preparation",
    url_name="conferences",
)
@requires("conference.view")
def conferences(
    request: ActingRequest,
    after: Mark,
    limit: Limit,
    since: OpensSince,
    until: OpensUntil,
    stage: Annotated[Literal["", StageName], Query()] = "",
    code: Annotated[str, Query(max_length=40)] = "",
) -> HttpResponse:
    rows = visible_conferences(request.actor).select_related(None)
    if since is not None:
        rows = rows.filter(entry__opening__gte=clock.beginning_of(since))
    if until is not None:
        rows = rows.filter(entry__opening__lt=clock.end_of(until))
    if stage:
        rows = rows.filter(stage=stage)
    if code:
        rows = rows.filter(code=code)
    found, mark = keyset_page(rows.values("id", *COLUMNS), ("entry__opening", "id"), after, limit)
    return answer({"items": [_told(row) for row in found], "after": mark})


@router.get(
    "/entries/{int:entry_id}/conference",
    response={200: ConferenceWhole, **problems()},
    summary="Hội nghị đang ở giai đoạn nào, còn thiếu gì · Where a conference stands, what is missing",
    url_name="conference",
)
@requires("conference.view")
def conference(request: ActingRequest, entry_id: int) -> HttpResponse:
    told = _whole(request.actor, entry_id)
    if told is None:
        raise Http404
    return answer(told)


@router.post(
    "/entries/{int:entry_id}/conference/advance",
    response={200: ConferenceWhole, **problems(409)},
    summary="Chuyển sang giai đoạn sau · Take on to the next stage",
    url_name="advance_conference",
)
@requires("conference.hold")
def go_on(request: ActingRequest, entry_id: int, command_key: CommandKey, sent: Advanced) -> HttpResponse:
    def run() -> dict[str, Any]:
        found = _begun(request.actor, entry_id)
        advance(request.actor, found.pk, Stage(sent.to), sent.reason, sent.document)
        return _kept(request.actor, entry_id)

    payload = {"entry": entry_id} | sent.dict()
    return sent_once(request.actor, command_key, "api.advance_conference", payload, run)


@router.post(
    "/entries/{int:entry_id}/conference/turn-back",
    response={200: ConferenceWhole, **problems(409)},
    summary="Lùi về giai đoạn trước · Take back to an earlier stage",
    url_name="turn_conference_back",
)
@requires("conference.advance")
def go_back(request: ActingRequest, entry_id: int, command_key: CommandKey, sent: TurnedBack) -> HttpResponse:
    def run() -> dict[str, Any]:
        found = _begun(request.actor, entry_id)
        turn_back(request.actor, found.pk, sent.reason, sent.document)
        return _kept(request.actor, entry_id)

    payload = {"entry": entry_id} | sent.dict()
    return sent_once(request.actor, command_key, "api.turn_conference_back", payload, run)


def _begun(by: Actor, entry_id: int) -> Conference:
    found = conference_of(by, entry_id)
    if found is None:
        raise AccessRefused(str(entry_id))
    return found


def _kept(by: Actor, entry_id: int) -> dict[str, Any]:
    """The conference as it stands after the command."""
    told = _whole(by, entry_id)
    if told is None:
        raise AccessRefused(str(entry_id))
    return told


def _whole(by: Actor, entry_id: int) -> dict[str, Any] | None:
    row = visible_conferences(by).select_related(None).filter(entry=entry_id).values(*COLUMNS).first()
    found = conference_of(by, entry_id)
    if row is None or found is None:
        return None
    following, steps = None, []
    if may(by, "stage.view"):
        following = next_stage_of(by, found)
        steps = transitions_of(by, found)
    return _told(row) | {
        "next": {"stage": following.stage.value, "missing": [_missing(one) for one in following.asked]}
        if following is not None
        else None,
        "transitions": [
            {
                "from_stage": one.from_stage,
                "to_stage": one.to_stage,
                "reason": one.reason,
                "document": one.document,
                "by": one.by_name,
                "at": one.at,
            }
            for one in steps
        ],
    }


def _missing(one: Asked) -> dict[str, Any]:
    over, sure = one.passed_over, one.confirmed
    return {
        "key": one.missing.key,
        "gate": one.gate,
        "gate_name": one.gate_name,
        "said": one.said,
        "judged": one.missing.judged,
        "confirmed": {"by": sure.by, "at": sure.at} if sure is not None else None,
        "passed_over": {"by": over.by, "at": over.at, "reason": over.reason, "document": over.document}
        if over is not None
        else None,
        "citations": [cited(citation) for citation in one.citations],
    }


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "entry_id": row["entry_id"],
        "code": row["code"],
        "title": row["entry__title"],
        "opening": clock.local(row["entry__opening"]),
        "state": row["entry__state"],
        "stage": row["stage"],
        "revision": row["revision"],
        "url": reverse("programme:entry", args=[row["entry_id"]]),
    }
