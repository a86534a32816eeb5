from __future__ import annotations

from datetime import timedelta

from django_scopes import scope

from nghisu.documents.commands.drawing import draw_version
from nghisu.documents.pages_channel import PAGES
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import channel


@channel(PAGES, lease=timedelta(minutes=25), tries=4, batch=1)
def draw(row: Outgoing) -> None:
    """Draw the pages of the version that a row names."""
    with scope(committee=row.payload["committee"]):
        draw_version(row.payload["version"])
