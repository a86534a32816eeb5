"""Files as offices hold them, and as somebody makes them who means harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import docx
import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from nghisu.core.text import fold


def word_file(lines: Iterable[str]) -> bytes:
    """A Word file with a paragraph a line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def pdf_file(lines: Iterable[str], *, pages: int = 1, password: str = "") -> bytes:
    """A PDF with a line of plain letters each (without marks: no font is put into it)."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    written = [f"({ascii_of(line)}) Tj 0 -14 Td" for line in lines if line.strip()]
    for _number in range(pages):
        page = writer.add_blank_page(width=2000, height=14 * len(written) + 100)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        begin = f"BT /F1 12 Tf 20 {14 * len(written) + 50} Td "
        stream.set_data((begin + " ".join(written) + " ET").encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def ascii_of(line: str) -> str:
    """The line without marks; capitals stay, for headings are known by them."""
    plain = "".join(letter if letter.isascii() else fold_letter(letter) for letter in line)
    return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def fold_letter(letter: str) -> str:
    folded = fold(letter)
    if not folded.isascii():
        return "-"
    return folded.upper() if letter.isupper() else folded


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def with_parts(content: bytes, more: dict[str, bytes]) -> bytes:
    """A zip with parts put in, or put in the place of others."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | more)
