from __future__ import annotations

from django.db.models import QuerySet

from nghisu.conferences.models import Conference
from nghisu.foundation.actors import Actor
from nghisu.programme.queries import visible_entries


def visible_conferences(actor: Actor) -> QuerySet[Conference]:
    """The conferences an actor may see: those of the entries the actor may see."""
    return Conference.objects.filter(
        committee=actor.committee_id, entry__in=visible_entries(actor)
    ).select_related("entry", "entry__subject", "entry__room", "entry__preparing")


def conference_of(actor: Actor, entry_id: int) -> Conference | None:
    """The conference of an entry; None where nobody has begun it, or the actor may not see it."""
    return visible_conferences(actor).filter(entry=entry_id).first()


def conference_by_code(actor: Actor, code: str) -> Conference | None:
    """The conference that is called so; None where there is none that the actor may see."""
    return visible_conferences(actor).filter(code=code).first()
