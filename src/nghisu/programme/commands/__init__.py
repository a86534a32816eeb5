from nghisu.programme.commands.content import EntryContent
from nghisu.programme.commands.entries import add_entries, add_entry, change_entry, remove_entry
from nghisu.programme.commands.settings import set_opening_hours
from nghisu.programme.commands.weighing import weigh_programme

__all__ = [
    "EntryContent",
    "add_entries",
    "add_entry",
    "change_entry",
    "remove_entry",
    "set_opening_hours",
    "weigh_programme",
]
