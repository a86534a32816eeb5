"""The words of a regulation out of TXT, DOCX and PDF, and files that were made to hurt."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import docx
import pytest

from nghisu.core.law.texts import split
from nghisu.rulebook.adapters.text_reading import MAX_FILE, FileKind, UnreadableText, kind_of, read_text
from nghisu.rulebook.adapters.text_reading.child import unwrapped
from tests.rulebook.files import pdf_file, saved, with_parts, word_file, zipped

SAMPLE = (Path(__file__).parents[2] / "core/law/texts/quy-dinh-mau.txt").read_text(encoding="utf-8")
LINES = [line for line in SAMPLE.splitlines() if line.strip()]
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def ids(text: str) -> list[str]:
    return [clause.id for clause in split(text).clauses]


def refused(content: bytes) -> str:
    with pytest.raises(UnreadableText) as refusal:
        read_text(content)
    assert refusal.value.way_out
    return refusal.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_plain_text_is_read_in_each_unicode_spelling(encoding):
    read = read_text(SAMPLE.encode(encoding))
    assert (read.kind, ids(read.text)) == (FileKind.TXT, ids(SAMPLE))


def test_a_word_file_gives_the_same_clauses_as_the_text():
    read = read_text(word_file(LINES))
    assert (read.kind, ids(read.text)) == (FileKind.DOCX, ids(SAMPLE))


def test_a_pdf_gives_the_same_clauses_as_the_text():
    read = read_text(pdf_file(LINES))
    assert (read.kind, read.pages, ids(read.text)) == (FileKind.PDF, 1, ids(SAMPLE))


def test_numbers_and_dashes_that_word_puts_before_paragraphs_are_read_with_them():
    document = docx.Document()
    document.add_paragraph("Chương I")
    document.add_paragraph("CHUYỆN CHUNG")
    document.add_paragraph("Người trong làng có thẻ thì được mượn sách.", style="List Number")
    document.add_paragraph("Người ngoài làng cần người bảo lãnh.", style="List Number")
    document.add_paragraph("Trẻ em mượn cùng cha mẹ.", style="List Bullet")
    found = {clause.id: clause.words for clause in split(read_text(saved(document)).text).clauses}
    assert found["I/1"] == "Người trong làng có thẻ thì được mượn sách."
    assert found["I/2"] == "Người ngoài làng cần người bảo lãnh."
    assert found["I/2/b1"] == "Trẻ em mượn cùng cha mẹ."


def test_what_was_struck_out_with_changes_tracked_is_not_read():
    content = word_file(["1. Người trong làng được mượn.", "2. Xin thêm."])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    inserted = "<w:ins><w:r><w:t>ba cuốn sách</w:t></w:r></w:ins><w:del><w:r><w:delText>bốn</w:delText></w:r></w:del>"
    changed = xml.replace("Xin thêm.</w:t></w:r>", f"Xin thêm </w:t></w:r>{inserted}").encode()
    read = read_text(with_parts(content, {"word/document.xml": changed}))
    assert "2. Xin thêm ba cuốn sách" in read.text
    assert "bốn" not in read.text


def test_a_line_as_wide_as_the_column_goes_on_in_the_next():
    lines = ["1. " + "chữ " * 20, "Thường trực xem.", "- Gạch đầu dòng.", "2. Ngắn.", "Hết."]
    assert unwrapped(lines).split("\n\n") == [
        "1. " + "chữ " * 20 + " Thường trực xem.",
        "- Gạch đầu dòng.",
        "2. Ngắn.",
        "Hết.",
    ]


def test_the_kind_follows_from_the_content():
    assert kind_of(word_file(["a"])) is FileKind.DOCX
    assert kind_of(pdf_file(["a"])) is FileKind.PDF
    assert kind_of("Điều 1".encode()) is FileKind.TXT


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "rỗng"),
        (b"   \n", "rỗng"),
        (b"x" * (MAX_FILE + 1), "20 MB"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "Word đời cũ"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "không phải"),
        (b"Chuong I\n<SCRIPT src=//x>", "không phải"),
        (b"{\\rtf1 Chuong I}", "không phải"),
        (b"MZ\x90\0\x03\0", "không phải"),
        (b"GIF89a<svg onload=alert(1)>", "không phải"),
        ("Chương I".encode("cp1258", "replace") + b"\xb8\xff", "Unicode"),
        (b"PK\x03\x04 and nothing more", "hỏng"),
        (b"%PDF-1.7 and nothing more", "hỏng"),
        (zipped({"xl/workbook.xml": b"", "[Content_Types].xml": TYPES}), "không phải là văn bản Word"),
        (b"<html>" + pdf_file(["a"]), "không phải"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else value,
)
def test_what_is_no_text_is_refused_with_its_reason(content, said):
    assert said in refused(content)


def test_a_word_file_with_macros_is_refused():
    assert "macro" in refused(with_parts(word_file(["a"]), {"word/vbaProject.bin": b"\xd0\xcf"}))
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    assert "macro" in refused(with_parts(word_file(["a"]), {"[Content_Types].xml": types}))


def test_a_bomb_of_zeros_is_refused_before_it_is_unpacked():
    bomb = with_parts(word_file(["a"]), {"word/media/image1.bin": b"\0" * (110 << 20)})
    assert len(bomb) < 1 << 20
    began = time.monotonic()
    assert "bất thường" in refused(bomb)
    assert time.monotonic() - began < 15


def test_a_part_that_lies_about_its_size_is_refused():
    content = bytearray(with_parts(word_file(["a"]), {"word/lies.bin": b"\0" * (5 << 20)}))
    # The central directory claims 500 MB for the part, and the local header with it.
    real, claimed = struct.pack("<I", 5 << 20), struct.pack("<I", 500 << 20)
    assert content.count(real) >= 2
    assert "bất thường" in refused(bytes(content.replace(real, claimed)))
    # And one that claims less than it holds.
    assert "hỏng" in refused(bytes(content.replace(real, struct.pack("<I", 16))))


def test_too_many_parts_are_refused():
    assert "bất thường" in refused(
        with_parts(word_file(["a"]), {f"word/p{n}.bin": b"" for n in range(2_100)})
    )


def test_entities_that_multiply_are_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'
    assert refused(with_parts(word_file(["a"]), {"word/document.xml": laughs}))


def test_a_pdf_with_a_password_is_refused():
    assert "mật khẩu" in refused(
        pdf_file(["mot hai ba bon nam sau bay tam chin muoi muoi mot"], password="x")
    )


def test_a_pdf_of_too_many_pages_is_refused():
    assert "500 trang" in refused(pdf_file(["a"], pages=501))


def test_a_pdf_of_pictures_is_told_from_one_with_words():
    assert "ảnh chụp" in refused(pdf_file([""]))


def test_a_pdf_stream_that_swells_is_ended_by_its_limits_and_the_house_stands():
    swollen = zlib.compress(zlib.compress(b"0" * (200 << 20), 9), 9)
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    body += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    body += b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n" % len(swollen)
    body += swollen + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    began = time.monotonic()
    assert refused(body)
    assert time.monotonic() - began < 35
