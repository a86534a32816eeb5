from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nghisu.directory.models import Appointment, Body, Organisation, Position, Room
from nghisu.directory.queries.dated import valid_on
from nghisu.directory.queries.wording import seen_by
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class DirectoryCounts:
    """How much of each the directory holds on a day."""

    organisations: int
    bodies: int
    people: int
    positions: int
    rooms: int


def directory_counts(by: Actor, on: date) -> DirectoryCounts:
    """What is valid on a day; people are counted once, however many positions they hold."""
    return DirectoryCounts(
        organisations=seen_by(by, Organisation.objects.all()).filter(valid_on(on)).count(),
        bodies=seen_by(by, Body.objects.all()).filter(valid_on(on)).count(),
        people=seen_by(by, Appointment.objects.all())
        .filter(valid_on(on))
        .order_by()
        .values("person")
        .distinct()
        .count(),
        positions=seen_by(by, Position.objects.all()).filter(valid_on(on)).count(),
        rooms=seen_by(by, Room.objects.all()).filter(valid_on(on)).count(),
    )
