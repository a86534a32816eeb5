"""Putting a conference as proposed, and keeping in its history what it was and what it became."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.programme import events
from nghisu.programme.commands.ground import derive_entries, programme_of_year, touch_programmes
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import Proposal
from nghisu.rulebook.queries import rulebook_of

STANDS = ("state", "state_reason", "opening", "closing", "part", "room_id", "room_text", "merged_into_id")
"""What a move may change of a conference."""

VERBS = {
    Move.Act.MOVED: "entry.moved",
    Move.Act.POSTPONED: "entry.postponed",
    Move.Act.CANCELLED: "entry.cancelled",
    Move.Act.MERGED: "entry.merged",
    Move.Act.WRITTEN: "entry.replaced_by_written",
    Move.Act.REINSTATED: "entry.reinstated",
    Move.Act.UNDONE: "entry.move_undone",
}

EVENTS: dict[str, type[events.EntryStands]] = {
    Move.Act.MOVED: events.EntryMoved,
    Move.Act.POSTPONED: events.EntryPostponed,
    Move.Act.CANCELLED: events.EntryCancelled,
    Move.Act.MERGED: events.EntryMerged,
    Move.Act.WRITTEN: events.EntryCancelled,
    Move.Act.REINSTATED: events.EntryReinstated,
    Move.Act.UNDONE: events.MoveUndone,
}


@dataclass(frozen=True, slots=True)
class Written:
    """Why, and by which document."""

    reason: str
    document: str = ""


def stand(by: Actor, entry: Entry, proposal: Proposal, written: Written) -> dict[str, Any]:
    """Put a locked conference as proposed and derive what it owes. Returns what it was."""
    before = {name: getattr(entry, name) for name in STANDS}
    touch_programmes(by, [entry])  # the programme it leaves, should its year change
    entry.state = proposal.state
    entry.state_reason = "" if proposal.is_held else written.reason
    entry.merged_into_id = proposal.into_id
    entry.opening, entry.closing, entry.part = proposal.opening, proposal.closing, proposal.part
    if entry.room_id != proposal.room_id:
        entry.room_id = proposal.room_id
    entry.room_text = proposal.room_text
    year = clock.local(entry.opening).year
    if not entry.unscheduled and clock.local(before["opening"]).year != year:
        entry.programme = programme_of_year(by, year)
    entry.revision += 1
    entry.save()
    subject = entry.subject
    subject.closed = not proposal.is_held
    if proposal.is_held:
        subject.rulebook = rulebook_of(by, clock.local(entry.opening).date()).code
    subject.save(update_fields=["closed", "rulebook"])
    derive_entries(by, [entry])
    touch_programmes(by, [entry])
    return before


def keep(
    by: Actor,
    entry: Entry,
    before: dict[str, Any],
    proposal: Proposal,
    written: Written,
    *,
    consequences: dict[str, Any] | None = None,
    changed: dict[str, Any] | None = None,
    undoes: Move | None = None,
    remembers: bool = True,
) -> Move:
    """Keep in history and in the trail what a conference was and became, and let the house hear of it.

    `changed` is what the act changed of another conference, so that it can be put back. An act that writes its own
    record into the trail says `remembers=False`.
    """
    move = Move.objects.create(
        committee_id=by.tenant,
        entry=entry,
        act=proposal.act,
        from_state=before["state"],
        to_state=entry.state,
        from_opening=before["opening"],
        to_opening=entry.opening,
        from_closing=before["closing"],
        to_closing=entry.closing,
        from_part=before["part"],
        to_part=entry.part,
        from_room_id=before["room_id"],
        to_room_id=entry.room_id,
        from_room_text=before["room_text"],
        to_room_text=entry.room_text,
        from_reason=before["state_reason"],
        into_id=proposal.into_id,
        reason=written.reason,
        document=written.document,
        consequences=consequences or {},
        before=changed or _merged_before(before),
        revision=entry.revision,
        undoes=undoes,
        by_id=by.user_id,
        by_name=by.name,
        at=clock.now(),
    )
    after = {name: getattr(entry, name) for name in STANDS} | {
        "reason": written.reason,
        "document": written.document,
    }
    if entry.merged_into is not None:
        after["into"] = entry.merged_into.title
    if remembers:
        remember(by, VERBS[Move.Act(proposal.act)], entry, before=before, after=after)
    publish(EVENTS[proposal.act](by=by, entry=entry, move=move))
    return move


def _merged_before(before: dict[str, Any]) -> dict[str, Any]:
    """Which conference had taken this one in, so that taking it up again can be undone."""
    return {"merged_into": before["merged_into_id"]} if before["merged_into_id"] else {}
