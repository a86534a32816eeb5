"""Moves seen before they are made, mergers, taking back, and approvals: by the commands of the pages."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django_scopes import scope

from nghisu.approvals.models import Approval, Decision
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.programme.models import Entry, Move
from tests.approvals.sample import change, put_forward, set_steps


@pytest.fixture
def entry(add):
    return add()


def test_what_would_follow_is_told_and_nothing_is_done(office, entry, bound):
    told = office.get(f"/entries/{entry.pk}/consequences", {"opening": "2026-03-25T08:00:00+07:00"})
    assert told.status_code == 200, told.content
    body = told.json()
    assert (body["changes_nothing"], body["refusal"]) == (False, "")
    assert {one["change"] for one in body["duties"]} >= {"later"}
    assert office.get(f"/entries/{entry.pk}/consequences").json()["changes_nothing"] is True
    with scope(committee=bound.committee):
        assert not Move.objects.exists()


def test_what_was_told_before_is_what_is_kept_with_the_move(office, entry, bound):
    at = "2026-03-25T08:00:00+07:00"
    told = office.get(f"/entries/{entry.pk}/consequences", {"opening": at}).json()
    office.post(
        f"/entries/{entry.pk}/move", {"act": "moved", "revision": 0, "opening": at, "reason": "Trùng lịch"}
    )
    with scope(committee=bound.committee):
        kept = Move.objects.get().consequences
    assert kept["duties"] == told["duties"]
    assert kept["people"] == told["people"]


def test_a_merger_and_its_taking_back_are_those_of_the_page(office, add, bound):
    first, second = (
        add(),
        add(title="Họp bàn việc kè", opening=datetime(2026, 3, 26, 8, tzinfo=clock.VIETNAM)),
    )
    merged = office.post(
        f"/entries/{first.pk}/merge", {"into_id": second.pk, "revision": 0, "reason": "Cùng một việc"}
    )
    assert merged.status_code == 200, merged.content
    assert merged.json()["state"] == "merged"
    assert office.get(f"/entries/{second.pk}").json()["title"] == f"{second.title}; {first.title}"
    line = office.get(f"/entries/{first.pk}/moves").json()["items"][0]
    assert (line["act"], line["can_be_undone"], line["reason"]) == ("merged", True, "Cùng một việc")
    key = uuid4()
    back = office.post(f"/moves/{line['id']}/undo", {}, key)
    assert (back.status_code, back.json()["state"]) == (200, "planned")
    assert office.post(f"/moves/{line['id']}/undo", {}, key).json() == back.json()
    assert office.get(f"/entries/{second.pk}").json()["title"] == second.title
    again = office.post(f"/moves/{line['id']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "move-built-upon")
    with scope(committee=bound.committee):
        assert Move.objects.count() == 2


def test_a_merger_of_what_changed_meanwhile_or_into_itself_is_refused(office, entry, bound):
    path, said = f"/entries/{entry.pk}/merge", {"into_id": entry.pk, "reason": "Một việc"}
    assert office.post(path, said | {"revision": 4}).json()["code"] == "entry-changed-meanwhile"
    assert office.post(path, said | {"revision": 0}).json()["code"] == "not-to-be-merged"
    with scope(committee=bound.committee):
        assert Entry.objects.get().is_held


def test_nothing_of_another_committee_is_reckoned_merged_or_undone(office, entry, caller_of, other_ground):
    other = caller_of(Role.OFFICE_SPECIALIST, ground=other_ground)
    assert other.get(f"/entries/{entry.pk}/consequences").status_code == 404
    assert other.get(f"/entries/{entry.pk}/moves").status_code == 404
    merge = {"into_id": entry.pk, "revision": 0, "reason": "x"}
    assert other.post(f"/entries/{entry.pk}/merge", merge).status_code == 404


def test_a_token_that_only_reads_neither_reckons_nor_merges_nor_undoes(caller_of, entry):
    reader = caller_of(Role.OFFICE_SPECIALIST, "programme.read")
    assert reader.get(f"/entries/{entry.pk}/moves").status_code == 200
    assert reader.get(f"/entries/{entry.pk}/consequences").status_code == 404
    assert reader.post("/moves/1/undo").status_code == 404


@pytest.fixture
def approval(bound, actor_of):
    """A room that the specialist puts before the chief and then Thường trực."""
    with scope(committee=bound.committee):
        bound.user(Role.STANDING_BOARD_MEMBER)
        set_steps(bound.committee)
        bound.user(Role.OFFICE_CHIEF)
        return put_forward(actor_of(Role.OFFICE_SPECIALIST), bound.room)


def test_what_waits_is_read_and_granted_step_by_step(approval, caller_of, bound):
    chief, board = caller_of(Role.OFFICE_CHIEF), caller_of(Role.STANDING_BOARD_MEMBER)
    assert board.get("/approvals").json()["items"] == []
    waiting = chief.get("/approvals").json()["items"]
    assert [one["id"] for one in waiting] == [approval.pk]
    whole = chief.get(f"/approvals/{approval.pk}").json()
    assert [one["text"] for one in whole["passages"]] == [bound.room.name, bound.room.place]
    agreed = {"digest": waiting[0]["digest"]}
    key = uuid4()
    first = chief.post(f"/approvals/{approval.pk}/grant", agreed, key)
    assert (first.status_code, first.json()["step"]) == (200, 1)
    assert chief.post(f"/approvals/{approval.pk}/grant", agreed, key).status_code == 200
    assert board.post(f"/approvals/{approval.pk}/grant", agreed).json()["state"] == "granted"
    with scope(committee=bound.committee):
        assert Decision.objects.count() == 2


def test_a_return_needs_a_reason_and_keeps_the_comment_at_its_passage(approval, caller_of):
    chief = caller_of(Role.OFFICE_CHIEF)
    path, said = f"/approvals/{approval.pk}/return", {"digest": approval.digest}
    assert chief.post(path, said).json()["code"] == "comment-needed"
    remark = {"passage": "place", "text": "Ghi rõ tầng"}
    returned = chief.post(path, said | {"remarks": [remark]})
    assert (returned.status_code, returned.json()["state"]) == (200, "returned")
    passages = {one["id"]: one["comments"] for one in returned.json()["passages"]}
    assert passages["place"][0].endswith("Ghi rõ tầng")
    assert passages["name"] == []


def test_who_drafted_it_does_not_approve_it_by_a_program_either(approval, caller_of):
    drafter = caller_of(Role.OFFICE_SPECIALIST)
    assert drafter.get("/approvals", {"box": "sent"}).json()["items"][0]["id"] == approval.pk
    answer = drafter.post(f"/approvals/{approval.pk}/grant", {"digest": approval.digest})
    assert answer.status_code in {404, 409}
    assert drafter.get(f"/approvals/{approval.pk}").json()["state"] == "pending"


def test_what_changed_since_it_was_shown_is_refused_and_ends(approval, caller_of, bound):
    chief = caller_of(Role.OFFICE_CHIEF)
    with scope(committee=bound.committee):
        change(bound.room, "Tầng hầm")
    answer = chief.post(f"/approvals/{approval.pk}/grant", {"digest": approval.digest})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale-approval")
    with scope(committee=bound.committee):
        assert Approval.objects.get().state == "superseded"
        assert not Decision.objects.exists()


def test_a_token_that_reads_approvals_does_not_decide_them(approval, caller_of):
    reader = caller_of(Role.OFFICE_CHIEF, "approvals.read")
    assert reader.get(f"/approvals/{approval.pk}").status_code == 200
    assert reader.post(f"/approvals/{approval.pk}/grant", {"digest": approval.digest}).status_code == 404
    other = caller_of(Role.OFFICE_CHIEF, "programme.write")
    assert other.get("/approvals").status_code == 404


def test_an_approval_of_another_committee_does_not_exist(approval, caller_of, other_ground):
    other = caller_of(Role.OFFICE_CHIEF, ground=other_ground)
    assert other.get(f"/approvals/{approval.pk}").status_code == 404
    assert other.post(f"/approvals/{approval.pk}/grant", {"digest": approval.digest}).status_code == 404
