"""A written consultation drafted, changed, given its documents and more time through the API."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from nghisu.conferences.models import AskedPerson, Consultation
from nghisu.core.people.roles import Role
from nghisu.foundation.outbox import Worker
from tests.conferences.test_consultations import seated_too
from tests.foundation.files.making import a_pdf

CLOSES = "2026-03-13T17:00:00+07:00"


def stated(bound, **different: object) -> dict[str, Any]:
    plain = {
        "title": "Xin ý kiến về phương án kè sông",
        "body_id": bound.standing_committee.pk,
        "closes_at": CLOSES,
        "questions": [{"text": "Đồng ý không?"}, {"text": "Vật liệu", "options": ["Đá hộc", "Bê tông"]}],
        "special_case": "Lũ về sớm",
    }
    return plain | different


def test_a_draft_is_made_once_changed_as_it_was_read_and_thrown_away(office, add, bound):
    entry, key = add(), uuid4()
    made = office.post("/consultations", stated(bound, entry_id=entry.pk), key)
    assert made.status_code == 201, made.content
    assert office.post("/consultations", stated(bound, entry_id=entry.pk), key).json() == made.json()
    row = made.json()
    assert (row["state"], row["entry_id"], row["closes_at"]) == ("draft", entry.pk, "2026-03-13T10:00:00Z")
    assert [one["code"] for one in row["questions"][1]["choices"]] == ["1", "2", "other"]
    here = f"/consultations/{row['id']}"
    changed = office.send("PATCH", here, {"revision": row["revision"], "questions": [{"text": "Một câu?"}]})
    assert [one["text"] for one in changed.json()["questions"]] == ["Một câu?"]
    assert (changed.json()["title"], changed.json()["special_case"]) == (row["title"], "Lũ về sớm")
    stale = office.send("PATCH", here, {"revision": row["revision"], "title": "Khác"})
    assert (stale.status_code, stale.json()["code"]) == (409, "consultation-changed-meanwhile")
    assert office.send("DELETE", here).json() == {"id": row["id"]}
    assert office.get(here).status_code == 404


def test_each_fault_is_told_by_its_field_and_what_is_another_committees_is_not_there(
    office, bound, other_ground
):
    wrong = {
        "body_id": other_ground.executive_committee.pk,
        "delegated_id": 9_999,
        "questions": [{"text": "Một?", "options": ["x" * 200] * 6}],
    }
    told = office.post("/consultations", stated(bound, **wrong))
    assert told.status_code == 422
    assert sorted(fault["path"] for fault in told.json()["fields"]) == [
        ["body", "body_id"],
        ["body", "delegated_id"],
        ["body", "questions", "0", "options"],
    ]
    for different, path in (
        ({"questions": [{"text": "Một?"}, {"text": " \u200b"}]}, ["body", "questions", "1", "text"]),
        ({"closes_at": "2026-03-13T17:00:30+07:00"}, ["body", "closes_at"]),
        ({"closes_at": "2026-03-13T17:00:00"}, ["body", "closes_at"]),  # of which zone?
        ({"entry_id": 9_999}, ["body", "entry_id"]),
        ({"item_id": 1}, ["body", "item_id"]),
    ):
        refused = office.post("/consultations", stated(bound, **different))
        assert [fault["path"] for fault in refused.json()["fields"]] == [path]
    with scope(committee=bound.committee):
        assert not Consultation.objects.exists()


def test_it_is_not_sent_without_its_ground_and_the_clause_is_told(office, bound):
    seated_too(bound)
    row = office.post("/consultations", stated(bound, special_case="")).json()
    refused = office.post(f"/consultations/{row['id']}/send")
    assert (refused.status_code, refused.json()["code"]) == (409, "consultation-not-ready")
    assert "II/I/1" in {one["clause"] for one in refused.json()["citations"]}
    with scope(committee=bound.committee):
        assert not AskedPerson.objects.exists()


def test_its_documents_go_out_with_it_by_two_scopes_and_it_is_given_more_time(caller_of, bound):
    seated_too(bound)
    alone = caller_of(Role.OFFICE_SPECIALIST, "consultations.write")
    both = caller_of(Role.OFFICE_SPECIALIST, "consultations.write", "documents.write")
    row = alone.post("/consultations", stated(bound))
    assert row.status_code == 201, row.content.decode()
    here = f"/consultations/{row.json()['id']}"
    paper = {"title": "Phương án kè", "kind": "report"}
    assert alone.post(f"{here}/documents", paper).status_code == 404
    document = both.post(f"{here}/documents", paper).json()
    assert both.post(f"{here}/send").json()["code"] == "not-yet-readable"
    file = SimpleUploadedFile("phuong-an.pdf", a_pdf("Một"))
    assert both.upload(f"/documents/{document['id']}/versions", file=file).status_code == 201
    with scope(committee=bound.committee):
        Worker(frozenset({"pages"})).drain()
    sent = alone.post(f"{here}/send")
    assert (sent.status_code, sent.json()["documents"]) == (200, ["Phương án kè"])
    assert both.get(f"/documents/{document['id']}").json()["is_out"] is True
    assert alone.post(f"{here}/extend", {"closes_at": CLOSES}).status_code == 409
    later = alone.post(f"{here}/extend", {"closes_at": "2026-03-14T17:00:00+07:00"})
    assert later.json()["closes_at"] == "2026-03-14T10:00:00Z"
    late = both.post(f"{here}/documents", paper)
    assert (late.status_code, late.json()["code"]) == (409, "consultation-not-open")
