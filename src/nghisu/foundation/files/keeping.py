"""Keeping what arrived: renamed into place durably, then named by a row in the transaction of the act."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.db import connection, transaction

from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.files.arrival import Arrived
from nghisu.foundation.kept_files import keep_file, path_of
from nghisu.foundation.models import StoredFile


def keep_arrived(by: Actor, arrived: Arrived) -> StoredFile:
    """Keep a file in the actor's committee. A row that is not committed after all leaves a file nobody names.

    Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a file is kept in the transaction of its act")
    name = uuid4().hex
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    arrived.path.replace(path)
    _settle(path.parent)
    return StoredFile.objects.create(
        committee_id=by.tenant,
        name=arrived.name,
        kind=arrived.kind.value,
        media_type=arrived.kind.media_type,
        size=arrived.size,
        sha256=arrived.sha256,
        pages=arrived.pages,
        stored=name,
        at=clock.now(),
        by_name=by.name,
    )


def keep_made(content: bytes) -> str:
    """Keep what the house made of a file itself, a drawn page, say; returns its name in the folder of files."""
    return keep_file(content)


def forget_file(file: StoredFile) -> None:
    """Remove a file that nothing names any more: its row now, its bytes once that is sure."""
    path = path_of(file.stored)
    file.delete()
    transaction.on_commit(partial(path.unlink, missing_ok=True))


def _settle(folder: Path) -> None:
    """Make the names of a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
