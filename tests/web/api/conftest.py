"""A committee bound by the city's rulebook, tokens of its people, and a caller that speaks JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django_scopes import scope

from nghisu.accounts.bearers import ALLOWANCE
from nghisu.accounts.scopes import SCOPES
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import Actor, system_actor
from nghisu.programme.commands import add_entry
from nghisu.programme.models import Entry
from nghisu.rulebook.commands import bind_committee
from tests.factories import Ground
from tests.programme.conftest import stated
from tests.web.api.tokens import make_token_for


@dataclass(slots=True)
class Caller:
    """Another program of the office: it sends a token and JSON, and no cookie."""

    secret: str
    headers: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.client.get(f"/api/v1{path}", query or {}, headers=self._headers(headers))

    def send(self, method: str, path: str, body: Any = None, key: object = None, **headers: str) -> Any:
        """`key` is the command's identifier; a new one for each call unless given."""
        named = self._headers({"Idempotency-Key": str(key or uuid4())} | headers)
        return self.client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers=named,
        )

    def post(self, path: str, body: Any = None, key: object = None, **headers: str) -> Any:
        return self.send("POST", path, body or {}, key, **headers)

    def upload(self, path: str, key: object = None, **fields: Any) -> Any:
        """Files, and what is said beside them, as a form carries them."""
        named = self._headers({"Idempotency-Key": str(key or uuid4())})
        return self.client.post(f"/api/v1{path}", fields, headers=named)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        own = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        return own | self.headers | more


@pytest.fixture(autouse=True)
def _whole_allowance() -> None:
    ALLOWANCE.forget()


@pytest.fixture
def bound(ground: Ground, standing_clock: datetime) -> Ground:
    with scope(committee=ground.committee):
        bind_committee(system_actor(ground.committee.pk), "5609", date(2015, 1, 30))
    return ground


@pytest.fixture
def caller_of(bound: Ground) -> Callable[..., Caller]:
    """`caller_of(Role.OFFICE_SPECIALIST, "programme.read")`: a program with a token of who holds this role."""

    def calling(role: Role, *scopes: str, ground: Ground | None = None) -> Caller:
        return Caller(make_token_for(ground or bound, role, scopes or tuple(SCOPES)))

    return calling


@pytest.fixture
def office(caller_of: Callable[..., Caller]) -> Caller:
    """A token of the office's specialist, with every scope there is."""
    caller: Caller = caller_of(Role.OFFICE_SPECIALIST)
    return caller


@pytest.fixture
def add(bound: Ground, actor_of: Callable[..., Actor]) -> Callable[..., Entry]:
    """`add(title="…")`: a conference in the programme, with what it owes."""

    def adding(**different: object) -> Entry:
        with scope(committee=bound.committee):
            return add_entry(actor_of(Role.OFFICE_SPECIALIST), stated(**different))

    return adding
