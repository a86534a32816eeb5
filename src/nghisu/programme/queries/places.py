"""Which unit and which room of the directory a name in a sheet means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from rapidfuzz import fuzz, process

from nghisu.directory.models import Organisation, Room
from nghisu.directory.spelling import spelled
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor

LIKELY = 78
"""How alike (0–100) a unit's name must be to be offered as what was meant; it is offered, never taken."""


@dataclass(slots=True)
class UnitNames:
    """The units of a committee by their names, for as many look-ups as a sheet has rows."""

    by_name: Mapping[str, int]
    names: Mapping[int, str]
    _found: dict[str, int | None] = field(default_factory=dict)

    def find(self, name: str) -> int | None:
        """The unit of that name, or of that short name; None where no unit, or more than one, bears it."""
        if name not in self._found:
            self._found[name] = self.by_name.get(spelled(name))
        return self._found[name]

    def near(self, name: str) -> int | None:
        """The unit whose name is most alike, to be offered to a person."""
        found = process.extractOne(
            spelled(name), self.by_name.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY
        )
        return self.by_name[found[0]] if found else None


def unit_names(actor: Actor) -> UnitNames:
    """The names of the units that exist today in the actor's committee."""
    today = clock.today()
    rows = (
        Organisation.objects.filter(committee=actor.committee_id, since__lte=today)
        .filter(Q(until=None) | Q(until__gte=today))
        .values_list("pk", "name", "short_name")
    )
    listed = list(rows)
    return UnitNames(
        _each_once((spelled(name), pk) for pk, *names in listed for name in names if name),
        {pk: name for pk, name, _ in listed},
    )


def room_names(actor: Actor) -> dict[str, int]:
    """The rooms of the actor's committee by their names as compared."""
    today = clock.today()
    rows = (
        Room.objects.filter(committee=actor.committee_id)
        .filter(Q(until=None) | Q(until__gte=today))
        .values_list("name", "pk")
    )
    return _each_once((spelled(name), pk) for name, pk in rows)


def _each_once(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The names that mean one thing; a name that two bear means neither."""
    found: dict[str, int] = {}
    doubtful: set[str] = set()
    for name, pk in pairs:
        if found.setdefault(name, pk) != pk:
            doubtful.add(name)
    return {name: pk for name, pk in found.items() if name not in doubtful}
