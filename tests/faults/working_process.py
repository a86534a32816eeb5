"""A worker that writes each row it does into a file, slowly, until it is killed: what the test of the worker kills.

`python working_process.py soundly FILE COUNT` says that a row is done after it was; `… early …` before, as a broken
build would: what it said stands in FILE.said a second before it is done. With COUNT it first puts out so many rows;
it ends when none is left.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta


def note(file: str, key: str) -> None:
    """A line that outlives a kill."""
    ledger = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(ledger, f"{key}\n".encode())
    os.fsync(ledger)
    os.close(ledger)


def main() -> None:
    how, file, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.environ["DJANGO_SETTINGS_MODULE"] = "nghisu.config.settings"
    import django

    django.setup()
    from django.db import transaction

    from nghisu.foundation.actors import system_actor
    from nghisu.foundation.models import Outgoing
    from nghisu.foundation.outbox import Item, Worker, channel, put_out_each

    @channel("ledger", lease=timedelta(seconds=2), batch=10)
    def write(row: Outgoing) -> None:
        if how == "early":
            Outgoing.objects.filter(pk=row.pk).update(state=Outgoing.State.DONE)
            note(f"{file}.said", row.key)
            time.sleep(1)
        note(file, row.key)
        time.sleep(0.02)

    if count:
        with transaction.atomic():
            put_out_each(
                system_actor(None), "ledger", [Item(payload={}, key=str(number)) for number in range(count)]
            )
    worker = Worker(only=frozenset({"ledger"}))
    while Outgoing.objects.filter(channel="ledger", state=Outgoing.State.WAITING).exists():
        if not worker.drain():
            time.sleep(0.2)


if __name__ == "__main__":
    main()
