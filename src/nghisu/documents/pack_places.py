"""What a pack is for, as the storeys above know it: they made it and register here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from nghisu.core.reading.contents import ItemOfPack, Section, numbers_of, sections_of
from nghisu.documents.models import Document
from nghisu.foundation import clock


@dataclass(frozen=True, slots=True)
class PackPlace:
    """What a pack belongs to: its title, when it opens, where its page is."""

    title: str
    opening: datetime
    url: str


Placer = Callable[[int, Iterable[int]], Mapping[int, PackPlace]]

_placers: list[Placer] = []

Arranger = Callable[[int, Iterable[int]], Mapping[int, Sequence[ItemOfPack]]]

_arrangers: list[Arranger] = []


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


def lies_ahead(places: Mapping[int, PackPlace], pack_id: int, on: date) -> bool:
    """Whether what a pack is for opens on a day or later; so does one that nobody knows."""
    place = places.get(pack_id)
    return place is None or place.opening >= clock.beginning_of(on)


def arranges_packs(arranger: Arranger) -> Arranger:
    """Register a function that says under which items the documents of packs stand, by the packs' ids."""
    if arranger not in _arrangers:
        _arrangers.append(arranger)
    return arranger


def pack_sections(committee_id: int | None, pack_ids: Iterable[int]) -> dict[int, list[Section]]:
    """The contents of some packs of a committee, each document with its number; whoever asks may see them."""
    wanted = sorted(set(pack_ids))
    if committee_id is None or not wanted:
        return {}
    order: dict[int, list[int]] = defaultdict(list)
    rows = Document.objects.filter(committee=committee_id, pack__in=wanted, withdrawn_at=None)
    for pack, document in rows.order_by("position", "id").values_list("pack", "pk"):
        order[pack].append(document)
    items: dict[int, list[ItemOfPack]] = defaultdict(list)
    for arranger in _arrangers:
        for pack, found in arranger(committee_id, wanted).items():
            items[pack] += found
    return {pack: sections_of(order[pack], items[pack]) for pack in wanted}


def pack_numbers(committee_id: int | None, pack_ids: Iterable[int]) -> dict[int, str]:
    """The number of each document of some packs."""
    sections = pack_sections(committee_id, pack_ids)
    return numbers_of(section for found in sections.values() for section in found)
