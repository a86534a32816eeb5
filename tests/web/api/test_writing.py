"""The same commands as the pages: weighed by the same form, sent once, remembered (TRUST 2)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.foundation.models import AuditRecord
from nghisu.programme.models import Entry, Move
from nghisu.rulebook.models import Deadline

STATED = {
    "title": "Họp bàn việc kè sông",
    "kind": "ban-thuong-vu",
    "opening": "2026-03-18T08:00:00+07:00",
    "form": "in-person",
    "scale": "internal",
}


@pytest.fixture
def entry(office):
    return office.post("/entries", STATED).json()


def test_a_conference_put_in_owes_what_one_of_the_page_owes(office, entry, add, bound):
    twin = add(title="Như thế ở trang")
    with scope(committee=bound.committee):
        theirs = list(Deadline.objects.filter(subject=twin.subject_id).values_list("act", "act_by", "clause"))
        ours = list(
            Deadline.objects.filter(subject__entry=entry["id"]).values_list("act", "act_by", "clause")
        )
    assert ours == theirs
    assert AuditRecord.objects.filter(verb="entry.added", thing_id=str(entry["id"])).exists()


def test_the_same_key_and_body_act_once_and_answer_the_same(office, bound):
    key = uuid4()
    first, second = office.post("/entries", STATED, key), office.post("/entries", STATED, key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    with scope(committee=bound.committee):
        assert Entry.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(office, bound):
    key = uuid4()
    office.post("/entries", STATED, key)
    other = office.post("/entries", STATED | {"title": "Việc khác"}, key)
    assert (other.status_code, other.json()["code"]) == (409, "command-reused")
    with scope(committee=bound.committee):
        assert Entry.objects.count() == 1


def test_a_command_without_a_key_is_refused(office):
    answer = office.client.post(
        "/api/v1/entries",
        STATED,
        content_type="application/json",
        headers={"Authorization": f"Bearer {office.secret}"},
    )
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["path"][0] == "header"


@pytest.mark.parametrize(
    ("stated", "path"),
    [
        ({"title": ""}, ["body", "title"]),
        ({"title": "\u200b\u202e"}, ["body", "title"]),
        ({"title": "x" * 501}, ["body", "title"]),
        ({"kind": "khong-co"}, ["body", "kind"]),
        ({"opening": "2026-03-18T08:00:00"}, ["body", "opening"]),
        ({"opening": "2026-02-30T08:00:00+07:00"}, ["body", "opening"]),
        ({"opening": "0001-01-01T00:00:00+07:00"}, ["body", "opening"]),
        ({"opening": "9999-12-31T23:59:00-07:00"}, ["body", "opening"]),
        ({"opening": "2026-03-18T08:00:31+07:00"}, ["body", "opening"]),
        ({"part": "afternoon"}, ["body", "opening"]),
        ({"closing": "2026-03-18T07:00:00+07:00"}, ["body", "closing"]),
        ({"closing": "2026-03-28T07:00:00+07:00"}, ["body", "closing"]),
        ({"form": "by-letter"}, ["body", "form"]),
        ({"preparing_id": 999_999}, ["body", "preparing_id"]),
        ({"coordinating_ids": [999_999]}, ["body", "coordinating_ids", "0"]),
        ({"room_id": 999_999}, ["body", "room_id"]),
        ({"delegates": 0}, ["body", "delegates"]),
        ({"chair": "ai-do"}, ["body", "chair"]),
        ({"colour": "red"}, ["body", "colour"]),
        ({"note": "\x00"}, ["body", "note"]),
    ],
)
def test_what_cannot_be_taken_is_said_by_the_path_of_its_field(stated, path, office, bound):
    answer = office.post("/entries", STATED | stated)
    assert answer.status_code == 422, answer.content
    assert path in [one["path"] for one in answer.json()["fields"]]
    with scope(committee=bound.committee):
        assert not Entry.objects.exists()


def test_one_of_the_same_name_on_the_same_day_asks_first(office, entry):
    again = office.post("/entries", STATED)
    assert (again.status_code, again.json()["code"]) == (409, "entry-may-be-there")
    assert office.post("/entries", STATED | {"is_another": True}).status_code == 201


def test_a_change_touches_only_what_is_sent(office, entry):
    changed = office.send(
        "PATCH", f"/entries/{entry['id']}", {"revision": entry["revision"], "note": "Mang theo bản đồ"}
    )
    assert changed.status_code == 200, changed.content
    after = changed.json()
    assert after["note"] == "Mang theo bản đồ"
    same = {key for key in entry if key not in {"note", "revision"}}
    assert {key: after[key] for key in same} == {key: entry[key] for key in same}


def test_a_change_of_the_hour_moves_the_part_of_the_day_and_the_deadlines(office, entry, bound):
    path = f"/entries/{entry['id']}"
    before = office.get(f"{path}/deadlines").json()["items"]
    moved = office.send("PATCH", path, {"revision": 0, "opening": "2026-03-25T14:00:00+07:00"})
    assert moved.status_code == 200, moved.content
    assert moved.json()["part"] == "afternoon"
    after = office.get(f"{path}/deadlines").json()["items"]
    assert [one["act_by"] for one in after] != [one["act_by"] for one in before]


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(office, entry):
    path = f"/entries/{entry['id']}"
    assert office.send("PATCH", path, {"revision": 0, "note": "một"}).status_code == 200
    late = office.send("PATCH", path, {"revision": 0, "note": "hai"})
    assert (late.status_code, late.json()["code"]) == (409, "entry-changed-meanwhile")


def test_names_outside_the_directory_stay_beside_units_of_it(office, bound):
    body = STATED | {"coordinating_ids": [bound.office.pk], "coordinating_text": "Đoàn chuyên gia"}
    told = office.post("/entries", body).json()
    assert told["coordinating_ids"] == [bound.office.pk]
    assert told["coordinating_text"] == f"{bound.office.name}; Đoàn chuyên gia"
    changed = office.send("PATCH", f"/entries/{told['id']}", {"revision": 0, "note": "Có bản đồ"}).json()
    assert changed["coordinating_text"] == told["coordinating_text"]


def test_taking_out_is_refused_while_something_was_done(office, entry):
    path = f"/entries/{entry['id']}"
    duty = next(one for one in office.get(f"{path}/deadlines").json()["items"] if one["act_by"])
    assert office.post(f"/deadlines/{duty['id']}/complete", {"note": "Công văn 15"}).status_code == 200
    refused = office.send("DELETE", path)
    assert (refused.status_code, refused.json()["code"]) == (409, "entry-has-done-duties")
    assert office.post(f"/deadlines/{duty['id']}/reopen", {}).status_code == 200
    assert office.send("DELETE", path).json() == {"id": entry["id"]}
    assert office.get(path).status_code == 404


def test_a_duty_done_says_who_and_when_and_twice_is_refused(office, entry, bound):
    duty = office.get(f"/entries/{entry['id']}/deadlines").json()["items"][0]
    done = office.post(f"/deadlines/{duty['id']}/complete", {"note": "Đã gửi"}).json()
    assert done["state"] == "done"
    assert done["done_by"] == bound.user(Role.OFFICE_SPECIALIST).person.full_name
    assert office.post(f"/deadlines/{duty['id']}/complete").json()["code"] == "deadline-already-done"


def test_an_officer_of_a_unit_marks_the_duties_of_the_own_unit_alone(caller_of, add, bound):
    entry = add(preparing_id=bound.department.pk)
    officer = caller_of(Role.CONTENT_OFFICER)
    rows = officer.get(f"/entries/{entry.pk}/deadlines").json()["items"]
    own = next(one for one in rows if one["organisation_id"] == bound.department.pk)
    other = next(one for one in rows if one["organisation_id"] != bound.department.pk)
    assert officer.post(f"/deadlines/{own['id']}/complete").status_code == 200
    assert officer.post(f"/deadlines/{other['id']}/complete").status_code == 404


def test_moving_postponing_and_taking_up_again_are_the_acts_of_the_page(office, entry, bound):
    path = f"/entries/{entry['id']}"
    said = {
        "act": "moved",
        "revision": 0,
        "opening": "2026-03-25T14:00:00+07:00",
        "reason": "Trùng lịch Trung ương",
    }
    moved = office.post(f"{path}/move", said)
    assert moved.status_code == 200, moved.content
    assert (moved.json()["opening"], moved.json()["part"]) == ("2026-03-25T14:00:00+07:00", "afternoon")
    late = office.post(f"{path}/move", said)
    assert (late.status_code, late.json()["code"]) == (409, "entry-changed-meanwhile")
    off = office.post(f"{path}/move", {"act": "postponed", "revision": 1, "reason": "Chờ ý kiến"}).json()
    assert (off["state"], off["state_reason"]) == ("postponed", "Chờ ý kiến")
    assert office.get("/deadlines", {"state": "open"}).json()["items"] == []
    again = office.post(f"{path}/move", {"act": "moved", "revision": 2, "reason": "Đã có ý kiến"})
    assert again.json()["state"] == "planned"
    with scope(committee=bound.committee):
        assert [one.act for one in Move.objects.order_by("id")] == ["moved", "postponed", "reinstated"]


def test_a_move_needs_a_reason_and_a_room_of_the_committee(office, entry, other_ground):
    path = f"/entries/{entry['id']}/move"
    bare = {"act": "cancelled", "revision": 0}
    assert office.post(path, bare | {"reason": ""}).status_code == 422
    assert office.post(path, bare | {"reason": "  "}).json()["code"] == "reason-not-given"
    there = {"act": "moved", "revision": 0, "reason": "x", "room_id": other_ground.room.pk}
    assert office.post(path, there).status_code == 404
