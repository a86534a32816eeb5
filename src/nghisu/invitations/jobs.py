"""What the worker does for invitations by itself: reminding those who have not answered."""

from __future__ import annotations

from datetime import date, time

from django_scopes import scope

from nghisu.foundation.models import Committee
from nghisu.foundation.outbox import daily
from nghisu.invitations.commands.reminding import remind


@daily("invitations.remind", time(7, 30))
def remind_everywhere(day: date) -> None:
    """Remind of answers that are awaited, in every committee."""
    for committee in Committee.objects.order_by("id"):
        with scope(committee=committee):
            remind(committee.pk, day)
