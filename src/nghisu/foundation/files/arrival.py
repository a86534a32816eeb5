"""A file on its way in: written to disk while it is read, looked at, and gone again unless it is kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from nghisu.core.form.secrecy import secrecy_stamp
from nghisu.core.text import legible, nfc
from nghisu.foundation.files import asking
from nghisu.foundation.files.kinds import IMAGES, FileKind, kind_of
from nghisu.foundation.files.refusals import FileRefused, SecretFile
from nghisu.foundation.kept_files import FOLDER
from nghisu.foundation.word import UnreadableDocument, read_document

MOST_PICTURES = 60
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was looked at and may be kept: where it lies for now, and what it is. `pages` of a Word file is None:
    it has pages only once it is drawn."""

    path: Path
    name: str
    kind: FileKind
    size: int
    sha256: str
    pages: int | None


@contextmanager
def arriving(uploads: UploadedFile[bytes] | Sequence[UploadedFile[bytes]]) -> Iterator[Arrived]:
    """A file for the length of a block, or several pictures of signed pages joined into one PDF.

    It is looked at outside any transaction, for that takes its time. Raises FileRefused with what to do, and SecretFile
    for a text that carries a stamp: then nothing of it is left.
    """
    several = [uploads] if isinstance(uploads, UploadedFile) else list(uploads)
    if not several:
        raise FileRefused("empty")
    if len(several) > MOST_PICTURES:
        raise FileRefused("count")
    written: list[Path] = []
    try:
        paths: list[tuple[str, Path, FileKind]] = []
        for upload in several:
            path = _write(upload.chunks(), written)
            kind = kind_of(path)
            if not isinstance(kind, FileKind):
                raise FileRefused(kind)
            paths.append((file_name(upload.name or "", kind), path, kind))
        if len(paths) > 1 or paths[0][2] in IMAGES:
            yield _joined(paths, written)
        else:
            name, path, kind = paths[0]
            yield _looked_at(path, name, kind)
    finally:
        for path in written:
            path.unlink(missing_ok=True)


@contextmanager
def arriving_content(content: bytes, name: str) -> Iterator[Arrived]:
    """The same for what is at hand already: a paper that the house drew itself, a copy of another's."""
    written: list[Path] = []
    try:
        path = _write([content], written)
        kind = kind_of(path)
        if not isinstance(kind, FileKind):
            raise FileRefused(kind)
        yield _looked_at(path, file_name(name, kind), kind)
    finally:
        for path in written:
            path.unlink(missing_ok=True)


def file_name(said: str, kind: FileKind) -> str:
    """The name of a file as people read it: no folders, no unseen signs, the ending of what it is."""
    last = PureWindowsPath(PurePosixPath(nfc(said)).name).name
    stem = "".join(sign for sign in legible(last) if sign.isprintable() and sign not in '<>:"/\\|?*')
    stem = stem.strip(". ")
    endings = {kind.ending, ".jpeg"} if kind is FileKind.JPEG else {kind.ending}
    for ending in endings:
        if stem.lower().endswith(ending):
            stem = stem[: -len(ending)].rstrip(". ")
    return (stem or "van-ban")[: LONGEST_NAME - 10] + kind.ending


def _write(chunks: Iterable[bytes], written: list[Path]) -> Path:
    """The bytes on disk, as they come; never more than a file may hold."""
    folder = Path(settings.NGHISU_DATA) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{uuid4().hex}.unfinished"
    written.append(path)
    size = 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > asking.LARGEST_FILE:
                raise FileRefused("large")
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return path


def _looked_at(path: Path, name: str, kind: FileKind) -> Arrived:
    if kind is FileKind.DOCX:
        pages = None
        stamp = _stamp_of_word(path)
    else:
        look = asking.look_at_pdf(path)
        pages, stamp = look.pages, look.stamp
    if stamp:
        raise SecretFile(stamp)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Arrived(path, name, kind, path.stat().st_size, digest, pages)


def _stamp_of_word(path: Path) -> str:
    try:
        document = read_document(path.read_bytes(), _)
    except UnreadableDocument as refusal:
        raise FileRefused(refusal.reason, str(refusal)) from None
    return secrecy_stamp(document) or asking.hidden_stamp_of(path)


def _joined(paths: Sequence[tuple[str, Path, FileKind]], written: list[Path]) -> Arrived:
    if any(kind not in IMAGES for _name, _path, kind in paths):
        raise FileRefused("mixed")
    in_order = sorted(paths, key=lambda one: one[0])
    whole = _write([asking.join_pictures([path for _name, path, _kind in in_order])], written)
    return _looked_at(whole, f"{Path(in_order[0][0]).stem}.pdf", FileKind.PDF)
