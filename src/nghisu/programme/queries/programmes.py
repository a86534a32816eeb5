from __future__ import annotations

from django.db.models import Count, QuerySet

from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Programme


def programmes_of(actor: Actor) -> QuerySet[Programme]:
    """The programmes of the actor's committee, latest year first, with `size`, the number of their conferences."""
    must(actor, "programme.view")
    return Programme.objects.filter(committee_id=actor.committee_id).annotate(size=Count("entries"))


def programme_of(actor: Actor, year: int) -> Programme | None:
    """The programme of a year, or None where there is none yet."""
    must(actor, "programme.view")
    return Programme.objects.filter(committee_id=actor.committee_id, year=year).first()
