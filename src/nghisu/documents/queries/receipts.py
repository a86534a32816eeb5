"""How far documents came to people: who opened which, in the version that is out or a newer one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nghisu.documents.models import Reading


def opened_by(
    committee_id: int, person_ids: Iterable[int], numbers: Mapping[int, int]
) -> set[tuple[int, int]]:
    """Which people opened which documents: a person, a document. `numbers` are the versions that are out, by document.
    One query, whatever the number of people; whoever asks may see it."""
    rows = Reading.objects.filter(
        committee=committee_id, user__person__in=list(person_ids), document__in=list(numbers)
    )
    return {
        (person, document)
        for person, document, number in rows.values_list("user__person", "document", "version__number")
        if number >= numbers[document]
    }
