"""Who attends a conference as the list of those invited says, for the pack of its documents and its pages."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from nghisu.conferences.models import Conference
from nghisu.conferences.pack_readers import Attendants, lists_attendants
from nghisu.documents.models import DocumentGrant
from nghisu.foundation.actors import Actor
from nghisu.invitations.models import Delivery, Invitee
from nghisu.invitations.queries.originals import let_go
from nghisu.programme.further_entries import also_shows


@lists_attendants
def invited_people(by: Actor, conference: Conference) -> Attendants | None:
    """Those of the list whom the directory knows, substitutes whom the chair agreed to among them, each with the items
    attended. None where nobody was ever put on the list: somebody taken off it does not bring the whole body back."""
    rows = Invitee.objects.filter(committee=by.committee_id, conference=conference)
    if not rows.exists():
        return None
    standing = rows.filter(removed_at=None, person__isnull=False)
    items: dict[int, set[int]] = defaultdict(set)
    through = Invitee.items.through
    limited = through.objects.filter(invitee__in=standing)
    for person, item in limited.values_list("invitee__person", "agendaitem"):
        items[person].add(item)
    people = standing.order_by().values_list("person_id", flat=True)
    return {person: frozenset(items.get(person, ())) for person in people}


@also_shows
def invited_entries(actor: Actor) -> QuerySet[Any]:
    """The conferences to which the actor was written, or whose documents went out to the actor; not those for which
    somebody merely stands on a list in preparation."""
    rows = Invitee.objects.filter(committee=actor.committee_id, removed_at=None)
    rows = rows.filter(person=actor.person_id) if actor.person_id is not None else rows.none()
    letters = let_go(Delivery.objects.filter(invitee=OuterRef("pk")))
    granted = DocumentGrant.objects.filter(
        pack=OuterRef("conference__pack_of__pack"), person=actor.person_id, source="attends"
    )
    return rows.filter(Exists(letters) | Exists(granted)).values("conference__entry")
