from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce

from nghisu.directory.models import Room
from nghisu.directory.queries.dated import valid_on
from nghisu.directory.queries.paging import PAGE, Page, page_of
from nghisu.directory.queries.wording import seen_by, with_words
from nghisu.foundation.actors import Actor

SORTS = {
    "ten": ("sort_key", "id"),
    "-ten": ("-sort_key", "-id"),
    "suc-chua": ("seats", "sort_key", "id"),
    "-suc-chua": ("-seats", "-sort_key", "-id"),
}


@dataclass(frozen=True, slots=True)
class RoomFilter:
    """What is asked of the list of rooms: words of name or place, seats for at least so many."""

    text: str = ""
    seats: int | None = None


def rooms_of(
    by: Actor,
    on: date,
    wanted: RoomFilter | None = None,
    sort: str = "ten",
    after: str = "",
    size: int = PAGE,
) -> Page[Room]:
    """The rooms there are on a day. A room whose seats are not known counts as one without seats."""
    wanted = wanted or RoomFilter()
    rows = with_words(seen_by(by, Room.objects.all()).filter(valid_on(on)), wanted.text)
    if wanted.seats is not None:
        rows = rows.filter(capacity__gte=wanted.seats)
    total = rows.count()
    rows = rows.annotate(seats=Coalesce("capacity", 0))
    found, mark = page_of(rows, SORTS.get(sort, SORTS["ten"]), after, size)
    return Page(found, total, mark)


def room_of(by: Actor, room_id: int) -> Room | None:
    """One room; None if there is none to see."""
    return seen_by(by, Room.objects.all()).filter(pk=room_id).first()
