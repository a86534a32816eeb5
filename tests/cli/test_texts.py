"""`nghisu attach-text`, run as a person runs it, without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nghisu.core.law.loader import shipped_editions
from nghisu.core.law.texts import split, words_hash
from tests.rulebook.files import pdf_file, word_file

SOURCE = Path(__file__).parents[2] / "src"
SAMPLE = Path(__file__).parents[1] / "core/law/texts/quy-dinh-mau.txt"
ATTACHED = os.environ.get("NGHISU_ATTACHED_5609", "")

HEAD = """
id = "mau"
document = "01-QĐ/TV"
title = "Quy định mẫu"
title_en = "Sample regulation"
place = "Quy định mẫu"
place_en = "Sample regulation"
issuer = "Thư viện làng"
issuer_en = "Village library"
issued = 2020-01-01
since = 2020-01-01
level = "ward"
source = "text"
numbering = "chapters"
"""


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nghisu.cli.main", "attach-text", *map(str, arguments)]
    environment = {"PYTHONPATH": str(SOURCE), "PATH": "", "DJANGO_SETTINGS_MODULE": "no.such.settings"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture
def edition(tmp_path):
    """The folder of an edition with the clauses of the sample text and the hash of each."""
    folder = tmp_path / "mau"
    folder.mkdir()
    (folder / "edition.toml").write_text(HEAD, encoding="utf-8")
    blocks = [
        f'[[clause]]\nid = "{clause.id}"\ngist = "Tóm lược"\ngist_en = "Gist"\nsha256 = "{words_hash(clause.words)}"\n'
        for clause in split(SAMPLE.read_text(encoding="utf-8")).clauses
    ]
    (folder / "clauses.toml").write_text("\n".join(blocks), encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_every_clause_of_an_edition_is_placed_in_the_text_it_was_made_from(kind, edition, tmp_path):
    lines = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    content = {
        "txt": SAMPLE.read_bytes(),
        "docx": word_file(lines),
        "pdf": pdf_file(lines),
    }[kind]
    file = tmp_path / f"van-ban.{kind}"
    file.write_bytes(content)
    done = run(edition, file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert len(answer["placed"]) == len(split(SAMPLE.read_text(encoding="utf-8")).clauses)
    assert (answer["unplaced"], answer["unknown"], answer["complete"]) == ([], [], True)


def test_a_clause_that_the_text_lacks_and_a_passage_nobody_knows_are_named(edition, tmp_path):
    text = SAMPLE.read_text(encoding="utf-8")
    file = tmp_path / "van-ban.txt"
    most = "- Mỗi lần mượn nhiều nhất là ba cuốn.\n"
    assert most in text
    file.write_text(text.replace(most, "") + "\nPhụ lục\n", encoding="utf-8")
    answer = json.loads(run(edition, file, "--json").stdout)
    assert [one["clause"] for one in answer["unplaced"]] == ["I/II/1.1/b2"]
    assert answer["complete"] is False
    said = run(edition, file).stdout
    assert "Không tìm thấy trong văn bản (1):\n  I/II/1.1/b2" in said


def test_a_text_of_another_regulation_places_nothing(tmp_path):
    file = tmp_path / "khac.txt"
    file.write_text("Một bài văn không có chương mục nào.", encoding="utf-8")
    answer = json.loads(run("5609", file, "--json").stdout)
    assert answer["placed"] == []
    assert len(answer["unplaced"]) == 155


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("9999", SAMPLE), "Không có bản quy định “9999”"),
        (("5609", "/khong/co.txt"), "Không có tệp"),
        (
            ("5609", Path(__file__).parents[2] / "src/nghisu/cli/demo/data/chuong-trinh-cong-tac-2026.xlsx"),
            "Word",
        ),
    ],
)
def test_what_cannot_be_answered_is_said(arguments, said):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.skipif(
    not ATTACHED,
    reason="The text of 5609-QĐ/TU does not ship: name a file that holds it in NGHISU_ATTACHED_5609.",
)
@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_every_clause_we_cite_of_5609_is_placed_in_the_text_an_office_holds(kind, tmp_path):
    text = Path(ATTACHED).read_text(encoding="utf-8")
    file = tmp_path / f"5609.{kind}"
    file.write_bytes(text.encode() if kind == "txt" else word_file(filter(str.strip, text.splitlines())))
    answer = json.loads(run("5609", file, "--json").stdout)
    cited = {
        one.of.id
        for rule in shipped_editions()["5609"].rules
        for one in rule.citations
        if one.edition == "5609"
    }
    assert cited
    assert cited <= {one["clause"] for one in answer["placed"]}
    assert answer["unplaced"] == []
