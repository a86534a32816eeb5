"""`nghisu worker`: sends what is put out and does the jobs of the schedule."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import click

from nghisu.cli import django

if TYPE_CHECKING:
    from nghisu.foundation.outbox import Worker

LOOK = 1.0  # seconds between two looks whether the server that started this worker still runs
GIVES_WAY = 5  # how far the worker gives way to the pages that people wait for


@click.command(
    help="Gửi thư, chạy việc theo lịch. Chạy đến khi dừng; mấy tiến trình cùng chạy cũng được.",
)
@click.option("--once", is_flag=True, help="Làm hết những gì đang chờ rồi thoát.")
@click.option("--beside", type=int, hidden=True, help="Dừng khi tiến trình này không còn.")
def worker(once: bool, beside: int | None) -> None:
    django.start()
    from nghisu.config.checks import UnsafeConfiguration, has_accounts, refuse_unsafe
    from nghisu.foundation.backups import BackupRefused, at_work
    from nghisu.foundation.backups.schema import pending_migrations

    with django.said_plainly():
        if not has_accounts():
            click.echo("Chưa có dữ liệu để làm việc: hãy chạy nghisu init hoặc nghisu demo trước.", err=True)
            sys.exit(2)
        try:
            refuse_unsafe()
        except UnsafeConfiguration as refusal:
            click.echo(str(refusal), err=True)
            sys.exit(2)
        if pending_migrations():
            click.echo("Dữ liệu thuộc phiên bản cũ. Hãy chạy nghisu upgrade rồi chạy lại.", err=True)
            sys.exit(2)
    try:
        with at_work():
            _work(once, beside)
    except BackupRefused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(2)


def _work(once: bool, beside: int | None) -> None:
    from nghisu.foundation.outbox import Worker

    os.nice(GIVES_WAY)
    one = Worker()
    if once:
        with django.said_plainly():
            done = one.drain()
        click.echo(f"Đã làm xong {done} việc.", err=True)
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: one.stop())
    if beside is not None:
        threading.Thread(target=_stop_with, args=(one, beside), daemon=True).start()
    else:
        click.echo("Đang gửi thư và chạy việc theo lịch. Bấm Ctrl+C để dừng.", err=True)
    one.run()


def _stop_with(one: Worker, parent: int) -> None:
    """Stop when the process that started this one is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(LOOK)
    one.stop()
