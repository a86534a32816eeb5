"""Files that people hand over: looked at by their content in a process of their own, kept outside the web root, given
back as attachments only (TRUST 4, 9)."""

from nghisu.foundation.files.arrival import Arrived, arriving, arriving_content
from nghisu.foundation.files.asking import LARGEST_FILE, read_pages
from nghisu.foundation.files.giving import file_path, file_response
from nghisu.foundation.files.keeping import forget_file, keep_arrived, keep_made
from nghisu.foundation.files.kinds import FileKind
from nghisu.foundation.files.refusals import FileRefused, SecretFile, held_back

__all__ = [
    "LARGEST_FILE",
    "Arrived",
    "FileKind",
    "FileRefused",
    "SecretFile",
    "arriving",
    "arriving_content",
    "file_path",
    "file_response",
    "forget_file",
    "held_back",
    "keep_arrived",
    "keep_made",
    "read_pages",
]
