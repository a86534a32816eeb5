"""`nghisu check-format`, run as a person runs it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.shared import Mm

from tests.papers import LETTER, REPORT, paragraph_of, write

SOURCE = Path(__file__).parents[2] / "src"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nghisu.cli.main", "check-format", *map(str, arguments)]
    # No settings, no data folder: what is checked here is that none is asked for.
    environment = {"PYTHONPATH": str(SOURCE), "PATH": "", "DJANGO_SETTINGS_MODULE": "no.such.settings"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def spoilt(document: Paper) -> None:
    document.sections[0].left_margin = Mm(25)
    paragraph_of(document, "BÁO CÁO").runs[0].bold = False


@pytest.fixture
def wrong(tmp_path):
    path = tmp_path / "báo cáo.docx"
    path.write_bytes(write(REPORT, spoilt))
    return path


def test_the_findings_come_in_the_agreed_shape(wrong):
    done = run(wrong, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert (answer["side"], answer["document_type"]) == ("party", "BÁO CÁO")
    margins, kind = answer["findings"]
    assert {name: margins[name] for name in ("element", "found", "expected", "where")} == {
        "element": "page margins",
        "found": "lề trái 25 mm",
        "expected": "lề trái 30 mm",
        "where": "cả văn bản",
    }
    assert margins["rule"].startswith("Hướng dẫn 36-HD/VPTW, phần khổ giấy, định lề trang: ")
    assert (kind["element"], kind["where"], kind["clause"]) == ("document type", "đoạn 7 “BÁO CÁO”", "II/1.5")


def test_a_right_document_has_an_empty_list(tmp_path):
    path = tmp_path / "công văn.docx"
    path.write_bytes(write(LETTER))
    assert json.loads(run(path, "--json").stdout)["findings"] == []
    assert "Không thấy điểm nào sai thể thức." in run(path).stdout


def test_a_person_reads_what_is_wrong_what_is_right_and_by_which_rule(wrong):
    done = run(wrong)
    assert done.returncode == 0
    assert "Văn bản của Đảng, loại: BÁO CÁO.\n2 điểm chưa đúng thể thức." in done.stdout
    assert (
        "2. Tên loại văn bản: đoạn 7 “BÁO CÁO”\n   Hiện là: chữ không đậm\n   Phải là: chữ đậm\n"
        in done.stdout
    )
    assert "   Theo: Hướng dẫn 36-HD/VPTW, mục II, điểm 1.5: " in done.stdout


def test_the_marked_copy_is_written_and_the_file_left_alone(wrong, tmp_path):
    before = wrong.read_bytes()
    copy = tmp_path / "có nhận xét.docx"
    done = run(wrong, "--marked", copy, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"]
    assert len(list(Document(io.BytesIO(copy.read_bytes())).comments)) == 2
    assert wrong.read_bytes() == before
    nowhere = run(wrong, "--marked", tmp_path / "none" / "x.docx")
    assert nowhere.returncode == 2
    assert "Không ghi được tệp" in nowhere.stderr
    refused = run(wrong, "--marked", wrong)
    assert refused.returncode == 2
    assert "tệp gốc không bị ghi đè" in refused.stderr
    assert wrong.read_bytes() == before


def test_the_other_side_can_be_asked_for(wrong):
    answer = json.loads(run(wrong, "--json", "--side", "state").stdout)
    assert answer["side"] == "state"
    assert "national title" in [finding["element"] for finding in answer["findings"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "Word đời cũ (.doc)"),
        (b"%PDF-1.7", "Tệp là PDF"),
        (b"", "Tệp rỗng."),
    ],
)
def test_what_is_no_word_file_is_refused_in_words(tmp_path, content, message):
    path = tmp_path / "tệp.docx"
    path.write_bytes(content)
    done = run(path, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "chọn" in done.stderr.lower()


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = run(tmp_path / "không có.docx")
    assert done.returncode == 2
    assert "Không có tệp" in done.stderr
