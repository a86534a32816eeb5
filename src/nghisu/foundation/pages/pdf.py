"""A PDF opened, drawn and read by PDFium. Runs in the child process only."""

from __future__ import annotations

import ctypes
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import ImageChops

from nghisu.core.form.secrecy import ENDING, HEAD_LINES, stamp_among
from nghisu.core.text import nfc
from nghisu.foundation.pages.refused import Refused

MAX_PAGES = 3_000
DOTS = 144
"""Dots an inch at which a page is drawn: sharp on a tablet, some 100 kB for a page of text."""
MAX_SIDE = 3_000
"""Dots at most along a side of a drawn page: a poster is drawn coarser."""
COLOURED = 12
"""Levels by which the parts of a colour must differ to be seen as one, of 255."""
MAX_LETTERS = 60_000
"""Letters of one page that are read."""


def look(path: str) -> dict[str, Any]:
    """Page count and the level of a stamp. Refused for a password, for what runs, for files inside."""
    _look_for_what_runs(path)
    document = _opened(path)
    count = len(document)
    if count > MAX_PAGES:
        raise Refused("pages")
    if not count:
        raise Refused("damaged")
    stamp = ""
    for number in range(count):
        page = document[number]
        if _may_be_stamped(page):
            stamp = stamp_among(nfc(line["text"]) for line in _lines(page)[:HEAD_LINES])
        page.close()
        if stamp:
            break
    return {"pages": count, "stamp": stamp}


def render(path: str, first: int, last: int) -> Iterator[bytes]:
    """For each page from `first` to `last` (counted from 1) a frame of JSON (width, height in points, its lines with
    their places, media type) and a frame with its picture."""
    document = _opened(path)
    for number in range(first - 1, min(last, len(document))):
        page = document[number]
        width, height = page.get_size()
        scale = min(DOTS / 72, MAX_SIDE / max(width, height, 1))
        picture = page.render(scale=scale).to_pil().convert("RGB")
        kept = io.BytesIO()
        if _is_grey(picture):
            kind = "image/png"
            picture.convert("L").quantize(16).save(kept, "PNG")
        else:
            kind = "image/jpeg"
            picture.save(kept, "JPEG", quality=82)
        yield json.dumps({"width": width, "height": height, "kind": kind, "lines": _lines(page)}).encode()
        yield kept.getvalue()
        page.close()


def merge(paths: list[str]) -> bytes:
    """The pages of several PDFs in one, in order."""
    whole = pdfium.PdfDocument.new()
    for path in paths:
        one = _opened(path)
        whole.import_pages(one)
        one.close()
    kept = io.BytesIO()
    whole.save(kept)
    return kept.getvalue()


def _opened(path: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(Path(path))
    except pdfium.PdfiumError as problem:
        raise Refused("pdf-password" if "password" in str(problem).lower() else "damaged") from None


def _may_be_stamped(page: Any) -> bool:
    """Whether the letters of a stamp stand anywhere on a page, one after the other: only then are its lines told apart,
    letter by letter, which takes ten times as long."""
    text = page.get_textpage()
    said = text.get_text_range(0, min(text.count_chars(), MAX_LETTERS), errors="ignore")
    text.close()
    letters = "".join(letter for letter in said if letter.isprintable() and not letter.isspace())
    return ENDING in "".join(nfc(letters).split()).upper()


def _is_grey(picture: Any) -> bool:
    """Whether no dot of a page has a colour worth keeping."""
    red, green, blue = picture.split()
    apart = ImageChops.add(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return not any(apart.histogram()[COLOURED:])


def _lines(page: Any) -> list[dict[str, Any]]:
    """The lines of a page in reading order, each with its place in points from the top left corner."""
    text = page.get_textpage()
    count = min(text.count_chars(), MAX_LETTERS)
    height = page.get_height()
    lines: list[dict[str, Any]] = []
    letters: list[str] = []
    box: list[float] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))

    def close() -> None:
        said = "".join(letters).strip()
        if said and box:
            lines.append(
                {
                    "text": said,
                    "x": round(box[0], 2),
                    "y": round(height - box[3], 2),
                    "width": round(box[2] - box[0], 2),
                    "height": round(box[3] - box[1], 2),
                }
            )
        letters.clear()
        box.clear()

    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            close()
            continue
        if code < 32 or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE:
            continue
        letter = chr(code)
        if letter.isspace():
            letters.append(" ")
            continue
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        if right.value <= left.value and top.value <= bottom.value:
            letters.append(letter)
            continue
        if box and (
            left.value > box[2] + 2.5 * (box[3] - box[1] + 1)
            or left.value < box[0] - 1
            or bottom.value > box[3] + 2
            or top.value < box[1] - 2
        ):
            close()
        letters.append(letter)
        if box:
            box[:] = [
                min(box[0], left.value),
                min(box[1], bottom.value),
                max(box[2], right.value),
                max(box[3], top.value),
            ]
        else:
            box[:] = [left.value, bottom.value, right.value, top.value]
    close()
    text.close()
    return lines


_RUNS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute", "/GoToE"}


def _look_for_what_runs(path: str) -> None:
    """Refuse what does more than show pages: scripts, starting of programs, files inside, forms that fetch."""
    try:
        reader = pypdf.PdfReader(path)
        # A document that opens without a password but forbids copying is encrypted, too, with an empty one.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("pdf-password")
        root = _plain(reader.trailer["/Root"])
        names = _plain(root.get("/Names", {}))
        if names.get("/JavaScript") is not None or "/AA" in root:
            raise Refused("pdf-active")
        if names.get("/EmbeddedFiles") is not None:
            raise Refused("pdf-attached")
        _look_at_action(root.get("/OpenAction"))
        if "/XFA" in _plain(root.get("/AcroForm", {})):
            raise Refused("pdf-active")
        for number, page in enumerate(reader.pages):
            if number >= MAX_PAGES:
                raise Refused("pages")
            if "/AA" in page:
                raise Refused("pdf-active")
            for annotation in _plain(page.get("/Annots")) or ():
                _look_at_annotation(_plain(annotation))
    except Refused:
        raise
    except (MemoryError, RecursionError):
        raise Refused("swollen") from None
    except Exception:  # noqa: BLE001  a file made to break the reader breaks it in any way it likes
        raise Refused("damaged") from None


def _look_at_annotation(annotation: Any) -> None:
    if not isinstance(annotation, dict):
        return
    if annotation.get("/Subtype") in ("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/3D"):
        raise Refused("pdf-attached")
    if "/AA" in annotation:
        raise Refused("pdf-active")
    _look_at_action(annotation.get("/A"))


def _look_at_action(said: Any) -> None:
    """An action and those that follow it."""
    action = _plain(said)
    for _step in range(20):
        if not isinstance(action, dict):
            return
        if action.get("/S") in _RUNS or "/JS" in action:
            raise Refused("pdf-active")
        following = _plain(action.get("/Next"))
        if isinstance(following, list):
            for one in following:
                _look_at_action(one)
            return
        action = following


def _plain(said: Any) -> Any:
    return said.get_object() if hasattr(said, "get_object") else said
