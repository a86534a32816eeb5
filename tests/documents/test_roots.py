"""The roots on which trust rests: seen before they are trusted, by whoever administers the installation; removed, no
signature under them is trusted."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from nghisu.core.people.roles import Role
from nghisu.documents.adapters.signing import judge_all, with_place_to_sign
from nghisu.documents.models import TrustedRoot
from nghisu.documents.queries.roots import roots, trusted_anchors
from nghisu.foundation.models import AuditRecord
from tests.documents.test_signatures import certificate, signed_by

PAGE, REMOVE = "/van-ban/chung-thu-goc/", "/van-ban/chung-thu-goc/bo/"


@pytest.fixture
def folder(settings, tmp_path):
    settings.NGHISU_DATA = tmp_path
    made = tmp_path / "chung-thu-goc"
    made.mkdir()
    return made


@pytest.fixture
def administrator(db, client_of, folder):
    return client_of(Role.INSTALLATION_ADMINISTRATOR)


@pytest.fixture(scope="module")
def root():
    return certificate("Nơi cấp gốc", authority=True)


@pytest.fixture(scope="module")
def signed(root) -> bytes:
    writer, blank = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(blank)
    return signed_by(with_place_to_sign(blank.getvalue()), *certificate("Trần Văn Thử", by=root))


def trusted(signed: bytes) -> bool:
    (judged,) = judge_all(signed, trusted_anchors())
    return judged.trusted


def handed(browser, content: bytes):
    return browser.post(PAGE, {"certificate": SimpleUploadedFile("goc.crt", content)})


def fingerprint(root) -> str:
    digest: bytes = root[0].fingerprint(hashes.SHA256())
    return digest.hex()


def test_a_root_is_shown_then_trusted_and_once_removed_trusts_nobody(administrator, root, signed):
    shown = handed(administrator, root[0].public_bytes(Encoding.PEM))
    page = shown.content.decode()
    assert re.sub(
        r"[^0-9a-f]", "", page.split("<code")[1].split(">")[1].split("<")[0].lower()
    ) == fingerprint(root)
    assert not TrustedRoot.objects.exists()
    assert not trusted(signed)
    seen = {"seen": shown.context["seen"]}
    assert administrator.post(PAGE, seen).status_code == 302
    assert trusted(signed)
    assert handed(administrator, root[0].public_bytes(Encoding.DER)).context["form"].errors[
        "certificate"
    ] == ["Chứng thư này đã được tin cậy từ trước."]
    away = f"{REMOVE}?chung-thu={fingerprint(root)}"
    assert administrator.post(away, {"why": " "}).status_code == 422
    assert trusted(signed)
    assert administrator.post(away, {"why": "Nơi cấp bị lộ khóa"}).status_code == 302
    assert not trusted(signed)
    assert "Nơi cấp bị lộ khóa" in administrator.get(PAGE).content.decode()
    assert sorted(AuditRecord.objects.values_list("verb", flat=True).filter(verb__startswith="root.")) == [
        "root.removed",
        "root.trusted",
    ]
    assert administrator.post(PAGE, seen).status_code == 302
    assert trusted(signed)


@pytest.mark.once
def test_what_came_in_the_folder_is_trusted_until_it_is_removed_on_the_page(
    administrator, folder, root, signed
):
    (folder / "goc.pem").write_bytes(root[0].public_bytes(Encoding.PEM))
    (folder / "het-han.pem").write_bytes(
        certificate("Hết hạn", authority=True, days=(-9, -1))[0].public_bytes(Encoding.PEM)
    )
    (folder / "doc-toi.txt").write_text("không phải chứng thư")
    assert trusted(signed)
    assert [(one.subject, one.fault) for one in roots()] == [("Hết hạn", "expired"), ("Nơi cấp gốc", "")]
    assert len(trusted_anchors()) == 1
    assert "Có sẵn trong thư mục" in administrator.get(PAGE).content.decode()
    administrator.post(f"{REMOVE}?chung-thu={fingerprint(root)}", {"why": "Không dùng nữa"})
    assert (folder / "goc.pem").exists()
    assert not trusted(signed)


@pytest.mark.once
def test_what_can_be_no_root_is_refused_in_plain_words(administrator, root):
    key = root[1].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    one = root[0].public_bytes(Encoding.PEM)
    refused = {
        certificate("Hết hạn", authority=True, days=(-9, -1))[0].public_bytes(Encoding.PEM): "đã hết hạn từ",
        certificate("Ngày mai", authority=True, days=(1, 9))[0].public_bytes(Encoding.DER): "mới có hiệu lực",
        certificate("Một người", by=root)[0].public_bytes(Encoding.PEM): "không phải của nơi cấp chữ ký số",
        one + key: "khóa bí mật",
        one + one: "nhiều chứng thư",
        b"khong phai": "không phải tệp chứng thư gốc",
        b"\x30\x84\xff\xff\xff\xff" + b"\x30" * 900: "không phải tệp chứng thư gốc",
    }
    for content, words in refused.items():
        answer = handed(administrator, content)
        assert answer.status_code == 422
        assert words in str(answer.context["form"].errors)
    assert not TrustedRoot.objects.exists()
    for encoding in (Encoding.PEM, Encoding.DER):  # the control
        assert handed(administrator, root[0].public_bytes(encoding)).status_code == 200


@pytest.mark.once
def test_nobody_else_sees_or_changes_what_is_trusted(client_of, folder, root):
    for role in (Role.COMMITTEE_ADMINISTRATOR, Role.CLERK, Role.OFFICE_CHIEF):
        browser = client_of(role)
        assert browser.get(PAGE).status_code == 404
        assert handed(browser, root[0].public_bytes(Encoding.PEM)).status_code == 404
