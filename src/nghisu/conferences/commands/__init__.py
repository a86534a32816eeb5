from nghisu.conferences.commands.agenda import (
    Direction,
    ItemContent,
    add_item,
    change_item,
    move_item,
    remove_item,
)
from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.commands.matters import (
    MatterContent,
    ask_opinion,
    change_delegated,
    enter_delegated,
    record_passed,
    set_preparation,
)
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
    "MatterContent",
    "ProposalContent",
    "add_item",
    "advance",
    "ask_opinion",
    "change_delegated",
    "change_item",
    "conference_of_entry",
    "draft_proposal",
    "enter_delegated",
    "move_item",
    "override_gate",
    "record_passed",
    "remove_item",
    "set_preparation",
    "submit_proposal",
    "turn_back",
    "withdraw_proposal",
]
