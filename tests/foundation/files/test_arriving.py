"""A file is known by its content, kept durably under a name nobody chose, given back as an attachment; what could do
harm, what cannot be read and what is secret is turned away with what to do; nothing of it is left (TRUST 4, 9)."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from nghisu.foundation.files import (
    FileKind,
    FileRefused,
    SecretFile,
    arriving,
    asking,
    file_path,
    file_response,
    keep_arrived,
    read_pages,
)
from nghisu.foundation.files.arrival import file_name
from nghisu.foundation.kept_files import FileGone
from tests.foundation.files.making import (
    a_pdf,
    a_picture,
    an_archive,
    with_an_archive_behind,
    with_attachment,
    with_launch,
    with_password,
    with_script,
)

OPEN = a_pdf("BÁO CÁO\nvề kết quả quý I", "Trang hai")


def upload(content: bytes, name: str = "van-ban.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def left_over() -> list[Path]:
    return list((Path(settings.NGHISU_DATA) / "files").rglob("*.unfinished"))


def a_word_file(*lines: str, head: str = "") -> bytes:
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    if head:
        paper.sections[0].header.paragraphs[0].text = head
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


@pytest.mark.once
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script></html>", "kind"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "kind"),
        (b"GIF89a" + b"\0" * 50, "kind"),
        (b"junk before" + OPEN, "kind"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old-word"),
        (with_an_archive_behind(OPEN), "two-in-one"),
        (with_an_archive_behind(a_picture()), "two-in-one"),
        (with_password(OPEN), "pdf-password"),
        (with_script(OPEN), "pdf-active"),
        (with_launch(OPEN), "pdf-active"),
        (with_attachment(OPEN), "pdf-attached"),
        (b"%PDF-1.7\n" + b"\xff" * 3_000, "damaged"),
        (OPEN[:400], "damaged"),
        (a_picture("PNG", (9_000, 9_000)), "picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 900, "damaged"),
        (an_archive([("word/document.xml", b"<x/>")]), "not-docx"),
        (an_archive([("[Content_Types].xml", b""), ("word/document.xml", b"0" * 300 * 2**20)]), "swollen"),
        (an_archive([("[Content_Types].xml", b""), ("word/document.xml", b""), ("word/vbaProject.bin", b"")]), "macro"),
    ],
)  # fmt: skip
def test_what_is_no_document_or_could_do_harm_is_turned_away_with_what_to_do(content, reason):
    with pytest.raises(FileRefused) as refused, arriving(upload(content)):
        pass
    assert refused.value.reason_name == reason
    assert len(refused.value.reason) > 30
    assert left_over() == []


@pytest.mark.once
def test_a_file_larger_than_any_is_turned_away_while_it_comes(monkeypatch):
    monkeypatch.setattr(asking, "LARGEST_FILE", 1_000)
    with pytest.raises(FileRefused, match="60 MB"), arriving(upload(OPEN)):
        pass
    assert left_over() == []


@pytest.mark.once
@pytest.mark.parametrize(
    ("content", "level"),
    [
        (a_pdf("SỞ BẾN CẢNG\nMẬT\nBÁO CÁO"), "MẬT"),
        (a_pdf("Trang mở", "TỐI MẬT\nTrang giữa"), "TỐI MẬT"),
        (a_pdf("Trang mở", "Độ mật: Mật"), "MẬT"),
        (a_word_file("SỞ BẾN CẢNG", "MẬT", "BÁO CÁO"), "MẬT"),
        (a_word_file("BÁO CÁO", head="TUYỆT MẬT"), "TUYỆT MẬT"),
        (a_pdf("SỞ BẾN CẢNG\nT Ố I   M Ậ T\nBÁO CÁO"), "TỐI MẬT"),
        (a_pdf("Số 12-BC/TU [TUYỆT MẬT]\nBÁO CÁO"), "TUYỆT MẬT"),
        (a_word_file("BÁO CÁO", "TÀI LIỆU MẬT"), "MẬT"),
        (a_word_file("BÁO CÁO", "Dấu độ mật: MẬT".upper()), "MẬT"),
    ],
)
def test_a_text_with_a_stamp_is_held_back_and_nothing_of_it_is_left(content, level):
    with pytest.raises(SecretFile) as refused, arriving(upload(content)):
        pass
    assert refused.value.level == level
    assert left_over() == []


@pytest.mark.once
def test_a_text_that_speaks_of_secrets_is_open():
    said = "BÁO CÁO\nCông tác bảo vệ bí mật: tài liệu MẬT thu hồi đủ\nTài liệu mật\nSố tài liệu mật"
    with arriving(upload(a_pdf(said))) as arrived:
        assert arrived.pages == 1


def test_what_is_kept_is_what_came_and_leaves_as_an_attachment(in_committee, actor_of):
    with arriving(upload(OPEN, "..\\..\\etc/Báo cáo <quý I>.PDF")) as arrived, transaction.atomic():
        kept = keep_arrived(actor_of("office-specialist"), arrived)
    assert (kept.kind, kept.pages, kept.size, kept.name) == (FileKind.PDF, 2, len(OPEN), "Báo cáo quý I.pdf")
    path = file_path(kept)
    assert path.read_bytes() == OPEN
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept.name not in str(path)
    answer = file_response(kept)
    assert answer.getvalue() == OPEN
    answer.close()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"][:7]) == ("nosniff", "sandbox")
    path.write_bytes(OPEN + b" ")
    with pytest.raises(FileGone):
        file_path(kept)


@pytest.mark.once
def test_pictures_of_signed_pages_become_one_pdf_in_the_order_of_their_names():
    pages = [upload(a_picture("PNG", (850, 600), "red"), "trang 2.png"), upload(a_picture(), "trang 1.jpg")]
    with arriving(pages) as arrived:
        assert (arrived.kind, arrived.pages, arrived.name) == (FileKind.PDF, 2, "trang 1.pdf")
        first, second = read_pages(arrived.path, 1, 2)
    assert first.height > first.width
    assert second.width > second.height
    with pytest.raises(FileRefused, match="không chọn lẫn"), arriving([pages[0], upload(OPEN)]):
        pass


@pytest.mark.once
def test_a_page_is_read_with_its_words_and_their_places():
    with arriving(upload(OPEN)) as arrived:
        first, second = read_pages(arrived.path, 1, 2)
    assert [line.text for line in first.lines] == ["BÁO CÁO", "về kết quả quý I"]
    assert [line.text for line in second.lines] == ["Trang hai"]
    assert first.lines[0].y < first.lines[1].y < first.height
    assert (round(first.width), round(first.height)) == (595, 842)
    assert first.picture.startswith(b"\x89PNG")


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\Tờ trình.docx.pdf", "Tờ trình.docx.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("\0\n", "van-ban.pdf"),
        ("a" * 300 + ".pdf", "a" * 190 + ".pdf"),
    ],
)
def test_a_name_holds_no_folder_and_nothing_unseen(said, kept):
    assert file_name(said, FileKind.PDF) == kept
