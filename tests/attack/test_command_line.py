"""What a stranger may put on the command line or into its input: an answer or a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOT_TEXT = os.fsdecode(b"\xff\xfe")
"""Bytes that are no UTF-8, as the operating system hands them to a program."""
GOOD = '{"kind": "ban-thuong-vu", "opening": "2026-03-18T08:00"}'
ENDLESS = Path("/dev/zero")


def run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nghisu.cli.main", *words],
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("explain", NOT_TEXT),
        ("check", f"{NOT_TEXT}.xlsx"),
        ("deadlines", "--kind", NOT_TEXT, "--opening", "2026-03-18T08:00"),
        ("deadlines", "--kind", "ban-thuong-vu", "--opening", NOT_TEXT),
    ],
    ids=lambda words: words[0],
)
def test_words_that_are_no_text_are_refused_in_a_sentence(words):
    refused = run(*words)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "lost sys.stderr" not in refused.stderr
    assert r"\udcff" in refused.stderr


@pytest.mark.parametrize(
    "line",
    ['{"kind": ' + "1" * 10_000 + "}", r'{"kind": "\ud800", "opening": "2026-03-18T08:00"}', "[" * 200_000],
    ids=["a number without end", "half a character", "brackets without end"],
)
def test_a_line_that_no_reader_takes_keeps_its_place_in_a_batch(line):
    answered = run("deadlines", "--batch", given=f"{line}\n{GOOD}\n")
    assert (answered.returncode, answered.stderr) == (1, "")
    refused, good = [json.loads(said) for said in answered.stdout.splitlines()]
    assert refused["line"] == 1
    assert refused["error"]
    assert good["deadlines"]


def test_half_a_character_comes_back_as_the_json_it_came_in():
    answered = run("deadlines", "--batch", given=GOOD[:-1] + r', "id": "\ud800"}' + "\n")
    assert answered.returncode == 0
    assert json.loads(answered.stdout)["id"] == "\ud800"


@pytest.mark.skipif(not ENDLESS.exists(), reason="this system has no endless file")
def test_a_file_without_end_is_read_as_far_as_a_file_may_be_long():
    refused = run("check", str(ENDLESS), "--json")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "30 MB" in refused.stderr


def test_the_year_that_lies_too_far_is_the_one_named():
    refused = run(
        "deadlines", "--kind", "ban-thuong-vu", "--opening", "2026-03-18T08:00", "--closing", "9999-12-31"
    )
    assert refused.returncode == 2
    assert "năm 9999" in refused.stderr
    assert "năm 2026" not in refused.stderr
