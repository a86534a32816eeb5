"""A committee with a conference, people with addresses, and a worker that sends into Django's own test outbox."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nghisu.accounts.models import User
from nghisu.core.people.roles import Role
from nghisu.foundation.outbox import Worker
from tests.factories import Ground
from tests.programme.conftest import add, bound, content_officer, duty_of, specialist

__all__ = ["add", "bound", "content_officer", "duty_of", "specialist"]


@pytest.fixture
def sends_mail(settings) -> None:
    settings.NGHISU_SENDS_MAIL = True


@pytest.fixture
def reachable(ground: Ground) -> Callable[[Role], User]:
    """`reachable(Role.CLERK)`: the account whose person has an address for letters."""

    def person(role: Role) -> User:
        user = ground.user(role)
        assert user.person is not None
        user.person.email = f"{role.value}@vensong.vn"
        user.person.save(update_fields=["email"])
        return user

    return person


@pytest.fixture
def send() -> Callable[[], int]:
    """`send()`: a worker sends all letters that may go now."""
    return Worker(only=frozenset({"mail"})).drain
