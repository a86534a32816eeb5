"""What is handed out at the hall beside the letters: the documents that somebody did not open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from nghisu.conferences.models import Conference
from nghisu.conferences.queries.packs import documents_by_item, papers_out
from nghisu.documents.queries.receipts import readings_by
from nghisu.invitations.enums import Step
from nghisu.invitations.models import Delivery, Invitee, Receipt
from nghisu.invitations.queries.shares import UnitShare


@dataclass(frozen=True, slots=True)
class HallRow:
    """One of the list: what is handed out to them, and when and by whom it was."""

    one: Delivery
    papers: Sequence[str]
    """The numbers of the documents in the pack."""
    handed: Receipt | None


@dataclass(frozen=True, slots=True)
class HallShare:
    """A unit of the list. `papers` are the documents of all of it, None where only a part of it stands on the page."""

    share: UnitShare
    rows: Sequence[HallRow]
    papers: int | None


def hall_shares(conference: Conference, shares: Sequence[UnitShare]) -> list[HallShare]:
    """What of the documents that are out is handed out to those of the list, and to whom it was: what they may read and
    did not open, or say that they read. The same few queries for one of them and for all."""
    letters = [one for share in shares for one in share.rows]
    papers = papers_out(conference, ())
    of_item = documents_by_item(conference)
    items: dict[int, set[int]] = defaultdict(set)
    limited = Invitee.items.through.objects.filter(invitee__in=[one.invitee_id for one in letters])
    for invitee, item in limited.values_list("invitee", "agendaitem"):
        items[invitee].add(item)
    people = [one.invitee.person_id for one in letters if one.invitee.person_id is not None]
    numbers = {paper.document.pk: paper.version.number for paper in papers}
    opened = readings_by(conference.committee_id, people, numbers)
    receipts: dict[tuple[int, str], Receipt] = {}
    wanted = Receipt.objects.filter(
        committee=conference.committee_id,
        delivery__in=[one.pk for one in letters],
        step__in=(Step.HANDED, Step.READ),
    )
    for receipt in wanted:
        receipts[receipt.delivery_id, receipt.step] = receipt

    def row(one: Delivery) -> HallRow:
        some = items.get(one.invitee_id)
        theirs = frozenset().union(*(of_item[item] for item in some)) if some else None
        read = receipts.get((one.pk, Step.READ))
        owed = [
            paper.number
            for paper in papers
            if (theirs is None or paper.document.pk in theirs)
            and (one.invitee.person_id, paper.document.pk) not in opened
            and not (read is not None and paper.was_out(read.at))
        ]
        return HallRow(one, owed, receipts.get((one.pk, Step.HANDED)))

    found = []
    for share in shares:
        rows = [row(one) for one in share.rows]
        found.append(HallShare(share, rows, sum(len(one.papers) for one in rows) if share.is_whole else None))
    return found
