from __future__ import annotations

from nghisu.core.conferences.hours import OpeningHours as CoreOpeningHours
from nghisu.foundation.actors import Actor
from nghisu.programme.models import OpeningHours


def opening_hours_of(actor: Actor) -> CoreOpeningHours:
    """The hours that the actor's office gives to the parts of the day; 08:00 and 14:00 until it sets others."""
    row = OpeningHours.objects.filter(committee=actor.committee_id).first()
    return CoreOpeningHours(morning=row.morning, afternoon=row.afternoon) if row else CoreOpeningHours()
