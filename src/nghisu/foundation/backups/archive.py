"""The file of a copy: a gzipped tar whose last member lists all others with size and SHA-256.

The list comes last, so a file cut short has none. After the tar stands an empty gzip member whose comment is the
SHA-256 of every byte before it: a changed byte is found even where the unpacked content would be the same, and `tar xzf`
still opens the file on any machine.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from isal import igzip
from isal.igzip_lib import IsalError

from nghisu.foundation.backups.refusals import BackupRefused

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
"""The member that holds the database: an SQLite file, or a PostgreSQL dump of the custom format."""
FILES = "files/"
CHUNK = 1 << 20
LARGEST_MANIFEST = 64 << 20  # bytes
UNREADABLE: tuple[type[BaseException], ...] = (
    EOFError,
    zlib.error,
    IsalError,
    gzip.BadGzipFile,
    tarfile.TarError,
)
"""What reading a broken file raises."""


@dataclass(frozen=True, slots=True)
class Contents:
    """One member of a copy: its name, its size in bytes, the SHA-256 of its content."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy says of itself. `migrations` names, by app, those that the database had been through."""

    made_at: str
    nghisu: str
    engine: str
    migrations: Mapping[str, tuple[str, ...]]
    committees: tuple[str, ...]
    contents: tuple[Contents, ...] = ()
    format: int = FORMAT

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Raises BackupRefused for what is no list of a copy that this version can read."""
        try:
            table = json.loads(text)
            if table["format"] != FORMAT:
                raise BackupRefused(
                    f"Bản sao lưu có định dạng {table['format']}, phiên bản này chỉ đọc được định dạng {FORMAT}. "
                    "Hãy dùng phiên bản Nghị Sự đã tạo ra nó, hoặc mới hơn."
                )
            return cls(
                made_at=str(table["made_at"]),
                nghisu=str(table["nghisu"]),
                engine=str(table["engine"]),
                migrations={app: tuple(names) for app, names in table["migrations"].items()},
                committees=tuple(table["committees"]),
                contents=tuple(
                    Contents(str(one["name"]), int(one["size"]), str(one["sha256"]))
                    for one in table["contents"]
                ),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise BackupRefused("Danh mục trong bản sao lưu không đọc được: tệp đã bị hỏng.") from problem


@dataclass(slots=True)
class Writer:
    """Puts members into a new copy and remembers what they were."""

    tar: tarfile.TarFile
    contents: list[Contents] = field(default_factory=list)

    def add(self, name: str, path: Path) -> None:
        """Put a file in. It is as long as it was when it was opened: what is added to it meanwhile stays out."""
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = status.st_size, status.st_mode & 0o777, int(status.st_mtime)
            reckoned = _Reckoned(file)
            self.tar.addfile(entry, reckoned)
        self.contents.append(Contents(name, entry.size, reckoned.sha256.hexdigest()))

    def close(self, manifest: Manifest) -> None:
        body = manifest.as_json().encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(body), 0o600
        self.tar.addfile(entry, io.BytesIO(body))


class _Reckoned(io.RawIOBase):
    """A file that reckons its digest while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self.file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.sha256.update(piece)
        return piece


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new copy at a path, readable by its owner alone. It appears there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with (
                igzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=1) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT, bufsize=CHUNK) as tar,
            ):
                yield Writer(tar)
            file.flush()
            file.write(_seal(_digest(unfinished, unfinished.stat().st_size)))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


SEALED = b"sha256="
SEAL_HEAD = b"\x1f\x8b\x08\x10" + bytes(4) + b"\x00\xff"  # a gzip member with a comment (RFC 1952)
SEAL_TAIL = b"\x00\x03\x00" + bytes(8)  # the comment's end, nothing, and the checksum and length of nothing
SEAL_LENGTH = len(SEAL_HEAD) + len(SEALED) + 64 + len(SEAL_TAIL)


def _seal(digest: str) -> bytes:
    return SEAL_HEAD + SEALED + digest.encode("ascii") + SEAL_TAIL


def _digest(path: Path, length: int) -> str:
    """SHA-256 of the first bytes of a file, in hexadecimal."""
    sha256 = hashlib.sha256()
    with path.open("rb") as file:
        while length > 0 and (piece := file.read(min(CHUNK, length))):
            sha256.update(piece)
            length -= len(piece)
    return sha256.hexdigest()


def _must_be_sealed(path: Path) -> None:
    before = path.stat().st_size - SEAL_LENGTH
    if before > 0:
        with path.open("rb") as file:
            file.seek(before)
            sealed = file.read()
        if sealed == _seal(_digest(path, before)):
            return
    raise BackupRefused(
        f"Bản sao lưu {path.name} bị hỏng, bị sửa hoặc bị cắt cụt. Không có gì được thay đổi; "
        "hãy dùng một bản sao lưu khác."
    )


def unpack(path: Path, into: Path | None) -> Manifest:
    """Read a copy from its first byte to its last and reckon every digest; with `into`, unpack it there meanwhile.

    Raises BackupRefused for a byte that is missing, changed or too many, naming the member concerned.
    """
    _must_be_sealed(path)
    found: list[Contents] = []
    body: bytes | None = None
    try:
        with igzip.open(path, "rb") as packed:
            with tarfile.open(fileobj=packed, mode="r|", bufsize=CHUNK) as tar:
                for entry in tar:
                    source = tar.extractfile(entry)
                    if source is None or body is not None or not _is_plain(entry.name):
                        raise BackupRefused(
                            f"Bản sao lưu có phần lạ: {entry.name!r}. Tệp không phải do Nghị Sự tạo."
                        )
                    if entry.name == MANIFEST:
                        body = source.read(LARGEST_MANIFEST)
                    else:
                        found.append(_taken(entry, source, into))
            while packed.read(CHUNK):
                pass  # to the very end, where the checksum of the whole stands
    except UNREADABLE as problem:
        raise BackupRefused(
            f"Bản sao lưu {path.name} bị hỏng hoặc bị cắt cụt ({problem}). Không có gì được thay đổi; "
            "hãy dùng một bản sao lưu khác."
        ) from problem
    if body is None:
        raise BackupRefused(f"Bản sao lưu {path.name} thiếu danh mục: tệp bị cắt cụt. Hãy dùng một bản khác.")
    manifest = Manifest.from_json(body)
    _must_agree(manifest, found)
    return manifest


def _taken(entry: tarfile.TarInfo, source: IO[bytes], into: Path | None) -> Contents:
    reckoned = _Reckoned(source)
    if into is None:
        while reckoned.read(CHUNK):
            pass
    else:
        target = into / entry.name
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, entry.mode & 0o600 | 0o400)
        with os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(reckoned, file, CHUNK)
            file.flush()
            os.fsync(file.fileno())
    return Contents(entry.name, entry.size, reckoned.sha256.hexdigest())


def _is_plain(name: str) -> bool:
    """Whether a member's name stays within the folder it is unpacked into."""
    path = PurePosixPath(name)
    known = name in {MANIFEST, DATABASE} or name.startswith(FILES)
    return known and not path.is_absolute() and ".." not in path.parts


def _must_agree(manifest: Manifest, found: list[Contents]) -> None:
    listed = {one.name: one for one in manifest.contents}
    for one in found:
        if listed.pop(one.name, None) != one:
            raise BackupRefused(
                f"Phần {one.name} của bản sao lưu không khớp danh mục: tệp đã bị sửa hoặc bị hỏng."
            )
    if listed:
        raise BackupRefused(f"Bản sao lưu thiếu: {', '.join(sorted(listed)[:5])}.")


def plain(manifest: Manifest) -> dict[str, Any]:
    """What a copy says of itself, for those who ask in JSON; the list of its files is told by number and size."""
    return {
        "made_at": manifest.made_at,
        "nghisu": manifest.nghisu,
        "engine": manifest.engine,
        "committees": list(manifest.committees),
        "files": len(manifest.contents),
        "bytes": sum(one.size for one in manifest.contents),
    }
