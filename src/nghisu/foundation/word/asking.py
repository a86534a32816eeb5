"""What the rest of the house asks of a Word file: each question is answered by a child process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nghisu.core.form.document import (
    Align,
    Cell,
    Letters,
    LineRule,
    PageNumber,
    Paragraph,
    Section,
    WrittenDocument,
)
from nghisu.foundation.word.container import MAX_FILE, Refused, first_look
from nghisu.foundation.word.refusals import Gettext, UnreadableDocument

__all__ = ["MAX_FILE", "Note", "in_unicode", "marked_copy", "read_document"]

LONGEST_WAIT = 30
"""Seconds that a file may take, after which its process is ended."""
_HOUSE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Note:
    """A comment for a paragraph (its place among all; -1 for the document as a whole)."""

    index: int
    said: str


def read_document(content: bytes, gettext: Gettext = str) -> WrittenDocument:
    """The document as its form is judged. Raises UnreadableDocument with the reason and the way out."""
    answer, _ = _ask({"do": "read"}, content, gettext)
    return _document(answer["document"])


def marked_copy(content: bytes, notes: Sequence[Note], gettext: Gettext = str) -> bytes:
    """A copy of the file with a comment at each note's paragraph. Raises UnreadableDocument."""
    return _ask({"do": "mark", "notes": [[note.index, note.said] for note in notes]}, content, gettext)[1]


def in_unicode(content: bytes, gettext: Gettext = str) -> bytes:
    """A copy of the file whose text in TCVN3 and VNI fonts is Unicode. Raises UnreadableDocument."""
    return _ask({"do": "unicode"}, content, gettext)[1]


def _ask(order: dict[str, object], content: bytes, gettext: Gettext) -> tuple[dict[str, Any], bytes]:
    """What the child makes of the file. A child that its limits ended, or that broke on a file made to break it, is an
    answer, too."""
    try:
        first_look(content)
    except Refused as reason:
        raise UnreadableDocument(str(reason), gettext) from None
    child = [sys.executable, "-P", "-B", "-m", "nghisu.foundation.word.child"]
    kept = {
        name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own program with our own arguments; the file comes by a pipe
            child,
            input=json.dumps(order).encode() + b"\n" + content,
            capture_output=True,
            timeout=LONGEST_WAIT,
            check=False,
            env={**kept, "PYTHONPATH": str(_HOUSE), "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        raise UnreadableDocument("slow", gettext) from None
    if done.returncode:
        raise UnreadableDocument("slow" if done.returncode < 0 else "damaged", gettext)
    head, _, copy = done.stdout.partition(b"\n")
    answer: dict[str, Any] = json.loads(head)
    if "refused" in answer:
        raise UnreadableDocument(str(answer["refused"]), gettext)
    return answer, copy


def _document(said: dict[str, Any]) -> WrittenDocument:
    return WrittenDocument(
        paragraphs=tuple(_paragraph(one) for one in said["paragraphs"]),
        sections=tuple(_section(one) for one in said["sections"]),
        insertions=tuple(said["insertions"]),
        deletions=tuple(said["deletions"]),
        comments=said["comments"],
        commented=tuple(said["commented"]),
        pages=said["pages"],
    )


def _paragraph(said: dict[str, Any]) -> Paragraph:
    letters = tuple(Letters(**(one | {"fonts": tuple(one["fonts"])})) for one in said["letters"])
    cell = Cell(**said["cell"]) if said["cell"] else None
    kinds = {"align": Align(said["align"]), "line_rule": LineRule(said["line_rule"])}
    return Paragraph(**(said | kinds | {"letters": letters, "cell": cell}))


def _section(said: dict[str, Any]) -> Section:
    number = said["number"]
    if number:
        number = PageNumber(number["place"], Align(number["align"]), number["size"])
    return Section(**(said | {"number": number}))
