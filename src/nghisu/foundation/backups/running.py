"""Who works on the data folder: a server or a worker holds a lock while it runs, a restore wants it alone."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from nghisu.foundation.backups.refusals import BackupRefused


@contextmanager
def at_work() -> Iterator[None]:
    """Held by every process that serves or works; several hold it together. Raises BackupRefused during a restore."""
    with _locked(fcntl.LOCK_SH, "Đang khôi phục hoặc nâng cấp dữ liệu. Hãy chờ xong rồi chạy lại."):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Held by whoever exchanges the data. Raises BackupRefused while somebody is at work on them."""
    with _locked(fcntl.LOCK_EX, "Nghị Sự đang chạy trên thư mục dữ liệu này. Hãy dừng máy chủ rồi chạy lại."):
        yield


@contextmanager
def _locked(how: int, refusal: str) -> Iterator[None]:
    folder = Path(settings.NGHISU_DATA) / "run"
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "at-work.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise BackupRefused(refusal) from problem
        yield
    finally:
        os.close(handle)
