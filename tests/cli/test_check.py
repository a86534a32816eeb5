"""`nghisu check`, run as a person runs it: JSON on standard output, messages on standard error."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

REAL = Path(__file__).parents[2] / "src/nghisu/cli/demo/data/chuong-trinh-cong-tac-2026.xlsx"
SOURCE = Path(__file__).parents[2] / "src"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nghisu.cli.main", "check", *map(str, arguments)]
    # No settings, no data folder: what is checked here is that none is asked for.
    environment = {"PYTHONPATH": str(SOURCE), "PATH": "", "DJANGO_SETTINGS_MODULE": "no.such.settings"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture
def a_sheet(tmp_path):
    def write(*rows, header=("TT", "Nội dung", "Loại hội nghị", "Thời gian dự kiến", "Buổi")):
        workbook = Workbook()
        worksheet = workbook.create_sheet(index=0)
        worksheet.append(list(header))
        for row in rows:
            worksheet.append(list(row))
        path = tmp_path / "chuong-trinh.xlsx"
        workbook.save(path)
        return path

    return write


def test_the_real_programme_answers_in_the_agreed_shape():
    done = run(REAL, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["conferences"] == 96
    day_off = next(finding for finding in answer["findings"] if finding["code"] == "day-off")
    assert day_off["date"] == "2026-02-16"
    assert day_off["rows"] == [16]
    assert day_off["severity"] == "warn"
    assert {"message", "way_out"} <= day_off.keys()
    assert day_off["citations"][0]["document"] == "Thông báo 9441/TB-BNV ngày 16/10/2025"
    assert {"document", "clause", "gist"} <= day_off["citations"][0].keys()
    share = next(finding for finding in answer["findings"] if finding["code"] == "online-share")
    assert (share["date"], share["rows"]) == (None, [])


def test_without_json_a_person_reads_the_gravest_first():
    done = run(REAL)
    assert done.returncode == 0
    assert "96 hội nghị" in done.stdout
    assert done.stdout.index("Phải sửa (1)") < done.stdout.index("Cảnh báo") < done.stdout.index("Lưu ý")
    assert "Căn cứ: Đoạn 10" in done.stdout


def test_the_base_year_is_entered_on_the_line():
    def cut(*options):
        findings = json.loads(run(REAL, "--json", *options).stdout)["findings"]
        return [one for one in findings if one.get("limit") == "conferences-a-year"]

    assert cut() == []
    assert cut("--base-year-count", 110) == []
    (finding,) = cut("--base-year-count", 100)
    assert (finding["code"], finding["date"]) == ("cap-exceeded", None)
    assert "tối đa là 90" in finding["message"]


def test_another_rulebook_finds_by_its_own_rules():
    findings = json.loads(run(REAL, "--json", "--rulebook", "307").stdout)["findings"]
    assert "giao-ban" not in json.dumps(findings)
    unreadable = [one for one in findings if one["code"] == "unreadable"]
    assert [one["rows"] for one in unreadable] == [[26], [49], [75], [99]]


def test_unreadable_rows_are_findings_and_the_others_are_counted(a_sheet):
    path = a_sheet(
        [1, "Đề án một", "Ban Thường vụ", "31/02/2026", "Sáng"],
        [2, "Đề án hai", "Ban Thường vụ", "18/03/2026", "Sáng"],
    )
    done = run(path, "--json")
    assert done.returncode == 0
    assert "Bảng không có cột" in done.stderr
    answer = json.loads(done.stdout)
    assert answer["conferences"] == 1
    (unreadable,) = [one for one in answer["findings"] if one["code"] == "unreadable"]
    assert unreadable["rows"] == [2]
    assert "chỉ có 28 ngày" in unreadable["message"]


@pytest.mark.parametrize("spoil", ["absent", "empty", "text", "headerless"])
def test_a_file_that_is_no_programme_is_refused_on_standard_error(tmp_path, a_sheet, spoil):
    path = tmp_path / "hong.xlsx"
    if spoil == "empty":
        path.write_bytes(b"")
    elif spoil == "text":
        path.write_text("Nội dung;Ngày\n")
    elif spoil == "headerless":
        path = a_sheet([1, "x", "y"], header=("một", "hai", "ba"))
    done = run(path, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_rulebook_or_hour_is_refused():
    for options in (("--rulebook", "999"), ("--morning", "25:00")):
        done = run(REAL, "--json", *options)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_neither_django_nor_the_database_is_loaded():
    script = (
        "import sys; from nghisu.cli.main import main; "
        f"main(['check', {str(REAL)!r}, '--json'], standalone_mode=False); "
        "assert not {name for name in sys.modules if name.split('.')[0] in ('django', 'sqlite3', 'psycopg')}"
    )
    environment = {"PYTHONPATH": str(SOURCE), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
