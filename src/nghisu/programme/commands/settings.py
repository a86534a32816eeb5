from __future__ import annotations

from datetime import time

from django.db import transaction

from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.programme.models import OpeningHours
from nghisu.programme.queries import opening_hours_of


@transaction.atomic
def set_opening_hours(by: Actor, morning: time, afternoon: time) -> OpeningHours:
    """Set at what hour conferences open that are planned for a part of the day. Entries already made keep theirs."""
    must(by, "settings.edit")
    before = opening_hours_of(by)
    hours, _ = OpeningHours.objects.update_or_create(
        committee_id=by.tenant, defaults={"morning": morning, "afternoon": afternoon}
    )
    remember(
        by,
        "opening_hours.set",
        hours,
        before={"morning": before.morning, "afternoon": before.afternoon},
        after={"morning": morning, "afternoon": afternoon},
    )
    return hours
