"""Word files that a stranger sent: read for their form, marked, brought to Unicode; each in a process of its own."""

from nghisu.foundation.word.asking import MAX_FILE, Note, in_unicode, marked_copy, read_document
from nghisu.foundation.word.refusals import UnreadableDocument

__all__ = ["MAX_FILE", "Note", "UnreadableDocument", "in_unicode", "marked_copy", "read_document"]
