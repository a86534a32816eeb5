"""Who may read one document of a pack: those who are named for it and, unless it is restricted, those who attend."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from nghisu.documents.models import Document, DocumentGrant
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor


def grants_of(by: Actor, row: Document) -> QuerySet[DocumentGrant]:
    """By what a document may be read once it is out, the oldest first. Raises AccessRefused."""
    must(by, "pack.edit")
    rows = DocumentGrant.objects.filter(committee=by.tenant, pack=row.pack_id)
    if row.restricted:
        rows = rows.filter(document=row, source=DocumentGrant.Source.NAME)
    else:
        rows = rows.filter(Q(document=row) | Q(document=None))
    return rows.select_related("person", "body").order_by("id")


def name_of(one: DocumentGrant) -> str:
    return one.person.full_name if one.person is not None else str(one.body)
