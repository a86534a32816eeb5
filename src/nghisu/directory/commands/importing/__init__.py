"""Taking units and people in from a file: read into a draft, corrected by a person, accepted whole or not."""

from nghisu.directory.commands.importing.accepting import accept_directory_import
from nghisu.directory.commands.importing.drafting import (
    PeopleFile,
    choose_person,
    correct_directory_row,
    discard_directory_import,
    draft_directory_import,
    leave_out_directory_row,
    read_directory_file,
)

__all__ = [
    "PeopleFile",
    "accept_directory_import",
    "choose_person",
    "correct_directory_row",
    "discard_directory_import",
    "draft_directory_import",
    "leave_out_directory_row",
    "read_directory_file",
]
