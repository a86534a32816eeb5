"""`nghisu compare-editions`, run as a person runs it, without a database."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMME = ROOT / "src/nghisu/cli/demo/data/chuong-trinh-cong-tac-2026.xlsx"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nghisu.cli.main", "compare-editions", *map(str, arguments)]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": "", "DJANGO_SETTINGS_MODULE": "no.such.settings"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture
def stricter(tmp_path):
    """A copy of 5609 in which the documents and invitations of Ban Chấp hành leave ten working days before."""
    folder = tmp_path / "5609-moi"
    shutil.copytree(ROOT / "regulations/5609-qd-tu", folder)
    rules = folder / "deadlines.toml"
    text = rules.read_text(encoding="utf-8")
    assert text.count('offset = {count = 7, unit = "wd"}') == 1
    rules.write_text(
        text.replace('offset = {count = 7, unit = "wd"}', 'offset = {count = 10, unit = "wd"}'),
        encoding="utf-8",
    )
    return folder


def test_a_new_edition_is_compared_on_the_real_programme(stricter):
    done = run("5609", stricter, "--programme", PROGRAMME, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [one["id"] for one in answer["rules"]["changed"]] == ["invitation-ban-chap-hanh"]
    assert (answer["rules"]["added"], answer["rules"]["removed"]) == ([], [])
    assert answer["conferences"]
    assert {one["kind"] for one in answer["conferences"]} == {"ban-chap-hanh"}
    moved = [day for one in answer["conferences"] for day in one["deadlines"] if day["id"] == "invitation"]
    assert moved
    assert all(day["days"] < 0 for day in moved)
    assert all(day["new"]["citations"][0]["clause"] for day in moved)


def test_without_a_programme_each_kind_is_tried_in_each_month(stricter):
    answer = json.loads(run("5609", stricter, "--year", 2026, "--json").stdout)
    assert (answer["year"], answer["compared"]) == (2026, 72)
    said = run("5609", stricter, "--year", 2026).stdout
    assert "0 quy tắc thêm, 0 quy tắc bỏ, 1 quy tắc đổi" in said
    assert "10 ngày làm việc" in said


def test_the_same_edition_changes_nothing():
    answer = json.loads(run("5609", "5609", "--year", 2026, "--json").stdout)
    assert (answer["moved"], answer["conferences"]) == (0, [])


def test_two_rulebooks_are_compared_by_their_codes():
    answer = json.loads(run("5609", "307", "--json").stdout)
    assert answer["year"] >= 2026
    assert answer["rules"]["added"] or answer["rules"]["changed"]


def test_a_fault_in_the_rule_file_is_said_with_its_line(stricter):
    rules = stricter / "deadlines.toml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace('anchor = "opening"', 'anker = "opening"', 1), "utf-8"
    )
    done = run("5609", stricter, "--year", 2026)
    assert (done.returncode, done.stdout) == (2, "")
    assert "deadlines.toml:" in done.stderr


@pytest.mark.parametrize("arguments", [("5609", "9999"), ("5609", "5609", "--programme", __file__)])
def test_what_cannot_be_compared_is_said(arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
