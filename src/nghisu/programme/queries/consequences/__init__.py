"""What would follow if a conference were moved, postponed, called off or merged: reckoned, and nothing written."""

from nghisu.programme.queries.consequences.concerned import Concerned
from nghisu.programme.queries.consequences.duties import DutyChange
from nghisu.programme.queries.consequences.findings import Found
from nghisu.programme.queries.consequences.proposal import Proposal, applied, back, moved_to_day, not_held
from nghisu.programme.queries.consequences.reckoning import Consequences, consequences_of
from nghisu.programme.queries.consequences.seen import NothingSeen, differences, seal, unseal

__all__ = [
    "Concerned",
    "Consequences",
    "DutyChange",
    "Found",
    "NothingSeen",
    "Proposal",
    "applied",
    "back",
    "consequences_of",
    "differences",
    "moved_to_day",
    "not_held",
    "seal",
    "unseal",
]
