from nghisu.rulebook.queries.bindings import binding_on, calendar_of, rulebook_of, rulebooks_on
from nghisu.rulebook.queries.deadlines import (
    DeadlineState,
    Horizon,
    deadlines_of,
    open_deadlines,
    state_of,
)
from nghisu.rulebook.queries.figures import base_figure

__all__ = [
    "DeadlineState",
    "Horizon",
    "base_figure",
    "binding_on",
    "calendar_of",
    "deadlines_of",
    "open_deadlines",
    "rulebook_of",
    "rulebooks_on",
    "state_of",
]
