"""Each version of the letters has its original in the register; where letters wait for its signature, they go with it,
once, and by no way before."""

from __future__ import annotations

import io
import json
from email.utils import parseaddr
from zipfile import ZipFile

import pypdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from nghisu.core.people.roles import Role
from nghisu.documents.commands import Made, cancel_issued
from nghisu.documents.commands.filing import keep_beside
from nghisu.documents.enums import FileRole
from nghisu.documents.events import DocumentSigned
from nghisu.documents.models import DocumentFile, IssuedDocument
from nghisu.foundation.events import publish
from nghisu.foundation.files import FileKind, file_path
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Worker
from nghisu.foundation.refusals import AccessRefused
from nghisu.invitations.adapters.packages import network_package
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.drawing import draw_letters
from nghisu.invitations.commands.mailing import issue_mailing
from nghisu.invitations.commands.receipts import hand_out_at_hall, record_receipts
from nghisu.invitations.commands.reminding import _remind
from nghisu.invitations.commands.writing import LETTERS
from nghisu.invitations.enums import Step, Version
from nghisu.invitations.links import address_of_nonce
from nghisu.invitations.models import Delivery, Invitee, Mailing, PersonalLink
from nghisu.invitations.queries import together
from nghisu.invitations.queries.originals import unsigned_versions
from nghisu.invitations.queries.together import are_out
from nghisu.invitations.refusals import LettersNotReady
from nghisu.programme.models import Entry
from tests.documents.test_signatures import PASSPHRASE, as_file, certificate, changed, signed_by
from tests.foundation.files.making import a_pdf
from tests.invitations.letters import CONTENT, GUEST, approved, from_series

pytestmark = pytest.mark.once

OWNER = "Phạm Văn Phòng"
BY_MAIL = ["an@example.vn", "binh@example.vn"]


@pytest.fixture(scope="module")
def root():
    return certificate("Nơi cấp gốc", authority=True)


@pytest.fixture
def trusts(root, settings, monkeypatch, tmp_path):
    """The root is trusted here, letters go by mail, and no documents must leave with them."""
    monkeypatch.setattr(together, "awaits_documents", lambda _conference: False)
    (tmp_path / "goc.pem").write_bytes(root[0].public_bytes(Encoding.PEM))
    monkeypatch.setattr("nghisu.documents.adapters.signing.asking.ANCHORS", str(tmp_path))
    settings.NGHISU_SENDS_MAIL = True


@pytest.fixture
def waiting(specialist, clerk, invited, trusts, fonts):
    """Letters that wait: two by mail, one by post, and one by hand to a leader of a higher level, signed by the board."""
    choose(specialist, invited, Choice("guest", guest_name="Ông Bưu", guest_level="province"))
    choose(specialist, invited, GUEST)
    Invitee.objects.filter(name="Ông Bưu").update(way="post")
    Invitee.objects.filter(name=GUEST.guest_name).update(way="hand")
    approved(specialist, invited)
    return issue_mailing(clerk, invited, from_series(clerk), waits=True)


@pytest.fixture
def at(invited):
    return f"/hoi-nghi/{invited.pk}/giay-moi/"


@pytest.fixture
def browser(clerk, client_of):
    return client_of(Role.CLERK)


def sign(browser, line, **typed):
    return browser.post(f"/van-ban/di/{line}/ky/", typed).status_code


def elsewhere(browser, line, pdf):
    return sign(browser, line, way="signed", file=SimpleUploadedFile("ky.pdf", pdf))


def scan(browser, line):
    return sign(browser, line, way="scan", file=SimpleUploadedFile("quet.pdf", a_pdf("Bản chụp")))


def scanned(by, *lines):
    """The same, without looking at the file."""
    for line in IssuedDocument.objects.filter(pk__in=lines):
        made = Made(FileRole.SCAN, "quet.pdf", FileKind.PDF, a_pdf("Bản chụp"))
        with transaction.atomic():
            publish(DocumentSigned(by=by, document=line, file=keep_beside(by, made, issued=line)))


def with_file(browser, line, owner, **typed):
    file = SimpleUploadedFile("a.p12", as_file(*owner))
    return sign(browser, line, way="certificate", file=file, passphrase=PASSPHRASE, **typed)


def bytes_of(line):
    return file_path(DocumentFile.objects.get(issued=line, role="pdf").file).read_bytes()


def words(pdf):
    return " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


def of_the_guest():
    """The address of the guest who is written to by post."""
    link = PersonalLink.objects.get(invitee__name="Ông Bưu")
    return "/" + address_of_nonce(link.nonce).split("/", 3)[3]


def written_to():
    return sorted(parseaddr(one.to[0])[1] for one in mail.outbox)


def test_each_version_has_an_original_to_nobody_in_particular_and_unsigned_nothing_leaves(
    clerk, invited, waiting, drawn, browser, at, client_of, client
):
    office, board = IssuedDocument.objects.order_by("id")
    assert (waiting.original, waiting.original_of_board) == (office, board)
    for line, signer in ((office, OWNER), (board, "Trần Văn An")):
        said = words(bytes_of(line))
        assert "danh sách đại biểu lưu cùng bản gốc này" in said
        assert "kính mời các đồng chí dự" in said
        fields = pypdf.PdfReader(io.BytesIO(bytes_of(line))).get_fields()
        assert (signer in said, "ChuKy" in (fields or {}), "Lê Thị Bình" in said) == (True, True, False)
    drawn()
    assert not Delivery.objects.filter(drawn_at=None).exists()
    assert not Outgoing.objects.filter(channel="mail").exists()
    page = browser.get(at).content.decode()
    assert "4 giấy mời chưa gửi bằng cách nào" in page
    assert f'href="/van-ban/di/{board.pk}/ky/"' in page
    assert "Ông Bưu" not in browser.get(f"{at}nhan/").content.decode()
    assert GUEST.guest_name not in browser.get(f"{at}so-giao/").content.decode()
    assert "Lê Thị Bình" not in browser.get(f"{at}hoi-truong/").content.decode()
    with pytest.raises(LettersNotReady):
        record_receipts(clerk, invited, [Delivery.objects.earliest("pk").pk], Step.SENT, 1, "")
    with pytest.raises(AccessRefused):
        hand_out_at_hall(clerk, invited, Delivery.objects.values_list("pk", flat=True))
    assert _remind(clerk, waiting, 3) == 0
    assert not are_out(waiting.conference)
    assert client.get(f"{of_the_guest()}giay-moi/").status_code == 404
    assert f"Giấy mời chờ ký bản gốc: {invited.title}" in browser.get("/").content.decode()
    specialist = client_of(Role.OFFICE_SPECIALIST)
    assert "chờ ký bản gốc:" not in specialist.get("/").content.decode()
    assert scan(specialist, office.pk) == 404


def test_a_certificate_and_a_scan_send_them_once_and_each_reads_who_signed(
    waiting, root, drawn, browser, at, client
):
    Worker(frozenset({LETTERS})).drain()
    office, board = waiting.original_id, waiting.original_of_board_id
    owner = certificate(OWNER, by=root)
    assert elsewhere(browser, office, changed(signed_by(bytes_of(office), *owner))) == 422
    assert with_file(browser, office, certificate(OWNER)) == 302  # signed by itself: kept, trusted by nobody
    assert len(unsigned_versions(waiting)) == 2
    assert "chứng thư tự ký" in browser.get(at).content.decode()
    assert with_file(browser, office, owner) == 302
    drawn()
    assert written_to() == []
    assert scan(browser, board) == 302
    waiting.refresh_from_db()
    assert (waiting.held_from, are_out(waiting.conference)) == (None, True)
    drawn()
    assert scan(browser, board) == 302
    for job in Outgoing.objects.filter(channel=LETTERS):
        draw_letters(job)  # as after a worker that was killed
    drawn()
    assert written_to() == BY_MAIL
    assert all(f"số 01-GM/VPTU do {OWNER} ký số lúc" in one.body for one in mail.outbox)
    page = browser.get(at).content.decode()
    assert "Đã ký số, hợp lệ" in page
    assert "Đã ký trên giấy" in page
    assert "Ông Bưu" in browser.get(f"{at}nhan/").content.decode()
    assert f"do {OWNER} ký số lúc" in client.get(of_the_guest()).content.decode()
    signed = DocumentFile.objects.filter(issued=office, role="signed").latest("id")
    given = client.get(f"{of_the_guest()}giay-moi/?ban=goc")
    assert b"".join(given.streaming_content) == file_path(signed.file).read_bytes()
    with network_package(waiting, "Sở", list(Delivery.objects.order_by("pk"))) as kept:
        package = ZipFile(io.BytesIO(kept.read()))
    by_number = {one["number"]: one for one in json.loads(package.read("manifest.json"))["originals"]}
    assert {number: one["signed_by"] for number, one in by_number.items()} == {
        "01-GM/VPTU": OWNER,
        "01-GM/TU": "Trần Văn An",
    }
    assert package.read(by_number["01-GM/VPTU"]["file"]) == file_path(signed.file).read_bytes()
    assert client.get(f"{of_the_guest()[:-5]}abcd/giay-moi/?ban=goc").status_code == 404


def test_without_waiting_they_go_at_once_and_a_version_that_comes_later_waits_alone(
    specialist, clerk, invited, trusts, drawn, browser, at
):
    approved(specialist, invited)
    mailing = issue_mailing(clerk, invited, from_series(clerk))
    drawn()
    assert written_to() == BY_MAIL
    Mailing.objects.update(waits_for_signature=True)
    scanned(clerk, mailing.original_id)
    choose(specialist, invited, GUEST)
    Invitee.objects.filter(name=GUEST.guest_name).update(way="mail", email="dung@example.vn")
    issuer = from_series(clerk).of[Version.BOARD].issuer_id
    assert browser.post(f"{at}gui-tiep/", {"issuer_of_board": issuer}).status_code == 303
    drawn()
    assert written_to() == BY_MAIL
    assert "1 giấy mời chưa gửi bằng cách nào" in browser.get(at).content.decode()
    assert "Lê Thị Bình" in browser.get(f"{at}hoi-truong/").content.decode()
    mailing.refresh_from_db()
    scanned(clerk, mailing.original_of_board_id)
    drawn()
    assert written_to() == [*BY_MAIL, "dung@example.vn"]


def test_letters_that_replace_others_wait_for_originals_of_their_own_and_the_old_ones_count_meanwhile(
    specialist, clerk, invited, waiting, drawn, client
):
    old = waiting.original_id, waiting.original_of_board_id
    scanned(clerk, *old)
    drawn()
    mail.outbox.clear()
    approved(specialist, invited, CONTENT | {"place": "Hội trường Bến Nghé"})
    again = issue_mailing(clerk, invited, from_series(clerk), waits=True)
    assert "Hội trường Bến Nghé" in words(bytes_of(again.original_id))
    scanned(clerk, *old)  # of letters that count no more: it sets nothing off
    drawn()
    assert written_to() == []
    assert "Phòng họp tầng hai" in words(client.get(f"{of_the_guest()}giay-moi/").content)
    scanned(clerk, again.original_id, again.original_of_board_id)
    drawn()
    assert written_to() == BY_MAIL
    assert "Hội trường Bến Nghé" in words(client.get(f"{of_the_guest()}giay-moi/").content)


def test_what_letters_no_longer_say_does_not_go_and_a_cancelled_number_is_signed_by_nobody(
    clerk, invited, waiting, drawn, browser, at
):
    board = waiting.original_of_board_id
    Entry.objects.filter(pk=invited.pk).update(title="Họp bàn việc khác")
    scanned(clerk, waiting.original_id, board)
    drawn()
    assert written_to() == []
    assert "Hãy soạn giấy mời thay thế" in browser.get(at).content.decode()
    cancel_issued(clerk, board, "Ghi nhầm người ký")
    page = browser.get(at).content.decode()
    assert "Ghi nhầm người ký" in page
    assert f'href="/van-ban/di/{board}/ky/"' not in page
    assert scan(browser, board) == 404


def test_a_certificate_in_another_name_sends_nothing_until_somebody_says_by_name_why_it_is_right(
    clerk, waiting, root, drawn, browser, at
):
    office, board = waiting.original_id, waiting.original_of_board_id
    scanned(clerk, board)
    stranger = certificate("Phạm Văn Phòngg", by=root)
    assert with_file(browser, office, stranger) == 422
    assert elsewhere(browser, office, signed_by(bytes_of(office), *stranger)) == 422
    drawn()
    assert (written_to(), DocumentFile.objects.filter(issued=office, role="signed").exists()) == ([], False)
    own = DocumentFile.objects.get(issued=office, role="pdf")
    DocumentFile.objects.create(  # as one that was taken in before anybody was asked
        committee=own.committee,
        issued=own.issued,
        role=FileRole.SIGNED,
        file=own.file,
        sha256=own.sha256,
        signed_by="Người Lạ",
        is_trusted=True,
    )
    assert unsigned_versions(waiting) == [Version.OFFICE]
    assert "Chưa ai xác nhận chứng thư này là đúng" in browser.get(at).content.decode()
    assert "chưa tính là đã ký" in browser.get(f"/van-ban/di/{office}/").content.decode()
    organisation = certificate("Văn phòng Thành ủy", by=root)
    assert with_file(browser, office, organisation, why_another="Chứng thư của cơ quan") == 302
    drawn()
    assert written_to() == BY_MAIL
    for page in (at, f"/van-ban/di/{office}/"):
        assert "xác nhận: Chứng thư của cơ quan" in browser.get(page).content.decode()
