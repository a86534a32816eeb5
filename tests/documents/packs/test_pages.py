"""The pages of a pack: put in, read page by page, noted in private, sent out with the clause of a gate that is closed."""

from __future__ import annotations

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nghisu.core.people.roles import Role
from nghisu.documents.commands import ask_appraisal, circulate, grant
from nghisu.documents.models import Appraisal, Document, ReaderNote
from nghisu.foundation.models import StoredFile
from nghisu.foundation.outbox import Worker
from tests.documents.packs.appraised import appraised
from tests.foundation.files.making import a_pdf
from tests.programme.conftest import add

__all__ = ["add"]


def page_of(version, number: int = 1) -> str:
    return reverse("documents:page", args=[version.document_id, version.number, number])


def test_a_document_is_put_in_drawn_found_and_sent_out(bound, client_of, specialist, add):
    entry = add()
    office = client_of(Role.OFFICE_SPECIALIST)
    pack = reverse("conferences:pack", args=[entry.pk])
    assert "Chưa có tài liệu nào" in office.get(pack).content.decode()
    upload = SimpleUploadedFile("to-trinh.pdf", a_pdf(*["Kinh phí của đê biển"] * 16))
    form = {"title": "Tờ trình về đê biển", "kind": "proposal", "file": upload, "command_id": uuid4()}
    answer = office.post(reverse("conferences:pack_add", args=[entry.pk]), form)
    assert answer.status_code == 302
    Worker(frozenset({"pages"})).drain()
    shown = office.get(pack, {"q": "kinh phi de"}).content.decode()
    assert "Kinh phí của đê biển" in shown
    document = Document.objects.get()
    send = reverse("conferences:pack_out", args=[entry.pk])
    closed = office.post(send, {"document": document.pk, "command_id": uuid4()})
    assert closed.status_code == 409
    assert "16 trang, quá 15 trang" in closed.content.decode()
    allowed = {"document": document.pk, "why": "Gấp", "by_document": "12-TB/TU"}
    chief = client_of(Role.OFFICE_CHIEF)
    field, asked_of_chief = 'name="by_document"', chief.get(pack).content.decode()
    assert field in asked_of_chief
    assert field not in closed.content.decode()
    assert office.post(send, allowed | {"command_id": uuid4()}).status_code in (403, 404)
    assert chief.post(send, allowed | {"command_id": uuid4()}).status_code == 302
    assert "Đã phát hành" in office.get(pack).content.decode()
    of_version = office.get(reverse("documents:document", args=[document.pk])).content.decode()
    assert "theo 12-TB/TU. Gấp Cho vượt: bản tóm tắt của tài liệu dài" in of_version


def test_a_page_is_its_picture_with_words_to_choose_and_a_note_that_nobody_else_sees(
    client_of, officer, specialist, delegate, pack, document_of_unit, handed_in
):
    version = handed_in(officer, document_of_unit, "Giao Sở Bến Cảng chủ trì")
    appraised(document_of_unit)
    circulate(specialist, pack, [document_of_unit.pk])
    grant(specialist, pack, person_ids=[delegate.person_id])
    reader = client_of(Role.DELEGATE)
    shown = reader.get(page_of(version)).content.decode()
    assert ">Giao Sở Bến Cảng chủ trì</text>" in shown
    picture = reader.get(reverse("documents:picture", args=[document_of_unit.pk, 1, 1]))
    assert picture.content.startswith(b"\x89PNG")
    note = reverse("documents:note", args=[document_of_unit.pk, 1])
    words = {"page": 1, "quote": "Sở Bến Cảng", "text": "canary-ghi-chú-riêng", "key": uuid4()}
    for _twice in range(2):
        assert reader.post(note, words).status_code == 302
    assert ReaderNote.objects.count() == 1
    mine = reader.get(page_of(version)).content.decode()
    assert "canary-ghi-chú-riêng" in mine
    assert "sheet-mark" in mine
    for role in (Role.OFFICE_CHIEF, Role.OFFICE_SPECIALIST, Role.STANDING_BOARD_MEMBER):
        assert "canary-ghi-chú-riêng" not in client_of(role).get(page_of(version)).content.decode()
    others = client_of(Role.OFFICE_CHIEF).post(
        reverse("documents:own_note", args=[ReaderNote.objects.get().pk]), {"remove": 1}
    )
    assert others.status_code == 404


def test_a_secret_upload_is_said_to_be_held_back_and_nothing_is_kept(client_of, officer, document_of_unit):
    secret = SimpleUploadedFile("x.pdf", a_pdf("MẬT\nBÁO CÁO"))
    page = reverse("documents:new_version", args=[document_of_unit.pk])
    answer = client_of(Role.CONTENT_OFFICER).post(page, {"file": secret, "command_id": uuid4()})
    assert answer.status_code == 422
    assert "có dấu “MẬT”" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_what_changed_is_shown_and_an_appraisal_is_said_and_answered(
    client_of, actor_of, officer, specialist, document_of_unit, handed_in
):
    handed_in(officer, document_of_unit, "Kinh phí 120 tỷ")
    version = handed_in(officer, document_of_unit, "Kinh phí 150 tỷ")
    shown = client_of(Role.CONTENT_OFFICER).get(
        reverse("documents:changes", args=[document_of_unit.pk, version.number])
    )
    assert "<del>120</del>" in shown.content.decode()
    assert "<ins>150</ins>" in shown.content.decode()
    ask_appraisal(specialist, version.pk, "form", [actor_of(Role.APPRAISER).person_id])
    asked = Appraisal.objects.get()
    say = reverse("documents:appraisal", args=[asked.pk])
    assert client_of(Role.OFFICE_CHIEF).get(say).status_code == 404
    said = {"accepted": "no", "reason": "Thiếu căn cứ", "structure": "Rõ", "command_id": uuid4()}
    assert client_of(Role.APPRAISER).post(say, said).status_code == 302
    answer = reverse("documents:appraisal_answer", args=[asked.pk])
    content = client_of(Role.CONTENT_OFFICER)
    assert content.post(answer, {"answer": "Đã bổ sung", "command_id": uuid4()}).status_code == 302
    page = content.get(reverse("documents:document", args=[document_of_unit.pk])).content.decode()
    for words in ("Thiếu căn cứ", "Đã bổ sung"):
        assert words in page
    office = client_of(Role.OFFICE_SPECIALIST).get(reverse("documents:document", args=[document_of_unit.pk]))
    assert [(one["part"].by, one["part"].standing) for one in office.context["appraised"]] == [
        ("Văn phòng", "returned"),
        ("ban Đảng", ""),
    ]
    assert office.content.decode().count("5609 I/III/1.2/b2") == 2
    assert "chia phần" in office.content.decode()  # the reading is said where it is used
