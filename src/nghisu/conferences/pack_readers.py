"""Who reads the pack of a conference: the app above that knows who is invited registers here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nghisu.conferences.models import Conference
from nghisu.foundation.actors import Actor

Attendants = Mapping[int, frozenset[int]]
"""People by id, each with the items of the agenda that they attend; empty: the whole conference."""
Lister = Callable[[Actor, Conference], Attendants | None]

_listers: list[Lister] = []


def lists_attendants(lister: Lister) -> Lister:
    """Register a function that says who attends a conference; None where nobody drew up a list yet."""
    if lister not in _listers:
        _listers.append(lister)
    return lister


def attendants_of(by: Actor, conference: Conference) -> Attendants | None:
    """Who attends a conference by the lists there are; None where there is none, and its body is meant."""
    lists = [found for lister in _listers if (found := lister(by, conference)) is not None]
    if not lists:
        return None
    people: dict[int, frozenset[int]] = {}
    for found in lists:
        for person, items in found.items():
            whole = not items or (person in people and not people[person])
            people[person] = frozenset() if whole else people.get(person, frozenset()) | items
    return people
