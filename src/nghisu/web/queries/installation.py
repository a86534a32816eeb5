from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.foundation.health import Health, examine
from nghisu.foundation.models import Committee
from nghisu.foundation.queries import AuditState, audit_state


@dataclass(frozen=True, slots=True)
class Installation:
    """What an installation administrator sees: that it runs, for whom; nothing of any conference."""

    committees: Sequence[Committee]
    database: str
    data_folder: str
    audit: AuditState
    health: Health


def installation_of(actor: Actor) -> Installation | None:
    """The state of the installation; None for a person who serves in no committee and administers nothing."""
    if not may(actor, "installation.view"):
        return None
    return Installation(
        committees=list(Committee.objects.all()),
        database={"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor],
        data_folder=str(settings.NGHISU_DATA),
        audit=audit_state(),
        health=examine(),
    )
