from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from nghisu.foundation import clock
from nghisu.foundation.models import Outgoing


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How the outbox stands. `oldest` is how long the oldest row that should have gone has been waiting."""

    waiting: int
    held: int
    dead: int
    oldest: timedelta | None


def outbox_state() -> OutboxState:
    """The state of the installation's outbox, in one query: for the health page and the command line."""
    now = clock.server_now()
    state = Outgoing.State
    overdue = Q(state=state.WAITING) & (Q(not_before=None) | Q(not_before__lte=now))
    found = Outgoing.objects.filter(state__in=[state.WAITING, state.HELD, state.DEAD]).aggregate(
        waiting=Count("id", filter=Q(state=state.WAITING)),
        held=Count("id", filter=Q(state=state.HELD)),
        dead=Count("id", filter=Q(state=state.DEAD)),
        since=Min(Greatest("put_at", Coalesce("not_before", "put_at")), filter=overdue),
    )
    since = found["since"]
    return OutboxState(
        found["waiting"],
        found["held"],
        found["dead"],
        max(now - since, timedelta(0)) if since is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Stuck:
    """How many rows of a bundle wait for somebody to release them, and how many could not be sent."""

    held: int
    dead: int


def stuck_in(committee_id: int | None, channel: str, bundle: str) -> Stuck:
    """What of a bundle goes nowhere by itself, in one query."""
    rows = Outgoing.objects.filter(
        committee=committee_id, channel=channel, bundle=bundle, state__in=["held", "dead"]
    )
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    return Stuck(counts.get("held", 0), counts.get("dead", 0))


def outbox_rows(*states: str, committee_id: int | None = None) -> QuerySet[Outgoing]:
    """Rows in some states, oldest first; with `committee_id` those of a committee alone."""
    rows = Outgoing.objects.filter(state__in=states).order_by("id")
    return rows if committee_id is None else rows.filter(committee=committee_id)
