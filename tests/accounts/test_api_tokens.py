"""Tokens are made by their person, shown once, kept as a digest, and ended by their person or who looks after them."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django_scopes import scope, scopes_disabled

from nghisu.accounts.commands import make_token
from nghisu.accounts.models import ApiToken
from nghisu.accounts.queries import bearer_of
from nghisu.accounts.refusals import ScopeUnknown
from nghisu.core.people.roles import Role
from nghisu.foundation.models import AuditRecord, CommandReceipt

FORM = {"name": "Phần mềm văn bản", "scopes": ["programme.read"], "days": "90"}
PATH = "/tai-khoan/ma-truy-cap/"


def sent(client, path=PATH, **different):
    return client.post(path, FORM | {"command_id": str(uuid4())} | different)


def secret_of(answer) -> str:
    found = re.search(r'value="(nghisu_[\w-]{43})"', answer.content.decode())
    assert found, answer.content.decode()
    return found.group(1)


@pytest.fixture
def client(client_of):
    return client_of(Role.OFFICE_SPECIALIST)


def test_a_token_is_shown_once_and_kept_nowhere(client):
    answer = sent(client)
    secret = secret_of(answer)
    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert secret not in client.get(PATH).content.decode()
    with scopes_disabled():
        kept = [
            str(row) for model in (ApiToken, AuditRecord, CommandReceipt) for row in model.objects.values()
        ]
    assert kept
    assert not [row for row in kept if secret in row or secret[13:] in row]
    bearer = bearer_of(secret)
    assert bearer is not None
    assert bearer.actor.only == frozenset({"api.view", "programme.view", "conference.view", "stage.view"})


def test_the_same_form_sent_twice_makes_one_token_and_does_not_show_it_again(client):
    form = FORM | {"command_id": str(uuid4())}
    assert "nghisu_" in client.post(PATH, form).content.decode()
    again = client.post(PATH, form).content.decode()
    assert not re.search(r"nghisu_[\w-]{43}", again)
    with scopes_disabled():
        assert ApiToken.objects.count() == 1


def test_a_token_needs_a_name_and_something_to_do(client):
    assert sent(client, name=" ").status_code == 422
    assert sent(client, scopes=[]).status_code == 422
    assert sent(client, scopes=["everything"]).status_code == 422
    assert sent(client, days="9999").status_code == 422
    with scopes_disabled():
        assert not ApiToken.objects.exists()


def test_one_ends_the_own_token_and_not_another_persons(client, client_of):
    sent(client)
    with scopes_disabled():
        token = ApiToken.objects.get()
    path = f"{PATH}{token.pk}/thu-hoi/"
    assert client_of(Role.OFFICE_CHIEF).post(path).status_code == 404
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    with scopes_disabled():
        token.refresh_from_db()
    assert token.revoked_at is not None
    assert AuditRecord.objects.filter(verb="token.revoked").count() == 1


def test_the_administrator_sees_and_ends_every_token_of_the_committee_alone(
    client, client_of, other_ground, actor_of
):
    sent(client)
    with scope(committee=other_ground.committee):
        elsewhere, _secret = make_token(
            actor_of(Role.OFFICE_CHIEF, other_ground), "Phần mềm nơi khác", ["programme.read"], 30
        )
    administrator = client_of(Role.COMMITTEE_ADMINISTRATOR)
    page = administrator.get("/quan-tri/ma-truy-cap/", {"q": "van ban", "tinh_trang": "con"}).content.decode()
    assert "Phần mềm văn bản" in page
    assert "Phần mềm nơi khác" not in administrator.get("/quan-tri/ma-truy-cap/").content.decode()
    assert administrator.post(f"/quan-tri/ma-truy-cap/{elsewhere.pk}/thu-hoi/").status_code == 404
    with scope(committee=actor_of(Role.OFFICE_CHIEF).committee_id):
        own = ApiToken.objects.get()
    assert administrator.post(f"/quan-tri/ma-truy-cap/{own.pk}/thu-hoi/").status_code == 302
    still = administrator.get("/quan-tri/ma-truy-cap/", {"tinh_trang": "con"})
    assert still.context["lines"] == []


def test_who_may_hold_no_token_makes_none(actor_of, in_committee):
    from nghisu.foundation.refusals import AccessRefused

    with pytest.raises(AccessRefused):
        make_token(actor_of(Role.DELEGATE), "x", ["programme.read"], 30)


@pytest.mark.parametrize("scopes", [[], ["programme.edit"], ["programme.read", "all"]])
def test_a_scope_there_is_not_is_refused(scopes, actor_of, in_committee):
    with pytest.raises(ScopeUnknown):
        make_token(actor_of(Role.OFFICE_CHIEF), "x", scopes, 30)


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_token_lives_from_a_day_to_a_year(days, actor_of, in_committee):
    with pytest.raises(ValueError, match="a day to a year"):
        make_token(actor_of(Role.OFFICE_CHIEF), "x", ["programme.read"], days)
