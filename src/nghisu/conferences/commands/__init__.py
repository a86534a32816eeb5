from nghisu.conferences.commands.agenda import (
    Direction,
    ItemContent,
    add_item,
    change_item,
    move_item,
    remove_item,
)
from nghisu.conferences.commands.beginning import conference_of_entry

__all__ = [
    "Direction",
    "ItemContent",
    "add_item",
    "change_item",
    "conference_of_entry",
    "move_item",
    "remove_item",
]
