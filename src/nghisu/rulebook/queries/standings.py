from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from nghisu.foundation.actors import Actor
from nghisu.rulebook.queries.deadlines import DeadlineState, visible_deadlines, waived_on

STILL_OPEN = Q(done_at=None, not_applicable=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many duties of a subject stand in each state on a day; `next_day` is the first day still to come."""

    late: int = 0
    today: int = 0
    due: int = 0
    undated: int = 0
    done: int = 0
    next_day: date | None = None
    waived: int = 0

    @property
    def open(self) -> int:
        """Duties with a day of their own that are not done yet."""
        return self.late + self.today + self.due + self.waived

    @property
    def worst(self) -> DeadlineState | None:
        """The state that a person must know first; None where nothing is owed or nothing may be seen."""
        if self.late:
            return DeadlineState.LATE
        if self.today:
            return DeadlineState.TODAY
        if self.due:
            return DeadlineState.DUE
        if self.waived:
            return DeadlineState.WAIVED
        return DeadlineState.DONE if self.done else None


NOTHING_OWED = Standing()


def standings_of(actor: Actor, subject_ids: Iterable[int], on: date) -> dict[int, Standing]:
    """The standing of each of some subjects, in one grouped query: no deadline is loaded.

    A subject of which the actor may see no duty is left out.
    """
    rows = (
        visible_deadlines(actor)
        .filter(subject_id__in=list(subject_ids))
        .order_by()
        .values_list("subject_id")
        .annotate(
            late=Count("id", filter=STILL_OPEN & Q(act_by__lt=on) & ~waived_on(on)),
            today=Count("id", filter=STILL_OPEN & Q(act_by=on)),
            due=Count("id", filter=STILL_OPEN & Q(act_by__gt=on)),
            undated=Count("id", filter=STILL_OPEN & Q(act_by=None)),
            done=Count("id", filter=Q(done_at__isnull=False)),
            next_day=Min("act_by", filter=STILL_OPEN & Q(act_by__gte=on)),
            waived=Count("id", filter=STILL_OPEN & waived_on(on)),
        )
    )
    return {subject_id: Standing(*figures) for subject_id, *figures in rows}


def open_by_day(actor: Actor, since: date, until: date) -> dict[date, int]:
    """How many open duties are to be done on each day from `since` to `until`, both included."""
    rows = (
        visible_deadlines(actor)
        .filter(STILL_OPEN, act_by__gte=since, act_by__lte=until)
        .order_by()
        .values_list("act_by")
        .annotate(duties=Count("id"))
    )
    return {day: duties for day, duties in rows if day is not None}
