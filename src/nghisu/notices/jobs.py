"""What the worker does for notices by itself: reminders of the morning, digests at everybody's hour."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.conf import settings
from django_scopes import scope

from nghisu.core.dates import default_calendar
from nghisu.foundation import clock
from nghisu.foundation.models import Committee
from nghisu.foundation.outbox import daily, every
from nghisu.notices.commands.digesting import put_out_digests
from nghisu.notices.commands.urging import urge


@daily("notices.urge", time(6, 0))
def urge_everywhere(day: date) -> None:
    """Remind of what is near and tell on what is late, in every committee."""
    for committee in Committee.objects.order_by("id"):
        with scope(committee=committee):
            urge(committee.pk, day)


@every("notices.digests", timedelta(minutes=5))
def put_out_all_digests() -> None:
    """Digests of those whose hour has come today; on a day off nobody is written to."""
    now = clock.local(clock.now())
    if not settings.NGHISU_SENDS_MAIL or not default_calendar().is_working(now.date()):
        return
    for committee in Committee.objects.order_by("id"):
        with scope(committee=committee):
            put_out_digests(committee.pk, now.date(), now.hour)
