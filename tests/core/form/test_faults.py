"""Each single fault of a document is named once, with what stands there and what should."""

from __future__ import annotations

import pytest
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from tests.core.form.spoiling import (
    Spoil,
    colour,
    ends_without_a_stop,
    layout,
    look,
    lying,
    number_at_the_left,
    number_below,
    number_small,
    other_font,
    remove,
    report_of,
    said,
    say,
    section,
    swap,
)
from tests.papers import (
    DECISION,
    LETTER,
    NOTICE,
    REPORT,
    RESOLUTION,
    SENTENCE,
    STATE_LETTER,
    Words,
    paragraph_of,
)

LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
B = SENTENCE[:30]
FAULTS: list[tuple[Words, Spoil, tuple[str, str, str]]] = [
    (REPORT, section(left_margin=Mm(25)), ("page margins", "lề trái 25 mm", "lề trái 30 mm")),
    (REPORT, section(right_margin=Mm(20)), ("page margins", "lề phải 20 mm", "lề phải 15 mm")),
    (REPORT, section(top_margin=Mm(25.4)), ("page margins", "lề trên 25,4 mm", "lề trên 20 mm")),
    (REPORT, section(bottom_margin=Mm(15)), ("page margins", "lề dưới 15 mm", "lề dưới 20 mm")),
    (NOTICE, section(left_margin=Mm(25)), ("page margins", "lề trái 25 mm", "lề trái 30–35 mm")),
    (
        REPORT,
        section(page_width=Mm(215.9), page_height=Mm(279.4)),
        ("page size", "215,9 × 279,4 mm", "A4, 210 × 297 mm"),
    ),
    (REPORT, lying, ("page size", "trang nằm ngang", "trang đứng")),
    (
        REPORT,
        section(header_distance=Mm(15)),
        ("page number", "cách mép trên 15 mm", "cách mép trên 10 mm"),
    ),
    (REPORT, number_below, ("page number", "số trang ở lề dưới", "số trang ở lề trên")),
    (REPORT, number_at_the_left, ("page number", "căn trái", "căn giữa")),
    (REPORT, number_small, ("page number", "cỡ chữ 11 pt", "cỡ chữ 14 pt")),
    (
        REPORT,
        section(different_first_page_header_footer=False),
        ("page number", "trang đầu có số trang", "trang đầu không ghi số trang"),
    ),
    (REPORT, other_font, ("font", "phông Arial", "phông Times New Roman")),
    (REPORT, colour(B), ("colour", "chữ màu #FF0000", "chữ màu đen")),
    (REPORT, look("ĐẢNG", size=Pt(14)), ("party title", "cỡ chữ 14 pt", "cỡ chữ 15 pt")),
    (REPORT, look("ĐẢNG", bold=False), ("party title", "chữ không đậm", "chữ đậm")),
    (
        REPORT,
        look("ĐẢNG", underline=False),
        ("line under the title", "không có", "đường kẻ liền, dài bằng dòng chữ"),
    ),
    (REPORT, look("THÀNH ỦY", bold=True), ("superior body", "chữ đậm", "chữ không đậm")),
    (REPORT, look("VĂN PHÒNG", size=Pt(13)), ("issuing body", "cỡ chữ 13 pt", "cỡ chữ 14 pt")),
    (REPORT, layout("VĂN PHÒNG", alignment=LEFT), ("issuing body", "căn trái", "căn giữa")),
    (REPORT, remove("*"), ("star", "không có", "dấu * dưới tên cơ quan ban hành")),
    (REPORT, look("Số 05", bold=True), ("number and symbol", "chữ đậm", "chữ không đậm")),
    (
        REPORT,
        say("Số 05", "Số: 05-BC/VPTU"),
        ("number and symbol", "có dấu hai chấm sau chữ Số", "không có dấu hai chấm"),
    ),
    (REPORT, say("Số 05", "Số 5-BC/VPTU"), ("number and symbol", "số 5", "số 05")),
    (
        REPORT,
        say("Số 05", "Số 05-TB/VPTU"),
        ("number and symbol", "ký hiệu TB", "ký hiệu BC của loại BÁO CÁO"),
    ),
    (
        REPORT,
        say("Số 05", "Số 05/BC-VPTU"),
        ("number and symbol", "ghi “Số 05/BC-VPTU”", "ghi như “Số 05-BC/ĐU”"),
    ),
    (
        NOTICE,
        say("Số:", "Số 15/TB-VPUB"),
        ("number and symbol", "không có dấu hai chấm sau chữ Số", "có dấu hai chấm"),
    ),
    (REPORT, remove("Số 05"), ("number and symbol", "không có", "số và ký hiệu dưới tên cơ quan")),
    (REPORT, look("Hà Nội,", italic=False), ("place and date", "chữ đứng, không nghiêng", "chữ nghiêng")),
    (REPORT, say("Hà Nội,", "Hà Nội, ngày 3 tháng 02 năm 2026"), ("place and date", "ngày 3", "ngày 03")),
    (REPORT, say("Hà Nội,", "Hà Nội, ngày 03 tháng 2 năm 2026"), ("place and date", "tháng 2", "tháng 02")),
    (REPORT, say("Hà Nội,", "Hà Nội, ngày 03 tháng 04 năm 2026"), ("place and date", "tháng 04", "tháng 4")),
    (
        REPORT,
        say("Hà Nội,", "Hà Nội, ngày 31 tháng 02 năm 2026"),
        ("place and date", "ngày 31 tháng 02 năm 2026", "ngày có thật"),
    ),
    (
        REPORT,
        say("Hà Nội,", "Hà Nội ngày 03 tháng 02 năm 2026"),
        ("place and date", "không có dấu phẩy sau địa danh", "dấu phẩy sau địa danh"),
    ),
    (
        REPORT,
        say("Hà Nội,", "ngày 03 tháng 02 năm 2026"),
        ("place and date", "không có địa danh", "địa danh, rồi ngày, tháng, năm"),
    ),
    (
        REPORT,
        remove("ĐẢNG"),
        ("party title", "không có", "dòng “ĐẢNG CỘNG SẢN VIỆT NAM” ở đầu, bên phải"),
    ),
    (REPORT, look("BÁO CÁO", size=Pt(14)), ("document type", "cỡ chữ 14 pt", "cỡ chữ 15–16 pt")),
    (REPORT, layout("BÁO CÁO", alignment=LEFT), ("document type", "căn trái", "căn giữa")),
    (REPORT, look("kết quả", bold=False), ("subject", "chữ không đậm", "chữ đậm")),
    (
        REPORT,
        say("kết quả", "Kết quả công tác"),
        ("subject", "bắt đầu bằng chữ in hoa", "bắt đầu bằng chữ thường"),
    ),
    (
        REPORT,
        remove("-----"),
        ("line under the subject", "không có", "năm gạch nối “-----” ở giữa, dưới trích yếu"),
    ),
    (REPORT, say("-----", "_____"), ("line under the subject", "ghi “_____”", "năm gạch nối “-----”")),
    (
        LETTER,
        look("về việc", italic=False),
        ("subject of a letter", "chữ đứng, không nghiêng", "chữ nghiêng"),
    ),
    (
        LETTER,
        say("về việc", "V/v chuẩn bị"),
        ("subject of a letter", "bắt đầu bằng “V/v chuẩn”", "bắt đầu bằng “về việc”"),
    ),
    (LETTER, remove("Kính gửi"), ("addressee", "không có", "dòng Kính gửi hoặc Kính trình ở đầu nội dung")),
    (
        RESOLUTION,
        say("- Căn cứ Điều", "Căn cứ Điều lệ Đảng;"),
        ("grounds", "không có gạch đầu dòng", "gạch đầu dòng “- ”"),
    ),
    (RESOLUTION, say("- Căn cứ Điều", "- Căn cứ Điều lệ Đảng."), ("grounds", "hết bằng “.”", "hết bằng “;”")),
    (DECISION, look("Căn cứ Luật", italic=False), ("grounds", "chữ đứng, không nghiêng", "chữ nghiêng")),
    (REPORT, look(B, size=Pt(13)), ("body", "cỡ chữ 13 pt", "cỡ chữ 14–15 pt")),
    (REPORT, layout(B, alignment=LEFT), ("body", "căn trái", "căn đều hai lề")),
    (REPORT, layout(B, first_line_indent=Mm(0)), ("body", "dòng đầu lùi 0 mm", "dòng đầu lùi 10 mm")),
    (
        REPORT,
        layout(B, line_spacing_rule=WD_LINE_SPACING.ONE_POINT_FIVE),
        ("body", "cách dòng 1,5 dòng", "cách dòng chính xác 18–22 pt"),
    ),
    (
        NOTICE,
        layout(B, line_spacing_rule=WD_LINE_SPACING.DOUBLE),
        ("body", "cách dòng 2 dòng", "cách dòng 1–1,5 dòng"),
    ),
    (REPORT, ends_without_a_stop, ("body", "nội dung hết bằng “ả”", "nội dung hết bằng “.”")),
    (RESOLUTION, look("T/M", bold=False), ("authority", "chữ không đậm", "chữ đậm")),
    (RESOLUTION, say("T/M", "TM. BAN CHẤP HÀNH"), ("authority", "ghi “TM.”", "ghi “T/M”")),
    (STATE_LETTER, say("KT.", "K/T GIÁM ĐỐC"), ("authority", "ghi “K/T”", "ghi “KT.”")),
    (RESOLUTION, look("BÍ THƯ", bold=True), ("position of the signer", "chữ đậm", "chữ không đậm")),
    (NOTICE, look("CHÁNH", bold=False), ("position of the signer", "chữ không đậm", "chữ đậm")),
    (REPORT, look("Nguyễn", bold=False), ("name of the signer", "chữ không đậm", "chữ đậm")),
    (
        REPORT,
        say("Nguyễn", "TS. Nguyễn Văn An"),
        ("name of the signer", "ghi học hàm, học vị “TS”", "chỉ ghi họ và tên"),
    ),
    (REPORT, remove("Nguyễn"), ("name of the signer", "không có", "họ tên người ký")),
    (REPORT, look("Nơi nhận", underline=False), ("recipients label", "không gạch chân", "gạch chân")),
    (NOTICE, look("Nơi nhận", italic=False), ("recipients label", "chữ đứng, không nghiêng", "chữ nghiêng")),
    (REPORT, look("- Thường trực", size=Pt(11)), ("recipients", "cỡ chữ 11 pt", "cỡ chữ 12 pt")),
    (
        REPORT,
        say("- Thường trực", "- Thường trực Thành ủy;"),
        ("recipients", "dòng hết bằng “;”", "dòng hết bằng “,”"),
    ),
    (
        REPORT,
        say("- Lưu", "- Lưu Văn phòng"),
        ("recipients", "dòng hết bằng chữ, không có dấu", "dòng hết bằng “.”"),
    ),
    (
        REPORT,
        say("- Lưu", "- Văn phòng Thành ủy."),
        ("recipients", "dòng cuối là “- Văn phòng Thành ủy.”", "dòng cuối bắt đầu bằng “- Lưu”"),
    ),
    (
        REPORT,
        swap("Số 05", "THÀNH ỦY"),
        (
            "order of elements",
            "“VĂN PHÒNG” đứng sau “Số 05-BC/VPTU”",
            "“VĂN PHÒNG” đứng trước “Số 05-BC/VPTU”",
        ),
    ),
    (
        REPORT,
        swap("ĐẢNG", "Hà Nội,"),
        (
            "order of elements",
            "“ĐẢNG CỘNG SẢN VIỆT NAM” đứng sau “Hà Nội, ngày 03 tháng 02 năm 2026”",
            "“ĐẢNG CỘNG SẢN VIỆT NAM” đứng trước “Hà Nội, ngày 03 tháng 02 năm 2026”",
        ),
    ),
]


@pytest.mark.parametrize(
    ("words", "spoil", "finding"), FAULTS, ids=[f"{f[0]}: {f[1]}"[:70] for _, _, f in FAULTS]
)
def test_a_single_fault_is_found_and_nothing_else(words, spoil, finding):
    assert said(report_of(words, spoil)) == [finding]


def test_a_fault_says_its_paragraph_its_words_and_its_clause():
    (finding,) = report_of(REPORT, look("ĐẢNG", size=Pt(13))).findings
    assert finding.where() == "đoạn 5 “ĐẢNG CỘNG SẢN VIỆT NAM”"
    assert finding.clause.id == "II/1.1"
    assert finding.clause.say(str).startswith("Hướng dẫn 36-HD/VPTW, mục II, điểm 1.1: ")
    assert finding.as_json()["paragraphs"] == [5]


def test_one_fault_all_through_a_text_is_one_finding_with_all_its_places():
    def small(document: Paper) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text == SENTENCE:
                paragraph.runs[0].font.size = Pt(13)

    (finding,) = report_of(REPORT, small).findings
    assert len(finding.spots) == 3
    assert "và 2 đoạn khác (11, 12)" in finding.where()


def test_a_year_in_two_figures_hides_no_month_that_there_is_not():
    said_of = [one[1:] for one in said(report_of(REPORT, say("Hà Nội,", "Hà Nội, ngày 03 tháng 13 năm 26")))]
    assert said_of == [("năm 26", "năm đủ bốn chữ số"), ("ngày 03 tháng 13 năm 26", "ngày có thật")]


def test_two_faults_are_two_findings():
    def both(document: Paper) -> None:
        document.sections[0].left_margin = Mm(25)
        paragraph_of(document, "BÁO CÁO").runs[0].font.size = Pt(14)

    assert [one.element.value for one in report_of(REPORT, both).findings] == [
        "page margins",
        "document type",
    ]
