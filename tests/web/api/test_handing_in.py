"""Documents put into a pack and handed in through the API: looked at as on the page, once, of the own unit alone."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.documents.models import Document, DocumentVersion
from nghisu.foundation.files import asking
from nghisu.foundation.models import AuditRecord, StoredFile
from tests.foundation.files.making import a_pdf

STATED = {"title": "Báo cáo kè sông", "kind": "report"}


def a_file(*pages: str, name: str = "bao-cao.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_pdf(*pages))


@pytest.fixture
def document(office, add):
    """A document of the office in the pack of a conference, without a file."""
    return office.post(f"/entries/{add().pk}/documents", STATED).json()


def test_a_document_is_put_under_its_item_and_handed_in_once(office, caller_of, add, bound):
    entry = add()
    here, key = f"/entries/{entry.pk}/documents", uuid4()
    unplaced = office.post(here, STATED | {"item_ids": [1]})
    assert unplaced.json()["fields"][0]["path"] == ["body", "item_ids"]
    item = office.post(f"/entries/{entry.pk}/agenda", {"title": "Kè sông"}).json()["id"]
    made = office.post(here, STATED | {"item_ids": [item]}, key)
    assert (made.status_code, made.json()["number"]) == (201, "1.1")
    assert office.post(here, STATED | {"item_ids": [item]}, key).json() == made.json()
    wrong = office.post(here, STATED | {"item_ids": [item + 9], "summary_of_id": 9_999})
    assert {fault["path"][1] for fault in wrong.json()["fields"]} == {"item_ids", "summary_of_id"}
    files, key = f"/documents/{made.json()['id']}/versions", uuid4()
    paper = a_pdf("Một")

    def handed(content: bytes = paper):
        return office.upload(files, key, file=SimpleUploadedFile("tep.pdf", content), note="Bản đầu")

    first = handed()
    assert (first.status_code, first.json()["number"], first.json()["state"]) == (201, 1, "drawing")
    assert handed().json() == first.json()
    other = handed(a_pdf("Khác"))
    assert (other.status_code, other.json()["code"]) == (409, "command-reused")
    reader = caller_of(Role.OFFICE_SPECIALIST, "documents.read")
    assert reader.upload(files, file=a_file("Hai")).status_code == 404
    with scope(committee=bound.committee):
        assert (Document.objects.count(), DocumentVersion.objects.count()) == (1, 1)


def test_a_unit_puts_in_its_own_and_hands_in_nothing_of_another(caller_of, add, bound, document):
    unit = caller_of(Role.CONTENT_OFFICER)
    here = f"/entries/{add(preparing_id=bound.department.pk).pk}/documents"
    assert unit.post(here, STATED).json()["fields"][0]["path"] == ["body", "owner_id"]
    assert unit.post(here, STATED | {"owner_id": bound.office.pk}).status_code == 422
    own = unit.post(here, STATED | {"owner_id": bound.department.pk}).json()
    assert unit.upload(f"/documents/{own['id']}/versions", file=a_file("Một")).status_code == 201
    assert unit.upload(f"/documents/{document['id']}/versions", file=a_file("Một")).status_code == 404


@pytest.mark.once
def test_what_the_page_turns_away_is_turned_away_with_what_to_do_and_nothing_is_kept(
    office, bound, document, monkeypatch
):
    files = f"/documents/{document['id']}/versions"
    secret = office.upload(files, file=a_file("BÁO CÁO\nMẬT\nvề một việc"))
    assert (secret.status_code, secret.json()["code"]) == (422, "secret-file")
    assert "không được đưa lên hệ thống này" in secret.json()["message"]
    kind = office.upload(files, file=SimpleUploadedFile("bao-cao.pdf", b"MZ\x90 a program"))
    assert (kind.status_code, kind.json()["code"]) == (422, "file-refused")
    assert kind.json()["fields"] == [{"path": ["body", "file"], "message": kind.json()["message"]}]
    assert office.upload(files, note="Không có tệp").json()["fields"][0]["path"] == ["file", "file"]
    monkeypatch.setattr(asking, "LARGEST_FILE", 100)
    assert "60 MB" in office.upload(files, file=a_file("Một")).json()["message"]
    with scope(committee=bound.committee):
        assert AuditRecord.objects.get(verb="file.held_back").thing_id == str(document["id"])
        assert (DocumentVersion.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.once
def test_a_document_is_changed_put_elsewhere_and_taken_out(office, caller_of, add, bound):
    entry = add()
    first = office.post(f"/entries/{entry.pk}/documents", STATED).json()
    second = office.post(f"/entries/{entry.pk}/documents", STATED | {"title": "Phụ lục"}).json()
    here = f"/documents/{second['id']}"
    changed = office.send("PATCH", here, {"kind": "summary", "summary_of_id": first["id"]}).json()
    assert (changed["title"], changed["kind"], changed["summary_of_id"]) == (
        "Phụ lục",
        "summary",
        first["id"],
    )
    wrong = office.send("PATCH", here, {"summary_of_id": second["id"]})
    assert wrong.json()["fields"][0]["path"] == ["body", "summary_of_id"]
    assert office.post(f"{here}/move", {"to": "first"}).json()["number"] == first["number"]
    unit = caller_of(Role.CONTENT_OFFICER)
    for act in ({"why": "nhầm"}, {"to": "up"}):
        assert unit.post(f"{here}/{'withdraw' if 'why' in act else 'move'}", act).status_code in (403, 404)
    assert office.post(f"{here}/withdraw", {"why": " "}).json()["fields"][0]["path"] == ["body", "why"]
    assert office.post(f"{here}/withdraw", {"why": "nhầm"}).json() == {"id": second["id"]}
    assert office.get(f"/entries/{entry.pk}/documents").json()["items"][0]["id"] == first["id"]
