"""Where the matter of a suggestion is dealt with, as the storeys above know it: they register here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nghisu.foundation.actors import Actor
from nghisu.programme.models import Suggestion


@dataclass(frozen=True, slots=True)
class SuggestionPlace:
    """A place where a suggestion is dealt with: what it is called there, and its page."""

    title: str
    url: str


Placer = Callable[[Actor, Suggestion], Iterable[SuggestionPlace]]

_placers: list[Placer] = []


def places_suggestions(placer: Placer) -> Placer:
    """Register a function that says where the actor can see a suggestion dealt with."""
    if placer not in _placers:
        _placers.append(placer)
    return placer


def places_of(actor: Actor, suggestion: Suggestion) -> list[SuggestionPlace]:
    """Where a suggestion is dealt with, as far as the actor may see."""
    return [one for placer in _placers for one in placer(actor, suggestion)]
