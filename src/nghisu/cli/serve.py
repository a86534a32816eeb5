"""`nghisu serve`: the web server."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from nghisu.cli import django

if TYPE_CHECKING:
    from granian.server.mp import MPServer

THREADS = 4
"""Threads of one process: enough to let a slow query wait without holding the others up."""

WORKER_REST = 10.0
"""Seconds from one start of the worker to the next, when it does not stay up."""


@click.command(help="Chạy máy chủ web.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option(
    "--port",
    default=8000,
    envvar="PORT",
    show_default=True,
    show_envvar=True,
    type=click.IntRange(1, 65535),
    help="Cổng lắng nghe.",
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 32), help="Số tiến trình trả lời."
)
@click.option(
    "--worker/--no-worker",
    default=True,
    show_default=True,
    help="Chạy kèm tiến trình gửi thư và việc theo lịch; tắt khi đã có nghisu worker chạy riêng.",
)
@click.option(
    "--tls", is_flag=True, help="Dùng https với chứng thư do nghisu certificate tạo trong thư mục dữ liệu."
)
def serve(host: str, port: int, workers: int, worker: bool, tls: bool) -> None:
    os.environ["PORT"] = str(port)  # the demonstration says in letters and codes at which port it is
    django.start()
    from django.conf import settings

    from nghisu.config.checks import (
        UnsafeConfiguration,
        has_accounts,
        refuse_unsafe,
        refuse_unsafe_settings,
    )

    with django.said_plainly():
        if not has_accounts():
            click.echo(
                f"Trong {settings.NGHISU_DATA} chưa có dữ liệu, nên chưa ai đăng nhập được. "
                "Để khởi tạo cấp ủy của mình, hãy chạy: nghisu init. "
                "Để xem với dữ liệu minh họa, hãy chạy: nghisu demo",
                err=True,
            )
            sys.exit(2)
    hindrance = _hindrance(host, port)
    if hindrance:
        click.echo(hindrance, err=True)
        sys.exit(2)
    with django.said_plainly():
        try:
            refuse_unsafe_settings()
            _bring_up_to_date()  # before the accounts are looked at: an older version kept them in other columns
            refuse_unsafe()
        except UnsafeConfiguration as refusal:
            click.echo(str(refusal), err=True)
            sys.exit(2)
    certificate = _certificate() if tls else None
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::"} else host  # noqa: S104  only compared
    click.echo(f"\n  Nghị Sự: {'https' if tls else 'http'}://{shown}:{port}\n", err=True)
    if settings.NGHISU_DEMO:
        from nghisu.accounts.demonstration import printed_accounts

        click.echo(printed_accounts(), err=True)
    with _at_work():
        if worker:
            WorkerBeside().start()
        _server(host, port, workers, certificate).serve()


def _certificate() -> tuple[Path, Path]:
    """The server's certificate and key, made before by `nghisu certificate`."""
    from django.conf import settings

    from nghisu.foundation.certificates import certificate_files

    files = certificate_files(settings.NGHISU_DATA)
    if files is None:
        click.echo("Chưa có chứng thư. Hãy tạo trước: nghisu certificate TÊN-MÁY", err=True)
        sys.exit(2)
    return files


def _server(host: str, port: int, workers: int, certificate: tuple[Path, Path] | None) -> MPServer:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "nghisu.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        websockets=False,
        ssl_cert=certificate[0] if certificate else None,
        ssl_key=certificate[1] if certificate else None,
    )
    return cast("MPServer", server)  # what it is wherever Python has its global lock


def _bring_up_to_date() -> None:
    """A new version on old data: a copy first, then the new columns. A demonstration needs no copy."""
    from django.conf import settings

    from nghisu.foundation.backups import BackupRefused, upgrade_database

    try:
        done = upgrade_database(with_backup=not settings.NGHISU_DEMO)
    except BackupRefused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(2)
    if done.backup is not None:
        click.echo(f"Đã nâng cấp dữ liệu; bản trước khi nâng cấp: {done.backup.path}", err=True)


@contextmanager
def _at_work() -> Iterator[None]:
    """Say that a server works on these data, so that nobody exchanges them meanwhile."""
    from nghisu.foundation.backups import BackupRefused, at_work

    try:
        with at_work():
            yield
    except BackupRefused as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(2)


class WorkerBeside(threading.Thread):
    """Keeps `nghisu worker` running in a process of its own, which ends with this one however this one ends."""

    def __init__(self) -> None:
        super().__init__(name="worker-beside", daemon=True)

    def run(self) -> None:
        command = [sys.executable, "-m", "nghisu.cli.main", "worker", "--beside", str(os.getpid())]
        while True:
            began = time.monotonic()
            code = subprocess.Popen(command, stdin=subprocess.DEVNULL).wait()  # noqa: S603  our own program
            if code in {0, -signal.SIGTERM, -signal.SIGINT}:
                return
            click.echo("Tiến trình gửi thư đã dừng bất thường, đang chạy lại.", err=True)
            time.sleep(max(0.0, WORKER_REST - (time.monotonic() - began)))


def _hindrance(host: str, port: int) -> str:
    """Why nobody can listen there, and what to do; empty when one can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                return f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác: PORT={port + 1} make run"
            return (
                f"Không lắng nghe được ở {host}, cổng {port}: {problem.strerror}. Hãy sửa --host hoặc PORT."
            )
    return ""
