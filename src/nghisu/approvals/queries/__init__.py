from nghisu.approvals.queries.capacities import capacities_of
from nghisu.approvals.queries.deciders import deciders_of
from nghisu.approvals.queries.granted import says_what_was_granted
from nghisu.approvals.queries.routes import route_of
from nghisu.approvals.queries.visible import approval_of, visible_approvals, waiting_for

__all__ = [
    "approval_of",
    "capacities_of",
    "deciders_of",
    "route_of",
    "says_what_was_granted",
    "visible_approvals",
    "waiting_for",
]
