"""A document as pictures of its pages, as a page shows them before anything is downloaded."""

from __future__ import annotations

import hashlib
import io
import json
from collections import OrderedDict
from threading import Lock

import pypdfium2

from nghisu.core.papers.kept import as_plain
from nghisu.core.papers.paper import Paper
from nghisu.core.papers.setting_out import set_out
from nghisu.documents.adapters.drawing.pdf import draw_pdf

SCALE = 1.7
"""Dots of a picture to a point of the sheet: sharp on a desk, light on a line."""
KEPT = 8
"""Documents whose PDF is kept for the pictures that a page asks for one after the other."""

_drawn: OrderedDict[str, bytes] = OrderedDict()
_one_at_a_time = Lock()


def page_count(paper: Paper) -> int:
    """How many pages a document has. Raises DrawingFailed."""
    content = _pdf_of(paper)
    with _one_at_a_time:
        pdf = pypdfium2.PdfDocument(content)
        try:
            return len(pdf)
        finally:
            pdf.close()


def page_picture(paper: Paper, number: int) -> bytes | None:
    """A page as PNG; None where there is none of that number. Raises DrawingFailed."""
    content = _pdf_of(paper)
    with _one_at_a_time:  # the library that draws pages bears one thread
        pdf = pypdfium2.PdfDocument(content)
        try:
            if not 1 <= number <= len(pdf):
                return None
            stream = io.BytesIO()
            pdf[number - 1].render(scale=SCALE, grayscale=True).to_pil().save(stream, "PNG", optimize=False)
            return stream.getvalue()
        finally:
            pdf.close()


def _pdf_of(paper: Paper) -> bytes:
    said = json.dumps(as_plain(set_out(paper)), ensure_ascii=False)
    key = hashlib.sha256(said.encode()).hexdigest()
    with _one_at_a_time:
        if key in _drawn:
            _drawn.move_to_end(key)
            return _drawn[key]
    content = draw_pdf(paper)
    with _one_at_a_time:
        _drawn[key] = content
        while len(_drawn) > KEPT:
            _drawn.popitem(last=False)
    return content
