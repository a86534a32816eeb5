from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import Act, remember_each
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.refusals import DeadlineAlreadyDone


@dataclass(frozen=True, slots=True)
class Doing:
    """What became of one duty before it was recorded here: who did it and when, or why it did not arise."""

    deadline_id: int
    by: Actor
    at: datetime
    not_applicable: str = ""


@transaction.atomic
def record_past(by: Actor, doings: Iterable[Doing]) -> int:
    """Record duties that were done before this system was there to be told, each with its own person and hour.

    An office that begins in the middle of a year takes its past over so. Returns how many were recorded.
    Raises AccessRefused for a duty that is not the committee's, DeadlineAlreadyDone.
    """
    must(by, "deadline.complete", [])
    wanted = sorted(doings, key=lambda doing: (doing.at, doing.deadline_id))
    held = (
        Deadline.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id)
        .in_bulk([doing.deadline_id for doing in wanted])
    )
    acts: dict[str, list[Act]] = {"deadline.completed": [], "deadline.set_not_applicable": []}
    for doing in wanted:
        deadline = held.get(doing.deadline_id)
        if deadline is None or doing.by.committee_id != by.committee_id:
            raise AccessRefused(str(doing.deadline_id))
        if deadline.done_at is not None:
            raise DeadlineAlreadyDone(deadline.done_by_name)
        if doing.not_applicable:
            deadline.not_applicable, deadline.note = True, doing.not_applicable
            verb, after = "deadline.set_not_applicable", {"not_applicable": True, "note": deadline.note}
        else:
            deadline.done_at, deadline.done_by_id = doing.at, doing.by.user_id
            deadline.done_by_name, deadline.not_applicable = doing.by.name, False
            verb, after = "deadline.completed", {"done_at": doing.at, "done_by": doing.by.name}
        acts[verb].append(Act(deadline, after=after, by=doing.by, at=doing.at))
    Deadline.objects.bulk_update(
        held.values(), ["done_at", "done_by_id", "done_by_name", "note", "not_applicable"], batch_size=200
    )
    for verb, many in acts.items():
        remember_each(by, verb, many)
    return len(wanted)
