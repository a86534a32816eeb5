"""What a person decides about something that is to leave: release it, send it again, drop it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import Act, remember_each
from nghisu.foundation.models import Outgoing
from nghisu.foundation.refusals import Refused

State = Outgoing.State


class ReasonNeeded(Refused):
    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do bỏ, để người khác biết vì sao thư này không được gửi."))


@transaction.atomic
def release(by: Actor, ids: Iterable[int], *, at_the_machine: bool = False) -> int:
    """Let held rows of the actor's committee go. Returns how many there were."""
    rows = _rows(by, ids, [State.HELD], "outbox.release", at_the_machine)
    Outgoing.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.WAITING)
    _remember(by, "outbox.released", rows)
    return len(rows)


@transaction.atomic
def retry(by: Actor, ids: Iterable[int], *, at_the_machine: bool = False) -> int:
    """Send dead letters again, with all their tries; a row that waits for its next try goes at once."""
    rows = _rows(by, ids, [State.DEAD, State.WAITING], "outbox.mend", at_the_machine)
    Outgoing.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.WAITING, tries=0, retry_at=None, ended_at=None
    )
    _remember(by, "outbox.retried", rows)
    return len(rows)


def drop_unsent(
    committee_id: int | None, channel: str, bundle: str, why: str, *, keys: Iterable[str] | None = None
) -> list[str]:
    """Give up what of a bundle has not left yet, or only what stands there under some keys, as part of an act that makes
    it pointless: that act is remembered. Returns the keys of what was given up."""
    rows = Outgoing.objects.filter(
        committee=committee_id, channel=channel, bundle=bundle, state__in=[State.HELD, State.WAITING]
    )
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    given_up = list(rows.values_list("key", flat=True))
    rows.update(state=State.DROPPED, why=why[:500], lease=None, ended_at=clock.server_now())
    return given_up


@transaction.atomic
def drop(by: Actor, ids: Iterable[int], why: str, *, at_the_machine: bool = False) -> int:
    """Give rows up for good, with the reason. What was held is dropped by whoever may release it."""
    if not why.strip():
        raise ReasonNeeded
    dropped = 0
    for state, action in (
        (State.HELD, "outbox.release"),
        (State.DEAD, "outbox.mend"),
        (State.WAITING, "outbox.mend"),
    ):
        rows = _rows(by, ids := list(ids), [state], action, at_the_machine)
        Outgoing.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=State.DROPPED, why=why.strip()[:500], lease=None, ended_at=clock.server_now()
        )
        _remember(by, "outbox.dropped", rows, why.strip())
        dropped += len(rows)
    return dropped


def _rows(
    by: Actor, ids: Iterable[int], states: list[State], action: str, at_the_machine: bool
) -> list[Outgoing]:
    """The rows, locked. At the machine's own command line whoever runs the installation sees all committees' rows."""
    rows = Outgoing.objects.select_for_update(of=("self",)).filter(pk__in=list(ids), state__in=states)
    if not at_the_machine:
        rows = rows.filter(committee=by.tenant)
    found = list(rows.order_by("id"))
    if found and not at_the_machine:
        must(by, action)
    return found


def _remember(by: Actor, verb: str, rows: list[Outgoing], why: str = "") -> None:
    for committee_id in {row.committee_id for row in rows}:
        actor = Actor(committee_id, by.name, by.user_id, by.person_id)
        mine = [row for row in rows if row.committee_id == committee_id]
        after = {"why": why} if why else {}
        remember_each(actor, verb, [Act(row, after=after) for row in mine])
