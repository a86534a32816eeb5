"""Files that are no Word document, or were made to harm, are refused with what to do; nothing of the house is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from nghisu.foundation.word import UnreadableDocument, asking, read_document
from nghisu.foundation.word.container import MAX_FILE
from tests.papers import REPORT, write

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def changed(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The report with other parts."""
    with zipfile.ZipFile(io.BytesIO(write(REPORT))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_macro(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"x"


def named_macro(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/a.bin"] = b"\0" * (201 * 2**20)


def long_text(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", b"<w:body>" + b" " * 41 * 2**20
    )


def entities(parts: dict[str, bytes]) -> None:
    text = parts["word/document.xml"]
    head, _, rest = text.partition(b"?>")
    filler = b"<!--" + b"x" * 5000 + b"-->"
    parts["word/document.xml"] = head + b"?>" + filler + b'<!DOCTYPE a [<!ENTITY b "c">]>' + rest


def wide(parts: dict[str, bytes]) -> None:
    text = parts["word/document.xml"].decode().replace("UTF-8", "UTF-16")
    parts["word/document.xml"] = text.encode("utf-16")


def cut_xml(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"][:-200]


def no_document(parts: dict[str, bytes]) -> None:
    del parts["word/document.xml"]


def no_relations(parts: dict[str, bytes]) -> None:
    del parts["_rels/.rels"]


def many_parts(parts: dict[str, bytes]) -> None:
    parts |= {f"word/media/{number}.png": b"" for number in range(4_001)}


def flipped() -> bytes:
    """A byte of the packed text turned round."""
    content = write(REPORT)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo("word/document.xml")
    at = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def opendocument() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (OLE + b"\0" * 600, "old-word"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7 ...", "pdf"),
        (rb"{\rtf1 }", "not-docx"),
        (b"<html><body>x</body></html>", "not-docx"),
        (b"PK\x03\x04" + b"x" * 300, "damaged"),
        (opendocument(), "not-docx"),
        (write(REPORT)[:-40], "damaged"),
        (flipped(), "damaged"),
        (changed(with_macro), "macro"),
        (changed(named_macro), "macro"),
        (changed(long_text), "swollen"),
        (changed(entities), "not-docx"),
        (changed(wide), "not-docx"),
        (changed(cut_xml), "damaged"),
        (changed(no_document), "not-docx"),
        (changed(no_relations), "damaged"),
        (changed(many_parts), "swollen"),
    ],
)
def test_a_file_that_is_none_or_does_harm_is_refused_with_what_to_do(content, reason):
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(content)
    assert refusal.value.reason == reason
    assert refusal.value.message.endswith(".")
    assert refusal.value.way_out.endswith(".")


def test_a_file_that_unpacks_beyond_bounds_is_refused_before_it_is_unpacked():
    content = changed(bomb)
    assert len(content) < 2**20
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(content)
    assert refusal.value.reason == "swollen"


def test_a_file_beyond_the_greatest_size_is_not_even_handed_on():
    with pytest.raises(UnreadableDocument, match="50 MB"):
        read_document(b"PK\x03\x04" + b"\0" * MAX_FILE)


def test_the_same_file_unharmed_is_read():
    assert read_document(changed(lambda parts: None)).paragraphs


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(asking, "LONGEST_WAIT", 0.01)
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(write(REPORT))
    assert refusal.value.reason == "slow"


def test_tables_within_tables_without_end_do_not_break_the_house():
    deep = b"<w:tbl><w:tr><w:tc>" * 20_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 20_000

    def nested(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + deep)

    with pytest.raises(UnreadableDocument) as refusal:
        read_document(changed(nested))
    assert refusal.value.reason in ("damaged", "swollen")


def test_styles_that_go_in_a_circle_are_read():
    def circle(parts: dict[str, bytes]) -> None:
        style = (
            b'<w:style w:type="paragraph" w:styleId="A1"><w:name w:val="A1"/><w:basedOn w:val="B1"/></w:style>'
            b'<w:style w:type="paragraph" w:styleId="B1"><w:name w:val="B1"/><w:basedOn w:val="A1"/></w:style>'
        )
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", style + b"</w:styles>")
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            b"<w:pPr>", b'<w:pPr><w:pStyle w:val="A1"/>', 1
        )

    assert read_document(changed(circle)).paragraphs
