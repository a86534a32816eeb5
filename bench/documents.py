"""How fast a document of thirty pages is held against its form, how fast its marked copy is made, how fast an official
document is drawn, how soon the upload of a PDF of three hundred pages is answered, how fast the page of a full pack is
made.

Runs by itself: `python bench/documents.py`. The last line is JSON with the figures.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django
from docx.document import Document as Paper
from docx.shared import Pt

from bench.office import measured
from nghisu.core.form.check import check_form
from nghisu.core.form.notes import notes_of
from nghisu.foundation.word import Note, marked_copy, read_document
from tests.official import contents
from tests.papers import REPORT, SENTENCE, write

PARAGRAPHS = 190
"""Five lines each, as set in the form: thirty pages."""
ROUNDS = 7


def every_tenth_wrong(document: Paper) -> None:
    """A document as it comes: a tenth of its paragraphs in another size."""
    for paragraph in document.paragraphs[::10]:
        for run in paragraph.runs:
            run.font.size = Pt(13)


def milliseconds(work: Callable[[], object]) -> float:
    """The median of some rounds, after one that warms the disk."""
    work()
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


def one_document() -> tuple[float, float]:
    """A letter of invitation with its QR code, as PDF/A in a process of its own and as DOCX."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nghisu.config.settings")
    django.setup()
    from nghisu.core.papers.kinds import compose
    from nghisu.documents.adapters.drawing import draw_docx, draw_pdf

    paper = compose(contents()["giay-moi"])
    return milliseconds(lambda: draw_pdf(paper)), milliseconds(lambda: draw_docx(paper))


def main() -> None:
    content = write(replace(REPORT, body=(f"{SENTENCE} {SENTENCE}",) * PARAGRAPHS), every_tenth_wrong)
    report = check_form(read_document(content))
    notes = [Note(index, said) for index, said in notes_of(report)]
    print(f"{PARAGRAPHS} paragraphs of the body, {len(content) // 1024} KB, {len(report.findings)} findings")
    checked = milliseconds(lambda: check_form(read_document(content)))
    print(f"Read in a process of its own and checked: {checked:.0f} ms")
    judged = read_document(content)
    alone = milliseconds(lambda: check_form(judged))
    print(f"of which the check itself: {alone:.0f} ms")
    marked = milliseconds(lambda: marked_copy(content, notes))
    print(f"A copy with {len(notes)} comments: {marked:.0f} ms")
    pdf, word = one_document()
    print(f"A letter as PDF/A: {pdf:.0f} ms, as DOCX: {word:.0f} ms")
    uploaded = measured("upload")
    print(f"An upload of three hundred pages answered: {uploaded['upload_300_pages_ms']:.0f} ms")
    pack = measured("pack")
    print(f"The page of a pack with 100 documents and 1,000 invitees: {pack['pack_ms']:.0f} ms")
    figures = {
        "one_document_ms": round(pdf, 1),
        "one_docx_ms": round(word, 1),
        "format_check_ms": round(checked, 1),
        "format_check_alone_ms": round(alone, 1),
        "marked_copy_ms": round(marked, 1),
        **uploaded,
        **pack,
    }
    print(json.dumps({"figures": figures}))


if __name__ == "__main__":
    main()
