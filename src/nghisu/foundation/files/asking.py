"""What the rest of the house asks of a file that was handed over: each question is answered by a child process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from nghisu.foundation.files.refusals import FileRefused

LARGEST_FILE = 60 * 2**20
"""Bytes of one file; the body of a request may hold a little more."""
LONGEST_WAIT = 90
"""Seconds that a question may take, after which its process is ended."""
_LENGTH = 8
"""Bytes that say how long a frame is."""
_HOUSE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Look:
    """What a PDF is seen to be: how many pages it has, and the level of a stamp in it ("" for an open one)."""

    pages: int
    stamp: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page: its words, and where it stands, in points from the top left corner."""

    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as it is shown: its size in points, its picture, its lines."""

    width: float
    height: float
    media_type: str
    picture: bytes
    lines: tuple[TextLine, ...]


def look_at_pdf(path: Path) -> Look:
    """What a PDF is. Raises FileRefused."""
    answer, _frames = _ask({"do": "look", "file": str(path)})
    return Look(answer["pages"], answer["stamp"])


def hidden_stamp_of(path: Path) -> str:
    """The level of a stamp beside the body of a Word file that was looked over. Raises FileRefused."""
    return str(_ask({"do": "docx", "file": str(path)})[0]["stamp"])


def read_pages(path: Path, first: int, last: int) -> Iterator[DrawnPage]:
    """The pages of a PDF from `first` to `last`, counted from 1. Raises FileRefused."""
    _answer, frames = _ask({"do": "render", "file": str(path), "first": first, "last": last})
    for said, picture in zip(frames[::2], frames[1::2], strict=True):
        page = json.loads(said)
        lines = tuple(TextLine(**line) for line in page["lines"])
        yield DrawnPage(page["width"], page["height"], page["kind"], picture, lines)


def join_pictures(paths: Sequence[Path]) -> bytes:
    """One PDF of pictures, a page each. Raises FileRefused."""
    return _ask({"do": "join", "files": [str(path) for path in paths]})[1][0]


def bind_pdfs(paths: Sequence[Path], marks: Sequence[tuple[str, int]]) -> BinaryIO:
    """The pages of several PDFs in one, in an open file: a whole pack is large. `marks` are bookmarks: the words, and
    the page from 0. Raises FileRefused."""
    order: dict[str, object] = {
        "do": "bind",
        "files": [str(path) for path in paths],
        "titles": [title for title, _start in marks],
        "starts": [start for _title, start in marks],
    }
    answered = cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - closed with the answer that carries it
    try:
        _run(order, answered)
        answered.seek(0)
        _said(answered.readline())
        answered.read(_LENGTH)
    except BaseException:
        answered.close()
        raise
    return answered


def _ask(order: dict[str, object]) -> tuple[dict[str, Any], list[bytes]]:
    """The answer and its frames."""
    head, _, rest = _run(order, subprocess.PIPE).partition(b"\n")
    return _said(head), list(_frames(rest))


def _run(order: dict[str, object], into: int | BinaryIO) -> bytes:
    """What the child wrote, where it was not told to write it into a file. A child that its limits ended, or that broke
    on a file made to break it, is an answer, too."""
    child = [sys.executable, "-P", "-B", "-m", "nghisu.foundation.pages.child"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the files are named by names of our own
            child,
            input=json.dumps(order).encode() + b"\n",
            stdout=into,
            stderr=subprocess.PIPE,
            timeout=LONGEST_WAIT,
            check=False,
            env=child_environment(),
        )
    except subprocess.TimeoutExpired:
        raise FileRefused("slow") from None
    if done.returncode:
        raise FileRefused("slow" if done.returncode < 0 else "damaged")
    return done.stdout or b""


def _said(head: bytes) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(head)
    if "refused" in answer:
        raise FileRefused(str(answer["refused"]))
    return answer


def child_environment() -> dict[str, str]:
    """What a child is told of the machine: where programs are, and nothing that the house keeps to itself."""
    names = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {**kept, "PYTHONPATH": str(_HOUSE), "PYTHONUTF8": "1"}


def end_child(process: subprocess.Popen[bytes]) -> None:
    """End a child and close its pipes; an order that it no longer took is forgotten with it."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(BrokenPipeError):  # closing writes what was not sent yet
                stream.close()


def _frames(stream: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(stream):
        size = int.from_bytes(stream[at : at + _LENGTH], "big")
        yield stream[at + _LENGTH : at + _LENGTH + size]
        at += _LENGTH + size
