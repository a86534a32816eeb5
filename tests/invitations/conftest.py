"""A conference of the standing committee on 18 March 2026, and members, a department and its director."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import settings

from nghisu.accounts.models import PositionRole
from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.directory.models import Person, Position, TitleRank
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.outbox import Worker
from nghisu.invitations.commands.choosing import Choice, choose
from nghisu.invitations.commands.writing import LETTERS
from nghisu.programme.models import Entry
from tests.documents.conftest import a_term, an_issuer
from tests.factories import Ground, make_appointment, make_person, make_position, make_user
from tests.programme.conftest import add, bound, content_officer, specialist

__all__ = ["add", "bound", "content_officer", "specialist"]


@dataclass
class House:
    """Who serves there: two members, of whom one leads the department; its specialist."""

    secretary: Person
    director: Person
    officer: Person


@pytest.fixture
def house(bound: Ground) -> House:
    secretary, director, officer = (
        make_person(name) for name in ("Trần Văn An", "Lê Thị Bình", "Đỗ Văn Cường")
    )
    for person, address in ((secretary, "an@example.vn"), (director, "binh@example.vn")):
        person.email = address
        person.save()
    lead = make_position(bound.committee, "Bí thư", body=bound.standing_board)
    member = make_position(bound.committee, "Ủy viên Ban Thường vụ", body=bound.standing_committee)
    head = make_position(bound.committee, "Giám đốc sở", bound.department)
    desk = make_position(bound.committee, "Chuyên viên", bound.department)
    make_appointment(secretary, lead)
    make_appointment(director, member)
    make_appointment(director, head)
    make_appointment(officer, desk)
    for rank, (code, title) in enumerate(
        (
            ("bi-thu", "Bí thư"),
            ("uy-vien-ban-thuong-vu", "Ủy viên Ban Thường vụ"),
            ("giam-doc-so", "Giám đốc"),
        ),
        1,
    ):
        TitleRank.objects.create(
            committee=bound.committee,
            title_code=code,
            title=title,
            rank=rank,
            basis="Quy định thử",
            since=date(2025, 1, 1),
        )
    return House(secretary, director, officer)


@pytest.fixture
def entry(add: Callable[..., Entry]) -> Entry:
    return add()


@pytest.fixture
def clerk(bound: Ground, actor_of: Callable[..., Actor]) -> Actor:
    """The clerk; the office and the committee issue, in a term that runs."""
    a_term(bound)
    for symbol in ("VPTU", "TU"):
        an_issuer(bound, symbol=symbol)
    return actor_of(Role.CLERK)


@pytest.fixture
def chair(bound: Ground, house: House, entry: Entry) -> Actor:
    """The secretary, who sits in Thường trực, which chairs the conference."""
    Entry.objects.filter(pk=entry.pk).update(chair="thuong-truc")
    return chairing(bound, house)


def chairing(ground: Ground, house: House) -> Actor:
    """The secretary with an account, and the role of one who chairs."""
    seat = Position.objects.get(appointments__person=house.secretary)
    PositionRole.objects.create(
        committee=ground.committee, position=seat, role=Role.CHAIR, since=date(2025, 1, 1)
    )
    return actor_for(make_user("bi-thu", house.secretary), ground.committee.pk, clock.today())


@pytest.fixture
def invited(specialist: Actor, bound: Ground, house: House, entry: Entry) -> Entry:
    """The standing committee is invited."""
    choose(specialist, entry, Choice("body", body_id=bound.standing_committee.pk))
    return entry


@pytest.fixture
def drawn(fonts):
    """Do all that waits, mail too."""

    def drain():
        return Worker(frozenset({LETTERS, "mail"})).drain()

    return drain


@pytest.fixture
def fonts():
    if not any(settings.DOCUMENT_FONTS.glob("*.ttf")):
        pytest.skip("the fonts of documents are not built: make")
