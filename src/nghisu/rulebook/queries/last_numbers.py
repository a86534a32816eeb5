from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from nghisu.directory.models import Term
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import LastNumber


def last_numbers(actor: Actor) -> QuerySet[LastNumber]:
    """What the committee's registers had reached when it began here."""
    return LastNumber.objects.filter(committee=actor.committee_id)


def periods_open(actor: Actor) -> Sequence[tuple[str, str]]:
    """The periods that a series may run over today, as (per, period): each term that runs, then this year."""
    today = clock.today()
    terms = Term.objects.filter(valid_on(today), committee=actor.committee_id).order_by("number")
    numbers = dict.fromkeys(terms.values_list("number", flat=True))
    return [*((LastNumber.Per.TERM.value, number) for number in numbers), ("year", str(today.year))]
