"""What a pack is for, as the storeys above know it: they made it and register here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PackPlace:
    """What a pack belongs to: its title, when it opens, where its page is."""

    title: str
    opening: datetime
    url: str


Placer = Callable[[int, Iterable[int]], Mapping[int, PackPlace]]

_placers: list[Placer] = []


def places_packs(placer: Placer) -> Placer:
    """Register a function that says what packs of a committee are for, by their ids."""
    if placer not in _placers:
        _placers.append(placer)
    return placer


def pack_places(committee_id: int | None, pack_ids: Iterable[int]) -> dict[int, PackPlace]:
    """What some packs of a committee are for; one that nobody knows is left out."""
    if committee_id is None:
        return {}
    wanted = list(pack_ids)
    found: dict[int, PackPlace] = {}
    for placer in _placers:
        found.update(placer(committee_id, wanted))
    return found
