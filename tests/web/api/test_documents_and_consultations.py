"""Documents of a pack and written consultations through the API: as the pages have them, and no more."""

from __future__ import annotations

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from nghisu.conferences.commands import draft_consultation
from nghisu.conferences.commands.packs import add_to_pack, send_out
from nghisu.conferences.models import Answer, AskedPerson
from nghisu.core.people.roles import Role
from nghisu.documents.commands import DocumentFacts, hand_in
from nghisu.foundation.files import arriving
from nghisu.foundation.outbox import Worker
from tests.conferences.test_consultations import content, seated_too
from tests.foundation.files.making import a_pdf


def test_a_pack_is_read_as_its_reader_sees_it_and_a_version_taken_along(
    office, caller_of, add, bound, specialist
):
    entry = add()
    with scope(committee=bound.committee):
        document = add_to_pack(specialist, entry, DocumentFacts("Báo cáo kè sông", "report"))
        with arriving(SimpleUploadedFile("bao-cao.pdf", a_pdf("Một", "Hai"))) as arrived:
            hand_in(specialist, document.pk, arrived)
        Worker(frozenset({"pages"})).drain()
    reader = caller_of(Role.DELEGATE, "documents.read")
    bare = caller_of(Role.OFFICE_SPECIALIST, "programme.read")
    here, one = f"/entries/{entry.pk}/documents", f"/documents/{document.pk}"
    (told,) = office.get(here).json()["items"]
    assert (told["title"], told["pages"], told["is_out"]) == ("Báo cáo kè sông", 2, False)
    assert reader.get(one).status_code == 404  # not out yet
    assert bare.get(one).status_code == 404  # not of this token
    with scope(committee=bound.committee):
        send_out(specialist, entry, [document.pk])
    whole = office.get(one).json()
    assert [version["number"] for version in whole["versions"]] == [1]
    assert whole["versions"][0]["circulated_at"]
    file = office.get(f"{one}/versions/1/file")
    assert file.status_code == 200
    assert file["Content-Disposition"].startswith("attachment")
    assert office.get(f"{one}/versions/2/file").status_code == 404


def test_a_consultation_is_sent_answered_and_closed_and_tells_how_only_then(
    office, caller_of, bound, specialist
):
    member = caller_of(Role.DELEGATE, "consultations.answer")
    with scope(committee=bound.committee):
        row = draft_consultation(specialist, content(bound, body_id=bound.standing_committee.pk))
        seated_too(bound)
    here, key = f"/consultations/{row.pk}", uuid4()
    assert office.post(f"{here}/send", {}, key).json() == office.post(f"{here}/send", {}, key).json()
    again = office.post(f"{here}/send", {})
    assert (again.status_code, again.json()["code"]) == (409, "consultation-not-open")
    told = office.get(here).json()
    assert [one["answered"] for one in told["asked"]] == [False]
    one, two = (question["id"] for question in told["questions"])
    half = {"answers": [{"question_id": one, "choice": "agree"}]}
    assert member.post(f"{here}/answers", half).status_code == 409
    full = {"answers": [*half["answers"], {"question_id": two, "choice": "2", "opinion": "Bảo lưu"}]}
    assert member.post(f"{here}/answers", full).json() == {"answered": 2}
    assert office.post(f"{here}/answers", full).status_code == 404  # who is not asked
    assert member.get(here).status_code == 404
    open_yet = office.get(here)
    assert {one["counts"] for one in open_yet.json()["questions"]} == {None}
    assert "Bảo lưu" not in open_yet.content.decode()
    closed = office.post(f"{here}/close", {}).json()
    assert closed["questions"][1]["opinions"][0]["opinion"] == "Bảo lưu"
    assert [one["id"] for one in office.get("/consultations?state=closed").json()["items"]] == [row.pk]
    with scope(committee=bound.committee):
        assert (Answer.objects.count(), AskedPerson.objects.count()) == (2, 1)
