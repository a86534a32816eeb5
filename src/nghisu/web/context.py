"""What every page knows: who looks, what day it is, what waits."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from nghisu.core.dates.lunar import lunar_date
from nghisu.foundation import clock
from nghisu.web.queries import waiting_counts


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the page shell. Counts are asked for only by a page that shows them."""
    actor = getattr(request, "actor", None)
    today = clock.today()
    return {
        "actor": actor,
        "today": today,
        "now": clock.local(clock.now()),
        "lunar": SimpleLazyObject(lambda: lunar_date(today)),
        "demo_clock": settings.NGHISU_DEMO,
        "language": get_language() or "vi",
        "counts": SimpleLazyObject(lambda: waiting_counts(actor, today) if actor and actor.user_id else {}),
    }
