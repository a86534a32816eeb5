"""Installations that stand apart from the test's own database, and the command line run on them."""

from __future__ import annotations

import lzma
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SAVED = Path(__file__).with_name("saved")
"""Databases of earlier landings, made by their own demonstration, one of each engine."""


def nghisu(environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nghisu.cli.main", *words],
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def asked(environment: Mapping[str, str], program: str) -> str:
    """What a few lines of Python print that look at the installation, all committees together."""
    head = (
        "import django; django.setup()\nfrom django_scopes import scopes_disabled\nwith scopes_disabled():\n"
    )
    body = "".join(f"    {line}\n" for line in program.strip().splitlines())
    done = subprocess.run(
        [sys.executable, "-c", head + body],
        env=dict(environment) | {"DJANGO_SETTINGS_MODULE": "nghisu.config.settings"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


COUNTS = """
from nghisu.accounts.models import User
from nghisu.directory.models import Person
from nghisu.foundation.models import AuditRecord
from nghisu.programme.models import Entry
from nghisu.rulebook.models import Deadline
print(Entry.objects.count(), Deadline.objects.count(), Person.objects.count(), User.objects.count())
"""


def lay_saved(environment: Mapping[str, str], landing: str) -> None:
    """Put the database of an earlier landing into an empty installation."""
    folder = Path(environment["NGHISU_DATA"])
    folder.mkdir(parents=True, exist_ok=True)
    if "NGHISU_DATABASE" in environment:
        text = lzma.decompress((SAVED / f"{landing}.postgresql.sql.xz").read_bytes())
        subprocess.run(
            ["psql", "--quiet", "--set=ON_ERROR_STOP=1", environment["NGHISU_DATABASE"]],
            input=text,
            env=os.environ,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    else:
        (folder / "nghisu.sqlite3").write_bytes(
            lzma.decompress((SAVED / f"{landing}.sqlite3.xz").read_bytes())
        )
