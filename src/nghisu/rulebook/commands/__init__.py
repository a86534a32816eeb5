from nghisu.rulebook.commands.binding import bind_committee
from nghisu.rulebook.commands.deriving import Derivation, derive_deadlines
from nghisu.rulebook.commands.figures import enter_base_figure
from nghisu.rulebook.commands.keeping import complete_deadline, reopen_deadline, set_not_applicable
from nghisu.rulebook.commands.recording import Doing, record_past

__all__ = [
    "Derivation",
    "Doing",
    "bind_committee",
    "complete_deadline",
    "derive_deadlines",
    "enter_base_figure",
    "record_past",
    "reopen_deadline",
    "set_not_applicable",
]
