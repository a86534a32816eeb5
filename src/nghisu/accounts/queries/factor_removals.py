from __future__ import annotations

from collections.abc import Sequence

from nghisu.accounts.models import FactorRemoval
from nghisu.foundation.actors import Actor


def open_factor_removals(by: Actor) -> Sequence[FactorRemoval]:
    """The requests of the actor's committee that wait for a second person, the oldest first."""
    rows = FactorRemoval.objects.filter(committee=by.committee_id, agreed__isnull=True)
    return list(rows.select_related("user__person", "asked_by__person").order_by("id"))
