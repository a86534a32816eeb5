"""A signature added to the very bytes we issued is taken; anything else is refused and said plainly (PAdES)."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from nghisu.core.papers.kinds import compose
from nghisu.core.people.roles import Role
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.documents.adapters.signing import (
    CertificateUnread,
    SignedWrong,
    judge_added,
    judge_all,
    roots_in_folder,
    sign_with_file,
    with_place_to_sign,
)
from nghisu.documents.commands import Made, register_issued
from nghisu.documents.enums import FileRole
from nghisu.documents.models import IssuedDocument
from nghisu.foundation import clock
from nghisu.foundation.files import FileKind
from tests.documents.conftest import stated
from tests.documents.test_drafts import a_notice

PASSPHRASE = "mật khẩu"


def certificate(name: str, *, by=None, days: tuple[int, int] = (-1, 30), authority: bool = False, key=None):
    """A certificate with its key: signed by another, or by itself."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    now = clock.server_now()
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signing = (by[0].subject, by[1]) if by else (own, key)
    usage = [not authority, not authority, False, False, False, authority, authority, False, False]
    made = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(*usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(signing, hashes.SHA256())
    )
    return made, key


def as_file(made, key) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"ky", key, made, None, BestAvailableEncryption(PASSPHRASE.encode())
    )


@pytest.fixture(scope="module")
def issued() -> bytes:
    return with_place_to_sign(draw_pdf(compose(a_notice())))


@pytest.fixture(scope="module")
def root():
    return certificate("Nơi cấp gốc", authority=True)


@pytest.fixture
def anchors(root, settings, tmp_path):
    settings.NGHISU_DATA = tmp_path
    (tmp_path / "chung-thu-goc").mkdir()
    (tmp_path / "chung-thu-goc" / "goc.pem").write_bytes(root[0].public_bytes(Encoding.PEM))
    return [one.der for one in roots_in_folder()]


def signed_by(pdf: bytes, *owner) -> bytes:
    return sign_with_file(pdf, as_file(*owner), PASSPHRASE)


def changed(pdf: bytes) -> bytes:
    """The document with other words on its page, as an incremental update hides it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_signature_of_the_right_person_is_taken_and_trusted(issued, root, anchors):
    signed = signed_by(issued, *certificate("Trần Văn Thử", by=root))
    (judged,) = judge_added(issued, signed, anchors)
    assert (judged.who, judged.issuer, judged.intact, judged.trusted) == (
        "Trần Văn Thử",
        "Nơi cấp gốc",
        True,
        True,
    )
    assert judge_all(signed, anchors) == [judged]
    assert signed.startswith(issued)


@pytest.mark.parametrize(
    ("days", "by_root", "why"),
    [((-1, 30), False, "tự ký"), ((-30, -1), True, "hết hạn")],
    ids=["self-signed", "expired"],
)
def test_what_is_not_trusted_is_said_plainly(issued, root, anchors, days, by_root, why):
    owner = certificate("Người Khác", by=root if by_root else None, days=days)
    signed = signed_by(issued, *owner)
    (judged,) = judge_added(issued, signed, anchors)
    assert judged.intact
    assert not judged.trusted
    assert why in judged.said


def test_with_no_root_nobody_is_trusted(issued, root):
    (judged,) = judge_added(issued, signed_by(issued, *certificate("A", by=root)), [])
    assert "chưa được ghi chứng thư gốc" in judged.said


ATTACKS = {
    "changed, then signed": lambda issued, owner: signed_by(changed(issued), *owner),
    "changed after signing": lambda issued, owner: changed(signed_by(issued, *owner)),
    "another document": lambda issued, owner: signed_by(
        with_place_to_sign(draw_pdf(compose(a_notice(contents=("Khác",))))), *owner
    ),
    "not signed": lambda issued, owner: issued,
    "bytes after it": lambda issued, owner: signed_by(issued, *owner) + b"\n%them\n",
    "a byte flipped": lambda issued, owner: issued[:-200] + b"x" + issued[-199:],
    "no PDF behind": lambda issued, owner: issued + b"rubbish",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_anything_but_a_signature_is_refused(issued, root, anchors, attack):
    came = attack(issued, certificate("Trần Văn Thử", by=root))
    with pytest.raises(SignedWrong):
        judge_added(issued, came, anchors)


def test_words_put_over_a_signed_page_are_seen_by_whoever_checks_it(issued, root, anchors):
    once = signed_by(issued, *certificate("Trần Văn Thử", by=root))
    second = signers.SimpleSigner.load_pkcs12_data(
        as_file(*certificate("Lê Thị Mẫu", by=root)), [], PASSPHRASE.encode()
    )
    twice = signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(once)), signers.PdfSignatureMetadata("Second"), second
    ).getvalue()
    (judged,) = judge_all(changed(once), anchors)
    assert (judged.intact, judged.trusted) == (False, False)
    assert "sửa sau khi ký" in judged.said
    assert [(one.intact, one.trusted) for one in judge_all(twice, anchors)] == [(True, True)] * 2


def test_a_wrong_passphrase_and_what_is_no_certificate_are_refused(issued, root):
    file = as_file(*certificate("A", by=root))
    for content, passphrase in ((file, "sai"), (b"khong phai", PASSPHRASE)):
        with pytest.raises(CertificateUnread):
            sign_with_file(issued, content, passphrase)


@pytest.mark.django_db
def test_a_signed_file_stands_beside_the_issued_one(client_of, party, clerk, root, issued):
    row = register_issued(clerk, stated(party), [Made(FileRole.PDF, "01-TB-TU.pdf", FileKind.PDF, issued)])
    browser = client_of(Role.CLERK)
    owner = certificate("Trần Văn Thử", by=root)
    signed = signed_by(issued, *owner)
    for content, status in ((changed(signed), 422), (signed, 302)):
        answer = browser.post(
            f"/van-ban/di/{row.pk}/ky/", {"way": "signed", "file": SimpleUploadedFile("ky.pdf", content)}
        )
        assert answer.status_code == status
    browser.post(
        f"/van-ban/di/{row.pk}/ky/",
        {
            "way": "certificate",
            "file": SimpleUploadedFile("a.p12", as_file(*owner)),
            "passphrase": PASSPHRASE,
        },
    )
    files = list(row.files.select_related("file"))
    assert [one.role for one in files] == ["pdf", "signed", "signed"]
    assert "Trần Văn Thử ký lúc" in files[1].note
    page = browser.post("/van-ban/kiem-tra-chu-ky/", {"file": SimpleUploadedFile("ky.pdf", signed)})
    assert "Trần Văn Thử" in page.content.decode()
    assert "Còn nguyên từ khi ký" in page.content.decode()


@pytest.mark.once
@pytest.mark.django_db
def test_a_document_drawn_up_elsewhere_is_signed_here_too(client_of, party, root, anchors):
    browser = client_of(Role.CLERK)
    plain = draw_pdf(compose(a_notice()))
    owner = certificate("Trần Văn Thử", by=root)
    said = {
        "issuer": party.pk,
        "kind": "TB",
        "title": "Về hè",
        "signer_name": "Trần Văn Thử",
        "level": "normal",
    }
    came = {
        "plain.pdf": plain,
        "signed.pdf": signed_by(plain, *owner),
        "changed.pdf": changed(signed_by(plain, *owner)),
    }
    for name, content in came.items():
        answer = browser.post("/van-ban/di/cap-so/", said | {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 302
    rows = list(IssuedDocument.objects.order_by("number"))
    first, second, third = (row.files.get() for row in rows)
    assert (first.role, first.signed_by) == ("pdf", "")
    assert (second.role, second.signed_by) == ("signed", "Trần Văn Thử")
    assert "đã bị sửa" in third.note
    assert third.is_trusted is False
    by_file = {"way": "certificate", "passphrase": PASSPHRASE}
    for row, status in zip(rows, (302, 422), strict=False):
        file = SimpleUploadedFile("a.p12", as_file(*owner))
        answer = browser.post(f"/van-ban/di/{row.pk}/ky/", by_file | {"file": file})
        assert answer.status_code == status
    assert "chưa có bản PDF gốc" in browser.get(f"/van-ban/di/{rows[1].pk}/ky/").content.decode()
    signed = browser.get(f"/van-ban/tep/{rows[0].files.get(role='signed').pk}/")
    (judged,) = judge_all(b"".join(signed.streaming_content), anchors)
    assert (judged.who, judged.intact, judged.trusted) == ("Trần Văn Thử", True, True)


@pytest.mark.once
@pytest.mark.django_db
def test_what_comes_in_signed_says_in_the_register_who_signed_and_whether_it_stands(client_of, root, issued):
    browser = client_of(Role.CLERK)
    signed = signed_by(issued, *certificate("Trần Văn Thử", by=root))
    for content, words in ((signed, "Trần Văn Thử ký lúc"), (changed(signed), "đã bị sửa sau khi ký")):
        said = {"sender": "Ban Nội chính", "title": "Báo cáo", "level": "normal", "received_on": "10/03/2026"}
        page = browser.post(
            "/van-ban/den/ghi-so/", said | {"file": SimpleUploadedFile("den.pdf", content)}, follow=True
        )
        assert words in page.content.decode()
