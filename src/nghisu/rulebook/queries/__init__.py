from nghisu.rulebook.queries.bindings import (
    binding_on,
    bindings_of,
    calendar_of,
    calendar_with,
    own_days_of,
    rulebook_of,
    rulebooks_on,
)
from nghisu.rulebook.queries.deadlines import (
    DeadlineState,
    Horizon,
    deadlines_of,
    due_by_sunday,
    markable_deadlines,
    open_deadlines,
    state_of,
)
from nghisu.rulebook.queries.duties import OwedDuty, deadline_of, owed_duties
from nghisu.rulebook.queries.figures import DOCUMENTS_LAST_YEAR, base_figure
from nghisu.rulebook.queries.standings import NOTHING_OWED, Standing, open_by_day, standings_of

__all__ = [
    "DOCUMENTS_LAST_YEAR",
    "NOTHING_OWED",
    "DeadlineState",
    "Horizon",
    "OwedDuty",
    "Standing",
    "base_figure",
    "binding_on",
    "bindings_of",
    "calendar_of",
    "calendar_with",
    "deadline_of",
    "deadlines_of",
    "due_by_sunday",
    "markable_deadlines",
    "open_by_day",
    "open_deadlines",
    "owed_duties",
    "own_days_of",
    "rulebook_of",
    "rulebooks_on",
    "standings_of",
    "state_of",
]
