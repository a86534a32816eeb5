from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from nghisu.directory.models import Room
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import Act, remember_each
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.models import Entry, Programme


@transaction.atomic
def assign_rooms(by: Actor, rooms: Mapping[int, int]) -> None:
    """Say in which room each of many conferences is held: entry → room. Nothing else of them changes.

    Raises AccessRefused for a conference or a room that is not the committee's.
    """
    must(by, "programme.edit")
    entries = list(
        Entry.objects.select_for_update(of=("self",))
        .filter(committee=by.committee_id, pk__in=list(rooms))
        .order_by("pk")
    )
    known = set(
        Room.objects.filter(committee=by.committee_id, pk__in=set(rooms.values())).values_list(
            "pk", flat=True
        )
    )
    if len(entries) != len(rooms) or not known.issuperset(rooms.values()):
        raise AccessRefused("room")
    changed = [entry for entry in entries if entry.room_id != rooms[entry.pk]]
    before = {entry.pk: entry.room_id for entry in changed}
    for entry in changed:
        entry.room_id = rooms[entry.pk]
        entry.revision += 1
    Entry.objects.bulk_update(changed, ["room", "revision"], batch_size=200)
    Programme.objects.filter(
        committee=by.committee_id, year__in={clock.local(entry.opening).year for entry in changed}
    ).update(revision=F("revision") + 1)
    remember_each(
        by,
        "entry.room_assigned",
        (
            Act(entry, before={"room_id": before[entry.pk]}, after={"room_id": entry.room_id})
            for entry in changed
        ),
    )
