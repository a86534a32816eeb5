"""What every act on a conference or a written consultation stands on: the row, locked until the act is over."""

from __future__ import annotations

from nghisu.conferences.models import Conference, Consultation
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


def locked_consultation(by: Actor, consultation_id: int) -> Consultation:
    """A consultation of the committee, locked. Raises AccessRefused where there is none."""
    row = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("body", "delegated")
        .filter(committee=by.committee_id, pk=consultation_id)
        .order_by()
        .first()
    )
    if row is None:
        raise AccessRefused(str(consultation_id))
    return row
