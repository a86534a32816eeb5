from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.conferences.models import AgendaItem, Conference, ConferencePack, ItemDocument
from nghisu.conferences.policy import sees_agenda
from nghisu.conferences.queries.merged_packs import documents_of_items, packs_read_at, placed_at, taken_in
from nghisu.core.reading.contents import ItemOfPack, Section, numbers_of
from nghisu.documents.models import Document, DocumentVersion, Pack
from nghisu.documents.pack_places import PackPlace, arranges_packs, pack_sections, places_packs
from nghisu.documents.queries.freshness import unread_versions
from nghisu.documents.queries.packs import DocumentLine, document_lines
from nghisu.documents.queries.visible import packs_granted_to, visible_documents
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry

MERGED = "G"
"""How the numbers of documents begin that came with a merger (hội nghị đã gộp)."""


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
        row.pack_id: _place_of(row.conference.entry)
        for row in rows.select_related("conference__entry__merged_into")
    }


def _place_of(entry: Entry) -> PackPlace:
    """A conference, or the one into which it was merged, for there its documents are read."""
    held = entry
    while held.merged_into is not None:
        held = held.merged_into
    title = held.title
    if held != entry:
        title = _("%(title)s (từ hội nghị đã gộp: %(from)s)") % {"title": title, "from": entry.title}
    return PackPlace(title, held.opening, reverse("conferences:pack", args=[held.pk]))


def count_of_pack(actor: Actor, entry: Entry) -> int:
    """How many documents of a conference are new to the actor, or have changed. Most of those who prepare attend nothing,
    and the tab stands above every page."""
    granted = set(packs_granted_to(actor))
    if not granted:
        return 0
    own = ConferencePack.objects.filter(committee=actor.committee_id, conference__entry=entry)
    packs = {*own.values_list("pack", flat=True), *(held.pack_id for held in taken_in(entry))}
    return unread_versions(actor, granted & packs).count()


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
    that are numbered under another item and belong here, too, `carried` those that came with the item when a conference
    was merged into this one; where `came_from` names that one, these are all of its documents."""

    item: ItemOfPack | None
    lines: Sequence[DocumentLine]
    again: Sequence[DocumentLine]
    carried: Sequence[DocumentLine] = ()
    came_from: str = ""


@dataclass(frozen=True, slots=True)
class PackShown:
    """A pack as one reader sees it: all its own documents in their order; then under the items of the agenda, and after
    them the documents of conferences that were merged into this one."""

    lines: Sequence[DocumentLine]
    sections: Sequence[PackSection]

    @property
    def all_lines(self) -> list[DocumentLine]:
        """The own documents and those that came with mergers."""
        return [*self.lines, *(line for one in self.sections if one.came_from for line in one.lines)]


def pack_shown(actor: Actor, entry: Entry, conference: Conference | None, pack: Pack | None) -> PackShown:
    """What a reader sees of a pack. Items without a document stand there for those alone who see the agenda."""
    all_items = sees_agenda(actor, conference)
    sections = pack_sections(actor.committee_id, [pack.pk])[pack.pk] if pack is not None else []
    if pack is None and conference is not None and all_items:
        rows = AgendaItem.objects.filter(committee=actor.committee_id, conference=conference)
        sections = [Section(ItemOfPack(one.pk, one.position, one.title), ()) for one in rows]
    lines: list[DocumentLine] = []
    if pack is not None:
        seen_rows = visible_documents(actor).filter(pack=pack).order_by("position")
        lines = document_lines(actor, seen_rows, numbers_of(sections))
    came = _merged_sections(actor, entry)
    carried: dict[int, list[DocumentLine]] = defaultdict(list)
    for held, section in came:
        documents = documents_of_items(held, conference) if conference is not None else {}
        for item, some in documents.items():
            carried[item] += [line for line in section.lines if line.document.pk in some]
    seen = {line.document.pk: line for line in lines}
    shown = []
    for one in sections:
        own = [seen[each.document] for each in one.documents if each.home and each.document in seen]
        again = [seen[each.document] for each in one.documents if not each.home and each.document in seen]
        with_it = carried[one.item.key] if one.item is not None else []
        if own or again or with_it or (all_items and one.item is not None):
            shown.append(PackSection(one.item, own, again, with_it))
    return PackShown(lines, [*shown, *(section for _held, section in came)])


def _merged_sections(actor: Actor, entry: Entry) -> list[tuple[ConferencePack, PackSection]]:
    """The documents of the conferences that were merged into one, each pack with the numbers it has, after its own."""
    found = []
    for place, held in enumerate(taken_in(entry), 1):
        rows = visible_documents(actor).filter(pack=held.pack_id).order_by("position")
        lines = [
            replace(line, number=f"{MERGED}{place}-{line.number}", may_hand_in=False)
            for line in document_lines(actor, rows)
        ]
        if lines:
            found.append((held, PackSection(None, lines, (), (), held.conference.entry.title)))
    return found


def papers_of_items(actor: Actor, entry: Entry) -> dict[int, list[DocumentLine]]:
    """The documents of each item of an agenda that the actor sees, wherever they are numbered."""
    if not may(actor, "document.view"):
        return {}
    conference = Conference.objects.filter(committee=actor.committee_id, entry=entry).first()
    return {
        section.item.key: [*section.lines, *section.again, *section.carried]
        for section in pack_shown(actor, entry, conference, pack_of(actor, entry)).sections
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
        document__pack__in=[one.pack_id for one in packs_read_at(conference)],
        document__withdrawn_at=None,
    ).exclude(state=DocumentVersion.State.HELD)
    if sent:
        held = held.exclude(circulated_at=None)
    there = set(held.values_list("document", flat=True))
    placed = placed_at(conference)
    counted = [(one, len(one.expected_documents), len(placed[one.pk] & there)) for one in items]
    return [ItemLacks(*counts) for counts in counted if counts[2] < counts[1]]


def names_documents(conference: Conference) -> bool:
    """Whether the agenda names the documents that are to come, for some item at least."""
    items = AgendaItem.objects.filter(committee=conference.committee_id, conference=conference)
    return any(one.expected_documents for one in items.exclude(documents=""))


def is_all_out(conference: Conference) -> bool:
    """Whether all documents that it reads went out, as much as the agenda names. Where there is none, nothing did."""
    packs = [one.pack_id for one in packs_read_at(conference)]
    rows = Document.objects.filter(committee=conference.committee_id, pack__in=packs, withdrawn_at=None)
    out = DocumentVersion.objects.exclude(circulated_at=None)
    if not rows.exists() or rows.exclude(versions__in=out).exists():
        return False
    return not lacking(conference, sent=True)


@dataclass(frozen=True, slots=True)
class PaperOut:
    """A document that went out, with its number and the version that is read."""

    number: str
    version: DocumentVersion

    @property
    def document(self) -> Document:
        return self.version.document

    def was_out(self, at: datetime) -> bool:
        """Whether this version was out at a time."""
        return self.version.circulated_at is not None and self.version.circulated_at <= at


def papers_out(conference: Conference, item_ids: Iterable[int], restricted: bool = False) -> list[PaperOut]:
    """What somebody who attends some items (none: the whole conference) reads without an account: what went out for
    them, in the order of the contents, then what came with mergers. A restricted document is read by account alone, and
    told of where it is asked for."""
    wanted = set(item_ids)
    own = ConferencePack.objects.filter(committee=conference.committee_id, conference=conference)
    seen: dict[int, PaperOut] = {}
    came = [(held, f"{MERGED}{place}-") for place, held in enumerate(taken_in(conference.entry), 1)]
    for held, before in [*((held, "") for held in own), *came]:
        documents = documents_of_items(held, conference) if wanted else {}
        theirs = {document for item in wanted for document in documents[item]}
        sections = pack_sections(conference.committee_id, [held.pack_id])[held.pack_id]
        numbers, newest = numbers_of(sections), _newest_out(held, restricted)
        for one in (each for section in sections for each in section.documents):
            if one.document in newest and (not wanted or one.document in theirs):
                number = f"{before}{numbers[one.document]}"
                seen.setdefault(one.document, PaperOut(number, newest[one.document]))
    return list(seen.values())


def documents_by_item(conference: Conference) -> dict[int, frozenset[int]]:
    """The documents of each item of a conference, of its own pack and of those that came with mergers."""
    own = ConferencePack.objects.filter(committee=conference.committee_id, conference=conference)
    found: dict[int, frozenset[int]] = defaultdict(frozenset)
    for held in [*own, *taken_in(conference.entry)]:
        for item, documents in documents_of_items(held, conference).items():
            found[item] |= documents
    return found


def _newest_out(held: ConferencePack, restricted: bool) -> dict[int, DocumentVersion]:
    rows = DocumentVersion.objects.filter(
        committee=held.committee_id,
        document__pack=held.pack_id,
        document__withdrawn_at=None,
    ).exclude(circulated_at=None)
    if not restricted:
        rows = rows.filter(document__restricted=False)
    return {one.document_id: one for one in rows.select_related("document", "pdf").order_by("number")}
