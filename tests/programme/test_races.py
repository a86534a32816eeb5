"""Two people at one conference in the same instant, and the control: without the lock the later one would win unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.commands import once
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import Refused
from nghisu.programme.commands import add_entry, change_entry, entries
from nghisu.programme.models import Entry
from nghisu.rulebook.commands import Past, bind_committee, complete_deadline, record_past, recording
from nghisu.rulebook.models import Deadline
from tests.conftest import DEMO_MORNING
from tests.factories import Ground, make_ground
from tests.programme.conftest import stated

AT_ONCE = 4

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def ground() -> Ground:
    return make_ground("thanh-uy-ven-song", "Thành ủy Ven Sông", "Ven Sông", mark="Phù Sa")


@pytest.fixture
def by(ground: Ground) -> Actor:
    return actor_for(ground.user(Role.OFFICE_SPECIALIST), ground.committee.pk, date(2026, 3, 10))


@pytest.fixture
def entry(ground: Ground, by: Actor) -> Entry:
    with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
        bind_committee(system_actor(ground.committee.pk), "5609", date(2015, 1, 30))
        return add_entry(by, stated())


def at_once(ground: Ground, act: Callable[[int], object]) -> int:
    """Several people do it in the same instant. Returns how many were refused."""
    barrier = Barrier(AT_ONCE, timeout=20)
    refused: list[int] = []

    def one(number: int) -> None:
        try:
            with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
                connection.ensure_connection()
                barrier.wait()
                act(number)
        except Refused:
            refused.append(number)
        finally:
            connection.close()

    threads = [Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(refused)


def test_of_several_changes_upon_one_revision_one_is_kept_and_the_others_are_told(ground, by, entry):
    refused = at_once(ground, lambda number: change_entry(by, entry.pk, stated(note=f"người {number}"), 0))
    entry.refresh_from_db()
    assert (refused, entry.revision) == (AT_ONCE - 1, 1)
    assert AuditRecord.objects.filter(verb="entry.changed").count() == 1


def test_without_the_lock_the_same_race_loses_a_change(ground, by, entry, monkeypatch):
    def unlocked(by: Actor, entry_id: int) -> Entry:
        return Entry.objects.get(pk=entry_id)

    monkeypatch.setattr(entries, "locked_entry", unlocked)
    refused = at_once(ground, lambda number: change_entry(by, entry.pk, stated(note=f"người {number}"), 0))
    assert refused < AT_ONCE - 1


def test_a_duty_marked_by_several_at_once_is_done_once(ground, by, entry):
    with scope(committee=ground.committee):
        duty = Deadline.objects.get(subject_id=entry.subject_id, act="documents")
    assert at_once(ground, lambda number: complete_deadline(by, duty.pk)) == AT_ONCE - 1
    assert AuditRecord.objects.filter(verb="deadline.completed").count() == 1


def test_a_past_entered_by_several_at_once_is_recorded_once(ground, by, entry):
    """Each sends the duties in another order: they wait for each other and never block."""
    with scope(committee=ground.committee):
        ids = list(Deadline.objects.filter(subject_id=entry.subject_id).values_list("pk", flat=True))

    def enter(number: int) -> object:
        turned = ids[number:] + ids[:number]
        return record_past(by, [Past(pk, date(2026, 3, 2)) for pk in turned])

    assert len(ids) > AT_ONCE
    assert at_once(ground, enter) == AT_ONCE - 1
    assert AuditRecord.objects.filter(verb="deadline.recorded_afterwards").count() == len(ids)


def test_without_the_lock_the_same_past_is_recorded_more_than_once(ground, by, entry, monkeypatch):
    with scope(committee=ground.committee):
        ids = list(Deadline.objects.filter(subject_id=entry.subject_id).values_list("pk", flat=True))

    def unlocked(by: Actor, deadline_ids: Iterable[int]) -> dict[int, Deadline]:
        return Deadline.objects.order_by("pk").in_bulk(list(deadline_ids))

    monkeypatch.setattr(recording, "_locked", unlocked)
    assert (
        at_once(ground, lambda n: record_past(by, [Past(pk, date(2026, 3, 2)) for pk in ids])) < AT_ONCE - 1
    )


def test_one_form_sent_several_times_at_once_adds_one_conference(ground, by, entry):
    command_id = uuid4()

    def send(number: int) -> object:
        content = stated(title="Họp gửi nhiều lần")
        return once(
            by,
            command_id,
            "programme.add_entry",
            {"title": "x"},
            lambda: {"entry": add_entry(by, content).pk},
        )

    assert at_once(ground, send) == 0
    with scope(committee=ground.committee):
        assert Entry.objects.filter(title="Họp gửi nhiều lần").count() == 1
