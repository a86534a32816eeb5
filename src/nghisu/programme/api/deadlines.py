"""Duties: read by conference, by unit and by day; recorded as done; opened again."""

from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import Http404, HttpResponse
from ninja import Query, Router
from pydantic import Field

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.api import CommandKey, Limit, Mark, On, Shape, answer, keyset_page, problems, sent_once
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.queries.conference import conference_entry
from nghisu.rulebook.api import DUTY_COLUMNS, DeadlineShape, told_duties
from nghisu.rulebook.commands import complete_deadline, reopen_deadline
from nghisu.rulebook.queries.deadlines import visible_deadlines, waived_on
from nghisu.rulebook.queries.standings import STILL_OPEN

router = Router(tags=["Thời hạn · Deadlines"])

LONGEST_NOTE = 500


OwedSince = Annotated[date | None, Query(default=None, description="Ngày phải làm, từ ngày")]
OwedUntil = Annotated[date | None, Query(default=None, description="Ngày phải làm, đến hết ngày")]


class DeadlineList(Shape):
    items: list[DeadlineShape]
    after: str


class DeadlinesOfEntry(Shape):
    items: list[DeadlineShape]


class Done(Shape):
    """That a duty was done."""

    note: str = Field("", max_length=LONGEST_NOTE, description="Ví dụ số, ngày văn bản đã gửi")


class Reopened(Shape):
    """That a duty is open again."""

    reason: str = Field("", max_length=LONGEST_NOTE)


@router.get(
    "/deadlines",
    response={200: DeadlineList, **problems()},
    summary="Các thời hạn · Deadlines",
    url_name="deadlines",
)
@requires("conference.view")
def deadlines(
    request: ActingRequest,
    on: On,
    after: Mark,
    limit: Limit,
    since: OwedSince,
    until: OwedUntil,
    state: Annotated[
        Literal["open", "late", "waived", "today", "due", "undated", "done", "not-applicable"],
        Query(description="open: mọi việc còn phải làm có ngày"),
    ] = "open",
    organisation_id: Annotated[int | None, Query(ge=1, le=2**62)] = None,
) -> HttpResponse:
    day = on or clock.today()
    rows = visible_deadlines(request.actor)
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    if since is not None:
        rows = rows.filter(act_by__gte=since)
    if until is not None:
        rows = rows.filter(act_by__lte=until)
    ordering: tuple[str, ...] = ("id",)
    if state == "done":
        rows = rows.filter(done_at__isnull=False)
    elif state == "not-applicable":
        rows = rows.filter(not_applicable=True)
    elif state == "undated":
        rows = rows.filter(STILL_OPEN, act_by=None)
    else:
        span = {
            "late": Q(act_by__lt=day) & ~waived_on(day),
            "waived": waived_on(day),
            "today": Q(act_by=day),
            "due": Q(act_by__gt=day),
        }
        rows = rows.filter(STILL_OPEN, span.get(state, Q()), act_by__isnull=False)
        ordering = ("act_by", "id")
    found, mark = keyset_page(rows.values(*DUTY_COLUMNS), ordering, after, limit)
    return answer({"items": told_duties(found, day), "after": mark})


@router.get(
    "/entries/{int:entry_id}/deadlines",
    response={200: DeadlinesOfEntry, **problems()},
    summary="Thời hạn của một hội nghị · Deadlines of a conference",
    url_name="deadlines_of_entry",
)
@requires("conference.view")
def of_entry(request: ActingRequest, entry_id: int, on: On) -> HttpResponse:
    entry = conference_entry(request.actor, entry_id)
    if entry is None:
        raise Http404
    rows = visible_deadlines(request.actor).filter(subject_id=entry.subject_id).order_by("position")
    return answer({"items": told_duties(rows.values(*DUTY_COLUMNS), on or clock.today())})


@router.get(
    "/deadlines/{int:deadline_id}",
    response={200: DeadlineShape, **problems()},
    summary="Một thời hạn · One deadline",
    url_name="deadline",
)
@requires("conference.view")
def deadline(request: ActingRequest, deadline_id: int, on: On) -> HttpResponse:
    rows = told_duties(
        visible_deadlines(request.actor).filter(pk=deadline_id).values(*DUTY_COLUMNS), on or clock.today()
    )
    if not rows:
        raise Http404
    return answer(rows[0])


@router.post(
    "/deadlines/{int:deadline_id}/complete",
    response={200: DeadlineShape, **problems(409)},
    summary="Ghi nhận đã xong · Record as done",
    url_name="complete_deadline",
)
@requires("deadline.complete")
def complete(request: ActingRequest, deadline_id: int, command_key: CommandKey, done: Done) -> HttpResponse:
    def run() -> dict[str, Any]:
        return _kept(request.actor, complete_deadline(request.actor, deadline_id, done.note).pk)

    payload = {"deadline": deadline_id, "note": done.note}
    return sent_once(request.actor, command_key, "api.complete_deadline", payload, run)


@router.post(
    "/deadlines/{int:deadline_id}/reopen",
    response={200: DeadlineShape, **problems(409)},
    summary="Mở lại · Open again",
    url_name="reopen_deadline",
)
@requires("deadline.complete")
def reopen(
    request: ActingRequest, deadline_id: int, command_key: CommandKey, reopened: Reopened
) -> HttpResponse:
    def run() -> dict[str, Any]:
        return _kept(request.actor, reopen_deadline(request.actor, deadline_id, reopened.reason).pk)

    payload = {"deadline": deadline_id, "reason": reopened.reason}
    return sent_once(request.actor, command_key, "api.reopen_deadline", payload, run)


def _kept(by: Actor, deadline_id: int) -> dict[str, Any]:
    """The duty as it stands after the command."""
    rows = told_duties(visible_deadlines(by).filter(pk=deadline_id).values(*DUTY_COLUMNS), clock.today())
    if not rows:
        raise AccessRefused(str(deadline_id))
    return rows[0]
