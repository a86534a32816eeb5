"""What a Word file holds besides its words: tracked changes, comments, old fonts, other normal forms."""

from __future__ import annotations

import io
import unicodedata
from copy import deepcopy

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from nghisu.core.form.check import check_form
from nghisu.core.form.notes import introduction, notes_of
from nghisu.foundation.word import Note, in_unicode, marked_copy, read_document
from tests.papers import REPORT, SENTENCE, paragraph_of, saved, write


def said(content: bytes) -> list[tuple[str, str]]:
    return [(one.element.value, one.found.say()) for one in check_form(read_document(content)).findings]


def tracked(document: Paper) -> None:
    """A word added and a word taken out, both still tracked."""
    paragraph = paragraph_of(document, "BÁO CÁO")._p
    run = paragraph.r_lst[0]
    for kind, words in (("ins", ""), ("del", "cũ")):
        change = OxmlElement(f"w:{kind}")
        change.set(qn("w:id"), "7")
        change.set(qn("w:author"), "Lê Thị Bình")
        if kind == "ins":
            run.addprevious(change)
            change.append(run)
        else:
            gone = deepcopy(run)
            text = gone.find(qn("w:t"))
            text.tag, text.text = qn("w:delText"), words
            change.append(gone)
            paragraph.append(change)


def test_tracked_changes_are_named_and_the_text_is_read_as_if_accepted():
    document = read_document(write(REPORT, tracked))
    assert "BÁO CÁO" in [one.text for one in document.paragraphs]
    assert said(write(REPORT, tracked)) == [("tracked changes", "1 chỗ thêm, 1 chỗ xóa đang theo dõi")]


def test_comments_are_named_with_their_place():
    def commented(document: Paper) -> None:
        run = paragraph_of(document, "BÁO CÁO").runs[0]
        document.add_comment([run], text="Xem lại", author="Lê Thị Bình", initials="B")

    (finding,) = check_form(read_document(write(REPORT, commented))).findings
    assert (finding.element.value, finding.found.say()) == ("comments", "1 nhận xét")
    assert "BÁO CÁO" in finding.where()


def in_font(begins: str, font: str, words: str):
    def spoil(document: Paper) -> None:
        run = paragraph_of(document, begins).runs[0]
        run.text, run.font.name = words, font
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hAnsi"), font)

    return spoil


def test_text_of_an_old_font_is_recognised_by_what_it_says():
    title = in_font("ĐẢNG", ".VnTimeH", "§¶ng céng s¶n ViÖt Nam")
    report = check_form(read_document(write(REPORT, title)))
    assert [(one.element.value, one.found.say()) for one in report.findings] == [
        ("font encoding", "phông .VnTimeH, bảng mã TCVN3")
    ]
    assert any("chuyển sang Unicode" in line for line in introduction(report))
    subject = in_font("kết quả", "VNI-Times", "keát quaû coâng taùc")
    assert said(write(REPORT, subject)) == [("font encoding", "phông VNI-Times, bảng mã VNI")]


def test_tcvn3_text_that_lost_its_font_is_named():
    assert said(
        write(REPORT, in_font("kết quả", "Times New Roman", "kÕt qu¶ c«ng t¸c th¸ng 01 b¸o c¸o"))
    ) == [("font encoding", "chữ theo bảng mã TCVN3 trong phông Unicode, không đọc được")]


def test_a_copy_in_unicode_has_the_words_and_no_old_font():
    def old(document: Paper) -> None:
        in_font("ĐẢNG", ".VnTimeH", "§¶ng céng s¶n ViÖt Nam")(document)
        in_font("Hà Nội,", ".VnTime", "Hµ Néi, ngµy 03 th¸ng 02 n¨m 2026")(document)

    copy = in_unicode(write(REPORT, old))
    assert said(copy) == []
    texts = [one.text for one in read_document(copy).paragraphs]
    assert "Hà Nội, ngày 03 tháng 02 năm 2026" in texts
    assert b".VnTime" not in parts_of(copy)


def test_a_copy_in_unicode_of_a_unicode_text_says_the_same():
    before, after = read_document(write(REPORT)), read_document(in_unicode(write(REPORT)))
    assert before.paragraphs == after.paragraphs


def parts_of(content: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in ("word/document.xml", "word/styles.xml"))


def test_marks_apart_from_their_letters_are_named():
    def apart(document: Paper) -> None:
        run = paragraph_of(document, SENTENCE[:20]).runs[0]
        run.text = unicodedata.normalize("NFD", run.text)

    assert said(write(REPORT, apart)) == [("Unicode form", "Unicode tổ hợp (dấu rời chữ)")]


def test_a_marked_copy_carries_a_comment_at_each_fault_and_the_words_unchanged():
    def spoil(document: Paper) -> None:
        document.sections[0].left_margin = 914400
        paragraph_of(document, "BÁO CÁO").runs[0].bold = False

    content = write(REPORT, spoil)
    report = check_form(read_document(content))
    copy = marked_copy(content, [Note(index, words) for index, words in notes_of(report)])
    document = Document(io.BytesIO(copy))
    comments = {comment.comment_id: comment.text for comment in document.comments}
    assert len(comments) == len(report.findings) == 2
    at = {
        int(mark.get(qn("w:id"))): "".join(text.text or "" for text in mark.getparent().iter(qn("w:t")))
        for mark in document.element.body.iter(qn("w:commentRangeStart"))
    }
    by_place = {at[identity]: words for identity, words in comments.items()}
    assert "chữ không đậm" in by_place["BÁO CÁO"]
    assert "lề trái 25,4 mm" in by_place["THÀNH ỦY HÀ NỘI"]
    assert "mục II, điểm 1.5" in by_place["BÁO CÁO"]
    before = [paragraph.text for paragraph in read_document(content).paragraphs]
    assert [paragraph.text for paragraph in read_document(copy).paragraphs] == before


def test_a_file_of_nothing_can_be_marked():
    empty = Document()
    copy = marked_copy(saved(empty), [Note(-1, "không có")])
    assert [comment.text for comment in Document(io.BytesIO(copy)).comments] == ["không có"]


def test_letters_inherit_from_style_upon_style_and_from_the_theme():
    def styled(document: Paper) -> None:
        style = document.styles.add_style("Ông", 1)
        style.font.size, style.base_style = 165100, document.styles["Normal"]
        under = document.styles.add_style("Cháu", 1)
        under.base_style = style
        paragraph = paragraph_of(document, SENTENCE[:20])
        paragraph.runs[0].font.size = None
        paragraph._p.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), under.style_id)

    assert said(write(REPORT, styled)) == [("body", "cỡ chữ 13 pt")]
