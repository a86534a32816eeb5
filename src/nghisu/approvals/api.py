"""Approvals for other programs: what waits for whom, what was shown, and a decision bound to just that."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Query, Router
from pydantic import Field

from nghisu.approvals.commands import Remark, decide
from nghisu.approvals.enums import Outcome
from nghisu.approvals.models import Approval
from nghisu.approvals.queries.listing import Box, approvals_in
from nghisu.approvals.queries.page import ApprovalPage, approval_page
from nghisu.approvals.queries.visible import approval_of
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import LARGEST_ID, CommandKey, Limit, Mark, Shape, answer, keyset_page, problems

router = Router(tags=["Phê duyệt · Approvals"])

COLUMNS = (
    "id",
    "kind",
    "thing_id",
    "round",
    "title",
    "digest",
    "drafter_name",
    "state",
    "step",
    "steps_count",
    "submitted_at",
    "step_since",
    "ended_at",
    "reason",
)
BOXES = {"waiting": Box.WAITING, "sent": Box.SENT, "decided": Box.DECIDED, "all": Box.ALL}


class ApprovalShape(Shape):
    """Something put before those who must agree to it (việc phê duyệt): one round of one thing."""

    id: int
    kind: str
    thing_id: int
    round: int
    title: str
    digest: str = Field(description="SHA-256 của nội dung được trình; gửi lại khi quyết định")
    drafter_name: str
    state: str
    step: int = Field(description="Bước đang chờ, đếm từ 0; bằng steps_count khi đã duyệt xong")
    steps_count: int
    submitted_at: datetime
    step_since: datetime
    ended_at: datetime | None
    reason: str


class ApprovalList(Shape):
    items: list[ApprovalShape]
    after: str


class PassageShape(Shape):
    """A passage of what was shown, with the comments made on it in this round."""

    id: str
    heading: str
    text: str
    comments: list[str]


class StepShape(Shape):
    """A step of the route: how it stands, who has decided it, who is waited for."""

    name: str
    state: str
    decided_by: list[str]
    waits_for: list[str]


class ApprovalWhole(ApprovalShape):
    """An approval with what was shown and how far it has come."""

    passages: list[PassageShape]
    steps: list[StepShape]
    changed_now: bool = Field(description="Nội dung đã khác lúc trình: quyết định sẽ bị từ chối")


class Agreed(Shape):
    """Agreement to just what was shown."""

    digest: str = Field(pattern=r"^[0-9a-f]{64}$", description="Giá trị digest đã đọc")
    note: str = Field("", max_length=2_000)
    holder_id: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="Quyết định thay người đã ủy quyền; bỏ trống là tự mình"
    )


class RemarkStated(Shape):
    """A comment on a passage, or on words of it."""

    passage: str = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1, max_length=5_000)
    quote: str = Field("", max_length=5_000)


class Returned(Agreed):
    """Return with what is to be mended: a note, comments on passages, or both."""

    remarks: list[RemarkStated] = Field(default=[], max_length=200)


@router.get(
    "/approvals",
    response={200: ApprovalList, **problems()},
    summary="Việc chờ phê duyệt, đã trình, đã quyết định · Approvals waiting, sent, decided",
    url_name="approvals",
)
@requires("approval.view")
def approvals(
    request: ActingRequest,
    after: Mark,
    limit: Limit,
    box: Annotated[
        Literal["waiting", "sent", "decided", "all"],
        Query(description="waiting: chờ người giữ mã; sent: đã trình; decided: đã quyết định"),
    ] = "waiting",
) -> HttpResponse:
    rows = approvals_in(request.actor, BOXES[box], clock.today()).values(*COLUMNS)
    ordering = ("step_since", "id") if box == "waiting" else ("-id",)
    found, mark = keyset_page(rows, ordering, after, limit)
    return answer({"items": found, "after": mark})


@router.get(
    "/approvals/{int:approval_id}",
    response={200: ApprovalWhole, **problems()},
    summary="Một việc phê duyệt, nội dung được trình · One approval with what was shown",
    url_name="approval",
)
@requires("approval.view")
def approval(request: ActingRequest, approval_id: int) -> HttpResponse:
    return answer(_told(request.actor, approval_id))


@router.post(
    "/approvals/{int:approval_id}/grant",
    response={200: ApprovalWhole, **problems(409)},
    summary="Đồng ý · Agree",
    url_name="grant_approval",
)
@requires("approval.decide")
def grant(request: ActingRequest, approval_id: int, command_key: CommandKey, stated: Agreed) -> HttpResponse:
    return _decide(request.actor, approval_id, Outcome.GRANTED, command_key, stated, [])


@router.post(
    "/approvals/{int:approval_id}/return",
    response={200: ApprovalWhole, **problems(409)},
    summary="Trả lại, kèm lý do hoặc nhận xét · Return with a reason or comments",
    url_name="return_approval",
)
@requires("approval.decide")
def give_back(
    request: ActingRequest, approval_id: int, command_key: CommandKey, stated: Returned
) -> HttpResponse:
    remarks = [Remark(one.passage, one.text, one.quote) for one in stated.remarks]
    return _decide(request.actor, approval_id, Outcome.RETURNED, command_key, stated, remarks)


def _decide(
    by: Actor, approval_id: int, outcome: Outcome, key: UUID, stated: Agreed, remarks: list[Remark]
) -> HttpResponse:
    """The command keeps its own receipt: that an approval ended as changed stays, although the caller is refused."""
    if approval_of(by, approval_id, clock.today()) is None:
        raise Http404
    decide(
        by,
        approval_id,
        outcome,
        stated.digest,
        note=stated.note,
        remarks=remarks,
        holder_id=stated.holder_id,
        command_id=key,
    )
    return answer(_told(by, approval_id))


def _told(by: Actor, approval_id: int) -> dict[str, Any]:
    """Raises Http404 where there is none that the actor may see."""
    row = approval_of(by, approval_id, clock.today())
    if row is None:
        raise Http404
    page = approval_page(by, row, clock.today())
    return _columns(row) | {
        "passages": [
            {
                "id": line.passage.id,
                "heading": line.passage.heading,
                "text": line.passage.text,
                "comments": [f"{one.by}: {one.text}" for one in line.comments],
            }
            for line in page.passages
        ],
        "steps": _steps(page),
        "changed_now": page.changed_now,
    }


def _steps(page: ApprovalPage) -> list[dict[str, Any]]:
    return [
        {
            "name": step.name,
            "state": step.state,
            "decided_by": [one.person_name for one in step.decided],
            "waits_for": list(step.waited_for),
        }
        for step in page.steps
    ]


def _columns(row: Approval) -> dict[str, Any]:
    return {column: getattr(row, column) for column in COLUMNS}
