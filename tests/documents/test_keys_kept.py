"""Keys that sign here: a certificate file kept sealed for its officer, and a token fixed to the server (PKCS11)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from nghisu.config.environment import ConfigurationRefused, Token, read_environment
from nghisu.core.papers.kinds import compose
from nghisu.core.people.roles import Role
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.documents.adapters.signing import (
    CertificateUnread,
    TokenRefused,
    judge_added,
    sign_with_token,
    with_place_to_sign,
)
from nghisu.documents.commands import Made, register_issued
from nghisu.documents.commands.certificates import opened
from nghisu.documents.enums import FileRole
from nghisu.documents.models import KeptCertificate
from nghisu.documents.sealing import SealBroken, seal, unseal
from nghisu.foundation.files import FileKind
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from tests.documents.conftest import stated
from tests.documents.test_drafts import a_notice
from tests.documents.test_signatures import PASSPHRASE, as_file, certificate

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PIN = "473920"


@pytest.fixture(scope="module")
def issued() -> bytes:
    return with_place_to_sign(draw_pdf(compose(a_notice())))


@pytest.fixture(scope="module")
def root():
    return certificate("Nơi cấp gốc", authority=True)


@pytest.fixture(params=["rsa", "elliptic"])
def token(tmp_path, settings, root, request):
    """A token of SoftHSM2 with a key and the certificate of the office's seal."""
    module = next((one for one in MODULES if Path(one).is_file()), None)
    if module is None or shutil.which("softhsm2-util") is None:
        pytest.skip("softhsm2 is not installed: apt-get install softhsm2")
    folder = tmp_path / "tokens"
    folder.mkdir()
    told = tmp_path / "softhsm2.conf"
    told.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n")
    own = rsa.generate_private_key(65537, 2048) if request.param == "rsa" else None
    made, key = certificate("Văn phòng Thành ủy Thử", by=root, key=own)
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "own.der").write_bytes(made.public_bytes(Encoding.DER))
    surroundings = os.environ | {"SOFTHSM2_CONF": str(told)}
    named = ["--label", "con-dau", "--id", "01"]
    pins = ["--so-pin", "12345678", "--pin", PIN]
    for order in (
        ["softhsm2-util", "--init-token", "--free", "--label", "van-phong", *pins],
        ["softhsm2-util", "--import", str(tmp_path / "key.pem"), "--token", "van-phong", *pins[2:], *named],
    ):
        subprocess.run(order, check=True, capture_output=True, env=surroundings)
    put = (
        "import sys, pkcs11\n"
        "with pkcs11.lib(sys.argv[1]).get_token(token_label='van-phong').open(rw=True, user_pin=sys.argv[2]) as s:\n"
        "    s.create_object({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,\n"
        "        pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509, pkcs11.Attribute.TOKEN: True,\n"
        "        pkcs11.Attribute.LABEL: 'con-dau', pkcs11.Attribute.ID: b'\\x01',\n"
        "        pkcs11.Attribute.SUBJECT: b'', pkcs11.Attribute.VALUE: open(sys.argv[3], 'rb').read()})\n"
    )
    order = [sys.executable, "-c", put, module, PIN, str(tmp_path / "own.der")]
    subprocess.run(order, check=True, capture_output=True, env=surroundings)
    settings.NGHISU_TOKEN = Token(module, "van-phong", "con-dau", (("SOFTHSM2_CONF", str(told)),))
    return settings.NGHISU_TOKEN


def anchors_of(root) -> list[bytes]:
    return [root[0].public_bytes(Encoding.DER)]


@pytest.mark.once
def test_the_servers_token_signs_and_what_it_signed_is_trusted(issued, root, token):
    signed = sign_with_token(issued, PIN)
    (judged,) = judge_added(issued, signed, anchors_of(root))
    assert (judged.who, judged.intact, judged.whole, judged.trusted) == (
        "Văn phòng Thành ủy Thử",
        True,
        True,
        True,
    )


@pytest.mark.once
@pytest.mark.parametrize("token", ["rsa"], indirect=True)
def test_what_a_token_refuses_is_said_and_no_other_token_or_key_is_taken(issued, token, settings):
    def reason(pin: str) -> str:
        with pytest.raises(TokenRefused) as refused:
            sign_with_token(issued, pin)
        return refused.value.reason_name

    assert reason("000000") == "pin"
    for other in (
        Token(token.module, "khac", token.key, token.environment),
        Token(token.module, token.token, "khac", token.environment),
        Token("/khong/co.so", token.token, token.key, token.environment),
        None,
    ):
        settings.NGHISU_TOKEN = other
        assert reason(PIN) == "token"


@pytest.mark.once
def test_half_a_token_in_the_configuration_starts_nothing(tmp_path):
    (tmp_path / "nghisu.toml").write_text('[pkcs11]\nmodule = "/khong/co.so"\ntoken = "a"\n')
    with pytest.raises(ConfigurationRefused, match="key"):
        read_environment({"NGHISU_DATA": str(tmp_path)})
    (tmp_path / "nghisu.toml").write_text('[pkcs11]\nmodule = "/khong/co.so"\ntoken = "a"\nkey = "b"\n')
    with pytest.raises(ConfigurationRefused, match="không có tệp"):
        read_environment({"NGHISU_DATA": str(tmp_path)})


@pytest.mark.once
def test_a_seal_opens_for_whom_it_was_made_and_with_its_key(settings):
    sealed = seal(b"tep", "1:a")
    assert unseal(sealed, "1:a") == b"tep"
    assert b"tep" not in sealed
    for broken, bound in ((sealed, "2:a"), (sealed[:-1] + bytes([sealed[-1] ^ 1]), "1:a")):
        with pytest.raises(SealBroken):
            unseal(broken, bound)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "x" * 60
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(sealed, "1:a") == b"tep"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SealBroken):
        unseal(sealed, "1:a")


@pytest.mark.django_db
def test_an_officer_keeps_a_certificate_and_signs_with_it_others_do_not(
    client_of, party, clerk, root, issued, tmp_path, settings
):
    row = register_issued(clerk, stated(party), [Made(FileRole.PDF, "01-TB-TU.pdf", FileKind.PDF, issued)])
    browser = client_of(Role.CLERK)
    file = as_file(*certificate("Trần Văn Thử", by=root, days=(-1, 20)))

    def kept(passphrase: str):
        upload = SimpleUploadedFile("a.p12", file)
        return browser.post("/van-ban/chung-thu/", {"certificate": upload, "passphrase": passphrase})

    assert kept("sai").status_code == 422
    assert [kept(PASSPHRASE).status_code for _twice in range(2)] == [302, 422]
    own = KeptCertificate.objects.get()
    assert "Sắp hết hạn" in browser.get("/van-ban/chung-thu/").content.decode()

    way = {"way": f"kept-{own.pk}", "passphrase": "sai"}
    assert browser.post(f"/van-ban/di/{row.pk}/ky/", way).status_code == 422
    assert browser.post(f"/van-ban/di/{row.pk}/ky/", way | {"passphrase": PASSPHRASE}).status_code == 302
    assert [one.role for one in row.files.all()] == ["pdf", "signed"]

    chief = client_of(Role.OFFICE_CHIEF)
    assert chief.post(f"/van-ban/di/{row.pk}/ky/", way | {"passphrase": PASSPHRASE}).status_code == 422
    assert chief.post(f"/van-ban/chung-thu/{own.pk}/bo/").status_code == 404
    other = type(clerk)(
        **{name: getattr(clerk, name) for name in clerk.__dataclass_fields__} | {"user_id": 0}
    )
    with pytest.raises(AccessRefused):
        opened(other, own.pk)

    # Neither what a copy of the database holds nor the trail shows the file or its passphrase.
    dumped = tmp_path / "dump.json"
    call_command("dumpdata", "documents.keptcertificate", output=str(dumped))
    said = dumped.read_text() + str(list(AuditRecord.objects.values()))
    assert PASSPHRASE not in said
    assert file not in bytes(own.sealed)
    right, settings.SECRET_KEY = settings.SECRET_KEY, "y" * 60
    with pytest.raises(CertificateUnread):
        opened(clerk, own.pk)
    settings.SECRET_KEY = right
    browser.post(f"/van-ban/chung-thu/{own.pk}/bo/")
    assert not KeptCertificate.objects.exists()
