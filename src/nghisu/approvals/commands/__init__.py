from nghisu.approvals.commands.deciding import Remark, decide
from nghisu.approvals.commands.ending import supersede
from nghisu.approvals.commands.reminding import remind_deciders
from nghisu.approvals.commands.routing import set_route
from nghisu.approvals.commands.submitting import submit
from nghisu.approvals.commands.withdrawing import withdraw
from nghisu.approvals.shown import Passage, Shown

__all__ = [
    "Passage",
    "Remark",
    "Shown",
    "decide",
    "remind_deciders",
    "set_route",
    "submit",
    "supersede",
    "withdraw",
]
