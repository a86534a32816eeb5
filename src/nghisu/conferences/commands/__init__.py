from nghisu.conferences.commands.agenda import (
    Direction,
    ItemContent,
    add_item,
    change_item,
    move_item,
    remove_item,
)
from nghisu.conferences.commands.answering import enter_paper, give_answers
from nghisu.conferences.commands.asking import extend_consultation, send_consultation
from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.commands.closing import (
    close_consultation,
    record_consultation_passed,
    write_synthesis,
)
from nghisu.conferences.commands.consultations import (
    ConsultationContent,
    QuestionContent,
    change_consultation,
    discard_consultation,
    draft_consultation,
)
from nghisu.conferences.commands.matters import (
    MatterContent,
    ask_opinion,
    change_delegated,
    enter_delegated,
    record_passed,
    set_preparation,
)
from nghisu.conferences.commands.papers import begin_consultation_paper, begin_paper
from nghisu.conferences.commands.proposals import (
    ProposalContent,
    draft_proposal,
    submit_proposal,
    withdraw_proposal,
)
from nghisu.conferences.commands.stages import advance, confirm_gate, override_gate, turn_back
from nghisu.conferences.commands.withdrawing import withdraw_consultation

__all__ = [
    "ConsultationContent",
    "Direction",
    "ItemContent",
    "MatterContent",
    "ProposalContent",
    "QuestionContent",
    "add_item",
    "advance",
    "ask_opinion",
    "begin_consultation_paper",
    "begin_paper",
    "change_consultation",
    "change_delegated",
    "change_item",
    "close_consultation",
    "conference_of_entry",
    "confirm_gate",
    "discard_consultation",
    "draft_consultation",
    "draft_proposal",
    "enter_delegated",
    "enter_paper",
    "extend_consultation",
    "give_answers",
    "move_item",
    "override_gate",
    "record_consultation_passed",
    "record_passed",
    "remove_item",
    "send_consultation",
    "set_preparation",
    "submit_proposal",
    "turn_back",
    "withdraw_consultation",
    "withdraw_proposal",
    "write_synthesis",
]
