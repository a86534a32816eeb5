"""The names of the places that positions stand in, and what storeys above say of a new position."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from nghisu.directory.models import Body, Organisation
from nghisu.directory.queries.dated import valid_on
from nghisu.directory.queries.wording import seen_by
from nghisu.foundation.actors import Actor

_roles_of_title: list[Callable[[str], str]] = []


def place_names(by: Actor, on: date, units_only: bool = False) -> list[str]:
    """The names of the committee's units on a day, and of its bodies."""
    units = seen_by(by, Organisation.objects.all()).filter(valid_on(on)).order_by("sort_key", "id")
    names = list(units.values_list("name", flat=True))
    if units_only:
        return names
    bodies = seen_by(by, Body.objects.all()).filter(valid_on(on)).order_by("id")
    return [*bodies.values_list("name", flat=True), *names]


def say_roles_by(said: Callable[[str], str]) -> None:
    """Have the storey that keeps roles say, for the title of a new position, which would come with it."""
    if said not in _roles_of_title:
        _roles_of_title.append(said)


def roles_said(title: str) -> str:
    """The roles that would come with a new position of a title, in words; empty where none would."""
    return "; ".join(words for said in _roles_of_title if (words := said(title)))
