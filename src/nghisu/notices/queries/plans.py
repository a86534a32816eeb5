from __future__ import annotations

from collections.abc import Mapping

from nghisu.notices.models import ReminderPlan
from nghisu.notices.models.office import BEFORE


def plans_of(committee_id: int) -> Mapping[str, ReminderPlan]:
    """The reminder plans of a committee by act; under the empty name the one for all acts without their own."""
    plans = {plan.act: plan for plan in ReminderPlan.objects.filter(committee=committee_id)}
    plans.setdefault("", ReminderPlan(committee_id=committee_id, before=list(BEFORE)))
    return plans
