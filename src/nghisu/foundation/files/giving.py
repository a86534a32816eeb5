"""Giving a file back: always as an attachment, never as a page of ours (TRUST 9)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse

from nghisu.foundation.kept_files import FileGone, path_of
from nghisu.foundation.models import StoredFile


def file_path(file: StoredFile) -> Path:
    """Where a file lies. Raises FileGone where it is missing or not the one that was kept."""
    path = path_of(file.stored)
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise FileGone(file.stored) from problem
    if digest != file.sha256:
        raise FileGone(file.stored)
    return path


def file_response(file: StoredFile, name: str = "") -> FileResponse:
    """The file to keep. Raises FileGone."""
    return as_attachment(FileResponse(file_path(file).open("rb")), name or file.name, file.media_type)


def as_attachment(response: FileResponse, name: str, media_type: str) -> FileResponse:
    """The headers under which a stranger's bytes leave: kept, not shown; no type guessed; nothing in it runs."""
    response["Content-Type"] = media_type
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
