"""Giving a file back: always as an attachment, never as a page of ours (TRUST 9); piece by piece, however large."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from django.http import StreamingHttpResponse

from nghisu.foundation.kept_files import kept_path
from nghisu.foundation.models import StoredFile
from nghisu.foundation.tables import as_attachment

PIECE = 256 * 2**10
"""Bytes that are read at once."""


class Pieces:
    """The bytes of an open file from where it stands. It is closed at their end, with the answer that carries them, or
    when nobody wants them any more."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.close = weakref.finalize(self, stream.close)

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._stream.read(PIECE):
            yield piece
        self.close()


def file_path(file: StoredFile) -> Path:
    """Where a file lies. Raises FileGone where it is missing or not the one that was kept."""
    return kept_path(file.stored, file.sha256)


def file_response(file: StoredFile, name: str = "") -> StreamingHttpResponse:
    """A file that was kept, to keep. Raises FileGone."""
    return stream_response(file_path(file).open("rb"), name or file.name, file.media_type)


def stream_response(stream: BinaryIO, name: str, media_type: str) -> StreamingHttpResponse:
    """What a file holds from where it stands, to keep; whoever asks is told how much comes."""
    beginning = stream.tell()
    length = stream.seek(0, SEEK_END) - beginning
    stream.seek(beginning)
    response = StreamingHttpResponse(Pieces(stream))
    response["Content-Length"] = str(length)
    return as_attachment(response, name, media_type)
