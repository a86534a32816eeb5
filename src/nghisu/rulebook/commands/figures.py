from __future__ import annotations

from django.db import transaction

from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.rulebook.models import BaseFigure
from nghisu.rulebook.queries.figures import CONFERENCES_LAST_YEAR, base_figure


@transaction.atomic
def enter_base_figure(by: Actor, year: int, value: int | None, measure: str = CONFERENCES_LAST_YEAR) -> None:
    """Enter, change or take back (None) the figure that a year is measured against."""
    must(by, "settings.edit")
    before = base_figure(by, year, measure)
    if before == value:
        return
    rows = BaseFigure.objects.filter(committee=by.committee_id, limit=measure, year=year)
    if value is None:
        rows.delete()
    else:
        BaseFigure.objects.update_or_create(
            committee_id=by.tenant, limit=measure, year=year, defaults={"value": value}
        )
    remember(
        by, "figure.entered", label=f"{measure} {year}", before={"value": before}, after={"value": value}
    )
