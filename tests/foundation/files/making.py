"""Files for tests, made from nothing: PDFs with pages of text, with what runs in them, pictures, archives in disguise."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from nghisu.config.settings import DOCUMENT_FONTS


def a_pdf(*pages: str) -> bytes:
    """A PDF with a page for each text; its lines end where the text's do."""
    body = "\n#pagebreak()\n".join(
        "\n\n".join(f'#text("{line}")' for line in page.splitlines()) for page in pages
    )
    source = f'#set page(paper: "a4")\n#set text(font: "Tinos", size: 14pt)\n{body}'
    return _typeset(source)


def a_long_pdf(pages: int) -> bytes:
    """A PDF of many pages of prose."""
    prose = "Ban Thường vụ Thành ủy yêu cầu các cấp ủy quán triệt và tổ chức thực hiện. " * 35
    source = (
        f'#set page(paper: "a4")\n#set text(font: "Tinos", size: 14pt)\n'
        f"#for n in range({pages}) {{ [Trang #(n + 1) {prose}]; if n < {pages - 1} {{ pagebreak() }} }}"
    )
    return _typeset(source)


def _typeset(source: str) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(DOCUMENT_FONTS)])
    return typst.compile(source.encode(), font_paths=fonts)


def with_password(content: bytes) -> bytes:
    return _rewritten(content, lambda writer: writer.encrypt("bí mật"))


def with_script(content: bytes) -> bytes:
    """One that runs JavaScript when it is opened."""

    def add(writer: PdfWriter) -> None:
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        )
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)

    return _rewritten(content, add)


def with_attachment(content: bytes) -> bytes:
    return _rewritten(content, lambda writer: writer.add_attachment("x.exe", b"MZ"))


def with_launch(content: bytes) -> bytes:
    """One whose first page starts a program when its link is pressed."""

    def add(writer: PdfWriter) -> None:
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
        )
        annotation = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/A"): action,
            }
        )
        writer.pages[0][NameObject("/Annots")] = writer._add_object(
            ArrayObject([writer._add_object(annotation)])
        )

    return _rewritten(content, add)


def _rewritten(content: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    change(writer)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def with_an_archive_behind(content: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("x.html", "<script>alert(1)</script>")
    return content + kept.getvalue()


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (600, 850), colour: str = "white") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, kind)
    return kept.getvalue()


def an_archive(parts: Sequence[tuple[str, bytes]]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return kept.getvalue()
