"""What the worker does for written consultations by itself: it closes them in time and reminds who has not answered."""

from __future__ import annotations

from datetime import date, time, timedelta

from django_scopes import scope

from nghisu.conferences.commands.in_time import close_due, remind_unanswered
from nghisu.foundation.models import Committee
from nghisu.foundation.outbox import daily, every


@every("consultations.close", timedelta(minutes=1))
def close_everywhere() -> None:
    """Close what is due, in every committee."""
    for committee in Committee.objects.order_by("id"):
        with scope(committee=committee):
            close_due(committee.pk)


@daily("consultations.remind", time(7, 0))
def remind_everywhere(day: date) -> None:
    """Remind those who have not answered, in every committee."""
    for committee in Committee.objects.order_by("id"):
        with scope(committee=committee):
            remind_unanswered(committee.pk, day)
