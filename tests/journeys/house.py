"""The demonstration, built once and served as `nghisu serve` does it; what is in it is asked of its database."""

from __future__ import annotations

import os
import random
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

NGHISU = Path(sys.executable).with_name("nghisu")
CHECKOUT = Path(__file__).resolve().parents[2]
PASSWORD = "hoi-nghi-mau-2026"
"""As the sign-in page of the demonstration shows it."""
CITY = "ha-noi"
WARD = "phuong-hoan-kiem"
PATIENCE = 60
"""Seconds to wait for the server's first answer on a machine that is busy with other things."""


@dataclass(slots=True)
class House:
    """A served demonstration. `states` holds the cookies of each account that has signed in; `draft` is a file that
    was read in and waits to be corrected (0 until somebody read one)."""

    base: str
    data: Path
    states: dict[str, Any] = field(default_factory=dict)
    draft: int = 0

    def rows(self, question: str, *parts: Any) -> list[tuple[Any, ...]]:
        """The answer of the database, which is only read."""
        with closing(sqlite3.connect(f"file:{self.data / 'nghisu.sqlite3'}?mode=ro", uri=True)) as database:
            return database.execute(question, parts).fetchall()

    def value(self, question: str, *parts: Any) -> Any:
        """The first column of the first row. Raises IndexError where there is none."""
        return self.rows(question, *parts)[0][0]

    def conference(self, kind: str, day: str, committee: str = CITY) -> int:
        """The id of the conference of a kind that opens on a day (in UTC, yyyy-mm-dd)."""
        return int(
            self.value(
                "SELECT e.id FROM programme_entry e JOIN foundation_committee c ON c.id = e.committee_id"
                " WHERE c.code = ? AND e.kind = ? AND e.opening LIKE ? ORDER BY e.opening",
                committee,
                kind,
                f"{day}%",
            )
        )

    def duty(self, conference: int, act: str) -> int:
        """The id of a duty of a conference."""
        return int(
            self.value(
                "SELECT d.id FROM rulebook_deadline d JOIN programme_entry e ON e.subject_id = d.subject_id"
                " WHERE e.id = ? AND d.act = ?",
                conference,
                act,
            )
        )


@contextmanager
def open_house(data: Path) -> Iterator[House]:
    """Build the demonstration in a folder and serve it on a free port until the end of the block."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NGHISU_")}
    environment |= {"NGHISU_DATA": str(data), "DJANGO_SETTINGS_MODULE": "nghisu.config.settings"}
    data.mkdir(parents=True, exist_ok=True)
    with (data / "demo.log").open("wb") as log:
        subprocess.run(
            [NGHISU, "demo"], check=True, env=environment, cwd=CHECKOUT, stdout=log, stderr=log, timeout=300
        )
    with serve(data, environment) as house:
        yield house


@contextmanager
def serve(data: Path, environment: Mapping[str, str]) -> Iterator[House]:
    """Serve what is in a folder on a free port until the end of the block."""
    port = free_port()
    with (data / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            [NGHISU, "serve", "--port", str(port)], env=environment, cwd=CHECKOUT, stdout=log, stderr=log
        )
        try:
            house = House(f"http://localhost:{port}", data)
            wait_for(f"{house.base}/dang-nhap/", server, data)
            yield house
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    """A port below those that the machine hands out by itself, on which nobody listens."""
    for port in random.SystemRandom().sample(range(20_000, 32_000), 200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise OSError("no free port")


def wait_for(address: str, server: subprocess.Popen[bytes], data: Path) -> None:
    """Until the server answers. Raises RuntimeError with what it said when it ends instead."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=5):  # noqa: S310  our own server
                return
        except (URLError, OSError):
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError((data / "serve.log").read_text(encoding="utf-8", errors="replace"))
