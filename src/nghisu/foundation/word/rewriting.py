"""Copies of a Word file: with a comment at each fault, or with the text of old fonts in Unicode."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from docx.text.run import Run

from nghisu.core.form.legacy import encoding_of, to_unicode
from nghisu.foundation.word.reading import every_paragraph, open_file, runs_of
from nghisu.foundation.word.styles import Styles, W

AUTHOR = "Nghị Sự"
INITIALS = "NS"
UNICODE_FONT = "Times New Roman"


def mark(content: bytes, notes: Sequence[tuple[int, str]]) -> bytes:
    """The file with comments: each at a paragraph (its place among all), or (-1) at the first with words."""
    document = open_file(content)
    found = [(element, list(runs_of(element))) for element, _ in every_paragraph(document.element.body)]
    first = next((runs for _, runs in found if runs), None)
    if first is None:
        element = found[0][0] if found else document.add_paragraph()._p
        first = [element.add_r()]
    for place, said in notes:
        runs = found[place][1] if 0 <= place < len(found) else []
        ends = runs or first
        document.add_comment(
            [Run(ends[0], document), Run(ends[-1], document)], text=said, author=AUTHOR, initials=INITIALS
        )
    return _saved(document)


def bring_to_unicode(content: bytes) -> bytes:
    """The file with what was typed in old fonts as Unicode, in Times New Roman."""
    document = open_file(content)
    styles = Styles(document)
    parts = [document.part, *document.part.related_parts.values()]
    roots = [root for root in (getattr(part, "element", None) for part in parts) if root is not None]
    for root in roots:
        for element in root.iter(f"{W}p"):
            inherited = styles.of_paragraph(element.find(f"{W}pPr"))[1]
            for run in element.iter(f"{W}r"):
                said = styles.of_letters(run.find(f"{W}rPr"), inherited)
                font = next(
                    (str(said[slot]) for slot in ("hAnsi", "ascii") if encoding_of(str(said.get(slot, "")))),
                    "",
                )
                if font:
                    _convert(run, font)
    for root in roots:
        for fonts in root.iter(f"{W}rFonts"):
            for name, value in fonts.attrib.items():
                if encoding_of(str(value)):
                    fonts.set(name, UNICODE_FONT)
    return _saved(document)


def _convert(run: Any, font: str) -> None:
    for child in list(_texts(run)):
        if child.tag == f"{W}softHyphen":
            child.tag = f"{W}t"
            child.text = "\xad"
        child.text = to_unicode(child.text or "", font)


def _texts(run: Any) -> Iterator[Any]:
    for child in run:
        if child.tag in (f"{W}t", f"{W}delText", f"{W}softHyphen"):
            yield child


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
