"""Files that people hand over, kept in the data folder outside what the web serves, under a name nobody chose.

A row of an app remembers the name, the digest and what kind of file it is; the file itself holds nothing of the house.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from uuid import uuid4

from django.conf import settings

FOLDER = "files"
_NAME = re.compile(r"^[0-9a-f]{32}$")


class FileGone(Exception):
    """The file is not there, or is another than the one that was kept."""


def keep_file(content: bytes) -> str:
    """Keep a file durably; returns its name. A row that is not committed after all leaves a file nobody names."""
    name = uuid4().hex
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)
    return name


def kept_file(name: str, sha256: str) -> bytes:
    """The content of a file by its name. Raises FileGone where it is missing or not the one with this digest."""
    try:
        content = path_of(name).read_bytes()
    except OSError as problem:
        raise FileGone(name) from problem
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileGone(name)
    return content


def kept_path(name: str, sha256: str) -> Path:
    """Where a file lies, of any size. Raises FileGone where it is missing or not the one with this digest."""
    path = path_of(name)
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise FileGone(name) from problem
    if digest != sha256:
        raise FileGone(name)
    return path


def path_of(name: str) -> Path:
    """Where the file of a name lies. Raises FileGone for what is no such name."""
    if not _NAME.match(name):
        raise FileGone(name)
    return Path(settings.NGHISU_DATA) / FOLDER / name[:2] / name
