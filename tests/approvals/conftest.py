from __future__ import annotations

from collections.abc import Callable

import pytest
from django_scopes import scopes_disabled

from nghisu.accounts.models import User
from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from tests.approvals.sample import set_steps
from tests.factories import Ground, make_appointment, make_person, make_position, make_user


@pytest.fixture
def route(ground: Ground, in_committee, standing_clock) -> None:
    """What the sample takes: the chief of office, then the standing board."""
    set_steps(ground.committee)


@pytest.fixture
def another(ground: Ground) -> Callable[..., Actor]:
    """`another(Role.OFFICE_CHIEF, "Bà Hai")`: one more person who holds the role, of the office or a unit."""

    def make(role: Role, name: str, unit: Organisation | None = None) -> Actor:
        return actor_for(one_more(ground, role, name, unit), ground.committee.pk, clock.today())

    return make


def one_more(ground: Ground, role: Role, name: str, unit: Organisation | None = None) -> User:
    person = make_person(name)
    with scopes_disabled():
        position = make_position(
            ground.committee, f"Chức danh {name}", unit or ground.office, roles=(role,), acting_for=unit
        )
        make_appointment(person, position)
    return make_user(f"{role.value}.{person.pk}", person)
