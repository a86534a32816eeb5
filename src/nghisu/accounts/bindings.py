"""What a device is bound to, told by the storey that owns it. It asks anew each time: what is moved moves with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Bound:
    """A thing as its devices show it. `ends_at`: from that instant on they are out."""

    committee: str
    title: str
    opening: datetime
    place: str
    state: str
    ends_at: datetime


Teller = Callable[[int, int], Bound | None]

_tellers: dict[str, Teller] = {}


def binds_devices(kind: str) -> Callable[[Teller], Teller]:
    """Have things of a kind told to their devices by a function of committee and id."""

    def register(teller: Teller) -> Teller:
        _tellers[kind] = teller
        return teller

    return register


def bound_thing(committee_id: int, kind: str, thing_id: str) -> Bound | None:
    """The thing as it is now; None when it is gone."""
    teller = _tellers.get(kind)
    return teller(committee_id, int(thing_id)) if teller is not None and thing_id.isdecimal() else None
