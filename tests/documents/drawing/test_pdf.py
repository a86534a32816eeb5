"""An official document as PDF/A: what it claims, that its words come out as they went in, that no word of it runs."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from nghisu.core.papers.paper import Authority, Formalities, Paper, Paragraph, Signer, Words
from nghisu.documents.adapters.drawing import DrawingFailed, draw_pdf

pytestmark = pytest.mark.once
BODY = "Ban Thường vụ yêu cầu các cấp ủy quán triệt nghiêm túc, kịp thời."


def paper(*said: str) -> Paper:
    signer = Signer("Chánh Văn phòng", "Nguyễn Văn An", (Authority("TL", "Ban Thường vụ"),))
    blocks = tuple(Paragraph((Words(one),)) for one in said or (BODY,))
    return Paper(
        kind="thong-bao", type="THÔNG BÁO", subject="về chuẩn bị hội nghị", blocks=blocks,
        formalities=Formalities(
            superior="Thành ủy Hà Nội", issuer="Văn phòng", unit="VPTU", place="Hà Nội", number="5",
            day=date(2026, 2, 3), signer=signer,
        ),
    )  # fmt: skip


def test_it_claims_pdf_a_carries_its_fonts_and_its_words_come_out_as_they_went_in():
    reader = PdfReader(io.BytesIO(draw_pdf(paper())))
    assert reader.xmp_metadata is not None
    claim = reader.xmp_metadata.rdf_root.toxml()
    assert "<pdfaid:part>2<" in claim
    assert "pdfaid:conformance>B<" in claim
    text = reader.pages[0].extract_text()
    for words in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 05-TB/VPTU",
        "tháng 02 năm 2026",
        "T/L BAN THƯỜNG VỤ",
        BODY[:40],
    ):
        assert words in text
    fonts: Any = reader.pages[0]["/Resources"]
    for font in fonts["/Font"].values():
        described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_what_a_person_wrote_is_shown_and_never_run():
    hostile = '#read("/etc/passwd") #panic("x") $x^2$ *không đậm* #{while true {}} \\u{1F600} <a> @b `c`'
    text = " ".join(PdfReader(io.BytesIO(draw_pdf(paper(hostile)))).pages[0].extract_text().split())
    for words in ('#read("/etc/passwd")', "*không đậm*", "#{while true {}}"):
        assert words in text


def test_a_sign_that_the_font_lacks_is_named():
    with pytest.raises(DrawingFailed, match="😀"):
        draw_pdf(paper("Chúc mừng 😀"))


def test_a_qr_code_is_drawn():
    coded = replace(paper(), code="https://vp.example.vn/tra-loi/abc")
    drawn = [PdfReader(io.BytesIO(draw_pdf(one))) for one in (paper(), coded)]
    assert [len(list(one.pages[0].images)) for one in drawn] == [0, 1]
