"""Two people at once. SQLite lets one writer in at a time, so only PostgreSQL can show what a lock is for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.directory.commands import AppointmentContent, appoint, appointments
from nghisu.directory.models import Appointment, Position
from nghisu.directory.refusals import PositionTaken
from nghisu.foundation.actors import Actor
from tests.factories import Ground, make_appointment, make_ground, make_person, make_position

DAY = date(2026, 3, 10)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


def race(ground: Ground, keeper: Actor) -> tuple[int, int]:
    """Four people are given the one seat at the same moment. Returns how many got it and how many were refused."""
    with scope(committee=ground.committee):
        position = make_position(ground.committee, "Giám đốc", ground.department)
        Position.objects.filter(pk=position.pk).update(seats=1)
        waiting = make_position(ground.committee, "Chuyên viên", ground.department)
        people = [make_person(f"Lê Văn {number}") for number in range(4)]
        for person in people:
            make_appointment(person, waiting)
    barrier = Barrier(len(people), timeout=20)
    refused: list[int] = []

    def give(person_id: int) -> None:
        try:
            with scope(committee=ground.committee), transaction.atomic():
                connection.ensure_connection()
                barrier.wait()
                appoint(keeper, person_id, position.pk, AppointmentContent(DAY))
        except PositionTaken:
            refused.append(person_id)
        finally:
            connection.close()

    threads = [Thread(target=give, args=(person.pk,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with scope(committee=ground.committee):
        return Appointment.objects.filter(position=position).count(), len(refused)


@pytest.fixture
def raced() -> Callable[[], tuple[int, int]]:
    ground = make_ground("thanh-uy-ven-song", "Thành ủy Ven Sông", "Ven Sông", mark="Phù Sa")
    keeper = actor_for(ground.user(Role.COMMITTEE_ADMINISTRATOR), ground.committee.pk, DAY)
    return lambda: race(ground, keeper)


def test_of_four_at_once_one_gets_the_only_seat(raced: Callable[[], tuple[int, int]]) -> None:
    assert raced() == (1, 3)


def test_without_the_lock_more_than_one_would_get_it(
    raced: Callable[[], tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it is the lock that the first test shows."""
    monkeypatch.setattr(appointments, "begin", lambda by: by.committee_id)
    got, _refused = raced()
    assert got > 1
