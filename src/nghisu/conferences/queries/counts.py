"""How much stands in the parts of a conference's page."""

from __future__ import annotations

from nghisu.conferences.models import AgendaItem, Consultation
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry


def count_items(actor: Actor, entry: Entry) -> int:
    """The items of the agenda, for those who prepare it."""
    if not may(actor, "programme.view"):
        return 0
    return AgendaItem.objects.filter(committee=actor.committee_id, conference__entry=entry).count()


def count_consultations(actor: Actor, entry: Entry) -> int:
    """The written consultations of a conference."""
    return Consultation.objects.filter(committee=actor.committee_id, entry=entry).count()
