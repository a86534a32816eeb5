from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nghisu.core.conferences.hours import OpeningHours
from nghisu.directory.models import Room
from nghisu.directory.queries import organisation_choices, valid_on
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.programme.queries.lines import chair_names, kind_names
from nghisu.programme.queries.places import UnitNames, unit_names
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.queries import rulebook_of


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form of a conference lets choose from."""

    kinds: Mapping[str, str]
    chairs: Mapping[str, str]
    units: Sequence[tuple[int, str]]
    rooms: Sequence[tuple[int, str]]
    hours: OpeningHours
    names: UnitNames


def choices_of(actor: Actor, entry: Entry | None = None) -> Choices:
    """The choices of the actor's committee today, and what an entry states that is no longer one of them."""
    today = clock.today()
    rulebook = rulebook_of(actor, today)
    units = organisation_choices(actor, today)
    rooms = list(
        Room.objects.filter(valid_on(today), committee=actor.committee_id)
        .order_by("sort_key", "id")
        .values_list("pk", "name")
    )
    kinds = kind_names(rulebook)
    if entry is not None:
        if entry.preparing and entry.preparing_id not in dict(units):
            units.append((entry.preparing.pk, entry.preparing.name))
        if entry.room and entry.room_id not in dict(rooms):
            rooms.append((entry.room.pk, entry.room.name))
        kinds.setdefault(entry.kind, entry.kind)
    return Choices(
        kinds=kinds,
        chairs=chair_names(rulebook),
        units=units,
        rooms=rooms,
        hours=opening_hours_of(actor),
        names=unit_names(actor),
    )
