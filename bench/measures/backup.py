"""A copy of one gigabyte, half of it rows and half of it files, made and put back: seconds of each."""

from __future__ import annotations

import os
import time
from pathlib import Path
from random import Random

HALF = 512 << 20  # bytes
ROW = 16_000  # bytes of a row's payload
FILE = 4 << 20  # bytes of a file


def measure() -> dict[str, float]:
    """`backup_s` and `restore_s` with the sizes that were copied, in megabytes."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from nghisu.foundation.backups import make_backup, restore_backup
    from nghisu.foundation.models import Outgoing

    call_command("migrate", interactive=False, verbosity=0)
    data = Path(settings.NGHISU_DATA)
    _fill_rows()
    _fill_files(data / "texts")
    rows = Outgoing.objects.count()
    began = time.perf_counter()
    made = make_backup()
    backed_up = time.perf_counter() - began
    connection.close()
    began = time.perf_counter()
    restore_backup(made.path, replace=True)
    restored = time.perf_counter() - began
    if Outgoing.objects.count() != rows:
        raise AssertionError("rows were lost on the way")
    return {
        "backup_s": round(backed_up, 2),
        "restore_s": round(restored, 2),
        "data_mb": round(sum(one.size for one in made.manifest.contents) / (1 << 20)),
        "backup_mb": round(made.size / (1 << 20)),
    }


def _fill_rows() -> None:
    """Rows with text that packs about as well as people's does."""
    from nghisu.foundation import clock
    from nghisu.foundation.models import Outgoing

    random = Random(20260310)  # noqa: S311  figures to be had again, not secrets
    now = clock.server_now()
    for start in range(0, HALF // ROW, 500):
        Outgoing.objects.bulk_create(
            Outgoing(
                channel="bench",
                key=str(start + n),
                payload={"text": random.randbytes(ROW // 2).hex()},
                state=Outgoing.State.DONE,
                put_at=now,
            )
            for n in range(500)
        )


def _fill_files(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(HALF // FILE):
        (folder / f"{number}.bin").write_bytes(os.urandom(FILE))
