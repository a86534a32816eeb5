"""Taking a programme in from a file: read into a draft, corrected by a person, accepted whole or not."""

from nghisu.programme.commands.importing.accepting import accept_import, discard_import
from nghisu.programme.commands.importing.correcting import (
    answer_row,
    choose_units,
    correct_row,
    leave_out_row,
)
from nghisu.programme.commands.importing.drafting import ReadFile, draft_import, read_file

__all__ = [
    "ReadFile",
    "accept_import",
    "answer_row",
    "choose_units",
    "correct_row",
    "discard_import",
    "draft_import",
    "leave_out_row",
    "read_file",
]
