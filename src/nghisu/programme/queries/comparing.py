"""The conferences of a year on which two rulebooks are compared."""

from __future__ import annotations

from datetime import date

from nghisu.core.law.comparing import Convened
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.programme.queries.entries import day_start, held, visible_entries
from nghisu.programme.queries.planned import question_of


def conferences_of_year(actor: Actor, year: int) -> list[Convened]:
    """What is to be held in a year, or was, of what the actor may see; `key` is the entry's number."""
    first, last = day_start(date(year, 1, 1)), day_start(date(year + 1, 1, 1))
    rows: list[Entry] = list(
        held(visible_entries(actor)).filter(opening__gte=first, opening__lt=last).order_by("opening", "id")
    )
    return [Convened(entry.title, question_of(entry), str(entry.pk)) for entry in rows]
