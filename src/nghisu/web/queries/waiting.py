from __future__ import annotations

from datetime import date

from nghisu.approvals.queries.listing import waiting_count
from nghisu.documents.queries.freshness import unread_before
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.notices.queries.inbox import unread_count
from nghisu.rulebook.queries import Horizon, open_deadlines
from nghisu.web.queries.home import MOST_WAITING, has_duties


def waiting_counts(actor: Actor, on: date) -> dict[str, int]:
    """How much waits for the actor by stage of work: duties that are late, notices unread, what is to be
    approved, what is to be read with its pages; for the navigation."""
    counts = {"notices": unread_count(actor)}
    if has_duties(actor):
        counts["home"] = open_deadlines(actor, Horizon.LATE, on).order_by()[:MOST_WAITING].count()
    if may(actor, "approval.decide"):
        counts["approvals"] = waiting_count(actor, on, MOST_WAITING)
    if may(actor, "document.view"):
        counts["reading"], counts["pages"] = unread_before(actor, on)
    return counts
