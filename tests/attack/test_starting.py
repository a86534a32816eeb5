"""What may stand in the way of a start: each is said in a sentence with its way out, and nothing is half begun."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def run(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("NGHISU", "DJANGO", "PORT"))
    }
    return subprocess.run(
        [sys.executable, "-m", "nghisu.cli.main", *words],
        env=environment | {"NGHISU_DATA": str(folder)} | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The sentence of a refusal."""
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"demo = [", "nghisu.toml"),
        (b"demo = true\n\xff\xfe", "nghisu.toml"),
        (b'demo = "false"', "demo = true"),
        (b"hosts = 5", "hosts = ["),
        (b'hosts = "nghisu.vn"', "hosts = ["),
        (b"proxies = [1]", "proxies = ["),
        (b'database = "postgresql://nghisu@db:abc/x"', "postgresql://"),
    ],
    ids=lambda value: value.decode("latin-1") if isinstance(value, bytes) else "",
)
def test_a_configuration_that_cannot_be_used_is_refused_before_anything_is_made(tmp_path, written, said):
    (tmp_path / "nghisu.toml").write_bytes(written)
    assert said in refused(run(tmp_path, "serve"))
    assert not (tmp_path / "nghisu.sqlite3").exists()


def test_a_folder_that_cannot_be_written_is_named_with_the_way_out(tmp_path):
    (tmp_path / "a-file").write_text("")
    assert "a-file" in refused(run(tmp_path / "a-file" / "data", "serve"))


def test_without_data_the_server_does_not_open_and_says_how_to_begin(tmp_path):
    assert "nghisu demo" in refused(run(tmp_path, "serve"))
    assert not (tmp_path / "nghisu.sqlite3").exists()  # or the demonstration would then refuse the folder


@pytest.mark.parametrize("command", ["serve", "verify-audit"])
def test_a_file_that_is_no_database_is_said(tmp_path, command):
    (tmp_path / "nghisu.sqlite3").write_bytes(b"not a database at all " * 100)
    assert "cơ sở dữ liệu" in refused(run(tmp_path, command))


def test_a_trail_that_was_never_begun_is_said(tmp_path):
    assert "cơ sở dữ liệu" in refused(run(tmp_path, "verify-audit"))


def test_an_address_of_another_machine_is_not_called_a_port_in_use(furnished_folder):
    said = refused(run(furnished_folder, "serve", "--host", "192.0.2.1"))
    assert "192.0.2.1" in said
    assert "chương trình khác" not in said


def test_a_port_in_use_is_called_so(furnished_folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert "chương trình khác" in refused(
            run(furnished_folder, "serve", "--port", str(other.getsockname()[1]))
        )


def test_the_demonstration_is_not_put_among_the_rows_of_an_office(furnished_folder, tmp_path):
    """The data folder is empty, or says that it is a demonstration: the rows say that it is an office."""
    program = (
        "import django; django.setup()\n"
        "from nghisu.foundation.models import Committee\n"
        "Committee.objects.update(is_demo=False)\n"
    )
    environment = os.environ | {
        "NGHISU_DATA": str(furnished_folder),
        "DJANGO_SETTINGS_MODULE": "nghisu.config.settings",
    }
    environment.pop("NGHISU_DATABASE", None)
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    assert "dữ liệu thật" in refused(run(furnished_folder, "demo", NGHISU_DEMO="1"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_an_answer_that_cannot_be_written_is_said():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "nghisu.cli.main", "explain", "5609 II/II/2.1/b2"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Không đọc hoặc ghi được" in done.stderr


@pytest.fixture
def furnished_folder(_furnished_once: Path, tmp_path: Path) -> Path:
    """A demonstration with one committee and one account, and nothing else."""
    return Path(shutil.copytree(_furnished_once, tmp_path / "demo"))


@pytest.fixture(scope="module")
def _furnished_once(_migrated_installation: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("furnished") / "demo"
    shutil.copytree(_migrated_installation["NGHISU_DATA"], folder)
    (folder / "nghisu.toml").write_text("demo = true\n", encoding="utf-8")
    program = (
        "import django; django.setup()\n"
        "from nghisu.accounts.models import User\n"
        "from nghisu.foundation.models import Committee\n"
        "Committee.objects.create(code='a', name='A', short_name='A', is_demo=True)\n"
        "User.objects.create_user('a', persona='A')\n"
    )
    environment = os.environ | {
        "NGHISU_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "nghisu.config.settings",
    }
    environment.pop("NGHISU_DATABASE", None)
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    return folder
