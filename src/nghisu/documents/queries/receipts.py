"""How far documents came to people: who opened which, and said that they read it, in the version that is out or a newer
one. Whoever asks may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from nghisu.documents.models import DocumentGrant, DocumentVersion, Reading


def readings_by(
    committee_id: int, person_ids: Iterable[int], numbers: Mapping[int, int]
) -> dict[tuple[int, int], bool]:
    """Which people opened which documents, and whether they said that they read it: by person and document. `numbers` are
    the versions that are out, by document. One query, whatever the number of people."""
    rows = Reading.objects.filter(
        committee=committee_id, user__person__in=list(person_ids), document__in=list(numbers)
    )
    found: dict[tuple[int, int], bool] = {}
    for person, document, number, confirmed in rows.values_list(
        "user__person", "document", "version__number", "confirmed"
    ):
        wanted = numbers[document]
        if number >= wanted:
            said = (confirmed or 0) >= wanted
            found[person, document] = said or found.get((person, document), False)
    return found


def counts_of_readings(
    committee_id: int, people: QuerySet[Any, Any], versions: Sequence[DocumentVersion]
) -> dict[int, tuple[int, int]]:
    """Of each document by how many of some people the version that is out was opened, and said to be read."""
    out = DocumentVersion.objects.filter(
        pk__in=[one.pk for one in versions], document=OuterRef("document")
    ).values("number")[:1]
    rows = Reading.objects.filter(committee=committee_id, user__person__in=people)
    rows = rows.annotate(out=Subquery(out)).filter(version__number__gte=F("out")).order_by()
    person = "user__person"
    counted = rows.values_list("document").annotate(
        opened=Count(person, distinct=True),
        said=Count(person, distinct=True, filter=Q(confirmed__gte=F("out"))),
    )
    return {document: (opened, said) for document, opened, said in counted}


def named_readers(committee_id: int, document_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Who was let read a restricted document by name: a person, a document."""
    rows = DocumentGrant.objects.filter(
        committee=committee_id,
        document__in=list(document_ids),
        person__isnull=False,
        source=DocumentGrant.Source.NAME,
    )
    return {(person, document) for person, document in rows.values_list("person", "document") if person}
