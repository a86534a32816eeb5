"""Which documents go along with some letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nghisu.conferences.models import Conference
from nghisu.conferences.queries.packs import PaperOut, documents_by_item, papers_out
from nghisu.invitations.models import Delivery, Invitee


def papers_for(conference: Conference, rows: Sequence[Delivery]) -> list[tuple[PaperOut, list[int]]]:
    """The documents that are out and which those of some letters may read, each once, with the letters whose people may:
    who attends some items reads what belongs to these. One for people of name alone is read by account, and is none."""
    of_item = documents_by_item(conference)
    items: dict[int, set[int]] = defaultdict(set)
    limited = Invitee.items.through.objects.filter(invitee__in=[one.invitee_id for one in rows])
    for invitee, item in limited.values_list("invitee", "agendaitem"):
        items[invitee].add(item)
    found = []
    for paper in papers_out(conference, ()):
        readers = [
            one.pk
            for one in rows
            if one.invitee_id not in items
            or any(paper.document.pk in of_item[item] for item in items[one.invitee_id])
        ]
        if readers:
            found.append((paper, readers))
    return found
