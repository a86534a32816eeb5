from __future__ import annotations

from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import BaseFigure

CONFERENCES_LAST_YEAR = "conferences-last-year"
DOCUMENTS_LAST_YEAR = "documents-last-year"
"""Administrative documents issued in a year: what the yearly cut of papers is counted from (226-KL/TW, p8)."""


def base_figure(actor: Actor, year: int, measure: str = CONFERENCES_LAST_YEAR) -> int | None:
    """The figure entered for a year, or None when the office has entered none."""
    return (
        BaseFigure.objects.filter(committee=actor.committee_id, limit=measure, year=year)
        .values_list("value", flat=True)
        .first()
    )
