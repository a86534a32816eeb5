from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

from nghisu.foundation import clock
from nghisu.foundation.backups.archive import DATABASE, FILES, Manifest, Writer, writing
from nghisu.foundation.backups.databases import size_of_database, take_snapshot
from nghisu.foundation.backups.refusals import BackupRefused
from nghisu.foundation.backups.schema import applied_migrations
from nghisu.foundation.models import Committee

FOLDER = "backups"
ENDING = ".nghisu-backup"
LEFT_OUT = (FOLDER, "run")
"""Folders of the data folder that are no part of a copy: the copies themselves, and what says who is running."""
ASIDE = "before-restore"
"""What a restore set aside: older data, which has its own copy."""
CHECKPOINTS = Path("audit") / "checkpoints.jsonl"


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made: where it stands, its size in bytes, what it says of itself."""

    path: Path
    size: int
    manifest: Manifest


def backups_folder() -> Path:
    """Where copies stand unless somebody wants them elsewhere."""
    return Path(settings.NGHISU_DATA) / FOLDER


def make_backup(to: Path | None = None) -> Made:
    """Copy database and files of one moment into one file, while people work. Raises BackupRefused.

    A signed mark of the audit trail is written after what it covers, and any other file before the row that names it.
    So the marks are copied first, then the database, then the files: whatever the copied rows speak of is in the copy.
    """
    made_at = clock.server_now()
    path = _place(to, f"nghisu-{clock.local(made_at):%Y%m%d-%H%M%S}{ENDING}")
    path.parent.mkdir(parents=True, exist_ok=True)
    _must_have_room(path.parent)
    data = Path(settings.NGHISU_DATA)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as scratch:
        snapshot, marks = Path(scratch) / DATABASE, Path(scratch) / "checkpoints"
        if (data / CHECKPOINTS).exists():
            shutil.copyfile(data / CHECKPOINTS, marks)
        take_snapshot(snapshot)
        manifest = Manifest(
            made_at=made_at.isoformat(timespec="seconds"),
            nghisu=version("nghisu"),
            engine=connection.vendor,
            migrations=applied_migrations(),
            committees=tuple(Committee.objects.order_by("id").values_list("name", flat=True)),
        )
        with writing(path) as writer:
            writer.add(DATABASE, snapshot)
            if marks.exists():
                writer.add(f"{FILES}{CHECKPOINTS.as_posix()}", marks)
            _add_files(writer, data)
            manifest = Manifest(
                **{name: getattr(manifest, name) for name in _SAID}, contents=tuple(writer.contents)
            )
            writer.close(manifest)
    return Made(path, path.stat().st_size, manifest)


_SAID = ("made_at", "nghisu", "engine", "migrations", "committees")


def keep_latest(count: int, folder: Path | None = None) -> list[Path]:
    """Remove all but the latest copies of a folder that bear the name we give them; returns those removed."""
    copies = sorted((folder or backups_folder()).glob(f"nghisu-*{ENDING}"))
    gone = copies[:-count] if count > 0 else []
    for path in gone:
        path.unlink()
    return gone


def _place(to: Path | None, name: str) -> Path:
    if to is None:
        return backups_folder() / name
    return to / name if to.is_dir() else to


def _must_have_room(folder: Path) -> None:
    needed = 2 * size_of_database() + (64 << 20)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BackupRefused(
            f"Ổ đĩa của {folder} chỉ còn {free >> 20} MB, cần khoảng {needed >> 20} MB để sao lưu. "
            "Hãy dọn bớt hoặc chọn nơi khác: nghisu backup THƯ-MỤC"
        )


def _add_files(writer: Writer, data: Path) -> None:
    for path in _files(data):
        relative = path.relative_to(data)
        # A file that went away meanwhile is no longer spoken of, or is one of those that come and go.
        with suppress(FileNotFoundError):
            writer.add(f"{FILES}{relative.as_posix()}", path)


def _files(data: Path) -> Iterator[Path]:
    """The files beside the database. What a link leads to is not ours to copy."""
    database = Path(str(connection.settings_dict["NAME"])).name if connection.vendor == "sqlite" else ""
    for path in sorted(data.rglob("*")):
        relative = path.relative_to(data)
        if (
            path.is_symlink()
            or not path.is_file()
            or relative.parts[0] in LEFT_OUT
            or relative == CHECKPOINTS
        ):
            continue
        if database and relative.as_posix() in {database, f"{database}-wal", f"{database}-shm"}:
            continue
        if any(part.startswith(".backup-") or part.endswith(".unfinished") for part in relative.parts):
            continue
        yield path
