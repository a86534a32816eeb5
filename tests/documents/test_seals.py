"""The picture of a seal: taken with a transparent ground, drawn at its real size over the left third of the stamp."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops, ImageDraw

from nghisu.core.papers.kinds import compose
from nghisu.core.people.roles import Role
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.documents.adapters.signing import with_place_to_sign
from nghisu.documents.commands import Made, register_issued
from nghisu.documents.enums import FileRole
from nghisu.documents.models import Seal
from nghisu.foundation.files import FileKind, file_path
from nghisu.foundation.models import AuditRecord
from tests.documents.conftest import stated
from tests.documents.test_drafts import a_notice
from tests.documents.test_signatures import PASSPHRASE, as_file, certificate

pytestmark = [pytest.mark.once, pytest.mark.django_db]

RED = (220, 0, 0, 255)


def a_seal(
    width: int = 500, height: int = 500, ground: tuple[int, ...] = (0, 0, 0, 0), kind: str = "PNG"
) -> bytes:
    """A ring on a ground, with a rim of nothing around it."""
    picture = Image.new("RGBA", (width, height), ground)
    ImageDraw.Draw(picture).ellipse((40, 40, width - 41, height - 41), outline=RED, width=20)
    made = BytesIO()
    picture.convert("RGB" if kind == "JPEG" else "RGBA").save(made, kind)
    return made.getvalue()


@pytest.fixture
def page(party) -> str:
    return f"/van-ban/co-quan-ban-hanh/{party.pk}/con-dau/"


def handed(browser, page: str, content: bytes, millimetres: object = 36):
    return browser.post(page, {"picture": SimpleUploadedFile("dau.png", content), "millimetres": millimetres})


def reach_of_red(pdf: bytes) -> tuple[float, ...]:
    """The box of what is pure red on the last page, in points from the lower left corner; the stamp's words are not."""
    with pdfium.PdfDocument(pdf) as document:
        document.init_forms()
        page = document[len(document) - 1]
        height = page.get_height()
        picture = page.render(scale=2).to_pil().convert("RGB")
        page.close()
    red, green, blue = picture.split()
    seen = ImageChops.darker(
        red.point(lambda one: 255 * (one > 200)),
        ImageChops.lighter(green, blue).point(lambda one: 255 * (one < 40)),
    ).getbbox()
    if seen is None:
        return ()
    return seen[0] / 2, height - seen[3] / 2, seen[2] / 2, height - seen[1] / 2


def test_a_seal_is_drawn_at_its_real_size_over_the_left_third_of_the_stamp(client_of, party, clerk, page):
    signer = a_notice().formalities.signer
    assert signer is not None
    name = signer.name
    drawn = draw_pdf(compose(a_notice()))
    owner = as_file(*certificate(name))

    def signed_here(millimetres: int) -> bytes:
        issued = with_place_to_sign(drawn, name, millimetres)
        row = register_issued(clerk, stated(party), [Made(FileRole.PDF, "01.pdf", FileKind.PDF, issued)])
        form = {
            "way": "certificate",
            "file": SimpleUploadedFile("a.p12", owner),
            "passphrase": PASSPHRASE,
        }
        assert client_of(Role.CLERK).post(f"/van-ban/di/{row.pk}/ky/", form).status_code == 302
        return file_path(row.files.get(role=FileRole.SIGNED).file).read_bytes()

    assert reach_of_red(signed_here(30)) == ()  # the control: no picture is kept yet
    assert handed(client_of(Role.COMMITTEE_ADMINISTRATOR), page, a_seal(), 30).status_code == 302
    signed = signed_here(30)
    left, bottom, right, top = reach_of_red(signed)
    points = 30 * 72 / 25.4
    assert right - left == pytest.approx(points, abs=2)
    assert top - bottom == pytest.approx(points, abs=2)
    last: Any = pypdf.PdfReader(BytesIO(signed)).pages[-1]
    (one,) = (one.get_object() for one in last["/Annots"])
    place = [float(edge) for edge in one["/Rect"]]
    assert place[0] - 1 <= left
    assert right == pytest.approx(place[2] - 190 * 2 / 3, abs=2)
    assert place[1] - 1 <= bottom < top <= place[3] + 1
    assert reach_of_red(signed_here(0)) == ()  # issued before a seal was kept: there is no room for it


def test_what_is_no_picture_of_a_seal_is_refused_in_plain_words(client_of, page):
    browser = client_of(Role.COMMITTEE_ADMINISTRATOR)
    refused = {
        a_seal(ground=(255, 255, 255, 255)): "chưa trong suốt",
        a_seal(kind="JPEG"): "Chỉ nhận tệp PNG",
        a_seal(900, 500): "gần vuông",
        a_seal(150, 150): "từ 200 đến 3.000",
        a_seal()[:400]: "Chỉ nhận tệp PNG",
    }
    for content, words in refused.items():
        answer = handed(browser, page, content)
        assert answer.status_code == 422
        assert words in str(answer.context["form"].errors)
    assert handed(browser, page, a_seal(), 60).status_code == 422
    assert not Seal.objects.exists()
    assert handed(browser, page, a_seal()).status_code == 302  # the control
    kept = Image.open(BytesIO(bytes(Seal.objects.get().picture)))
    assert kept.size == (420, 420)  # cut to what is seen
    assert handed(client_of(Role.CLERK), page, a_seal()).status_code == 404
    assert browser.post(page, {"act": "remove"}).status_code == 302
    assert not Seal.objects.exists()
    verbs = AuditRecord.objects.filter(verb__startswith="seal.").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == ["seal.kept", "seal.removed"]
