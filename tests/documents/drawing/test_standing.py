"""The process that stays: documents come one after the other, one that is lost takes no other with it."""

from __future__ import annotations

import io
from threading import Thread

import pytest
from pypdf import PdfReader

from nghisu.documents.adapters.drawing import DrawingFailed, draw_pdf
from nghisu.documents.adapters.drawing import standing as room
from nghisu.documents.adapters.drawing.standing import standing
from tests.documents.drawing.test_pdf import paper

pytestmark = pytest.mark.once


def stands() -> int:
    assert standing._process is not None
    return standing._process.pid


def test_documents_are_drawn_by_one_process_and_a_fault_of_one_is_its_own():
    draw_pdf(paper())
    first = stands()
    with pytest.raises(DrawingFailed, match="😀"):
        draw_pdf(paper("Chúc mừng 😀"))
    assert draw_pdf(paper()).startswith(b"%PDF")
    assert stands() == first


def test_a_process_that_is_gone_or_drew_enough_is_followed_by_another(monkeypatch):
    draw_pdf(paper())
    first = stands()
    assert standing._process is not None
    standing._process.kill()
    standing._process.wait()
    assert draw_pdf(paper()).startswith(b"%PDF")
    assert stands() != first
    monkeypatch.setattr(room, "DOCUMENTS", 1)
    second = stands()
    assert draw_pdf(paper()).startswith(b"%PDF")
    assert stands() != second


def test_two_at_once_never_get_each_others_words_and_nobody_waits_long(monkeypatch):
    monkeypatch.setattr(room, "BUSY", 0.01)
    found: dict[int, str] = {}

    def draw(number: int) -> None:
        drawn = draw_pdf(paper(f"Văn bản thứ {number}."))
        found[number] = PdfReader(io.BytesIO(drawn)).pages[0].extract_text()

    together = [Thread(target=draw, args=(number,)) for number in range(3)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert [f"Văn bản thứ {number}." in found[number] for number in range(3)] == [True] * 3


def test_an_order_that_a_killed_process_never_took_does_not_stop_its_end():
    draw_pdf(paper())
    process = standing._process
    assert process is not None
    assert process.stdin is not None
    assert process.stdout is not None
    process.kill()
    process.wait()
    process.stdin.write(b"{}")  # stays in the pipe's buffer
    with pytest.raises(BrokenPipeError):
        process.stdin.flush()
    standing.end()
    assert process.stdin.closed
    assert process.stdout.closed


def test_one_that_takes_too_long_is_ended_and_said(monkeypatch):
    monkeypatch.setattr("nghisu.documents.adapters.drawing.pdf.LONGEST_WAIT", 0.001)
    standing.end()
    with pytest.raises(DrawingFailed, match="quá lâu"):
        draw_pdf(paper())
    monkeypatch.undo()
    assert draw_pdf(paper()).startswith(b"%PDF")
