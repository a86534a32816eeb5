"""What tests of documents share: a committee with a term and issuers, and what a register holds."""

from __future__ import annotations

from datetime import date

import pytest
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.directory.models import Term
from nghisu.documents.commands import IncomingContent, IssuedContent
from nghisu.documents.models import Issuer
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from tests.conftest import DEMO_MORNING
from tests.factories import Ground


def a_term(ground: Ground, number: str = "XVIII") -> Term:
    return Term.objects.create(
        committee=ground.committee, body=ground.executive_committee, number=number, since=date(2025, 10, 1)
    )


def an_issuer(ground: Ground, side: str = "party", symbol: str = "TU") -> Issuer:
    return Issuer.objects.create(
        committee=ground.committee, side=side, name=ground.committee.name, symbol=symbol, place="Ven Sông"
    )


def stated(issuer: Issuer, **changes: object) -> IssuedContent:
    content = {
        "issuer_id": issuer.pk,
        "kind": "TB",
        "title": "Thông báo kết luận hội nghị",
        "signer_name": "Trần Văn Thử",
        "signer_position": "Chánh Văn phòng",
        "recipients": "- Các sở, ngành,\n- Lưu Văn phòng.",
    }
    return IssuedContent(**(content | changes))  # type: ignore[arg-type]  # a test names what it changes


def received(**changes: object) -> IncomingContent:
    content = {"sender": "Sở Bến Cảng", "title": "Đề nghị lùi hạn báo cáo", "their_number": "12/SBC-VP"}
    return IncomingContent(**(content | changes))  # type: ignore[arg-type]  # a test names what it changes


@pytest.fixture
def at_work(ground: Ground):
    """The committee at work on the demonstration's morning: a term runs, two bodies issue."""
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        a_term(ground)
        yield ground


@pytest.fixture
def party(at_work: Ground) -> Issuer:
    return an_issuer(at_work)


@pytest.fixture
def state(at_work: Ground) -> Issuer:
    return an_issuer(at_work, "state", "VPUB")


@pytest.fixture
def clerk(at_work: Ground) -> Actor:
    return actor_for(at_work.user(Role.CLERK), at_work.committee.pk, date(2026, 3, 10))
