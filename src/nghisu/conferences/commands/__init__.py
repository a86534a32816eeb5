from nghisu.conferences.commands.agenda import (
    Direction,
    ItemContent,
    add_item,
    change_item,
    move_item,
    remove_item,
)
from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.commands.proposals import (
    ProposalContent,
    draft_proposal,
    submit_proposal,
    withdraw_proposal,
)
from nghisu.conferences.commands.stages import advance, override_gate, turn_back

__all__ = [
    "Direction",
    "ItemContent",
    "ProposalContent",
    "add_item",
    "advance",
    "change_item",
    "conference_of_entry",
    "draft_proposal",
    "move_item",
    "override_gate",
    "remove_item",
    "submit_proposal",
    "turn_back",
    "withdraw_proposal",
]
