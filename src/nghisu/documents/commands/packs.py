"""The documents of a pack: put in, renamed, moved, taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from nghisu.core.text import fold, nfc
from nghisu.directory.models import Organisation
from nghisu.documents.models import Document, Pack
from nghisu.documents.refusals import ReasonNeeded
from nghisu.foundation import clock
from nghisu.foundation.access import may, must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is stated of a document."""

    title: str
    kind: str
    owner_id: int | None = None
    needs_opinion: str = ""
    solutions: str = ""
    restricted: bool = False
    summary_of_id: int | None = None


def new_pack(by: Actor) -> Pack:
    """An empty pack, made by the storey above for what it is for; whoever may do the act that needs it has it made."""
    return Pack.objects.create(committee_id=by.tenant)


@transaction.atomic
def add_document(by: Actor, pack: Pack, facts: DocumentFacts) -> Document:
    """Put a document at the end of a pack: the office any, a unit its own. Raises AccessRefused."""
    _must_hand_in(by, facts.owner_id)
    _must_be_ours(by, pack, facts)
    Pack.objects.select_for_update().filter(committee=by.committee_id).get(pk=pack.pk)
    last = pack.documents.aggregate(last=Max("position"))["last"] or 0
    columns = _columns(by, facts) | {"position": last + 1}
    document = Document(committee_id=by.tenant, pack=pack, **columns)
    document.save(force_insert=True)
    _moved_on(pack)
    remember(by, "document.added", document, after=_said(document))
    return document


@transaction.atomic
def change_document(by: Actor, document_id: int, facts: DocumentFacts) -> Document:
    """Change what is stated of a document. A unit's own stays its own, and is opened or closed by the office alone."""
    document = locked_document(by, document_id)
    _must_hand_in(by, document.owner_id)
    if facts.owner_id != document.owner_id:
        must(by, "pack.edit")
    _must_be_ours(by, document.pack, facts, document.pk)
    before = _said(document)
    for name, value in _columns(by, facts, document).items():
        setattr(document, name, value)
    document.revision += 1
    document.save()
    after = _said(document)
    if before != after:
        _moved_on(document.pack)
        remember(by, "document.changed", document, before=before, after=after)
    return document


@transaction.atomic
def move_document(by: Actor, document_id: int, position: int) -> Document:
    """Give a document another number in its pack; those between move by one."""
    must(by, "pack.edit")
    document = locked_document(by, document_id)
    rows = list(Document.objects.filter(pack=document.pack_id, withdrawn_at=None).order_by("position", "id"))
    before = document.position
    rows = [row for row in rows if row.pk != document.pk]
    rows.insert(max(0, min(position, len(rows) + 1) - 1), document)
    for place, row in enumerate(rows, 1):
        row.position = place
    Document.objects.bulk_update(rows, ["position"])
    _moved_on(document.pack)
    remember(by, "document.moved", document, before={"number": before}, after={"number": document.position})
    return document


@transaction.atomic
def withdraw_document(by: Actor, document_id: int, why: str) -> Document:
    """Take a document out of its pack; its versions and what was said of them stay. Raises ReasonNeeded."""
    document = locked_document(by, document_id)
    _must_hand_in(by, document.owner_id)
    if document.versions.exclude(circulated_at=None).exists():
        must(by, "pack.edit")
    if not why.strip():
        raise ReasonNeeded
    number = document.position or 0
    document.withdrawn_at, document.withdrawn_why, document.position = (
        clock.now(),
        nfc(why.strip())[:500],
        None,
    )
    document.save()
    later = Document.objects.filter(pack=document.pack_id, position__gt=number)
    later.update(position=F("position") - 1)
    _moved_on(document.pack)
    remember(
        by,
        "document.withdrawn",
        document,
        before={"number": number},
        after={"reason": document.withdrawn_why},
    )
    return document


def locked_document(by: Actor, document_id: int) -> Document:
    """A document of the actor's committee that stands in its pack, locked; its pack first, so that two who order one
    pack act one after the other. Raises AccessRefused."""
    rows = Document.objects.filter(
        committee=by.committee_id, pk=document_id, withdrawn_at=None, pack__keeper=None
    )
    list(Pack.objects.select_for_update().filter(pk__in=rows.values("pack")))
    document = rows.select_for_update(of=("self",)).order_by().first()
    if document is None:
        raise AccessRefused(str(document_id))
    return document


def _must_hand_in(by: Actor, owner_id: int | None) -> None:
    must(by, "document.hand_in", [owner_id] if owner_id is not None else [])


def _must_be_ours(by: Actor, pack: Pack, facts: DocumentFacts, document_id: int | None = None) -> None:
    if pack.committee_id != by.committee_id:
        raise AccessRefused(str(pack.pk))
    units = Organisation.objects.filter(committee=by.committee_id)
    if facts.owner_id is not None and not units.filter(pk=facts.owner_id).exists():
        raise AccessRefused(str(facts.owner_id))
    if facts.summary_of_id is None:
        return
    summed = pack.documents.filter(pk=facts.summary_of_id, withdrawn_at=None)
    itself = facts.summary_of_id == document_id
    if facts.kind != Document.Kind.SUMMARY or itself or not summed.exists():
        raise AccessRefused(str(facts.summary_of_id))


def _columns(by: Actor, facts: DocumentFacts, document: Document | None = None) -> dict[str, Any]:
    title = nfc(facts.title.strip())[:500]
    restricted = facts.restricted if may(by, "pack.edit") else (document is not None and document.restricted)
    return {
        "title": title,
        "search_text": fold(title)[:900],
        "kind": facts.kind,
        "owner_id": facts.owner_id,
        "needs_opinion": nfc(facts.needs_opinion.strip()),
        "solutions": nfc(facts.solutions.strip()),
        "restricted": restricted,
        "summary_of_id": facts.summary_of_id,
    }


def _said(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "kind": document.kind,
        "owner": document.owner.name if document.owner_id and document.owner else "",
        "needs_opinion": document.needs_opinion,
        "solutions": document.solutions,
        "restricted": document.restricted,
    }


def _moved_on(pack: Pack) -> None:
    Pack.objects.filter(pk=pack.pk).update(revision=F("revision") + 1)
