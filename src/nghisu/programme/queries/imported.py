"""What came in with a draft that was taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry, ImportDraft, ImportRow, Move
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import rulebook_of

SHOWN = 12


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a draft put into the programme, and what of its file was left aside."""

    entries: int
    moves: Sequence[Move]
    deadlines: int
    by_kind: Sequence[tuple[str, str, int]]
    left_out: Sequence[ImportRow]
    left_out_count: int
    year: int


def result_of(actor: Actor, draft: ImportDraft) -> ImportResult:
    """How many conferences came in, of which kinds, owing how many duties; what was moved. What was removed since counts
    no more."""
    ids = (
        ImportRow.objects.filter(committee=actor.committee_id, draft=draft, entry__isnull=False)
        .order_by()
        .values_list("entry_id", flat=True)
    )
    rows = Entry.objects.filter(committee=actor.committee_id, pk__in=ids)
    kinds = Counter(rows.order_by().values_list("kind", flat=True))
    names = rulebook_of(actor, clock.today()).kinds
    left_out = ImportRow.objects.filter(committee=actor.committee_id, draft=draft, left_out=True)
    moves = ImportRow.objects.filter(committee=actor.committee_id, draft=draft, move__isnull=False)
    return ImportResult(
        moves=[row.move for row in moves.select_related("move__entry").order_by("row") if row.move],
        entries=kinds.total(),
        deadlines=Deadline.objects.filter(committee=actor.committee_id, subject__entry__pk__in=ids).count(),
        by_kind=[
            (code, names[code].name if code in names else code, count) for code, count in kinds.most_common()
        ],
        left_out=list(left_out.order_by("row")[:SHOWN]),
        left_out_count=left_out.count(),
        year=draft.year,
    )
