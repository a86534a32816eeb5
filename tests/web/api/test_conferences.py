"""Conferences through the API: agenda, stages with their gates, invitees and what they answer."""

from __future__ import annotations

from uuid import uuid4

from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.invitations.models import Invitee, Reply


def test_an_agenda_is_written_by_the_form_of_the_pages(office, add):
    path = f"/entries/{add().pk}/agenda"
    made = office.post(path, {"title": "Báo cáo kè sông", "minutes": 20, "documents": ["Tờ trình"]})
    assert made.status_code == 201, made.content
    item = made.json()
    assert (item["position"], item["documents"]) == (1, ["Tờ trình"])
    changed = office.send("PATCH", f"{path}/{item['id']}", {"revision": item["revision"], "minutes": 30})
    assert (changed.json()["minutes"], changed.json()["title"]) == (30, "Báo cáo kè sông")
    stale = office.send("PATCH", f"{path}/{item['id']}", {"revision": item["revision"], "minutes": 40})
    assert (stale.status_code, stale.json()["code"]) == (409, "item-changed-meanwhile")
    assert office.post(path, {"title": "Khác", "reporting_id": 987_654}).status_code == 422
    assert office.get(path).json()["minutes"] == 30
    assert office.send("DELETE", f"{path}/{item['id']}").status_code == 200
    assert office.get(path).json()["items"] == []


def test_a_stage_that_rules_do_not_open_is_refused_with_its_clauses(office, add):
    entry = add()
    office.post(f"/entries/{entry.pk}/agenda", {"title": "Báo cáo kè sông"})
    told = office.get(f"/entries/{entry.pk}/conference").json()
    assert told["stage"] == "proposed"
    missing = [one for one in told["next"]["missing"] if one["citations"]]
    assert missing
    refused = office.post(f"/entries/{entry.pk}/conference/advance", {"to": told["next"]["stage"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "gates-not-passed")
    assert {one["clause"] for one in refused.json()["citations"]} >= {
        one["clause"] for asked in missing for one in asked["citations"]
    }
    assert office.get(f"/entries/{entry.pk}/conference").json()["stage"] == "proposed"


def test_guests_are_invited_once_answer_and_are_taken_off_with_a_reason(office, caller_of, add, bound):
    entry = add()
    path, key = f"/entries/{entry.pk}/invitees", uuid4()
    guest = {"source": "guest", "guest_name": "Khách Một", "guest_level": "central", "standing": "guest"}
    assert office.post(path, guest, key).json() == office.post(path, guest, key).json() == {"count": 1}
    (one,) = office.get(path).json()["items"]
    assert (one["name"], one["standing"], one["item_ids"]) == ("Khách Một", "guest", [])
    answer = {"answer": "absent", "channel": "phone", "said_by": "đồng chí An"}
    assert office.post(f"{path}/{one['id']}/reply", answer).status_code == 422
    told = office.post(f"{path}/{one['id']}/reply", answer | {"reason": "Đi công tác"})
    assert (told.status_code, told.json()["answer"]) == (200, "absent")
    assert office.get(f"/entries/{entry.pk}/replies/numbers").json()["whole"]["absent"] == 1
    reader = caller_of(Role.OFFICE_SPECIALIST, "invitees.read")
    assert reader.post(f"{path}/{one['id']}/remove", {"why": "Nhầm"}).status_code == 404
    assert office.post(f"{path}/{one['id']}/remove", {"why": "Nhầm"}).json()["removed_why"] == "Nhầm"
    assert office.get(path).json()["items"] == []
    with scope(committee=bound.committee):
        assert (Invitee.objects.count(), Reply.objects.count()) == (1, 1)
