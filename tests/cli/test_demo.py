"""`nghisu demo`: one command makes the demonstration; asked again it keeps what is there."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("NGHISU", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, "-m", "nghisu.cli.main", *arguments],
        env=environment | {"NGHISU_DATA": str(folder), "PYTHONPATH": "src"} | variables,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture(scope="module")
def first(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(folder, "demo", "--json")


def asked(folder: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "nghisu.sqlite3") as connection:
        return connection.execute(question).fetchall()


def test_it_prints_what_it_made_as_json_and_its_progress_beside(first, folder):
    assert first.returncode == 0, first.stderr
    made = json.loads(first.stdout)
    assert made["created"] is True
    assert made["clock"] == "2026-03-10T07:30:00+07:00"
    assert made["committees"] == ["Thành ủy Hà Nội", "Đảng ủy phường Hoàn Kiếm"]
    assert made["people"] > 1400
    assert "Chương trình công tác năm 2026" in first.stderr
    assert "demo = true" in (folder / "nghisu.toml").read_text(encoding="utf-8")


def test_the_96_conferences_of_the_sheet_stand_in_the_programme(first, folder):
    ((count,),) = asked(
        folder,
        "SELECT count(*) FROM programme_entry e JOIN programme_programme p ON e.programme_id = p.id"
        " JOIN foundation_committee c ON p.committee_id = c.id WHERE c.code = 'ha-noi'",
    )
    assert count == 96
    ((unknown,),) = asked(
        folder, "SELECT count(*) FROM programme_entry WHERE preparing_id IS NULL OR room_id IS NULL"
    )
    assert unknown == 0


def test_a_second_run_keeps_what_people_changed(first, folder):
    with sqlite3.connect(folder / "nghisu.sqlite3") as connection:
        connection.execute(
            "UPDATE programme_entry SET title = 'Đổi tên' WHERE number = 21 AND kind = 'ban-thuong-vu'"
        )
        connection.execute("UPDATE foundation_standingclock SET stands_at = '2026-03-12 02:00:00'")
    before = asked(folder, "SELECT count(*) FROM foundation_auditrecord")
    again = run(folder, "demo", "--json")
    made = json.loads(again.stdout)
    assert made["created"] is False
    assert made["clock"] == "2026-03-12T09:00:00+07:00"
    assert made["conferences"] == json.loads(first.stdout)["conferences"]
    assert asked(folder, "SELECT count(*) FROM programme_entry WHERE title = 'Đổi tên'") == [(1,)]
    assert asked(folder, "SELECT count(*) FROM foundation_auditrecord") == before


def test_its_audit_trail_verifies(first, folder):
    assert run(folder, "verify-audit").returncode == 0


def test_a_folder_of_an_office_at_work_is_left_alone(tmp_path):
    (tmp_path / "nghisu.toml").write_text('hosts = ["nghisu.example"]\n', encoding="utf-8")
    refused = run(tmp_path, "demo")
    assert refused.returncode == 2
    assert "NGHISU_DATA=" in refused.stderr
    assert not (tmp_path / "nghisu.sqlite3").exists()


def test_a_database_that_is_no_demonstration_is_left_alone(tmp_path):
    (tmp_path / "nghisu.sqlite3").write_bytes(b"")
    refused = run(tmp_path, "demo")
    assert refused.returncode == 2
    assert not (tmp_path / "nghisu.toml").exists()


def test_two_conferences_are_in_preparation_and_a_scheme_goes_from_the_one_to_the_other(first, folder):
    codes = asked(
        folder,
        "SELECT f.code, t.code FROM conferences_agendaitem i"
        " JOIN conferences_conference f ON f.id = i.conference_id"
        " JOIN conferences_agendaitem j ON j.id = i.follows_id"
        " JOIN conferences_conference t ON t.id = j.conference_id",
    )
    assert codes == [("DEMO-BCH", "DEMO-BTV")]
