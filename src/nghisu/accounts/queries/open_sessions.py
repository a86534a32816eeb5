from __future__ import annotations

from collections.abc import Sequence

from nghisu.accounts.models import Session
from nghisu.accounts.sessions import ABSOLUTE, IDLE
from nghisu.foundation import clock


def open_sessions(user_id: int | None) -> Sequence[Session]:
    """The sessions in which somebody could go on working now, the latest used first."""
    now = clock.server_now()
    rows = Session.objects.filter(user=user_id, seen_at__gte=now - IDLE, begun_at__gte=now - ABSOLUTE)
    return list(rows.defer("session_data").order_by("-seen_at", "name")) if user_id is not None else []
