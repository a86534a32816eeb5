"""What the worker does for approvals by itself: reminders of what has waited long."""

from __future__ import annotations

from datetime import date, time

from django_scopes import scope

from nghisu.approvals.commands import remind_deciders
from nghisu.foundation.models import Committee
from nghisu.foundation.outbox import daily


@daily("approvals.remind", time(6, 30))
def remind_everywhere(day: date) -> None:
    """Remind of what has waited long, in every committee."""
    for committee in Committee.objects.order_by("id"):
        with scope(committee=committee):
            remind_deciders(committee.pk, day)
