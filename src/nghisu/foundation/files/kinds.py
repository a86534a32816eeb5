"""What kinds of file are taken, told by their content and by nothing else."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path


class FileKind(StrEnum):
    """A kind of file (loại tệp): a document as PDF or Word, a photograph or scan of a signed page."""

    PDF = "pdf"
    DOCX = "docx"
    JPEG = "jpeg"
    PNG = "png"

    @property
    def media_type(self) -> str:
        return _MEDIA[self]

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return ".jpg" if self is FileKind.JPEG else f".{self.value}"


_MEDIA = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
}
IMAGES = frozenset({FileKind.JPEG, FileKind.PNG})

_STARTS = {
    b"%PDF-": FileKind.PDF,
    b"PK\x03\x04": FileKind.DOCX,
    b"\xff\xd8\xff": FileKind.JPEG,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def kind_of(path: Path) -> FileKind | str:
    """What a file is by its first bytes, or the name of the reason why it is not taken.

    One that is two things at once, a document and an archive behind it, is none that an office sends.
    """
    with path.open("rb") as stream:
        head = stream.read(16)
    if not head:
        return "empty"
    if head.startswith(_OLE):
        return "old-word"
    kind = next((kind for start, kind in _STARTS.items() if head.startswith(start)), None)
    if kind is None:
        return "kind"
    if kind is not FileKind.DOCX and zipfile.is_zipfile(path):
        return "two-in-one"
    return kind
