"""What became of duties before this system was there to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import Act, remember_each
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused
from nghisu.rulebook.commands.keeping import RECORDED
from nghisu.rulebook.events import PastRecorded
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.refusals import DayAhead, DeadlineAlreadyDone, DutiesMarkedMeanwhile, ReasonMissing

NOON = time(12)
"""Of what is entered afterwards the day is known and not the hour; noon falls on that day wherever it is read."""


@dataclass(frozen=True, slots=True)
class Past:
    """What became of one duty before the office kept its work here: done on a day, or not arisen for a reason (`note`).

    `note` of one that was done holds the number of the document, say; it may be empty.
    """

    deadline_id: int
    on: date
    note: str = ""
    not_applicable: bool = False


@transaction.atomic
def record_past(by: Actor, pasts: Iterable[Past]) -> int:
    """Enter afterwards what was done before; all of it or nothing. Returns how many duties were recorded.

    An office that begins in the middle of a year takes its past over so. The record of each says that it was entered
    afterwards, by `by` and now; who did the work then is not claimed.
    Raises AccessRefused for a duty that is not the actor's to mark, DutiesMarkedMeanwhile, DayAhead, ReasonMissing.
    """
    wanted = {past.deadline_id: past for past in pasts}
    now = clock.now()
    held = _locked(by, wanted)
    for deadline_id in wanted:
        deadline = held.get(deadline_id)
        if deadline is None:
            raise AccessRefused(str(deadline_id))
        must(by, "deadline.complete", [deadline.organisation_id] if deadline.organisation_id else [])
    if marked := [row.pk for row in held.values() if row.done_at is not None or row.not_applicable]:
        raise DutiesMarkedMeanwhile(marked)
    done: list[Act] = []
    set_aside: list[Act] = []
    for deadline_id, past in wanted.items():
        deadline = held[deadline_id]
        if past.on > clock.today():
            raise DayAhead
        if past.not_applicable and not past.note.strip():
            raise ReasonMissing
        before = {"note": deadline.note}
        deadline.note = past.note.strip()
        deadline.entered_at, deadline.entered_by_id, deadline.entered_by_name = now, by.user_id, by.name
        if past.not_applicable:
            deadline.not_applicable = True
            after = {"not_applicable": True, "note": deadline.note}
            set_aside.append(Act(deadline, before=before | {"not_applicable": False}, after=after))
        else:
            deadline.done_at = min(datetime.combine(past.on, NOON, clock.VIETNAM), now)
            done_after = {"done_at": deadline.done_at, "note": deadline.note}
            done.append(Act(deadline, before=before | {"done_at": None}, after=done_after))
    _keep(held)
    remember_each(by, "deadline.recorded_afterwards", done)
    remember_each(by, "deadline.set_aside_afterwards", set_aside)
    publish(
        PastRecorded(
            by=by, deadlines=[held[past.deadline_id] for past in wanted.values() if not past.not_applicable]
        )
    )
    return len(wanted)


@dataclass(frozen=True, slots=True)
class Doing:
    """One duty of an invented history: who marked it at which hour, or why it did not arise."""

    deadline_id: int
    by: Actor
    at: datetime
    not_applicable: str = ""


@transaction.atomic
def replay_past(by: Actor, doings: Iterable[Doing]) -> int:
    """Write the invented history of a demonstration, as if each person had marked the duty here at that very hour.

    A real office never calls this: what it enters afterwards says so (`record_past`). Returns how many were recorded.
    Raises AccessRefused for a duty that is not the committee's, DeadlineAlreadyDone.
    """
    must(by, "deadline.complete", [])
    wanted = sorted(doings, key=lambda doing: (doing.at, doing.deadline_id))
    held = _locked(by, {doing.deadline_id for doing in wanted})
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
    _keep(held)
    for verb, many in acts.items():
        remember_each(by, verb, many)
    return len(wanted)


def _locked(by: Actor, deadline_ids: Iterable[int]) -> dict[int, Deadline]:
    """The committee's duties of these numbers, locked in one order so that two who overlap wait instead of blocking."""
    rows = Deadline.objects.select_for_update(of=("self",)).filter(committee=by.committee_id)
    return rows.order_by("pk").in_bulk(list(deadline_ids))


def _keep(held: Mapping[int, Deadline]) -> None:
    Deadline.objects.bulk_update(held.values(), RECORDED, batch_size=200)
