"""What happens to conferences, for whoever must hear of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from nghisu.foundation import clock
from nghisu.foundation.events import Event
from nghisu.programme.models import Entry, Move, ProgrammeVersion


def told(entry: Entry) -> dict[str, Any]:
    """What other programs are told of a conference: the rest they ask for, if they may."""
    return {
        "entry_id": entry.pk,
        "kind": entry.kind,
        "opening": clock.local(entry.opening).isoformat(),
        "state": str(entry.state),
        "revision": entry.revision,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesAdded(Event):
    """Conferences were put into the programme."""

    public_name: ClassVar[str] = "entry.added"

    entries: tuple[Entry, ...]

    def public(self) -> Iterable[dict[str, Any]]:
        return map(told, self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChanged(Event):
    """What is stated of a conference is different."""

    public_name: ClassVar[str] = "entry.changed"

    entry: Entry

    def public(self) -> Iterable[dict[str, Any]]:
        yield told(self.entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRemoved(Event):
    """A conference that was put in by mistake is gone."""

    public_name: ClassVar[str] = "entry.removed"

    entry_id: int

    def public(self) -> Iterable[dict[str, Any]]:
        yield {"entry_id": self.entry_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStands(Event):
    """A conference stands otherwise than before: when, where, or whether it is held. `move` says how."""

    entry: Entry
    move: Move

    def public(self) -> Iterable[dict[str, Any]]:
        yield told(self.entry) | {
            "act": self.move.act,
            "from_opening": clock.local(self.move.from_opening).isoformat(),
            "merged_into_id": self.entry.merged_into_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMoved(EntryStands):
    """It is held at another time or place."""

    public_name: ClassVar[str] = "entry.moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPostponed(EntryStands):
    """It is postponed, and no day is set."""

    public_name: ClassVar[str] = "entry.postponed"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCancelled(EntryStands):
    """It is not held; or a written opinion takes its place, which the move's act says."""

    public_name: ClassVar[str] = "entry.cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMerged(EntryStands):
    """Another conference has taken it in: `entry.merged_into`."""

    public_name: ClassVar[str] = "entry.merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReinstated(EntryStands):
    """It is held after all."""

    public_name: ClassVar[str] = "entry.reinstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveUndone(EntryStands):
    """A move was taken back: `move.undoes`."""

    public_name: ClassVar[str] = "entry.move_undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeIssued(Event):
    """A version of a programme was issued: it is the one in force for its period."""

    public_name: ClassVar[str] = "programme.issued"

    version: ProgrammeVersion

    def public(self) -> Iterable[dict[str, Any]]:
        yield {
            "version_id": self.version.pk,
            "tier": self.version.tier,
            "since": self.version.since.isoformat(),
            "until": self.version.until.isoformat(),
            "number": self.version.number,
            "digest": self.version.digest,
        }
