from nghisu.programme.commands.moving.acting import accept_move
from nghisu.programme.commands.moving.merging import merge_entry
from nghisu.programme.commands.moving.undoing import undo_move

__all__ = ["accept_move", "merge_entry", "undo_move"]
