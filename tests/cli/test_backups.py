"""A copy of everything in one command, put back in one; a byte that is missing or changed is found (TRUST 13)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import installation
from tests.upgrades.places import asked, nghisu

pytestmark = pytest.mark.usefixtures("db")  # runs on both databases, each with installations of its own

MAKE = """
from nghisu.foundation.models import Committee
from nghisu.foundation.actors import system_actor
from nghisu.foundation.audit import remember, seal_pending
from django.db import transaction
with transaction.atomic():
    committee = Committee.objects.create(code='ven-song', name='Đảng ủy Ven Sông', short_name='Ven Sông', is_demo=True)
    remember(system_actor(None), 'demo.created', committee)
seal_pending()
"""
NAMES = (
    "from nghisu.foundation.models import Committee\nprint(*Committee.objects.values_list('name', flat=True))"
)


@pytest.fixture(scope="module")
def office(
    _migrated_installation: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """An office with a committee, a sealed trail and a file, which stand again after every test."""
    with installation(tmp_path_factory.mktemp("office"), like=_migrated_installation) as environment:
        asked(environment, MAKE)
        files = Path(environment["NGHISU_DATA"]) / "texts"
        files.mkdir()
        (files / "a.bin").write_bytes(bytes(range(256)) * 4_000)
        yield environment


@pytest.fixture(scope="module")
def made(office: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its copy, made once."""
    path = tmp_path_factory.mktemp("made") / "copy.nghisu-backup"
    done = nghisu(office, "backup", str(path), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["committees"] == ["Đảng ủy Ven Sông"]
    return path


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """The copy, for a test to spoil."""
    return Path(shutil.copy(made, tmp_path / made.name))


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with installation(tmp_path_factory.mktemp("elsewhere") / "data") as environment:
        yield environment


def test_what_was_copied_is_there_again_database_files_keys_and_a_trail_that_verifies(
    copy, office, elsewhere
):
    done = nghisu(elsewhere, "restore", str(copy))
    assert done.returncode == 0, done.stderr
    assert asked(elsewhere, NAMES) == "Đảng ủy Ven Sông"
    there, here = Path(elsewhere["NGHISU_DATA"]), Path(office["NGHISU_DATA"])
    for name in ("texts/a.bin", "secret.key", "audit/signing.key"):
        assert (there / name).read_bytes() == (here / name).read_bytes()
    assert "nguyên vẹn" in nghisu(elsewhere, "verify-audit").stderr


@pytest.mark.once
def test_a_copy_is_readable_by_its_owner_alone(made):
    assert made.stat().st_mode & 0o077 == 0


@pytest.mark.once
def test_only_the_latest_copies_are_kept_when_asked(office, tmp_path):
    folder = tmp_path / "nightly"
    folder.mkdir()
    for old in ("20240101-000000", "20240102-000000"):
        (folder / f"nghisu-{old}.nghisu-backup").write_bytes(b"old")
    (folder / "of-somebody-else.txt").write_bytes(b"not ours")
    done = nghisu(office, "backup", str(folder), "--keep", "2", "--json")
    assert json.loads(done.stdout)["removed"] == ["nghisu-20240101-000000.nghisu-backup"]
    assert (folder / "of-somebody-else.txt").exists()


@pytest.mark.once
def test_a_copy_cut_by_its_last_byte_is_refused_and_nothing_is_touched(copy, elsewhere):
    copy.write_bytes(copy.read_bytes()[:-1])
    done = nghisu(elsewhere, "restore", str(copy))
    assert done.returncode == 2
    assert "cắt cụt" in done.stderr
    assert not (Path(elsewhere["NGHISU_DATA"]) / "texts").exists()


@pytest.mark.once
@pytest.mark.parametrize("where", [0.05, 0.5, 0.95])
def test_a_changed_byte_anywhere_is_found(copy, elsewhere, where):
    body = bytearray(copy.read_bytes())
    body[int(len(body) * where)] ^= 0x10
    copy.write_bytes(body)
    done = nghisu(elsewhere, "restore", str(copy), "--check")
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.once
def test_the_untouched_copy_passes_the_same_check(copy, elsewhere):
    """The control of the two above."""
    done = nghisu(elsewhere, "restore", str(copy), "--check", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["restored"] is False


def test_an_office_is_not_overwritten_unless_it_is_said_and_then_is_kept_aside(copy, office):
    asked(
        office, "from nghisu.foundation.models import Committee\nCommittee.objects.update(name='Tên đã sửa')"
    )
    refused = nghisu(office, "restore", str(copy))
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert asked(office, NAMES) == "Tên đã sửa"
    done = nghisu(office, "restore", str(copy), "--replace")
    assert done.returncode == 0, done.stderr
    assert asked(office, NAMES) == "Đảng ủy Ven Sông"
    assert list(Path(office["NGHISU_DATA"]).glob("before-restore-*"))


def test_nobody_restores_under_a_running_server(copy, office):
    hold = (
        "import django; django.setup()\n"
        "import subprocess, sys\n"
        "from nghisu.foundation.backups import at_work\n"
        "with at_work():\n"
        "    done = subprocess.run([sys.executable, '-m', 'nghisu.cli.main', 'restore', sys.argv[1], '--replace'],"
        " capture_output=True, text=True)\n"
        "print(done.returncode, done.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", hold, str(copy)],
        env=office | {"DJANGO_SETTINGS_MODULE": "nghisu.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("2 ")
    assert "dừng máy chủ" in done.stdout


def test_a_copy_from_a_newer_version_is_refused(own_installation, elsewhere, tmp_path):
    asked(
        own_installation,
        "from django.db.migrations.recorder import MigrationRecorder\n"
        "MigrationRecorder.Migration.objects.create(app='programme', name='9999_from_the_future')",
    )
    path = tmp_path / "newer.nghisu-backup"
    assert nghisu(own_installation, "backup", str(path)).returncode == 0
    done = nghisu(elsewhere, "restore", str(path))
    assert done.returncode == 2
    assert "mới hơn" in done.stderr


@pytest.mark.once
def test_a_file_that_is_no_copy_is_said_to_be_none(elsewhere, tmp_path):
    path = tmp_path / "x.nghisu-backup"
    path.write_bytes(b"nothing of the kind")
    done = nghisu(elsewhere, "restore", str(path))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
