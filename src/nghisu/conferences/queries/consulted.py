"""The documents that go with a written consultation, as who runs it and who is asked see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from nghisu.conferences.models import Consultation, ConsultationPack
from nghisu.documents.models import Document, Pack
from nghisu.documents.pack_places import PackPlace, places_packs
from nghisu.documents.queries.packs import DocumentLine, document_lines
from nghisu.documents.queries.visible import visible_documents
from nghisu.foundation.actors import Actor


def pack_of_consultation(actor: Actor, row: Consultation) -> Pack | None:
    """The pack of a consultation; None where nothing goes with it."""
    found = ConsultationPack.objects.filter(committee=actor.committee_id, consultation=row)
    held = found.select_related("pack").first()
    return held.pack if held is not None else None


def documents_of_consultation(actor: Actor, row: Consultation) -> list[DocumentLine]:
    """The documents that go with a consultation and that the actor may read, in their order."""
    pack = pack_of_consultation(actor, row)
    if pack is None:
        return []
    return document_lines(actor, visible_documents(actor).filter(pack=pack).order_by("position"))


def titles_of_documents(row: Consultation) -> list[str]:
    """What goes with a consultation, by name: what was written down, and what was handed in."""
    packs = ConsultationPack.objects.filter(committee=row.committee_id, consultation=row)
    handed_in = Document.objects.filter(
        committee=row.committee_id, pack__in=packs.values("pack"), withdrawn_at=None
    ).order_by("position")
    titles = [*row.document_names, *handed_in.values_list("title", flat=True)]
    return list(dict.fromkeys(titles))


@places_packs
def consultations_of_packs(committee_id: int, pack_ids: Iterable[int]) -> Mapping[int, PackPlace]:
    """What packs are for: the consultation, until when it is answered, the list from which one opens it."""
    rows = ConsultationPack.objects.filter(committee=committee_id, pack__in=list(pack_ids))
    return {
        row.pack_id: PackPlace(
            row.consultation.title, row.consultation.closes_at, reverse("conferences:consultations")
        )
        for row in rows.select_related("consultation")
    }
