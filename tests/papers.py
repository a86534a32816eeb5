"""Word files for tests: documents in the right form, of both sides and of several types, made from nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

LEFT, CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
SENTENCE = (
    "Ban Thường vụ Thành ủy yêu cầu các cấp ủy, tổ chức đảng trực thuộc quán triệt, cụ thể hóa và tổ chức thực hiện "
    "nghiêm túc các nội dung nêu trên, định kỳ báo cáo kết quả."
)


@dataclass
class Form:
    """The figures of a side, as its documents are written."""

    title: str
    motto: str | None
    title_size: float
    body_size: float
    type_size: float
    subject_size: float
    number_size: float
    bodies_size: float
    label: dict[str, Any]
    recipients_size: float
    between: str
    position_bold: bool
    authority: str


PARTY = Form(
    "ĐẢNG CỘNG SẢN VIỆT NAM", None, 15, 14, 16, 14, 14, 14, {"size": 14, "underline": True}, 12, ",", False, "T/M"
)  # fmt: skip
STATE = Form(
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", 13, 14, 14, 14, 13, 13,
    {"size": 12, "bold": True, "italic": True}, 11, ";", True, "TM.",
)  # fmt: skip


@dataclass
class Words:
    """What a document says."""

    form: Form = field(default_factory=lambda: PARTY)
    superior: str = "THÀNH ỦY HÀ NỘI"
    issuer: str = "VĂN PHÒNG"
    number: str = "Số 05-BC/VPTU"
    date: str = "Hà Nội, ngày 03 tháng 02 năm 2026"
    type: str = "BÁO CÁO"
    subject: str = "kết quả công tác tháng 01 năm 2026"
    addressee: str = ""
    letter_subject: str = ""
    grounds: tuple[str, ...] = ()
    body: tuple[str, ...] = (SENTENCE, SENTENCE, SENTENCE)
    authority: str = ""
    position: str = "CHÁNH VĂN PHÒNG"
    signer: str = "Nguyễn Văn An"
    recipients: tuple[str, ...] = ("Thường trực Thành ủy", "Các ban Đảng Thành ủy", "Lưu Văn phòng Thành ủy")


REPORT = Words()
RESOLUTION = Words(
    superior="ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", issuer="BAN CHẤP HÀNH",
    number="Số 12-NQ/TU", type="NGHỊ QUYẾT",
    subject="về chuyển đổi số trong hoạt động của cấp ủy",
    grounds=("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", "- Căn cứ Quy chế làm việc của Ban Chấp hành;"),
    authority="T/M BAN CHẤP HÀNH", position="BÍ THƯ",
)  # fmt: skip
PROPOSAL = Words(
    number="Số 07-TTr/VPTU", type="TỜ TRÌNH", subject="về kế hoạch tổ chức Hội nghị Ban Chấp hành lần thứ sáu",
    addressee="Kính trình: Ban Thường vụ Thành ủy,",
)  # fmt: skip
LETTER = Words(
    number="Số 15-CV/VPTU", type="", letter_subject="về việc chuẩn bị nội dung Hội nghị Ban Chấp hành",
    addressee="Kính gửi: Các ban Đảng Thành ủy,", authority="T/L BAN THƯỜNG VỤ",
)  # fmt: skip
NOTICE = Words(
    form=STATE, superior="ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI", issuer="VĂN PHÒNG", number="Số: 15/TB-VPUB",
    date="Hà Nội, ngày 12 tháng 3 năm 2026", type="THÔNG BÁO", subject="Kết luận của Chủ tịch Ủy ban nhân dân Thành phố",
    recipients=("Như trên", "Các sở, ban, ngành", "Lưu: VT, TH"),
)  # fmt: skip
DECISION = Words(
    form=STATE, superior="HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ", issuer="VĂN PHÒNG", number="Số: 08/QĐ-VP",
    date="Hà Nội, ngày 05 tháng 01 năm 2026", type="QUYẾT ĐỊNH", subject="Về việc ban hành Quy chế làm việc",
    grounds=("Căn cứ Luật Tổ chức chính quyền địa phương;", "Căn cứ Nghị định số 30/2020/NĐ-CP;"),
    authority="TM. HỘI ĐỒNG NHÂN DÂN", position="CHỦ TỊCH", recipients=("Như Điều 3", "Lưu: VT"),
)  # fmt: skip
STATE_LETTER = Words(
    form=STATE, superior="ỦY BAN NHÂN DÂN THÀNH PHỐ", issuer="SỞ NỘI VỤ", number="Số: 21/SNV-VP",
    date="Hà Nội, ngày 10 tháng 10 năm 2026", type="", letter_subject="V/v chuẩn bị kỳ họp thứ ba",
    addressee="Kính gửi: Ủy ban nhân dân các phường, xã", authority="KT. GIÁM ĐỐC", position="PHÓ GIÁM ĐỐC",
    recipients=("Như trên", "Lưu: VT, VP"),
)  # fmt: skip
CORRECT = {
    "báo cáo": REPORT,
    "nghị quyết": RESOLUTION,
    "tờ trình": PROPOSAL,
    "công văn": LETTER,
    "thông báo (Nhà nước)": NOTICE,
    "quyết định (Nhà nước)": DECISION,
    "công văn (Nhà nước)": STATE_LETTER,
}


def write(words: Words = REPORT, spoil: Callable[[Paper], object] | None = None) -> bytes:
    """The document as a file; `spoil` changes it before it is saved."""
    document = Document()
    _page(document, words.form)
    _head(document, words)
    if words.type:
        _put(document.add_paragraph(), words.type, words.form.type_size, CENTRE, bold=True)
        _put(document.add_paragraph(), words.subject, words.form.subject_size, CENTRE, bold=True)
        if words.form is PARTY:
            _put(document.add_paragraph(), "-----", words.form.subject_size, CENTRE, bold=True)
    if words.addressee:
        label, _, to = words.addressee.partition(":")
        paragraph = document.add_paragraph()
        _put(paragraph, f"{label}:", words.form.body_size, CENTRE, italic=words.form is PARTY)
        _run(paragraph, to, words.form.body_size)
    for ground in words.grounds:
        _body(document, ground, words.form).runs[0].italic = words.form is STATE
    for said in words.body:
        _body(document, said, words.form)
    _foot(document, words)
    if spoil:
        spoil(document)
    return saved(document)


def saved(document: Paper) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph_of(document: Paper, begins: str) -> Paragraph:
    """The paragraph, also of a table, that begins with these words."""
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document)
        if paragraph.text.strip().startswith(begins):
            return paragraph
    raise AssertionError(f"no paragraph begins with {begins!r}")


def _page(document: Paper, form: Form) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    run = number.add_run()
    run.font.size = Pt(14)
    for kind, words in (("begin", ""), ("", " PAGE "), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(form.body_size)
    style.paragraph_format.space_after = Pt(0)


def _run(paragraph: Paragraph, words: str, size: float, **look: Any) -> None:
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    for name, value in look.items():
        setattr(run.font, name, value)


def _put(paragraph: Paragraph, words: str, size: float, align: WD_ALIGN_PARAGRAPH, **look: Any) -> Paragraph:
    paragraph.alignment = align
    _run(paragraph, words, size, **look)
    return paragraph


def _columns(document: Paper) -> tuple[_Cell, _Cell]:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    return left, right


def _head(document: Paper, words: Words) -> None:
    form = words.form
    left, right = _columns(document)
    _put(left.paragraphs[0], words.superior, form.bodies_size, CENTRE)
    _put(left.add_paragraph(), words.issuer, form.bodies_size, CENTRE, bold=True)
    if form is PARTY:
        _put(left.add_paragraph(), "*", 14, CENTRE)
    _put(left.add_paragraph(), words.number, form.number_size, CENTRE)
    if words.letter_subject:
        _put(left.add_paragraph(), words.letter_subject, 12, CENTRE, italic=form is PARTY)
    title = _put(right.paragraphs[0], form.title, form.title_size, CENTRE, bold=True)
    if form.motto:
        title = _put(right.add_paragraph(), form.motto, 14, CENTRE, bold=True)
    title.runs[0].underline = True
    _put(right.add_paragraph(), words.date, 14, CENTRE, italic=True)


def _body(document: Paper, said: str, form: Form) -> Paragraph:
    paragraph = _put(document.add_paragraph(), said, form.body_size, JUSTIFIED)
    layout = paragraph.paragraph_format
    layout.first_line_indent, layout.space_before = Mm(10), Pt(6)
    if form is PARTY:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)
    return paragraph


def _foot(document: Paper, words: Words) -> None:
    form = words.form
    left, right = _columns(document)
    _put(left.paragraphs[0], "Nơi nhận:", form.label["size"], LEFT)
    for name, value in form.label.items():
        if name != "size":
            setattr(left.paragraphs[0].runs[0].font, name, value)
    for place, said in enumerate(words.recipients, start=1):
        end = "." if place == len(words.recipients) else form.between
        _put(left.add_paragraph(), f"- {said}{end}", form.recipients_size, LEFT)
    lines = [words.authority, words.position] if words.authority else [words.position]
    for place, said in enumerate(lines):
        bold = form.position_bold or (bool(words.authority) and place == 0)
        _put(right.paragraphs[0] if place == 0 else right.add_paragraph(), said, 14, CENTRE, bold=bold)
    for _ in range(4):
        right.add_paragraph()
    _put(right.add_paragraph(), words.signer, 14, CENTRE, bold=True)
