from nghisu.programme.commands.calendar_addresses import (
    CalendarChoice,
    close_calendar,
    note_read,
    open_calendar,
    renew_calendar,
)
from nghisu.programme.commands.carrying import carry_appraised
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.commands.entries import add_entries, add_entry, change_entry, remove_entry
from nghisu.programme.commands.importing import (
    accept_import,
    answer_row,
    choose_units,
    correct_row,
    discard_import,
    draft_import,
    leave_out_row,
    read_file,
)
from nghisu.programme.commands.moving import accept_move, merge_entry, undo_move
from nghisu.programme.commands.rooms import assign_rooms
from nghisu.programme.commands.settings import set_opening_hours
from nghisu.programme.commands.weighing import weigh_programme, weigh_years

__all__ = [
    "CalendarChoice",
    "EntryContent",
    "accept_import",
    "accept_move",
    "add_entries",
    "add_entry",
    "answer_row",
    "assign_rooms",
    "carry_appraised",
    "change_entry",
    "choose_units",
    "close_calendar",
    "correct_row",
    "discard_import",
    "draft_import",
    "leave_out_row",
    "merge_entry",
    "note_read",
    "open_calendar",
    "read_file",
    "remove_entry",
    "renew_calendar",
    "set_opening_hours",
    "undo_move",
    "weigh_programme",
    "weigh_years",
]
