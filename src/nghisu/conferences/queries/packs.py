from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from nghisu.conferences.models import ConferencePack
from nghisu.documents.models import Pack
from nghisu.documents.pack_places import PackPlace, places_packs
from nghisu.documents.queries.packs import count_fresh
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry


def pack_of(actor: Actor, entry: Entry) -> Pack | None:
    """The pack of a conference that the actor sees; None where nobody has begun it."""
    rows = ConferencePack.objects.filter(committee=actor.committee_id, conference__entry=entry)
    found = rows.select_related("pack").first()
    return found.pack if found is not None else None


@places_packs
def conferences_of_packs(committee_id: int, pack_ids: Iterable[int]) -> Mapping[int, PackPlace]:
    """What packs are for: the conference, when it opens, the page of its documents."""
    rows = ConferencePack.objects.filter(committee=committee_id, pack__in=list(pack_ids))
    return {
        row.pack_id: PackPlace(
            row.conference.entry.title,
            row.conference.entry.opening,
            reverse("conferences:pack", args=[row.conference.entry_id]),
        )
        for row in rows.select_related("conference__entry")
    }


def count_of_pack(actor: Actor, entry: Entry) -> int:
    """How many documents of a conference are new to the actor, or have changed."""
    pack = pack_of(actor, entry)
    return count_fresh(actor, pack) if pack is not None else 0
