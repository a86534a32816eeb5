"""A signature is seen in its place, above the name of who signs; the file stays what PDF/A asks of it, as far as that can
be read here (no veraPDF): output intent, what it says of itself, letters embedded, printed."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pytest

from nghisu.core.papers.kinds import compose
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.documents.adapters.signing import judge_added, with_place_to_sign
from tests.documents.test_drafts import a_notice
from tests.documents.test_signatures import certificate, signed_by

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return draw_pdf(compose(a_notice()))


@pytest.fixture(scope="module")
def signer() -> str:
    head = a_notice().formalities
    assert head.signer is not None
    return head.signer.name


def widget(pdf: bytes) -> Any:
    page: Any = pypdf.PdfReader(BytesIO(pdf)).pages[0]
    (one,) = (one.get_object() for one in page["/Annots"])
    return one


def red_dots(pdf: bytes) -> int:
    """Dots of the colour of a stamp within the place of the signature, and none anywhere else."""
    place = [float(one) for one in widget(pdf)["/Rect"]]
    with pdfium.PdfDocument(pdf) as document:
        document.init_forms()
        page = document[0]
        height = page.get_height()
        picture = page.render(scale=2).to_pil().convert("RGB")
        page.close()
    inside = outside = 0
    for y in range(picture.height):
        for x in range(picture.width):
            red, green, blue = picture.getpixel((x, y))
            if red > green + 60 and red > blue + 60:
                within = place[0] <= x / 2 <= place[2] and place[1] <= height - y / 2 <= place[3]
                inside, outside = inside + within, outside + (not within)
    assert not outside
    return inside


def test_a_signature_is_seen_above_the_name_and_only_there(drawn, signer):
    issued = with_place_to_sign(drawn, signer)
    assert red_dots(issued) == 0  # the control: a place nobody signed in is empty
    signed = signed_by(issued, *certificate("Trần Văn Thử"))
    assert red_dots(signed) > 200
    (judged,) = judge_added(issued, signed, [])
    assert judged.intact
    assert judged.whole


def test_where_the_name_is_not_found_the_signature_has_no_place_and_counts_all_the_same(drawn):
    issued = with_place_to_sign(drawn, "Người Không Có Tên")
    assert [float(one) for one in widget(issued)["/Rect"]] == [0, 0, 0, 0]
    (judged,) = judge_added(issued, signed_by(issued, *certificate("A")), [])
    assert judged.intact


def test_a_signed_document_says_the_same_of_itself_and_embeds_what_it_shows(drawn, signer):
    issued = with_place_to_sign(drawn, signer)
    signed = signed_by(issued, *certificate("Trần Văn Thử"))
    assert signed.startswith(issued)
    assert issued.startswith(drawn)
    roots: list[Any] = [
        pypdf.PdfReader(BytesIO(one)).trailer["/Root"].get_object() for one in (drawn, signed)
    ]
    before, after = roots
    said = [root["/Metadata"].get_object().get_data().decode() for root in (before, after)]
    for name in ("part", "conformance"):
        stated = [re.search(rf'pdfaid:{name}(?:="|>)(\w)', one) for one in said]
        assert len({one[1] for one in stated if one}) == 1, said[1]
        assert all(stated)
    assert after["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert "/NeedAppearances" not in after["/AcroForm"].get_object()
    seen = widget(signed)
    assert int(seen["/F"]) & 0b100  # printed
    assert not int(seen["/F"]) & 0b100011  # neither hidden nor without a view
    picture = seen["/AP"]["/N"].get_object()["/Resources"]["/XObject"]["/ChuKyHien"].get_object()
    fonts = picture["/Resources"]["/Font"]
    assert fonts
    for one in fonts.values():
        (below,) = one.get_object()["/DescendantFonts"]
        assert "/FontFile2" in below.get_object()["/FontDescriptor"].get_object()
