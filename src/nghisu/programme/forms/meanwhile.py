"""What somebody else changed of a conference while a person was typing, and how both come together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nghisu.core.law import load_rulebook
from nghisu.foundation.actors import Actor
from nghisu.foundation.queries import history_of
from nghisu.programme.forms.entry import typed_from, typed_of
from nghisu.programme.models import Entry
from nghisu.programme.queries.history import SPELLED, Change, spelled_changes


@dataclass(frozen=True, slots=True)
class OthersChange:
    """One field that somebody else changed. `mine` says that the person typed something else there."""

    change: Change
    by: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What the form holds after both come together, and what the others changed."""

    typed: dict[str, str]
    others: list[OthersChange]


FIELDS_OF = {
    "opening": ("day", "hour"),
    "closing": ("last_day", "closing_hour"),
    "preparing_id": ("preparing",),
    "preparing_text": ("preparing", "preparing_text"),
    "coordinating_ids": ("coordinating",),
    "coordinating_text": ("coordinating",),
    "room_id": ("room",),
}
"""A column of an entry → the fields of the form it is typed in, where they differ."""


def meanwhile(actor: Actor, entry: Entry, seen_revision: int, typed: Mapping[str, str]) -> Meanwhile:
    """Bring together what was typed and what others changed since the revision that was seen.

    A field that only the others changed takes their value; one that both changed keeps what was typed, and says so.
    """
    records = list(
        history_of(actor, entry).filter(verb__in=SPELLED)[: max(0, entry.revision - seen_revision)]
    )
    now = typed_of(entry)
    stated: dict[str, Any] = _columns(entry)
    for record in records:
        stated |= {name: pair[0] for name, pair in record.changes.items() if name in stated}
    seen = typed_from(stated)
    merged = {name: typed.get(name, "") for name in now}
    both = set()
    for name, value in now.items():
        if value == seen[name]:
            continue
        if _same(merged[name], seen[name]):
            merged[name] = value
        elif not _same(merged[name], value):
            both.add(name)
    spelled = spelled_changes(actor, records, load_rulebook(entry.subject.rulebook))
    others = [
        OthersChange(
            change,
            record.actor_name,
            record.at,
            not both.isdisjoint(FIELDS_OF.get(change.field, (change.field,))),
        )
        for record, changes in zip(records, spelled, strict=True)
        for change in changes
    ]
    return Meanwhile(merged, others)


def _columns(entry: Entry) -> dict[str, Any]:
    names = (
        "title", "kind", "opening", "closing", "part", "form", "scale", "number", "unscheduled", "chair", "chair_text",
        "preparing_id", "preparing_text", "coordinating_text", "room_id", "room_text", "participants", "delegates",
        "carries_appraised", "note",
    )  # fmt: skip
    return {name: getattr(entry, name) for name in names}


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())
