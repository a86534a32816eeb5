"""Two people at one conference in the same instant, and the control: without the lock the later one would win unseen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

import pytest
from django_scopes import scope

from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.commands import once
from nghisu.foundation.models import AuditRecord
from nghisu.programme.commands import add_entry, change_entry, entries
from nghisu.programme.models import Entry
from nghisu.rulebook.commands import Past, bind_committee, complete_deadline, record_past, recording
from nghisu.rulebook.models import Deadline
from tests.conftest import DEMO_MORNING
from tests.factories import Ground, make_ground
from tests.programme.conftest import stated
from tests.racing import MARKS, at_once

AT_ONCE = 4

pytestmark = MARKS


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


def test_of_several_changes_upon_one_revision_one_is_kept_and_the_others_are_told(ground, by, entry):
    refused = at_once(
        ground, lambda number: change_entry(by, entry.pk, stated(note=f"người {number}"), 0), AT_ONCE
    )
    entry.refresh_from_db()
    assert (len(refused), entry.revision) == (AT_ONCE - 1, 1)
    assert AuditRecord.objects.filter(verb="entry.changed").count() == 1


def test_without_the_lock_the_same_race_loses_a_change(ground, by, entry, monkeypatch):
    def unlocked(by: Actor, entry_id: int) -> Entry:
        return Entry.objects.get(pk=entry_id)

    monkeypatch.setattr(entries, "locked_entry", unlocked)
    refused = at_once(
        ground, lambda number: change_entry(by, entry.pk, stated(note=f"người {number}"), 0), AT_ONCE
    )
    assert len(refused) < AT_ONCE - 1


def test_a_duty_marked_by_several_at_once_is_done_once(ground, by, entry):
    with scope(committee=ground.committee):
        duty = Deadline.objects.get(subject_id=entry.subject_id, act="documents")
    assert len(at_once(ground, lambda number: complete_deadline(by, duty.pk), AT_ONCE)) == AT_ONCE - 1
    assert AuditRecord.objects.filter(verb="deadline.completed").count() == 1


def test_a_past_entered_by_several_at_once_is_recorded_once(ground, by, entry):
    """Each sends the duties in another order: they wait for each other and never block."""
    with scope(committee=ground.committee):
        ids = list(Deadline.objects.filter(subject_id=entry.subject_id).values_list("pk", flat=True))

    def enter(number: int) -> object:
        turned = ids[number:] + ids[:number]
        return record_past(by, [Past(pk, date(2026, 3, 2)) for pk in turned])

    assert len(ids) > AT_ONCE
    assert len(at_once(ground, enter, AT_ONCE)) == AT_ONCE - 1
    assert AuditRecord.objects.filter(verb="deadline.recorded_afterwards").count() == len(ids)


def test_without_the_lock_the_same_past_is_recorded_more_than_once(ground, by, entry, monkeypatch):
    with scope(committee=ground.committee):
        ids = list(Deadline.objects.filter(subject_id=entry.subject_id).values_list("pk", flat=True))

    def unlocked(by: Actor, deadline_ids: Iterable[int]) -> dict[int, Deadline]:
        return Deadline.objects.order_by("pk").in_bulk(list(deadline_ids))

    monkeypatch.setattr(recording, "_locked", unlocked)
    pasts = [Past(pk, date(2026, 3, 2)) for pk in ids]
    assert len(at_once(ground, lambda number: record_past(by, pasts), AT_ONCE)) < AT_ONCE - 1


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

    assert at_once(ground, send, AT_ONCE) == []
    with scope(committee=ground.committee):
        assert Entry.objects.filter(title="Họp gửi nhiều lần").count() == 1
