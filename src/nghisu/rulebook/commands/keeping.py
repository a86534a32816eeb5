from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.events import DeadlineCompleted, DeadlineReopened
from nghisu.rulebook.models import Deadline, Subject
from nghisu.rulebook.refusals import DeadlineAlreadyDone, DeadlineNotDone, ReasonMissing, SubjectClosed

RECORDED = (
    "done_at",
    "done_by_id",
    "done_by_name",
    "note",
    "not_applicable",
    "entered_at",
    "entered_by_id",
    "entered_by_name",
)
"""The columns in which people write what became of a duty; the others are derived."""


@transaction.atomic
def complete_deadline(by: Actor, deadline_id: int, note: str = "") -> Deadline:
    """Record that a duty is done: by whom and when. Raises DeadlineAlreadyDone."""
    deadline = _locked(by, deadline_id)
    if deadline.done_at is not None:
        raise DeadlineAlreadyDone(deadline.done_by_name or deadline.entered_by_name)
    before = _standing(deadline)
    deadline.done_at = clock.now()
    deadline.done_by_id = by.user_id
    deadline.done_by_name = by.name
    deadline.note = note
    deadline.not_applicable = False
    _marked_now(deadline)
    _keep(by, deadline, "deadline.completed", before)
    publish(DeadlineCompleted(by=by, deadline=deadline))
    return deadline


def done_by_act(
    by: Actor,
    subject_id: int,
    act: str,
    *,
    at: datetime | None = None,
    by_id: int | None = None,
    by_name: str = "",
    note: str = "",
) -> Deadline | None:
    """Record that a duty was done by an act of the house itself, which asked whether it may be done: a proposal that
    was put forward, an invitation that was issued. Called in the act's transaction.

    `at`, `by_id` and `by_name` say when and by whom where it was not now and by the actor. A duty that is owed no more,
    or was marked before, stays as it is. Returns it where it was marked.
    """
    rows = Deadline.objects.select_for_update(of=("self",)).filter(committee=by.committee_id)
    deadline = rows.filter(subject_id=subject_id, act=act, done_at=None).order_by().first()
    if deadline is None:
        return None
    before = _standing(deadline)
    deadline.done_at = at or clock.now()
    deadline.done_by_id, deadline.done_by_name = (by_id, by_name) if by_name else (by.user_id, by.name)
    deadline.note, deadline.not_applicable = note, False
    _marked_now(deadline)
    _keep(by, deadline, "deadline.completed", before)
    publish(DeadlineCompleted(by=by, deadline=deadline))
    return deadline


@transaction.atomic
def reopen_deadline(by: Actor, deadline_id: int, reason: str = "") -> Deadline:
    """Take back that a duty is done or does not apply. Raises DeadlineNotDone, SubjectClosed."""
    deadline = _locked(by, deadline_id)
    if Subject.objects.filter(committee=by.committee_id, pk=deadline.subject_id, closed=True).exists():
        raise SubjectClosed
    if deadline.done_at is None and not deadline.not_applicable:
        raise DeadlineNotDone
    before = _standing(deadline)
    deadline.done_at = None
    deadline.done_by_id = None
    deadline.done_by_name = ""
    deadline.note = reason
    deadline.not_applicable = False
    _marked_now(deadline)
    _keep(by, deadline, "deadline.reopened", before)
    publish(DeadlineReopened(by=by, deadline=deadline))
    return deadline


@transaction.atomic
def set_not_applicable(by: Actor, deadline_id: int, reason: str) -> Deadline:
    """Say that a duty does not arise this time, and why. Raises ReasonMissing, DeadlineAlreadyDone."""
    deadline = _locked(by, deadline_id)
    if not reason.strip():
        raise ReasonMissing
    if deadline.done_at is not None:
        raise DeadlineAlreadyDone(deadline.done_by_name or deadline.entered_by_name)
    before = _standing(deadline)
    deadline.not_applicable = True
    deadline.note = reason.strip()
    _marked_now(deadline)
    _keep(by, deadline, "deadline.set_not_applicable", before)
    return deadline


def _locked(by: Actor, deadline_id: int) -> Deadline:
    deadline = (
        Deadline.objects.select_for_update()
        .filter(committee=by.committee_id, pk=deadline_id)
        .order_by()
        .first()
    )
    if deadline is None:
        raise AccessRefused(str(deadline_id))
    must(by, "deadline.complete", [deadline.organisation_id] if deadline.organisation_id else [])
    return deadline


def _marked_now(deadline: Deadline) -> None:
    """What stands now was not entered afterwards."""
    deadline.entered_at, deadline.entered_by_id, deadline.entered_by_name = None, None, ""


def _standing(deadline: Deadline) -> dict[str, object]:
    return {
        "done_at": deadline.done_at,
        "done_by": deadline.done_by_name,
        "not_applicable": deadline.not_applicable,
        "note": deadline.note,
    }


def _keep(by: Actor, deadline: Deadline, verb: str, before: dict[str, object]) -> None:
    deadline.save(update_fields=RECORDED)
    remember(by, verb, deadline, before=before, after=_standing(deadline))
