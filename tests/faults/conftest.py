from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest


@pytest.fixture
def own_installation(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation of its own, migrated: its data folder, and on PostgreSQL its database."""
    environment = os.environ | {"NGHISU_DATA": str(tmp_path), "NGHISU_DEMO": "1"}
    server = os.environ.get("NGHISU_DATABASE")
    name = f"faults_{uuid4().hex[:12]}"
    if server:
        base, _, _ = server.rpartition("/")
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        environment["NGHISU_DATABASE"] = f"{base}/{name}"
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "nghisu.config.settings"},
        check=True,
    )
    yield environment
    if server:
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
