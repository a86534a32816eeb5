"""A token opens one committee, for one person, for what it was given, for as long as all of that holds (TRUST 1, 19)."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django_scopes import scope, scopes_disabled

from nghisu.accounts.bearers import ALLOWANCE
from nghisu.accounts.models import ApiToken
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment
from nghisu.foundation import clock
from nghisu.programme.models import Entry
from nghisu.rulebook.models import Deadline
from tests.conftest import signed_in
from tests.factories import make_appointment, make_position
from tests.web.api.conftest import Caller
from tests.web.api.tokens import make_token_for

STATED = {
    "title": "Họp bàn việc kè sông",
    "kind": "ban-thuong-vu",
    "opening": "2026-03-18T08:00:00+07:00",
    "form": "in-person",
}


def token_row() -> ApiToken:
    with scopes_disabled():
        return ApiToken.objects.get()


@pytest.mark.parametrize(
    "secret",
    ["", "nghisu_", "nghisu_" + "x" * 43, "' OR 1=1", "é" * 300],
    ids=["none", "lead", "other", "sql", "long"],
)
def test_without_a_token_that_is_known_nothing_is_told(secret, bound, add):
    entry = add()
    for path in ("/me", f"/entries/{entry.pk}", "/nowhere"):
        answer = Caller(secret).get(path)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert set(answer.json()) == {"code", "message", "what_to_do", "fields", "citations"}


def test_a_session_opens_nothing_of_the_api_and_no_cookie_comes_back(office, bound):
    client = signed_in(bound.user(Role.OFFICE_CHIEF))
    assert client.get("/api/v1/entries").status_code == 401
    assert client.post("/api/v1/entries", STATED, content_type="application/json").status_code == 401
    answer = office.get("/me")
    assert not answer.cookies


def test_a_token_of_one_committee_never_works_for_another_where_its_person_serves_too(
    bound, other_ground, caller_of, add
):
    """The person is a specialist in both; the token was made in the first."""
    with scopes_disabled():
        seat = make_position(
            other_ground.committee, "Chuyên viên", other_ground.office, roles=(Role.OFFICE_SPECIALIST,)
        )
        make_appointment(bound.user(Role.OFFICE_SPECIALIST).person, seat)
    own = add()
    here = caller_of(Role.OFFICE_SPECIALIST)
    there = Caller(make_token_for_two(bound, other_ground))
    assert there.get("/me").json()["committee"]["id"] == other_ground.committee.pk
    made = there.post("/entries", STATED)
    assert made.status_code == 201, made.content
    foreign = made.json()["id"]
    with scopes_disabled():
        duty = Deadline.objects.filter(subject__entry=foreign).first()
    assert duty is not None
    assert here.get(f"/entries/{own.pk}").status_code == 200
    assert here.get(f"/entries/{foreign}").status_code == 404
    assert here.get(f"/entries/{foreign}/deadlines").status_code == 404
    assert here.get(f"/deadlines/{duty.pk}").status_code == 404
    assert here.post(f"/deadlines/{duty.pk}/complete").status_code == 404
    assert here.send("PATCH", f"/entries/{foreign}", {"revision": 0, "note": "x"}).status_code == 404
    assert here.send("DELETE", f"/entries/{foreign}").status_code == 404
    assert here.get(f"/organisations/{other_ground.office.pk}").status_code == 404
    assert here.get(f"/organisations/{other_ground.office.pk}/conferences").status_code == 404
    assert here.get(f"/bodies/{other_ground.standing_board.pk}/conferences").status_code == 404
    assert here.get(f"/rooms/{other_ground.room.pk}").status_code == 404
    assert foreign not in {one["id"] for one in here.get("/entries").json()["items"]}
    stolen = STATED | {"preparing_id": other_ground.office.pk, "title": "Chuẩn bị bởi cơ quan nơi khác"}
    refused = here.post("/entries", stolen)
    assert (refused.status_code, refused.json()["fields"][0]["path"]) == (422, ["body", "preparing_id"])


def make_token_for_two(bound, other_ground) -> str:
    other_ground.users[Role.OFFICE_SPECIALIST] = bound.user(Role.OFFICE_SPECIALIST)
    return make_token_for(other_ground, Role.OFFICE_SPECIALIST, ["programme.write", "directory.read"])


def test_a_command_sent_in_one_committee_is_not_answered_in_another(bound, other_ground, caller_of):
    with scopes_disabled():
        seat = make_position(
            other_ground.committee, "Chuyên viên", other_ground.office, roles=(Role.OFFICE_SPECIALIST,)
        )
        make_appointment(bound.user(Role.OFFICE_SPECIALIST).person, seat)
    here, there = caller_of(Role.OFFICE_SPECIALIST), Caller(make_token_for_two(bound, other_ground))
    key = uuid4()
    assert here.post("/entries", STATED, key).status_code == 201
    assert there.post("/entries", STATED, key).status_code == 409


def test_who_leaves_the_committee_takes_the_token_along(bound, caller_of):
    caller = caller_of(Role.OFFICE_SPECIALIST)
    assert caller.get("/me").status_code == 200
    with scope(committee=bound.committee):
        Appointment.objects.filter(person=bound.user(Role.OFFICE_SPECIALIST).person).update(
            until=clock.today() - timedelta(days=1)
        )
    assert caller.get("/me").status_code == 401


def test_a_closed_account_closes_its_tokens(bound, caller_of):
    caller = caller_of(Role.OFFICE_SPECIALIST)
    user = bound.user(Role.OFFICE_SPECIALIST)
    user.is_active = False
    user.save()
    assert caller.get("/me").status_code == 401


def test_a_token_ends_on_its_day_by_the_servers_own_clock(caller_of):
    caller = caller_of(Role.OFFICE_SPECIALIST)
    with time_machine.travel(token_row().expires_at - timedelta(minutes=1), tick=False):
        assert caller.get("/me").status_code == 200
    with time_machine.travel(token_row().expires_at, tick=False):
        assert caller.get("/me").status_code == 401


def test_a_revoked_token_is_refused_at_once(caller_of, bound):
    caller = caller_of(Role.OFFICE_SPECIALIST)
    with scopes_disabled():
        ApiToken.objects.update(revoked_at=clock.server_now())
    assert caller.get("/me").status_code == 401


@pytest.mark.parametrize(
    ("scope_name", "opened", "closed"),
    [
        ("directory.read", "/organisations", "/entries"),
        ("programme.read", "/entries", "/organisations"),
        ("programme.read", "/deadlines", "/programmes/2026/findings"),
        ("findings.read", "/programmes/2026/findings", "/people"),
    ],
)
def test_a_scope_opens_what_it_names_and_nothing_else(scope_name, opened, closed, caller_of, add):
    add()
    caller = caller_of(Role.OFFICE_CHIEF, scope_name)
    assert caller.get(opened).status_code == 200
    assert caller.get(closed).status_code == 404


def test_reading_does_not_let_one_write(caller_of, bound, add):
    entry = add()
    caller = caller_of(Role.OFFICE_CHIEF, "programme.read", "findings.read", "directory.read")
    assert caller.post("/entries", STATED | {"title": "Mới"}).status_code == 404
    assert caller.send("DELETE", f"/entries/{entry.pk}").status_code == 404
    with scope(committee=bound.committee):
        assert Entry.objects.count() == 1
        duty = Deadline.objects.filter(subject=entry.subject_id).first()
    assert duty is not None
    assert caller.post(f"/deadlines/{duty.pk}/complete").status_code == 404


def test_a_scope_gives_no_role_that_the_person_does_not_hold(caller_of, add):
    add()
    delegate = caller_of(Role.DELEGATE)
    assert delegate.get("/programmes/2026/findings").status_code == 404
    assert delegate.post("/entries", STATED).status_code == 404
    assert delegate.get("/entries").json()["items"] == []


def test_a_token_that_asks_too_often_waits_and_the_others_behind_its_address_do_not(caller_of, bound):
    """229 sites stand behind one address: the count is of the token, not of the address."""
    busy, calm = caller_of(Role.OFFICE_SPECIALIST), caller_of(Role.OFFICE_CHIEF)
    with time_machine.travel("2026-03-10T00:30:00Z", tick=False):
        renew(busy, calm)
        for _ in range(ALLOWANCE.burst):
            assert busy.get("/me").status_code == 200
        refused = busy.get("/me")
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many")
        assert int(refused.headers["Retry-After"]) >= 1
        assert calm.get("/me").status_code == 200
    with time_machine.travel("2026-03-10T00:30:02Z", tick=False):
        assert busy.get("/me").status_code == 200


def renew(*callers: Caller) -> None:
    """The tokens were made by the server's clock; this test moves it back."""
    with scopes_disabled():
        ApiToken.objects.update(made_at=clock.server_now())
    ALLOWANCE.forget()


def test_the_last_use_is_noted_now_and_then(caller_of):
    caller = caller_of(Role.OFFICE_SPECIALIST)
    caller.get("/me")
    first = token_row().last_used_at
    caller.get("/me")
    assert first is not None
    assert token_row().last_used_at == first


def test_an_answer_of_the_api_is_kept_nowhere_in_between(office):
    answer = office.get("/entries")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Authorization" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("PUT", "/entries", 405),
        ("GET", "/entries/18446744073709551616", 404),
        ("POST", "/entries", 422),
    ],
)
def test_whatever_fails_is_told_in_one_shape(method, path, status, office):
    answer = office.send(method, path, None if method != "POST" else ["not", "a", "conference"])
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("application/json")
    assert set(answer.json()) == {"code", "message", "what_to_do", "fields", "citations"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
