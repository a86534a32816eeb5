"""What is proposed for a conference, and the conference as it would then stand."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from nghisu.core.conferences.hours import PartOfDay
from nghisu.directory.models import Room
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.settings import opening_hours_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """The state, the hours and the place that are proposed (phương án). Instants are aware."""

    act: str
    state: str
    opening: datetime
    closing: datetime | None
    part: str
    room_id: int | None = None
    room_text: str = ""
    into_id: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether the conference would be held."""
        return self.state == Entry.State.PLANNED

    def as_json(self) -> dict[str, Any]:
        """The proposal as it is sealed and kept."""
        return {
            "act": self.act,
            "state": self.state,
            "opening": self.opening.isoformat(),
            "closing": self.closing.isoformat() if self.closing else None,
            "part": self.part,
            "room": self.room_id,
            "room_text": self.room_text,
            "into": self.into_id,
        }


def moved_to_day(
    actor: Actor,
    entry: Entry,
    day: date,
    hour: time | None = None,
    room_id: int | None = None,
    room_text: str | None = None,
    part: str = "",
) -> Proposal:
    """The conference on another day, of the same length; at another hour or part of the day, in another room, where
    one is given (`room_text=None` leaves the place as it is). The part of the day follows the hour."""
    was = clock.local(entry.opening)
    hours = opening_hours_of(actor)
    if hour is None and part and part != entry.part:
        hour = hours.opening(day, PartOfDay(part)).time()
    opening = datetime.combine(day, hour or was.time(), tzinfo=clock.VIETNAM)
    closing = opening + (entry.closing - entry.opening) if entry.closing else None
    stated = entry.part
    if stated != Entry.Part.WHOLE_DAY and opening.time() != was.time():
        stated = hours.part_of(opening.time()).value
    return Proposal(
        act=Move.Act.MOVED if entry.is_held else Move.Act.REINSTATED,
        state=Entry.State.PLANNED,
        opening=opening,
        closing=closing,
        part=stated,
        room_id=entry.room_id if room_text is None else room_id,
        room_text=entry.room_text if room_text is None else room_text,
    )


def not_held(entry: Entry, act: Move.Act, into_id: int | None = None) -> Proposal:
    """The conference postponed without a day, cancelled, merged or replaced: `act` says which."""
    return Proposal(
        act=act,
        state=act.value,
        opening=entry.opening,
        closing=entry.closing,
        part=entry.part,
        room_id=entry.room_id,
        room_text=entry.room_text,
        into_id=into_id,
    )


def back(move: Move) -> Proposal:
    """The conference as it was before a move: what taking it back proposes."""
    return Proposal(
        act=Move.Act.UNDONE,
        state=move.from_state,
        opening=move.from_opening,
        closing=move.from_closing,
        part=move.from_part,
        room_id=move.from_room_id,
        room_text=move.from_room_text,
        into_id=move.before.get("merged_into"),
    )


def applied(actor: Actor, entry: Entry, proposal: Proposal) -> Entry:
    """A copy of the conference as it would stand, not to be saved. Raises AccessRefused for a room of others."""
    after = copy(entry)
    after.state = proposal.state
    after.opening, after.closing, after.part = proposal.opening, proposal.closing, proposal.part
    after.room_text = proposal.room_text
    if proposal.room_id != entry.room_id:
        after.room = None
        if proposal.room_id is not None:
            after.room = Room.objects.filter(committee=actor.committee_id, pk=proposal.room_id).first()
            if after.room is None:
                raise AccessRefused("room")
    return after
