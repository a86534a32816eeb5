from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from nghisu.core.people.roles import Role
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import Deadline


class DeadlineState(StrEnum):
    """How a duty stands (tình trạng): what is late follows from the clock, never from a stored word."""

    DONE = "done"
    LATE = "late"
    WAIVED = "waived"
    TODAY = "today"
    DUE = "due"
    UNDATED = "undated"
    NOT_APPLICABLE = "not-applicable"


class Horizon(StrEnum):
    """The columns of the home page."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"


def state_of(deadline: Deadline, on: date) -> DeadlineState:
    """The state on a day. A duty is late from the day after the day to act by, unless somebody who may allowed it to
    come later and that has not run out."""
    if deadline.not_applicable:
        return DeadlineState.NOT_APPLICABLE
    if deadline.done_at is not None:
        return DeadlineState.DONE
    if deadline.act_by is None:
        return DeadlineState.UNDATED
    if deadline.act_by < on:
        waived = deadline.waived_until is not None and on <= deadline.waived_until
        return DeadlineState.WAIVED if waived else DeadlineState.LATE
    return DeadlineState.TODAY if deadline.act_by == on else DeadlineState.DUE


def waived_on(on: date) -> Q:
    """Duties whose day has passed by leave of somebody who may give it: not late."""
    return Q(act_by__lt=on, waived_until__isnull=False, waived_until__gte=on)


def visible_deadlines(actor: Actor) -> QuerySet[Deadline]:
    """What the actor may see: all of the committee with a role that sees the programme, else one's own units';
    nothing for one who sees no conference at all."""
    rows = Deadline.objects.filter(committee=actor.committee_id)
    if may(actor, "programme.view"):
        return rows
    if not may(actor, "conference.view"):
        return rows.none()
    return rows.filter(organisation_id__in=actor.organisation_ids)


def markable_deadlines(actor: Actor) -> QuerySet[Deadline]:
    """What the actor may mark as done: all of the committee, or the duties of one's own units."""
    rows = Deadline.objects.filter(committee=actor.committee_id)
    if may(actor, "deadline.complete", []):
        return rows
    own = [unit for unit in actor.organisation_ids if may(actor, "deadline.complete", [unit])]
    return rows.filter(organisation_id__in=own)


def concerns(actor: Actor) -> Q:
    """Whose duties a person comes to see first: an office looks after all, a unit after its own."""
    if actor.holds(Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER, Role.AUDITOR):
        return Q()
    return Q(organisation_id__in=actor.organisation_ids)


def due_by_sunday(actor: Actor, on: date) -> QuerySet[Deadline]:
    """Open duties that concern the actor and are to be done by the end of the week, late ones included but for those
    that were allowed to come later."""
    return visible_deadlines(actor).filter(
        concerns(actor),
        ~waived_on(on),
        done_at=None,
        not_applicable=False,
        act_by__lte=on + timedelta(days=7 - on.isoweekday()),
    )


def open_deadlines(actor: Actor, horizon: Horizon, on: date) -> QuerySet[Deadline]:
    """Open duties that concern the actor: late, due today, or due by the end of the week (Sunday)."""
    rows = due_by_sunday(actor, on)
    if horizon is Horizon.LATE:
        rows = rows.filter(act_by__lt=on)
    elif horizon is Horizon.TODAY:
        rows = rows.filter(act_by=on)
    else:
        rows = rows.filter(act_by__gt=on)
    return rows.select_related("organisation", "subject").order_by("act_by", "id")


def deadlines_of(actor: Actor, subject_id: int) -> QuerySet[Deadline]:
    """All duties of one subject, in the order in which they come."""
    return (
        visible_deadlines(actor)
        .filter(subject_id=subject_id)
        .select_related("organisation")
        .order_by("position")
    )
