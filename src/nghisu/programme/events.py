"""What happens to conferences, for whoever must hear of it."""

from __future__ import annotations

from dataclasses import dataclass

from nghisu.foundation.events import Event
from nghisu.programme.models import Entry, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStands(Event):
    """A conference stands otherwise than before: when, where, or whether it is held. `move` says how."""

    entry: Entry
    move: Move


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMoved(EntryStands):
    """It is held at another time or place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPostponed(EntryStands):
    """It is postponed, and no day is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCancelled(EntryStands):
    """It is not held; or a written opinion takes its place, which the move's act says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMerged(EntryStands):
    """Another conference has taken it in: `entry.merged_into`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReinstated(EntryStands):
    """It is held after all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveUndone(EntryStands):
    """A move was taken back: `move.undoes`."""
