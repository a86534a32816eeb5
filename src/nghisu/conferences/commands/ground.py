"""What every act on a conference stands on: the conference, locked until the act is over."""

from __future__ import annotations

from nghisu.conferences.models import Conference
from nghisu.conferences.queries.conferences import visible_conferences
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import AccessRefused


def locked_conference(by: Actor, conference_id: int) -> Conference:
    """A conference that the actor may see, locked. Raises AccessRefused where there is none."""
    rows = visible_conferences(by).select_for_update(of=("self",))
    conference = rows.filter(pk=conference_id).order_by().first()
    if conference is None:
        raise AccessRefused(str(conference_id))
    return conference
