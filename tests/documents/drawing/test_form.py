"""Every kind of official document is in its form: measured in the PDF, and held against the rules in the DOCX."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from nghisu.core.form.check import check_form
from nghisu.core.form.loading import shipped_form
from nghisu.core.form.rules import Side
from nghisu.core.papers.composing.delegates import Delegate, DelegateGroup
from nghisu.core.papers.kinds import compose
from nghisu.core.papers.setting_out import set_out
from nghisu.core.text import nfc
from nghisu.documents.adapters.drawing import draw_docx, draw_pdf
from nghisu.foundation.word import read_document
from tests.documents.drawing.measuring import line, seen_in
from tests.official import OFFICE, contents, delegates

pytestmark = pytest.mark.once
ALL = [(side, code) for side in Side for code in contents(side)]
BOLD, ITALIC, PLAIN = "Tinos-Bold", "Tinos-Italic", "Tinos-Regular"


@pytest.mark.parametrize(("side", "code"), ALL)
def test_our_own_check_finds_nothing_wrong_in_our_own_word_file(side, code):
    report = check_form(read_document(draw_docx(compose(contents(side)[code]))))
    assert [one.as_json() for one in report.findings] == []
    assert (report.rules.side, report.sure) == (side, True)


@pytest.mark.parametrize(("side", "code"), ALL)
def test_the_pdf_keeps_its_margins_numbers_its_pages_and_never_leaves_a_signature_alone(side, code):
    content = draw_pdf(compose(contents(side)[code]))
    seen = seen_in(content)
    page = shipped_form(side).page
    words = [one for one in seen if not (one.page > 1 and one.down < 18)]
    assert min(one.left for one in words) >= page.margins["left"][0] - 0.6
    assert max(one.right for one in words) <= 210 - page.margins["right"][0] + 0.6
    assert min(one.down - one.size * 0.9 * 25.4 / 72 for one in words) >= page.margins["top"][0] - 0.6
    assert max(one.down for one in words) <= 297 - page.margins["bottom"][0] + 0.6
    numbers = [(one.page, one.text, one.size) for one in seen if one.page > 1 and one.down < 18]
    last = max(one.page for one in seen)
    assert numbers == [(number, str(number), page.number_size[1]) for number in range(2, last + 1)]
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages)
    assert text == nfc(text)
    if last > 1 and contents(side)[code].formalities.signer:
        ending = [one for one in words if one.page == last]
        position = contents(side)[code].formalities.signer.position.upper()
        assert line(ending, position).down > min(one.down for one in ending) + 4


def test_the_head_and_foot_of_a_party_document_stand_where_the_rule_has_them():
    seen = seen_in(draw_pdf(compose(contents(Side.PARTY)["giay-moi"])))
    for words, size, face in (
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, BOLD), ("THÀNH ỦY SÔNG LAM", 14, PLAIN), ("VĂN PHÒNG", 14, BOLD),
        ("Số 07-GM/VPTU", 14, PLAIN), ("Sông Lam, ngày 05 tháng 02", 14, ITALIC), ("GIẤY MỜI", 16, BOLD),
        ("dự Hội nghị", 14, BOLD), ("-----", 14, PLAIN), ("Kính gửi:", 14, ITALIC), ("T/L BAN THƯỜNG VỤ", 14, BOLD),
        ("CHÁNH VĂN PHÒNG", 14, PLAIN), ("Đặng Hữu Nghĩa", 14, BOLD), ("Nơi nhận:", 14, PLAIN),
        ("- Như trên,", 12, PLAIN),
    ):  # fmt: skip
        one = line(seen, words)
        assert (one.size, one.face) == (size, face), words
    assert line(seen, "VĂN PHÒNG").middle == pytest.approx(30 + 77 / 2, abs=0.7)
    assert line(seen, "ĐẢNG CỘNG").middle == pytest.approx(30 + 77 + 88 / 2, abs=0.7)
    assert line(seen, "GIẤY MỜI").middle == pytest.approx(30 + 165 / 2, abs=0.7)
    assert line(seen, "CHÁNH VĂN").middle == pytest.approx(30 + 73 + 92 / 2, abs=0.7)
    assert line(seen, "Nơi nhận:").left == pytest.approx(30, abs=0.6)
    assert line(seen, "Nơi nhận:").down == pytest.approx(line(seen, "T/L BAN").down, abs=0.5)


def test_lines_of_a_party_body_are_eighteen_points_apart_and_paragraphs_six_more():
    seen = seen_in(draw_pdf(compose(contents(Side.PARTY)["nghi-quyet"])))
    first, second = line(seen, "1. Các cấp ủy"), line(seen, "đơn vị mình")
    third, following = line(seen, "thực hiện."), line(seen, "2. Các cấp ủy")
    points = 72 / 25.4
    assert (second.down - first.down) * points == pytest.approx(18, abs=0.2)
    assert (following.down - third.down) * points == pytest.approx(24, abs=0.2)
    assert first.left == pytest.approx(40, abs=0.7)
    assert second.left == pytest.approx(30, abs=0.7)


def test_the_head_of_a_state_document_has_the_national_title_and_a_number_with_a_colon():
    seen = seen_in(draw_pdf(compose(contents(Side.STATE)["thong-bao"])))
    for words, size, face in (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, BOLD), ("Độc lập - Tự do - Hạnh phúc", 14, BOLD),
        ("Số: 07/TB-VPUB", 13, PLAIN), ("TL. CHỦ TỊCH", 14, BOLD), ("- Như trên;", 11, PLAIN),
    ):  # fmt: skip
        one = line(seen, words)
        assert (one.size, one.face) == (size, face), words


def test_the_measure_itself_sees_another_figure():
    """The control: rules with another size and another left margin are not what is measured above."""
    rules = shipped_form(Side.PARTY)
    paper = compose(contents()["giay-moi"])
    plain = set_out(paper)
    other = set_out(
        paper, replace(rules, page=replace(rules.page, margins={**rules.page.margins, "left": (25, 25)}))
    )
    assert (plain.page.left, other.page.left) == (30, 25)
    from unittest.mock import patch

    with patch("nghisu.documents.adapters.drawing.pdf.set_out", return_value=other):
        seen = seen_in(draw_pdf(paper))
    assert line(seen, "Nơi nhận:").left == pytest.approx(25, abs=0.6)


def test_the_word_file_has_the_measures_of_the_rule():
    document = Document(io.BytesIO(draw_docx(compose(contents()["thong-bao"]))))
    section = document.sections[0]
    lengths = (section.left_margin, section.right_margin, section.top_margin, section.header_distance)
    assert [round(one.mm) for one in lengths if one is not None] == [30, 15, 20, 10]
    head, foot = document.tables
    assert [round(one.width.mm) for one in head.columns if one.width] == [77, 88]
    assert [round(one.width.mm) for one in foot.columns if one.width] == [73, 92]


def test_long_names_forty_recipients_and_a_long_list_stay_on_the_sheet_with_the_head_repeated():
    long_name = "Đồng chí " + "Nguyễn Thị Thuỳ Dương " * 14
    letter = replace(
        contents()["giay-moi"],
        invitee=long_name[:300],
        formalities=replace(OFFICE, recipients=tuple(f"Đảng ủy phường số {number}" for number in range(40))),
    )
    listed = replace(
        contents()["danh-sach-dai-bieu"],
        groups=(DelegateGroup("Đại biểu", (Delegate(name=long_name[:300]), *delegates(60))),),
    )
    for content in (letter, listed):
        seen = seen_in(draw_pdf(compose(content)))
        assert max(one.right for one in seen) <= 195.6
        assert max(one.down for one in seen) <= 277.6
        assert check_form(read_document(draw_docx(compose(content)))).findings == ()
    pages = {one.page for one in seen}
    heads = [one.page for one in seen if one.text.startswith("STT")]
    assert heads == sorted(pages)


def test_a_long_name_breaks_before_the_place_and_what_leads_to_a_table_stands_above_it():
    seen = seen_in(draw_pdf(compose(contents(Side.STATE)["thong-bao-ket-luan"])))
    assert line(seen, "THÀNH PHỐ SÔNG LAM").down > line(seen, "ỦY BAN NHÂN DÂN").down
    leads, head = line(seen, "Ủy ban nhân dân Thành phố giao"), line(seen, "STT")
    assert (leads.page, leads.down < head.down) == (head.page, True)
    document = Document(io.BytesIO(draw_docx(compose(contents()["thong-bao-ket-luan"]))))
    before = document.tables[1]._tbl.getprevious().getprevious()
    assert before.pPr.keepNext is not None
    assert document.tables[1]._tbl.tblPr.find(qn("w:tblInd")) is not None


def a_letter(**more):
    """The letter that the demonstration writes to whoever has a long title: its signature once stood alone on page 2."""
    said = contents(Side.PARTY)["giay-moi"]
    return replace(
        said,
        formalities=replace(said.formalities, recipients=("Như trên",)),
        meeting=replace(
            said.meeting,
            name="Hội nghị Ban Thường vụ Thành ủy",
            place="Phòng họp Ban Thường vụ",
            form="Trực tiếp",
            chair="Ban Thường vụ Thành ủy",
        ),
        convener="Ban Thường vụ Thành ủy",
        invitee="Đồng chí Vũ Minh Hiền, Ủy viên Ban Thường vụ Thành ủy, Chánh Văn phòng Thành ủy",
        contents=(
            "Báo cáo kết quả rà soát công tác cán bộ quý I",
            "Đề án phát triển khoa học, công nghệ và chuyển đổi số giai đoạn 2026 - 2030 (trước khi trình Ban Chấp hành)",
            "Phân công thành viên Ban Thường vụ theo dõi địa bàn năm 2026",
        ),
        participants=(
            "Ủy viên Ban Thường vụ; lãnh đạo các ban Đảng, Văn phòng Thành ủy, Đảng ủy UBND Thành phố",
        ),
        documents=("Gửi kèm giấy mời; đọc trên hệ thống Nghị Sự",),
        remarks=(),
        words="",
        absence_to="Văn phòng Thành ủy",
        code="https://vanphong.example.vn/thu-moi/b3Jzb21ldGhpbmdsaWtl/",
        **more,
    )


def test_a_letter_of_invitation_stands_on_one_page_with_its_code_and_a_longer_one_takes_text_along():
    assert {one.page for one in seen_in(draw_pdf(compose(a_letter())))} == {1}
    longer = a_letter(replaces="01-GM/VPTU ngày 10/3/2026 và những giấy mời khác đã gửi")
    longer = replace(longer, contents=(*longer.contents, "Công tác xây dựng Đảng", "Công tác tổ chức"))
    seen = [one for one in seen_in(draw_pdf(compose(longer))) if one.page == 2 and one.down > 18]
    assert seen[0].text.startswith("GiấymờinàythaythếGiấymờisố01")
    assert line(seen, "Quét mã").down > line(seen, "Nơi nhận").down > seen[0].down
    assert line(seen, "Quét mã").left > 30 + 25  # beside the code
