"""The access matrix at the API, cell by cell: every role with a token of every scope, at every endpoint (TRUST 1)."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nghisu.accounts.bearers import ALLOWANCE
from nghisu.accounts.scopes import ALWAYS, SCOPES
from nghisu.core.people.roles import Role
from nghisu.foundation.access import load_matrix
from tests.factories import Ground
from tests.house.crawling import read
from tests.house.furnishing import OF_A_COMMITTEE, Furnished, address
from tests.house.readers import readers
from tests.house.routes import BEHIND_A_TOKEN, Route
from tests.house.test_access_matrix import CONCERNED, allowed, serves
from tests.web.api.tokens import make_token_for

ROLES = [role for role in Role if serves(role)]
ASKED_OF_BOTH = (Role.OFFICE_SPECIALIST, Role.CLERK, Role.SITE_OFFICER, Role.DELEGATE)
"""Those who ask the same of SQLite and of PostgreSQL: who see most, and who see a part."""

NOT_THEIRS = {
    ("site-officer", "api:entry"): "no conference at the officer's site yet: sees those of own bodies only",
    ("site-officer", "api:deadlines_of_entry"): "the same",
    ("site-officer", "api:conference"): "the same",
    ("site-officer", "api:agenda"): "the same",
    ("site-officer", "api:documents_of_entry"): "the same",
    ("site-officer", "api:deadline"): "the same",
    ("site-officer", "api:moves_of_entry"): "the same",
    (
        "site-officer",
        "api:conferences_of_person",
    ): "another person's, for who does not see the whole programme",
    ("delegate", "api:deadline"): "owes nothing for a unit",
    ("delegate", "api:conferences_of_person"): "another person's, for who does not see the whole programme",
}
NOT_THEIRS |= {
    (role.value, "api:approval"): "neither drafted it nor is asked to decide it"
    for role in Role
    if role.value not in CONCERNED["approvals:approval"]
}

NOT_THEIRS |= {
    (role.value, f"api:{name}"): "the document of the pack is not out yet"
    for role in Role
    for name in ("document", "document_file", "appraisals")
    if role.value not in CONCERNED["documents:document"]
}


@pytest.fixture(autouse=True)
def _whole_allowance() -> None:
    ALLOWANCE.forget()


def ask(secret: str, route: Route, it: Furnished) -> Any:
    """Call an endpoint; a command with a body that states nothing."""
    return Client(raise_request_exception=False).generic(
        route.method,
        address(route, it),
        "" if route.method in {"GET", "DELETE"} else json.dumps({}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": str(uuid4())},
    )


def removing_last(route: Route) -> tuple[bool, int]:
    """What takes a row out comes after all else, what takes out a part of one before the whole: the others need it."""
    removes = route.method == "DELETE"
    return removes, -len(route.parts) if removes else 0


def token(ground: Ground, role: Role, scopes: tuple[str, ...] = tuple(SCOPES)) -> str:
    return make_token_for(ground, role, scopes)


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=[] if role in ASKED_OF_BOTH else pytest.mark.once) for role in ROLES]
)
def test_a_role_enters_exactly_the_endpoints_that_the_matrix_opens_to_it(role, here: Furnished):
    secret = token(here.ground, role)
    wrong = []
    for route in sorted(BEHIND_A_TOKEN, key=removing_last):
        status = ask(secret, route, here).status_code
        opens = (
            allowed(load_matrix()[route.action or ""], role) and (role.value, route.name) not in NOT_THEIRS
        )
        if status not in ({200, 201, 409, 422} if opens else {404}):
            wrong.append(f"{role} {route.method} {route.name} ({route.action}): {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.once
@pytest.mark.parametrize("role", readers())
def test_another_committees_row_does_not_exist_for_a_token(role, here: Furnished, elsewhere: Furnished):
    """Every identifier is swapped for the other committee's, at every endpoint."""
    secret = token(here.ground, role)
    found = [
        f"{role} {route.method} {route.name}: {status}"
        for route in BEHIND_A_TOKEN
        if route.parts & set(OF_A_COMMITTEE)
        and (status := ask(secret, route, elsewhere).status_code) not in {404, 422}
    ]
    assert found == []


@pytest.mark.once
@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_opens_its_own_endpoints_and_no_others(scope, here: Furnished):
    secret = token(here.ground, Role.OFFICE_CHIEF, (scope,))
    wrong = []
    for route in sorted(BEHIND_A_TOKEN, key=removing_last):
        opens = route.action in SCOPES[scope] | ALWAYS
        status = ask(secret, route, here).status_code
        if (status == 404) is opens:
            wrong.append(f"{scope} {route.method} {route.name} ({route.action}): {status}")
    assert not wrong, "\n".join(wrong)


def test_a_scope_names_actions_of_the_matrix_alone():
    assert ALWAYS.union(*SCOPES.values()) <= set(load_matrix())


@pytest.mark.once
def test_without_a_token_every_endpoint_says_so(here: Furnished):
    answers = {route.name: ask("", route, here) for route in BEHIND_A_TOKEN}
    told = {name: (one.status_code, json.loads(one.content)["code"]) for name, one in answers.items()}
    assert told == dict.fromkeys(told, (401, "token-refused"))
    assert told


def test_no_answer_holds_a_word_of_the_other_committee(here: Furnished, elsewhere: Furnished):
    """The canary: each row of the other committee carries its mark."""
    secret = token(here.ground, Role.OFFICE_CHIEF)
    marks = {
        route.name for route in BEHIND_A_TOKEN if elsewhere.ground.mark in read(ask(secret, route, here))
    }
    assert marks == set()
