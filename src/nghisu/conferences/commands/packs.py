"""The pack of a conference: begun with its first document, ordered by the agenda, sent out."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from nghisu.conferences.commands.agenda import Direction
from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.commands.pack_readers import keep_pack_readers, tell_pack_readers
from nghisu.conferences.models import AgendaItem, ConferencePack, ItemDocument
from nghisu.conferences.queries.schemes import schemes_held_back
from nghisu.conferences.queries.ten_days import kinds_of
from nghisu.documents.commands import (
    AllowedOut,
    DocumentFacts,
    add_document,
    change_document,
    circulate,
    move_document,
    new_pack,
    withdraw_document,
)
from nghisu.documents.commands.packs import locked_document
from nghisu.documents.models import Document, Pack
from nghisu.documents.pack_places import pack_numbers, pack_sections
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.programme.commands import carry_appraised
from nghisu.programme.models import Entry


@transaction.atomic
def pack_of_entry(by: Actor, entry: Entry) -> Pack:
    """The pack of a conference, begun where nobody has yet."""
    conference = conference_of_entry(by, entry)
    type(conference).objects.select_for_update(of=("self",)).order_by().get(pk=conference.pk)
    existing = ConferencePack.objects.filter(committee=by.committee_id, conference=conference).first()
    if existing is not None:
        return existing.pack
    pack = new_pack(by)
    ConferencePack.objects.create(committee_id=by.tenant, conference=conference, pack=pack)
    return pack


@transaction.atomic
def add_to_pack(by: Actor, entry: Entry, facts: DocumentFacts, item_ids: Iterable[int] = ()) -> Document:
    """Put a document into the pack of a conference, under the items of its agenda to which it belongs.

    Raises AccessRefused, for an item of another conference, too.
    """
    document = add_document(by, pack_of_entry(by, entry), facts)
    place_document(by, document, item_ids)
    _owe_ten_days(by, document)
    return document


@transaction.atomic
def change_in_pack(by: Actor, document_id: int, facts: DocumentFacts, item_ids: Iterable[int]) -> Document:
    """Change what is stated of a document and to which items it belongs. Raises AccessRefused."""
    document = change_document(by, document_id, facts)
    place_document(by, document, item_ids)
    _owe_ten_days(by, document)
    return document


@transaction.atomic
def place_document(by: Actor, document: Document, item_ids: Iterable[int]) -> None:
    """Say to which items of the agenda a document belongs; to none, it is for the whole conference. Whoever attends
    those items alone reads it, once it is out. Raises AccessRefused."""
    must(by, "document.hand_in", [document.owner_id] if document.owner_id else [])
    held = _held(by, document)
    wanted = set(item_ids)
    items = {
        one.pk: one
        for one in AgendaItem.objects.filter(committee=by.committee_id, conference=held.conference_id)
    }
    if not wanted <= set(items):
        raise AccessRefused("item")
    rows = ItemDocument.objects.filter(committee=by.committee_id, document=document)
    before = set(rows.values_list("item", flat=True))
    if before == wanted:
        return
    rows.exclude(item__in=wanted).delete()
    ItemDocument.objects.bulk_create(
        [
            ItemDocument(committee_id=by.tenant, item_id=one, document=document)
            for one in sorted(wanted - before)
        ],
        ignore_conflicts=True,
    )
    remember(
        by,
        "document.placed",
        document,
        before={"items": _titles(items, before)},
        after={"items": _titles(items, wanted)},
    )
    keep_pack_readers(by, held.conference)


@transaction.atomic
def move_in_pack(by: Actor, document_id: int, direction: Direction) -> Document:
    """Give a document another place among those of its item; at the end already, nothing happens."""
    must(by, "pack.edit")
    document = locked_document(by, document_id)
    sections = pack_sections(by.tenant, [document.pack_id])[document.pack_id]
    homes = [[one.document for one in section.documents if one.home] for section in sections]
    own = next(home for home in homes if document.pk in home)
    place = own.index(document.pk)
    wanted = {
        Direction.UP: place - 1,
        Direction.DOWN: place + 1,
        Direction.FIRST: 0,
        Direction.LAST: len(own) - 1,
    }[direction]
    wanted = max(0, min(wanted, len(own) - 1))
    if wanted == place:
        return document
    position = Document.objects.values_list("position", flat=True).get(pk=own[wanted])
    return move_document(by, document.pk, position or 1)


@transaction.atomic
def withdraw_from_pack(by: Actor, document_id: int, why: str) -> Document:
    """Take a document out of its pack, with the reason; what was said of it and its versions stay. Whoever had got it is
    told. Raises ReasonNeeded, AccessRefused."""
    document = locked_document(by, document_id)
    held = _held(by, document)
    out = document.versions.exclude(circulated_at=None).exists()
    number = pack_numbers(by.tenant, [document.pack_id])[document.pk]
    withdrawn = withdraw_document(by, document_id, why)
    if out:
        tell_pack_readers(by, held.conference, [(withdrawn, number, "gone")])
    return withdrawn


@transaction.atomic
def send_out(by: Actor, entry: Entry, document_ids: Iterable[int], allowed: AllowedOut | None = None) -> int:
    """Send documents of a conference out to those who attend, each those of the items attended, and tell them once.
    Where nobody drew up a list, these are the members of the body that meets. Returns how many versions went out.

    A scheme for Ban Chấp hành goes out in the version to which Thường trực agreed (5609 II/II/2.3/b1), or where somebody
    allowed it. Raises what `circulate` raises."""
    must(by, "pack.edit")
    pack = pack_of_entry(by, entry)
    conference = ConferencePack.objects.select_related("conference__entry__subject").get(pack=pack).conference
    chosen = list(document_ids)
    Pack.objects.select_for_update().get(pk=pack.pk)  # nobody hands in what would go out unasked
    before = set(
        pack.documents.filter(versions__circulated_at__isnull=False).values_list("pk", flat=True).distinct()
    )
    out = circulate(by, pack, chosen, allowed, schemes_held_back(by, conference, chosen))
    if out:
        keep_pack_readers(by, conference)
        numbers, first = pack_numbers(by.tenant, [pack.pk]), "added" if before else "new"
        told = [
            (document, numbers[document.pk], "changed" if document.pk in before else first)
            for document in (version.document for version in out)
        ]
        tell_pack_readers(by, conference, told)
    return len(out)


def _held(by: Actor, document: Document) -> ConferencePack:
    """The conference whose pack holds a document. Raises AccessRefused."""
    rows = ConferencePack.objects.filter(committee=by.committee_id, pack=document.pack_id)
    held = rows.select_related("conference__entry__subject").first()
    if held is None:
        raise AccessRefused(str(document.pk))
    return held


def _owe_ten_days(by: Actor, document: Document) -> None:
    """What a document of some kinds is owes its ten days, at whatever conference (5609 I/III/1.2/b1)."""
    conference = _held(by, document).conference
    if document.kind in kinds_of(conference):
        carry_appraised(by, conference.entry_id)


def _titles(items: dict[int, AgendaItem], wanted: set[int]) -> list[str]:
    chosen = [one for pk, one in items.items() if pk in wanted]
    return [f"{one.position}. {one.title}" for one in sorted(chosen, key=lambda one: one.position)]
