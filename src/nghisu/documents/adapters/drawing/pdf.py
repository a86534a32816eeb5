"""A document as PDF/A: the typesetter works in a process of its own, with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from nghisu.core.papers.kept import as_plain
from nghisu.core.papers.paper import Paper
from nghisu.core.papers.setting_out import set_out
from nghisu.documents.adapters.drawing.refusals import DrawingFailed
from nghisu.documents.adapters.drawing.standing import Busy, Lost, standing
from nghisu.foundation import clock
from nghisu.foundation.files.asking import child_environment

LONGEST_WAIT = 30
"""Seconds that one document may take, after which its process is ended."""
LONGEST_LIFE = 300
"""Seconds of a processor that the process which stays may use: some hundred documents take a small part of it."""
MAX_MEMORY = 1 << 30


def draw_pdf(paper: Paper) -> bytes:
    """The document as PDF/A-2b. Raises DrawingFailed with the reason and the way out."""
    order = order_of(paper)
    try:
        answer, drawn = standing.draw(order, child(LONGEST_LIFE), child_environment(), LONGEST_WAIT)
    except Busy:
        answer, drawn = _alone(order)
    except Lost:
        raise DrawingFailed.lost() from None
    if "failed" in answer:
        raise DrawingFailed.because(answer["failed"])
    return drawn


def _alone(order: bytes) -> tuple[dict[str, Any], bytes]:
    """A document drawn by a process of its own."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program with our own arguments; the words come by a pipe
            child(LONGEST_WAIT - 10),
            input=order,
            capture_output=True,
            timeout=LONGEST_WAIT,
            check=False,
            env=child_environment(),
        )
    except subprocess.TimeoutExpired:
        raise DrawingFailed.lost() from None
    head, _, drawn = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise DrawingFailed.lost()
    return json.loads(head), drawn


def order_of(paper: Paper, **more: Any) -> bytes:
    """The line that asks the process for a document."""
    sheet = as_plain(set_out(paper))
    return json.dumps({"sheet": sheet, "at": int(clock.now().timestamp())} | more).encode() + b"\n"


def child(seconds: int, *, memory: int = MAX_MEMORY, nice: int = 0) -> list[str]:
    """The process that draws, as it is started."""
    fonts = Path(settings.DOCUMENT_FONTS)
    if not any(fonts.glob("*.ttf")):
        raise DrawingFailed.without_fonts()
    program = "nghisu.documents.adapters.typesetting.child"
    return [sys.executable, "-P", "-B", "-m", program, str(fonts), str(seconds), str(memory), str(nice)]
