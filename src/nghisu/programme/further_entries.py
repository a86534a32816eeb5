"""Which conferences somebody sees beside those of the own bodies: the apps above that know who is invited say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from nghisu.foundation.actors import Actor

Shower = Callable[[Actor], QuerySet[Any]]
"""The ids of entries of the actor's committee that the actor sees, as a query of one column."""

_showers: list[Shower] = []


def also_shows(shower: Shower) -> Shower:
    """Register a function that says which conferences an actor sees, too."""
    if shower not in _showers:
        _showers.append(shower)
    return shower


def further_entries(actor: Actor) -> list[QuerySet[Any]]:
    """The queries of what the actor sees, too."""
    return [shower(actor) for shower in _showers]
