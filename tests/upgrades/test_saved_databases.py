"""A database of an earlier landing comes to this version, and its copy can be put back (TRUST 13, 26)."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import installation
from tests.upgrades.places import COUNTS, asked, lay_saved, nghisu

pytestmark = pytest.mark.usefixtures("db")  # runs on both databases, each with installations of its own

STEP_1 = ("114", "1173", "1514")
"""What the first landing's demonstration held: conferences, duties, people."""


@pytest.fixture
def of_step_1(tmp_path: Path) -> Iterator[dict[str, str]]:
    with installation(tmp_path / "old") as environment:
        lay_saved(environment, "step-1")
        yield environment


def test_the_database_of_the_first_landing_is_upgraded_with_a_copy_made_before_and_goes_on_where_it_was_interrupted(
    of_step_1,
):
    """Killed after a step: what it did is whole, and the next run does the rest."""
    first = (
        "from django.core.management import call_command\n"
        "import os, signal\n"
        "call_command('migrate', 'notices', '0001', verbosity=0)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{first}"],
        env=of_step_1 | {"DJANGO_SETTINGS_MODULE": "nghisu.config.settings"},
        check=False,
    )
    assert killed.returncode < 0
    done = nghisu(of_step_1, "upgrade", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert "notices.0001_initial" not in answer["migrations"]
    assert "conferences.0001_conferences" in answer["migrations"]
    assert Path(answer["backup"]).exists()
    assert tuple(asked(of_step_1, COUNTS).split()[:3]) == STEP_1
    assert "nguyên vẹn" in nghisu(of_step_1, "verify-audit").stderr
    again = json.loads(nghisu(of_step_1, "upgrade", "--json").stdout)
    assert again == {"migrations": [], "backup": None}


@pytest.mark.once  # what it asks of the database is asked above
def test_the_server_brings_old_data_to_this_version_before_it_looks_at_the_accounts(of_step_1):
    """What an older version kept in other columns is asked for only when the columns are there."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "nghisu.cli.main", "serve", "--no-worker", "--port", str(port)],
        env=of_step_1,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stderr is not None
            assert any("Nghị Sự: http://" in line for line in server.stderr)
        finally:
            server.terminate()
    assert json.loads(nghisu(of_step_1, "upgrade", "--json").stdout)["migrations"] == []


@pytest.mark.once  # a copy is put back on both databases in tests/cli/test_backups.py
def test_the_copy_of_the_first_landing_is_put_back_elsewhere_and_comes_to_this_version(of_step_1, tmp_path):
    """A copy made of old data before anything was upgraded, restored into an empty installation."""
    copy = tmp_path / "step-1.nghisu-backup"
    assert nghisu(of_step_1, "backup", str(copy)).returncode == 0
    with installation(tmp_path / "new") as elsewhere:
        done = nghisu(elsewhere, "restore", str(copy), "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["committees"] == ["Thành ủy Hà Nội", "Đảng ủy phường Hoàn Kiếm"]
        assert tuple(asked(elsewhere, COUNTS).split()[:3]) == STEP_1
        assert json.loads(nghisu(elsewhere, "upgrade", "--json").stdout)["migrations"] == []


def test_a_database_that_a_newer_version_has_been_at_is_left_alone(own_installation):
    asked(
        own_installation,
        "from django.db.migrations.recorder import MigrationRecorder\n"
        "MigrationRecorder.Migration.objects.create(app='programme', name='9999_from_the_future')",
    )
    done = nghisu(own_installation, "upgrade")
    assert done.returncode == 2
    assert "9999_from_the_future" in done.stderr
