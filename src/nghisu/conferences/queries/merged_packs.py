"""The packs of conferences that were merged into another: each stays what it was and is found from the one that took it
in, for as long as the merger stands."""

from __future__ import annotations

from collections import defaultdict

from nghisu.conferences.models import AgendaItem, Conference, ConferencePack, ItemDocument
from nghisu.foundation.reading_once import read_once
from nghisu.programme.models import Entry


def taken_in(entry: Entry) -> list[ConferencePack]:
    """The packs of the conferences that one took in, and of those that these had taken in before."""
    found: list[int] = []
    last = [entry.pk]
    while last:
        rows = Entry.objects.filter(committee=entry.committee_id, merged_into__in=last)
        last = list(rows.exclude(pk__in=[*found, entry.pk]).values_list("pk", flat=True))
        found += last
    if not found:
        return []
    packs = ConferencePack.objects.filter(committee=entry.committee_id, conference__entry__in=found)
    rows_of_packs = packs.select_related("pack", "conference__entry")
    return list(rows_of_packs.order_by("conference__entry__opening", "conference__entry", "id"))


@read_once
def packs_read_at(conference: Conference) -> list[ConferencePack]:
    """All whose documents a conference reads: its own, then those of the conferences that it took in."""
    own = ConferencePack.objects.filter(committee=conference.committee_id, conference=conference)
    return [*own, *taken_in(conference.entry)]


@read_once
def placed_at(conference: Conference) -> dict[int, set[int]]:
    """The documents of each item of a conference, those that came with a merger too. An item without any is found
    empty."""
    placed: dict[int, set[int]] = defaultdict(set)
    for held in packs_read_at(conference):
        for item, documents in documents_of_items(held, conference).items():
            placed[item] |= documents
    return placed


def meetings_of(held: ConferencePack) -> list[Conference]:
    """Where a pack is read: the conference that it is of, then the one that took this in, and so on."""
    found = [held.conference]
    entry = held.conference.entry.merged_into
    while entry is not None and entry.pk not in {one.entry_id for one in found}:
        conference = Conference.objects.filter(committee=held.committee_id, entry=entry).first()
        if conference is not None:
            found.append(conference)
        entry = entry.merged_into
    return found


def documents_of_items(held: ConferencePack, meeting: Conference) -> dict[int, frozenset[int]]:
    """The documents of a pack by the items of a conference where it is read: of its own agenda, or of one to which the
    item was carried. An item without any is found empty."""
    own: dict[int, set[int]] = defaultdict(set)
    rows = ItemDocument.objects.filter(committee=held.committee_id, item__conference=held.conference_id)
    for item, document in rows.values_list("item", "document"):
        own[item].add(document)
    documents = {item: frozenset(some) for item, some in own.items()}
    for later in meetings_of(held) if meeting.pk != held.conference_id else ():
        if later.pk != held.conference_id:
            carried = AgendaItem.objects.filter(conference=later, carried_from__in=list(documents)).order_by()
            documents = {
                one.pk: documents[one.carried_from_id] for one in carried if one.carried_from_id is not None
            }
        if later.pk == meeting.pk:
            break
    return defaultdict(frozenset, documents)
