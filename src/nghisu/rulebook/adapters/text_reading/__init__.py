"""Reading the text of a regulation from a file that an office holds: TXT, DOCX, PDF."""

from nghisu.rulebook.adapters.text_reading.reading import (
    MAX_FILE,
    FileKind,
    ReadText,
    UnreadableText,
    kind_of,
    read_text,
)

__all__ = ["MAX_FILE", "FileKind", "ReadText", "UnreadableText", "kind_of", "read_text"]
