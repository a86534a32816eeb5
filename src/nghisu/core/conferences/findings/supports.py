"""What a finding that no limit, order or notice makes rests on: the gate of the rulebook that asks for
the thing."""

from collections.abc import Mapping, Sequence

from nghisu.core.conferences.findings.finding import Ground, grounds
from nghisu.core.law.rulebook import Rulebook

PLANNING = frozenset({"programme", "proposal", "approval", "online"})
"""The steps at which a programme answers for a thing; later ones (minutes, conclusion) ask for others by
the same name."""

FIELD_ASKED_AS: Mapping[str, tuple[str, ...]] = {
    "title": ("topic",),
    "kind": ("topic",),
    "date": ("time",),
    "part_of_day": ("time",),
    "preparing": ("division-of-work",),
    "chair": ("chair",),
    "form": ("form",),
    "scale": ("scale",),
    "participants": ("participants",),
    "delegates": ("number",),
    "room": ("place",),
}
"""A field of a programme → what the gates call it in what they ask."""


class Supports:
    """The gates of a rulebook by what they ask, at the steps of planning."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._asked: dict[str, tuple[Ground, ...]] = {}
        for gate in rulebook.gates:
            if gate.step in PLANNING:
                for ask in gate.asks:
                    known = self._asked.get(ask, ())
                    self._asked[ask] = tuple(dict.fromkeys(known + grounds(gate.citations)))

    def asking(self, *asks: str) -> tuple[Ground, ...]:
        """The clauses of the gates that ask for any of these; empty where the rulebook asks for none."""
        return tuple(dict.fromkeys(ground for ask in asks for ground in self._asked.get(ask, ())))

    @property
    def of_clash(self) -> tuple[Ground, ...]:
        """What asks that conferences do not overlap."""
        return self.asking("no-clash")

    @property
    def of_similar(self) -> tuple[Ground, ...]:
        """What asks that conferences on one matter are combined, and that none is held without need."""
        return self.asking("no-duplicate", "combined", "needed")

    @property
    def of_entry(self) -> tuple[Ground, ...]:
        """What asks that a conference stands in the programme."""
        return self.asking("programme-entry")

    def of_fields(self, fields: Sequence[str]) -> tuple[Ground, ...]:
        """What asks for these fields to be stated."""
        return self.asking(*(ask for field in fields for ask in FIELD_ASKED_AS[field]))
