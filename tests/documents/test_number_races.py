"""Several clerks who issue in the same instant, and the control: without the lock two would be given one number."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.documents.commands import numbering, register_incoming, register_issued
from nghisu.documents.models import IncomingDocument, IssuedDocument, Series
from nghisu.foundation.refusals import Refused
from tests.documents.conftest import a_term, an_issuer, received, stated
from tests.factories import make_ground
from tests.racing import MARKS, at_once

AT_ONCE = 6

pytestmark = MARKS


@pytest.fixture
def ground():
    return make_ground("thanh-uy-ven-song", "Thành ủy Ven Sông", "Ven Sông", mark="Phù Sa")


@pytest.fixture
def by(ground):
    return actor_for(ground.user(Role.CLERK), ground.committee.pk, date(2026, 3, 10))


@pytest.fixture
def issuer(ground):
    with scope(committee=ground.committee):
        a_term(ground)
        return an_issuer(ground)


def numbers(model, ground):
    with scope(committee=ground.committee):
        return sorted(model.objects.values_list("number", flat=True))


def test_clerks_at_once_get_numbers_without_a_gap_and_none_twice(ground, by, issuer):
    for _round in range(2):  # the second time the series is there already
        assert not at_once(ground, lambda number: register_issued(by, stated(issuer)), AT_ONCE)
    assert numbers(IssuedDocument, ground) == list(range(1, 2 * AT_ONCE + 1))


def test_received_numbers_are_given_so_too(ground, by):
    assert not at_once(ground, lambda number: register_incoming(by, received()), AT_ONCE)
    assert numbers(IncomingDocument, ground) == list(range(1, AT_ONCE + 1))


def test_without_the_lock_the_database_alone_keeps_two_from_one_number(ground, by, issuer, monkeypatch):
    def unlocked(by, **named):
        return Series.objects.get_or_create(None, committee_id=by.tenant, **named)[0]

    register = register_issued
    with scope(committee=ground.committee):
        unlocked(by, kind="TB", symbol="TU", per="term", period="XVIII")
    monkeypatch.setattr(numbering, "_locked_series", unlocked)
    refused = at_once(
        ground, lambda number: register(by, stated(issuer)), AT_ONCE, refusals=(Refused, IntegrityError)
    )
    assert refused
    given = numbers(IssuedDocument, ground)
    assert given == sorted(set(given))
