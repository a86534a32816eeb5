from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from nghisu.foundation import clock
from nghisu.foundation.actors import system_actor
from nghisu.foundation.audit import remember
from nghisu.foundation.backups.archive import DATABASE, FILES, Manifest, unpack
from nghisu.foundation.backups.databases import must_be_sound, replace_database
from nghisu.foundation.backups.making import ASIDE, LEFT_OUT
from nghisu.foundation.backups.refusals import BackupRefused
from nghisu.foundation.backups.running import alone
from nghisu.foundation.backups.schema import unknown_migrations
from nghisu.foundation.models import Committee

CONFIGURATION = "nghisu.toml"


def read_backup(path: Path) -> Manifest:
    """Check every byte of a copy without putting it back. Raises BackupRefused."""
    return unpack(path, None)


def restore_backup(path: Path, replace: bool = False) -> Manifest:
    """Put a copy in the place of the present data, checked whole before anything is touched, then bring it to this
    version. What stood there is set aside in a folder `before-restore-…`, with the configuration of this machine kept.

    Raises BackupRefused: for a broken copy, one of another engine or of a newer version, for a place that holds a
    committee already unless `replace`, and while a server is running.
    """
    data = Path(settings.NGHISU_DATA)
    data.mkdir(parents=True, exist_ok=True)
    with alone():
        if not replace and (names := _present_committees()):
            raise BackupRefused(
                f"Ở đây đã có dữ liệu của {', '.join(names)}. Muốn thay bằng bản sao lưu, hãy thêm --replace; "
                "dữ liệu cũ được giữ trong một thư mục riêng."
            )
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=data) as scratch:
            staged = Path(scratch)
            manifest = unpack(path, staged)
            _must_fit(manifest)
            must_be_sound(staged / DATABASE, manifest.engine)
            _exchange(staged, data)
        call_command("migrate", interactive=False, verbosity=0)
        with transaction.atomic():
            label = f"{path.name}, {manifest.made_at}"
            remember(
                system_actor(None), "installation.restored", label=label, after={"made_at": manifest.made_at}
            )
    return manifest


def _present_committees() -> list[str]:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(str(name)).exists():
        return []
    try:
        if Committee._meta.db_table not in connection.introspection.table_names():
            return []
        return list(Committee.objects.order_by("id").values_list("name", flat=True)[:3])
    except DatabaseError:
        return ["một cơ sở dữ liệu không đọc được"]


def _must_fit(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupRefused(
            f"Bản sao lưu là của {manifest.engine}, hệ thống này dùng {connection.vendor}. "
            "Hãy đặt thiết lập database cho đúng loại rồi chạy lại."
        )
    unknown = unknown_migrations(manifest.migrations)
    if unknown:
        raise BackupRefused(
            f"Bản sao lưu do phiên bản mới hơn ({manifest.nghisu}) tạo ra: {unknown[0]}. "
            "Hãy cài phiên bản ấy rồi khôi phục."
        )


def _exchange(staged: Path, data: Path) -> None:
    """Set the present files aside, then put those of the copy in their place; the database goes last."""
    aside = data / f"{ASIDE}-{clock.local(clock.server_now()):%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    if connection.vendor == "sqlite":
        _set_database_aside(aside)
    for present in sorted(data.iterdir()):
        if _moves(present.name, staged.name):
            present.rename(aside / present.name)
    if (aside / CONFIGURATION).exists():
        shutil.copy2(aside / CONFIGURATION, data / CONFIGURATION)
    files = staged / FILES.rstrip("/")
    for copied in sorted(files.iterdir()) if files.exists() else ():
        if copied.name == CONFIGURATION and (data / CONFIGURATION).exists():
            continue
        copied.rename(data / copied.name)
    replace_database(staged / DATABASE)
    if not any(aside.iterdir()):
        aside.rmdir()


def _set_database_aside(aside: Path) -> None:
    database = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    for name in (database.name, f"{database.name}-wal", f"{database.name}-shm"):
        present = database.with_name(name)
        if present.exists():
            os.link(
                present, aside / name
            )  # the same bytes under a second name, until the first is given away


def _moves(name: str, scratch: str) -> bool:
    """Whether something of the data folder gives way to the copy: not what runs, not other copies, not the database,
    which is exchanged by itself."""
    database = Path(str(connection.settings_dict["NAME"])).name if connection.vendor == "sqlite" else ""
    stays = {*LEFT_OUT, scratch}
    if database:
        stays |= {database, f"{database}-wal", f"{database}-shm"}
    return name not in stays and not name.startswith((ASIDE, ".backup-"))
