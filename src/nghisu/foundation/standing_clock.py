"""Moving the demonstration's clock."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.models import StandingClock
from nghisu.foundation.refusals import AccessRefused, Refused

FIRST, LAST = 2015, 2035
"""The years the demonstration's clock may be moved to: those in which its rules are in force and its days are known."""


class ClockOutOfRange(Refused):
    def __init__(self) -> None:
        super().__init__(
            _("Đồng hồ minh họa chỉ chỉnh được trong các năm %(first)s–%(last)s.")
            % {"first": FIRST, "last": LAST}
        )


@transaction.atomic
def move_clock(by: Actor, to: datetime) -> StandingClock:
    """Let the demonstration's clock stand at another instant, for everybody. Refused outside a demonstration."""
    if not settings.NGHISU_DEMO:
        raise AccessRefused("clock")
    must(by, "clock.move")
    if not FIRST <= to.year <= LAST:
        raise ClockOutOfRange
    before = StandingClock.objects.select_for_update().filter(id=1).first()
    standing, _made = StandingClock.objects.update_or_create(id=1, defaults={"stands_at": to})
    remember(
        by,
        "clock.moved",
        standing,
        before={"stands_at": before.stands_at if before else None},
        after={"stands_at": to},
    )
    return standing
