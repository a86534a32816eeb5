from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, Programme
from nghisu.programme.queries.entries import day_start, held


def programmes_of(actor: Actor) -> QuerySet[Programme]:
    """The programmes of the actor's committee, latest year first, with `size`, the number of their conferences."""
    must(actor, "programme.view")
    return Programme.objects.filter(committee=actor.committee_id).annotate(
        size=Count("entries", filter=Q(entries__state=Entry.State.PLANNED))
    )


def programme_of(actor: Actor, year: int) -> Programme | None:
    """The programme of a year, or None where there is none yet."""
    must(actor, "programme.view")
    return Programme.objects.filter(committee=actor.committee_id, year=year).first()


def entries_weighed(actor: Actor, programme: Programme) -> QuerySet[Entry]:
    """What is weighed together: the programme, and what was called outside it in its year, as far as it is held."""
    return _weighed(actor, Q(programme=programme), programme.year)


def entries_weighed_of_year(actor: Actor, year: int) -> QuerySet[Entry]:
    """The same by the year alone, which may have no programme yet."""
    return _weighed(actor, Q(programme__year=year), year)


def _weighed(actor: Actor, planned: Q, year: int) -> QuerySet[Entry]:
    called = Q(
        unscheduled=True,
        opening__gte=day_start(date(year, 1, 1)),
        opening__lt=day_start(date(year + 1, 1, 1)),
    )
    return (
        held(Entry.objects.filter(planned | called, committee=actor.committee_id))
        .select_related("preparing", "room")
        .order_by("opening", "id")
    )
