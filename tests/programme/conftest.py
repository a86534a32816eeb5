"""A committee bound by the city's rulebook on Tuesday 10 March 2026, and conferences put into its programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.programme.commands import EntryContent, add_entry
from nghisu.programme.models import Entry
from nghisu.rulebook.commands import bind_committee
from nghisu.rulebook.models import Deadline
from tests.factories import Ground

AddEntry = Callable[..., Entry]


def stated(**different: object) -> EntryContent:
    """A Ban Thường vụ conference on Wednesday 18 March 2026, but for what is different."""
    plain: dict[str, object] = {
        "title": "Họp Ban Thường vụ bàn việc bến cảng",
        "kind": "ban-thuong-vu",
        "opening": datetime(2026, 3, 18, 8, 0, tzinfo=clock.VIETNAM),
        "part": "morning",
        "form": "in-person",
        "scale": "internal",
    }
    return EntryContent(**plain | different)  # type: ignore[arg-type]  # the fields of EntryContent by name


@pytest.fixture
def bound(ground: Ground, standing_clock: datetime) -> Iterator[Ground]:
    """The committee, bound; the test runs in its scope."""
    with scope(committee=ground.committee):
        bind_committee(system_actor(ground.committee.pk), "5609", date(2015, 1, 30))
        yield ground


@pytest.fixture
def specialist(bound: Ground, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def content_officer(bound: Ground, actor_of: Callable[..., Actor]) -> Actor:
    """Serves the department of the ground."""
    return actor_of(Role.CONTENT_OFFICER)


@pytest.fixture
def add(specialist: Actor) -> AddEntry:
    """`add(title="…", kind="…")`: a conference in the programme, with what it owes."""

    def adding(**different: object) -> Entry:
        return add_entry(specialist, stated(**different))

    return adding


@pytest.fixture
def duty_of() -> Callable[[Entry, str], Deadline]:
    """`duty_of(entry, "invitation")`: the deadline of an act."""

    def finding(entry: Entry, act: str) -> Deadline:
        return Deadline.objects.get(subject_id=entry.subject_id, act=act)

    return finding
