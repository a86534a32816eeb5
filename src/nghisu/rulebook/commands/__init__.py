from nghisu.rulebook.commands.binding import bind_committee, rebind_committee
from nghisu.rulebook.commands.deriving import Derivation, derive_deadlines
from nghisu.rulebook.commands.figures import enter_base_figure
from nghisu.rulebook.commands.keeping import (
    complete_deadline,
    done_by_act,
    reopen_deadline,
    set_not_applicable,
)
from nghisu.rulebook.commands.last_numbers import LastNumberContent, enter_last_number, remove_last_number
from nghisu.rulebook.commands.own_days import OwnDayContent, add_own_day, remove_own_day
from nghisu.rulebook.commands.recording import Doing, Past, record_past, replay_past
from nghisu.rulebook.commands.waiving import (
    Allowing,
    FoundMatter,
    confirm_waiver,
    waive_deadline,
    waive_finding,
    withdraw_waiver,
)

__all__ = [
    "Allowing",
    "Derivation",
    "Doing",
    "FoundMatter",
    "LastNumberContent",
    "OwnDayContent",
    "Past",
    "add_own_day",
    "bind_committee",
    "complete_deadline",
    "confirm_waiver",
    "derive_deadlines",
    "done_by_act",
    "enter_base_figure",
    "enter_last_number",
    "rebind_committee",
    "record_past",
    "remove_last_number",
    "remove_own_day",
    "reopen_deadline",
    "replay_past",
    "set_not_applicable",
    "waive_deadline",
    "waive_finding",
    "withdraw_waiver",
]
