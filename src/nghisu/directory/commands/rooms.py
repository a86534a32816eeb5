from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from nghisu.core.text import fold, sort_key
from nghisu.directory.commands.ground import (
    begin,
    cleaned,
    must_be_in_order,
    must_be_new,
    new_code,
    own,
    put,
)
from nghisu.directory.models import Room
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember


@dataclass(frozen=True, slots=True)
class RoomContent:
    """What is stated of a room."""

    name: str
    since: date
    place: str = ""
    capacity: int | None = None

    def columns(self) -> dict[str, Any]:
        return {
            "name": cleaned(self.name, "name"),
            "place": " ".join(self.place.split()),
            "capacity": self.capacity,
            "since": self.since,
        }


@transaction.atomic
def add_room(by: Actor, content: RoomContent) -> Room:
    """Take a room into the directory. Raises NameTaken."""
    committee_id = begin(by)
    columns = content.columns()
    must_be_new(Room.objects.all(), columns["name"], content.since, None)
    room = Room(
        committee_id=committee_id,
        code=new_code(Room.objects.all(), by, content.name),
        **columns,
        **_found_by(columns),
    )
    room.save()
    remember(by, "room.added", room, after=_told(room))
    return room


@transaction.atomic
def change_room(by: Actor, room_id: int, content: RoomContent) -> Room:
    """Correct what is stated of a room. Raises NameTaken, EndsBeforeStart."""
    begin(by)
    room = own(by, Room.objects.all(), room_id)
    columns = content.columns()
    must_be_in_order(content.since, room.until)
    must_be_new(Room.objects.all(), columns["name"], content.since, room.until, room.pk)
    before = _told(room)
    put(room, columns | _found_by(columns))
    room.save()
    remember(by, "room.changed", room, before=before, after=_told(room))
    return room


@transaction.atomic
def close_room(by: Actor, room_id: int, until: date | None) -> Room:
    """Say which day is the last on which a room is used; None opens it again. Raises EndsBeforeStart."""
    begin(by)
    room = own(by, Room.objects.all(), room_id)
    must_be_in_order(room.since, until)
    before = room.until
    room.until = until
    room.save(update_fields=["until"])
    verb = "room.closed" if until else "room.reopened"
    remember(by, verb, room, before={"until": before}, after={"until": until})
    return room


def _told(room: Room) -> dict[str, Any]:
    return {"name": room.name, "place": room.place, "capacity": room.capacity, "since": room.since}


def _found_by(columns: dict[str, Any]) -> dict[str, str]:
    return {
        "search_text": fold(f"{columns['name']} {columns['place']}"),
        "sort_key": sort_key(columns["name"]),
    }
