"""The worker beside `nghisu serve`: there by itself, and gone with the server however that ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

LONGEST = 60  # seconds
ACCOUNT = (
    "import django; django.setup()\n"
    "from nghisu.accounts.models import User\n"
    "User.objects.create_user('an', 'mật khẩu dài để thử 2026')"
)


def workers_of(parent: int) -> list[int]:
    """The processes of a worker that a server has started."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if folder.name.isdecimal() and b"--beside" in words and str(parent).encode() in words:
            found.append(int(folder.name))
    return found


def waited_for(wanted: int, parent: int) -> bool:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        if len(workers_of(parent)) == wanted:
            return True
        time.sleep(0.2)
    return False


@pytest.mark.once
@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are found by /proc")
def test_the_worker_comes_with_the_server_and_goes_when_it_is_killed(own_installation):
    subprocess.run(
        [sys.executable, "-c", ACCOUNT],
        env=own_installation | {"DJANGO_SETTINGS_MODULE": "nghisu.config.settings"},
        check=True,
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "nghisu.cli.main", "serve", "--port", str(port)],
        env=own_installation,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert waited_for(1, server.pid)
        server.send_signal(signal.SIGKILL)
        server.wait()
        assert waited_for(0, server.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
