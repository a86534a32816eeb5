"""What units and members suggested, as an agenda takes it: what is still to be dealt with, and where it is."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse

from nghisu.conferences.models import AgendaItem
from nghisu.conferences.policy import sees_agenda
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, Suggestion
from nghisu.programme.queries import visible_entries
from nghisu.programme.queries.suggestions import visible_suggestions
from nghisu.programme.suggestion_places import SuggestionPlace, places_suggestions

State = Suggestion.State
OPEN = (State.SENT, State.DEFERRED)
"""Still to be dealt with: nobody has said what becomes of it, or it was left for later."""


def suggestions_for(actor: Actor, entry: Entry) -> QuerySet[Suggestion]:
    """What may be put on the agenda of a conference: what is still open, and what was taken into the programme as this
    conference, each as long as no agenda has it. For those who build the programme."""
    if not may(actor, "programme.edit"):
        return Suggestion.objects.none()
    rows = visible_suggestions(actor).filter(Q(state__in=OPEN) | Q(state=State.ACCEPTED, entry=entry))
    placed = AgendaItem.objects.filter(committee=actor.committee_id, suggestion__isnull=False)
    return rows.exclude(pk__in=placed.values("suggestion")).select_related("organisation", "person")


def suggestion_choices(actor: Actor, entry: Entry) -> list[tuple[int, str]]:
    """Those of `suggestions_for` as a list offers them: the matter, by whom."""
    rows = suggestions_for(actor, entry).order_by("-sent_at", "-pk")
    return [(one.pk, f"{one.matter} ({suggested_by(one)})") for one in rows]


def suggested_by(suggestion: Suggestion) -> str:
    """Who suggested it, in words."""
    if suggestion.organisation is not None:
        return suggestion.organisation.name
    return suggestion.person.full_name if suggestion.person is not None else suggestion.author_name


@places_suggestions
def items_of_suggestion(actor: Actor, suggestion: Suggestion) -> Iterable[SuggestionPlace]:
    """The agendas on which a suggestion is dealt with, those that the actor may see."""
    rows = AgendaItem.objects.filter(committee=actor.committee_id, suggestion=suggestion)
    seen = visible_entries(actor).values("pk")
    for item in rows.filter(conference__entry__in=seen).select_related("conference__entry"):
        if sees_agenda(actor, item.conference):
            page = reverse("conferences:agenda", args=[item.conference.entry_id])
            yield SuggestionPlace(
                f"{item.conference.code}, {item.position}. {item.title}", f"{page}#noi-dung-{item.pk}"
            )
