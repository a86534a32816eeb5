from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from nghisu.conferences.models import AgendaItem, Conference, ConferencePack, ItemDocument
from nghisu.conferences.policy import sees_agenda
from nghisu.core.reading.contents import ItemOfPack, numbers_of
from nghisu.documents.models import Document, DocumentVersion, Pack
from nghisu.documents.pack_places import PackPlace, arranges_packs, pack_sections, places_packs
from nghisu.documents.queries.freshness import unread_versions
from nghisu.documents.queries.packs import DocumentLine, document_lines
from nghisu.documents.queries.visible import visible_documents
from nghisu.foundation.access import may
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
    packs = ConferencePack.objects.filter(committee=actor.committee_id, conference__entry=entry)
    return unread_versions(actor).filter(document__pack__in=packs.order_by().values("pack")).count()


@arranges_packs
def items_of_packs(committee_id: int, pack_ids: Iterable[int]) -> Mapping[int, Sequence[ItemOfPack]]:
    """The items of the agendas of packs, with the documents that belong to each."""
    packs = list(pack_ids)
    documents: dict[int, set[int]] = defaultdict(set)
    rows = ItemDocument.objects.filter(committee=committee_id, document__pack__in=packs)
    for item, document in rows.values_list("item", "document"):
        documents[item].add(document)
    found: dict[int, list[ItemOfPack]] = defaultdict(list)
    items = AgendaItem.objects.filter(committee=committee_id, conference__pack_of__pack__in=packs).order_by()
    for pack, pk, number, title in items.values_list("conference__pack_of__pack", "pk", "position", "title"):
        found[pack].append(ItemOfPack(pk, number, title, frozenset(documents[pk])))
    return found


@dataclass(frozen=True, slots=True)
class PackSection:
    """The documents of one item of the agenda as a reader sees them; of no item where `item` is None. `again` are those
    that are numbered under another item and belong here, too."""

    item: ItemOfPack | None
    lines: Sequence[DocumentLine]
    again: Sequence[DocumentLine]


@dataclass(frozen=True, slots=True)
class PackShown:
    """A pack as one reader sees it: all its documents in their order, and under the items of the agenda."""

    lines: Sequence[DocumentLine]
    sections: Sequence[PackSection]


def pack_shown(actor: Actor, conference: Conference | None, pack: Pack | None) -> PackShown:
    """What a reader sees of a pack. Items without a document stand there for those alone who see the agenda."""
    all_items = sees_agenda(actor, conference)
    if pack is None:
        if conference is None or not all_items:
            return PackShown((), ())
        rows = AgendaItem.objects.filter(committee=actor.committee_id, conference=conference)
        return PackShown(
            (), [PackSection(ItemOfPack(one.pk, one.position, one.title), (), ()) for one in rows]
        )
    sections = pack_sections(actor.committee_id, [pack.pk])[pack.pk]
    rows_seen = visible_documents(actor).filter(pack=pack).order_by("position")
    lines = document_lines(actor, rows_seen, numbers_of(sections))
    seen = {line.document.pk: line for line in lines}
    shown = []
    for section in sections:
        own = [seen[one.document] for one in section.documents if one.home and one.document in seen]
        again = [seen[one.document] for one in section.documents if not one.home and one.document in seen]
        if own or again or (all_items and section.item is not None):
            shown.append(PackSection(section.item, own, again))
    return PackShown(lines, shown)


def papers_of_items(actor: Actor, entry: Entry) -> dict[int, list[DocumentLine]]:
    """The documents of each item of an agenda that the actor sees, wherever they are numbered."""
    pack = pack_of(actor, entry)
    if pack is None or not may(actor, "document.view"):
        return {}
    return {
        section.item.key: [*section.lines, *section.again]
        for section in pack_shown(actor, None, pack).sections
        if section.item is not None
    }


def items_of_document(document: Document) -> list[int]:
    """The items to which a document belongs."""
    rows = ItemDocument.objects.filter(committee=document.committee_id, document=document)
    return list(rows.values_list("item", flat=True))


@dataclass(frozen=True, slots=True)
class ItemLacks:
    """An item for which fewer documents are there than are expected."""

    item: AgendaItem
    expected: int
    there: int


def lacking(conference: Conference, *, sent: bool = False) -> list[ItemLacks]:
    """The items that name more documents than were handed in for them, or with `sent` went out. An item that names none
    expects none."""
    items = [
        one
        for one in AgendaItem.objects.filter(committee=conference.committee_id, conference=conference)
        if one.expected_documents
    ]
    if not items:
        return []
    held = DocumentVersion.objects.filter(
        committee=conference.committee_id,
        document__pack__in=_pack_ids(conference),
        document__withdrawn_at=None,
    ).exclude(state=DocumentVersion.State.HELD)
    if sent:
        held = held.exclude(circulated_at=None)
    there = set(held.values_list("document", flat=True))
    counts: dict[int, int] = defaultdict(int)
    rows = ItemDocument.objects.filter(committee=conference.committee_id, item__in=items)
    for item, document in rows.values_list("item", "document"):
        counts[item] += document in there
    return [
        ItemLacks(one, len(one.expected_documents), counts[one.pk])
        for one in items
        if counts[one.pk] < len(one.expected_documents)
    ]


def _pack_ids(conference: Conference) -> list[int]:
    rows = ConferencePack.objects.filter(committee=conference.committee_id, conference=conference)
    return list(rows.values_list("pack", flat=True))


@dataclass(frozen=True, slots=True)
class PaperOut:
    """A document that went out, with its number and the version that is read."""

    number: str
    version: DocumentVersion

    @property
    def document(self) -> Document:
        return self.version.document


def papers_out(conference: Conference, item_ids: Iterable[int]) -> list[PaperOut]:
    """What somebody who attends some items (none: the whole conference) reads without an account: what went out for
    them, in the order of the contents. A restricted document is read by account alone."""
    packs = _pack_ids(conference)
    wanted = set(item_ids)
    sections = [one for found in pack_sections(conference.committee_id, packs).values() for one in found]
    rows = DocumentVersion.objects.filter(
        committee=conference.committee_id,
        document__pack__in=packs,
        document__withdrawn_at=None,
        document__restricted=False,
    ).exclude(circulated_at=None)
    newest = {one.document_id: one for one in rows.select_related("document", "pdf").order_by("number")}
    numbers = numbers_of(sections)
    seen: dict[int, PaperOut] = {}
    for section in sections:
        if wanted and (section.item is None or section.item.key not in wanted):
            continue
        for one in section.documents:
            if one.document in newest:
                seen.setdefault(one.document, PaperOut(numbers[one.document], newest[one.document]))
    return list(seen.values())
