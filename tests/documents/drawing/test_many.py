"""Many copies of one document: set together, cut apart, each as whole and as true to the rule as one drawn alone."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from nghisu.core.papers.paper import Addressees, Paragraph, Words
from nghisu.documents.adapters.drawing import PERSON, Copy, DrawingFailed, draw_many, hands
from nghisu.documents.adapters.typesetting.cutting import NotOurs, cut
from tests.documents.drawing.test_pdf import paper

pytestmark = pytest.mark.once
LONG = replace(
    paper(),
    addressees=Addressees("Kính gửi", (PERSON,)),
    blocks=tuple(Paragraph((Words("Đề nghị các đơn vị chuẩn bị nội dung. " * 12),)) for _place in range(8)),
)


def read(content: bytes | DrawingFailed) -> PdfReader:
    assert isinstance(content, bytes)
    return PdfReader(io.BytesIO(content), strict=True)


def test_each_copy_is_a_file_of_its_own_that_claims_what_the_whole_claims_and_one_bad_name_keeps_back_no_other():
    people = [
        "Đồng chí Trần Văn An",
        "Khách 😀",
        *(f"Đồng chí Lê Thị Ánh Nguyệt {place}, Giám đốc Sở" for place in range(28)),
    ]
    copies = [Copy(one, f"https://vp.example.vn/thu-moi/{place}/") for place, one in enumerate(people)]
    with hands(1) as one:
        drawn = draw_many(one, LONG, copies).files()
    assert [place for place, content in enumerate(drawn) if isinstance(content, DrawingFailed)] == [1]
    names = set()
    for person, content in zip(people, drawn, strict=True):
        if isinstance(content, DrawingFailed):
            assert "😀" in str(content)
            continue
        reader = read(content)
        assert len(reader.pages) == 2
        texts = [" ".join(page.extract_text().split()) for page in reader.pages]
        assert person in texts[0]
        assert texts[1].startswith("2 ")
        assert not any(other in texts[0] for other in people if other != person and other not in person)
        assert [len(list(page.images)) for page in reader.pages] == [0, 1]
        assert reader.xmp_metadata is not None
        claim = reader.xmp_metadata.rdf_root.toxml()
        assert "<pdfaid:part>2<" in claim
        assert "<pdfaid:conformance>B<" in claim
        assert "<xmpTPg:NPages>2<" in claim
        root = reader.root_object
        assert "/OutputIntents" in root
        assert "/Outlines" not in root
        assert reader.metadata is not None
        assert reader.xmp_metadata.dc_title == {"x-default": reader.metadata.title}
        names.add(reader.xmp_metadata.xmpmm_instance_id)
    assert len(names) == 29


def test_a_document_to_nobody_and_a_pdf_of_another_maker_are_refused():
    with hands(1) as one, pytest.raises(ValueError, match="nobody"):
        draw_many(one, paper(), [Copy("Đồng chí Trần Văn An", "")])
    for content in (
        b"",
        b"%PDF-1.7\nstartxref\n0\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9",
    ):
        with pytest.raises(NotOurs):
            cut(content)
