"""The one gate to documents: pages, files, pictures, search and downloads reach them only through here (TRUST 1)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from nghisu.core.people.roles import Role
from nghisu.documents.models import Appraisal, Document, DocumentGrant, DocumentVersion, Pack
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.foundation.reading_once import read_once

PREPARERS = (Role.OFFICE_SPECIALIST, Role.OFFICE_CHIEF)
"""Who prepares the packs: to appraise, to open by name and to send out they see every document, a restricted one, too."""
OVERSEERS = (*PREPARERS, Role.STANDING_BOARD_MEMBER, Role.CLERK, Role.ARCHIVIST)
"""Who sees all documents of the committee that are not restricted, drafts, too; a restricted one once named for it."""
OF_THE_UNIT = (Role.CONTENT_OFFICER, Role.CONTENT_HEAD)


def own_units(actor: Actor) -> set[int]:
    """The units for which the actor hands documents in."""
    return {
        grant.organisation_id
        for grant in actor.grants
        if grant.role in OF_THE_UNIT and grant.organisation_id is not None
    }


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """The documents of packs an actor may see: who prepares them all; Thường trực, clerks and archivists what is not
    restricted; a unit its own; an appraiser those assigned; those who attend what went out and was granted to them, a
    restricted one by name only. Nobody's own files are among them."""
    rows = Document.objects.filter(committee=actor.committee_id, withdrawn_at=None, pack__keeper=None)
    if not may(actor, "document.view"):
        return rows.none()
    return rows if actor.holds(*PREPARERS) else rows.filter(_drafts_of(actor) | _granted_to(actor))


def granted_documents(actor: Actor) -> QuerySet[Document]:
    """What went out to the actor as one who attends, or by name; nothing seen for another reason."""
    rows = Document.objects.filter(committee=actor.committee_id, withdrawn_at=None, pack__keeper=None)
    return rows.filter(_granted_to(actor)) if may(actor, "document.view") else rows.none()


def own_documents(actor: Actor) -> QuerySet[Document]:
    """The actor's own files. To everybody else, the office too, they do not exist."""
    rows = Document.objects.filter(committee=actor.committee_id, pack__keeper=actor.user_id)
    return rows if actor.user_id is not None and may(actor, "folder.own") else rows.none()


def visible_packs(actor: Actor) -> QuerySet[Pack]:
    """The packs in which an actor may see a document."""
    documents = visible_documents(actor).filter(pack=OuterRef("pk"))
    return Pack.objects.filter(Exists(documents), committee=actor.committee_id)


def visible_versions(actor: Actor, document: Document) -> QuerySet[DocumentVersion]:
    """The versions of a document that the actor may see, the newest first: those that went out; drafts, too, for the
    office, the unit and those who appraise; of an own file all. Nothing of a document that is not the actor's to see."""
    rows = DocumentVersion.objects.filter(committee=actor.committee_id, document=document).order_by("-number")
    if not visible_documents(actor).filter(pk=document.pk).exists():
        return rows if own_documents(actor).filter(pk=document.pk).exists() else rows.none()
    return rows if sees_drafts(actor, document) else rows.exclude(circulated_at=None)


def sees_drafts(actor: Actor, document: Document) -> bool:
    """Whether the actor sees versions of the document that did not go out."""
    return bool(drafts_seen(actor, [document]))


def drafts_seen(actor: Actor, documents: Collection[Document]) -> set[int]:
    """The documents, among some that the actor may see, of which versions that did not go out are seen, too."""
    if actor.holds(*PREPARERS) or (actor.holds(*OVERSEERS) and not any(one.restricted for one in documents)):
        return {one.pk for one in documents}
    rows = Document.objects.filter(_drafts_of(actor), committee=actor.committee_id)
    return set(rows.filter(pk__in=[one.pk for one in documents]).order_by().values_list("pk", flat=True))


def document_of(actor: Actor, document_id: int) -> Document | None:
    """One document of a pack, if the actor may see it."""
    rows = visible_documents(actor).select_related("owner", "pack", "summary_of")
    return rows.filter(pk=document_id).first()


def readable_of(actor: Actor, document_id: int) -> Document | None:
    """What the actor may open in the reader: a document of a pack, or a file of the own."""
    own = own_documents(actor).select_related("pack").filter(pk=document_id)
    return document_of(actor, document_id) or own.first()


def _drafts_of(actor: Actor) -> Q:
    seen = Q(owner__in=own_units(actor))
    if actor.holds(*OVERSEERS):
        seen |= Q(restricted=False) | _named_for(actor)
    if actor.person_id is not None and actor.holds(Role.APPRAISER):
        asked = Appraisal.objects.filter(version__document=OuterRef("pk"), appraiser=actor.person_id)
        seen |= Q(Exists(asked.exclude(outcome=Appraisal.Outcome.WITHDRAWN)))
    return seen


@read_once
def packs_granted_to(actor: Actor) -> list[int]:
    """The packs of which the actor was let read anything, as a person or a member of a body."""
    if actor.person_id is None or not may(actor, "document.view"):
        return []
    rows = _grants_of(actor).filter(committee=actor.committee_id).order_by()
    return list(rows.values_list("pack", flat=True).distinct())


def _grants_of(actor: Actor) -> QuerySet[DocumentGrant]:
    return DocumentGrant.objects.filter(Q(person=actor.person_id) | Q(body__in=actor.body_ids))


def _granted_to(actor: Actor) -> Q:
    if actor.person_id is None:
        return Q(pk__in=[])
    mine = _grants_of(actor).filter(pack=OuterRef("pack"))
    out = DocumentVersion.objects.filter(document=OuterRef("pk")).exclude(circulated_at=None)
    attended = mine.filter(Q(document=None) | Q(document=OuterRef("pk")))
    return Q(Exists(out)) & (_named_for(actor) | Q(restricted=False) & Q(Exists(attended)))


def _named_for(actor: Actor) -> Q:
    if actor.person_id is None:
        return Q(pk__in=[])
    named = _grants_of(actor).filter(document=OuterRef("pk"), source=DocumentGrant.Source.NAME)
    return Q(Exists(named))
