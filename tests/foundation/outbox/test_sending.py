"""The outbox: with the act or not at all, tried again, given up visibly, never done by two at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.actors import system_actor
from nghisu.foundation.models import AuditRecord, Outgoing
from nghisu.foundation.outbox import (
    Undeliverable,
    Unreachable,
    Worker,
    channel,
    drop,
    outbox_state,
    put_out,
    release,
    retry,
)
from nghisu.foundation.outbox.channels import channels
from nghisu.foundation.outbox.commands import ReasonNeeded
from nghisu.foundation.outbox.sending import claim
from nghisu.foundation.refusals import AccessRefused

SYSTEM = system_actor(None)
sent: list[str] = []
failing: dict[str, Exception] = {}


@channel("pigeon", tries=3, lease=timedelta(minutes=2), batch=5)
def pigeon(row: Outgoing) -> None:
    if row.payload["to"] in failing:
        raise failing[row.payload["to"]]
    sent.append(row.payload["to"])


@pytest.fixture(autouse=True)
def _empty():
    sent.clear()
    failing.clear()


def worker() -> Worker:
    return Worker(only=frozenset({"pigeon"}))


def put(to: str, **more) -> Outgoing:
    with transaction.atomic():
        return put_out(more.pop("by", SYSTEM), "pigeon", {"to": to}, key=more.pop("key", to), **more)


@pytest.mark.django_db
def test_what_is_put_out_is_sent_once():
    put("An")
    assert worker().drain() == 1
    assert worker().drain() == 0
    assert sent == ["An"]
    assert Outgoing.objects.get(key="An").state == Outgoing.State.DONE


@pytest.mark.django_db
def test_an_occasion_put_out_twice_is_one_row():
    assert put("An").pk == put("An").pk
    worker().drain()
    assert sent == ["An"]


@pytest.mark.django_db
def test_an_act_that_is_undone_puts_nothing_out():
    with transaction.atomic():
        put_out(SYSTEM, "pigeon", {"to": "An"}, key="An")
        transaction.set_rollback(True)
    assert worker().drain() == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_put_out_outside_a_transaction():
    with pytest.raises(RuntimeError):
        put_out(SYSTEM, "pigeon", {"to": "An"}, key="An")


@pytest.mark.django_db
def test_a_failure_waits_longer_each_time_and_becomes_a_dead_letter():
    failing["An"] = ValueError("the pigeon is tired")
    put("An")
    pauses = []
    with time_machine.travel("2026-03-10T08:00:00+07:00", tick=False) as traveller:
        for _ in range(2):
            worker().drain()
            row = Outgoing.objects.get(key="An")
            assert row.retry_at is not None
            pauses.append((row.retry_at - clock.server_now()).total_seconds())
            worker().drain()  # not yet its time
            assert Outgoing.objects.get(key="An").tries == row.tries
            traveller.shift(timedelta(seconds=pauses[-1] + 1))
        worker().drain()
    row = Outgoing.objects.get(key="An")
    assert 24 <= pauses[0] <= 36
    assert 48 <= pauses[1] <= 72
    assert (row.state, row.tries) == (Outgoing.State.DEAD, 3)
    assert "tired" in row.fault
    assert outbox_state().dead == 1


@pytest.mark.django_db
def test_what_will_never_be_accepted_is_not_tried_again():
    failing["An"] = Undeliverable("no such loft")
    put("An")
    worker().drain()
    assert Outgoing.objects.get(key="An").state == Outgoing.State.DEAD


@pytest.mark.django_db
def test_a_far_side_that_does_not_answer_uses_up_no_try_and_stops_the_others():
    failing["An"] = Unreachable("storm")
    put("An")
    put("Bình")
    for _ in range(5):
        worker().drain()
    assert sent == []
    assert set(Outgoing.objects.values_list("state", "tries")) == {(Outgoing.State.WAITING, 0)}
    failing.clear()
    worker().drain()
    assert sent == ["An", "Bình"]


@pytest.mark.django_db
def test_what_one_worker_has_another_does_not_take_until_the_lease_is_over():
    put("An")
    with time_machine.travel("2026-03-10T08:00:00+07:00", tick=False) as traveller:
        first = claim(channels()["pigeon"])
        assert [row.key for row in first] == ["An"]
        assert worker().drain() == 0
        traveller.shift(timedelta(minutes=3))
        assert worker().drain() == 1
    assert sent == ["An"]


@pytest.mark.django_db
def test_a_clock_set_back_holds_up_neither_a_retry_nor_a_lost_lease():
    failing["An"] = ValueError("tired")
    put("An")
    put("Bình")
    with time_machine.travel("2027-03-10T08:00:00+07:00", tick=False):
        worker().drain()
        put("Chi")
        claim(channels()["pigeon"])
    failing.clear()
    with time_machine.travel("2026-03-10T08:00:00+07:00", tick=False):
        worker().drain()
    assert sorted(sent) == ["An", "Bình", "Chi"]


@pytest.mark.django_db
def test_what_is_not_yet_to_go_waits_and_does_not_count_as_late():
    put("An", not_before=clock.server_now() + timedelta(hours=3))
    assert worker().drain() == 0
    assert outbox_state().oldest is None
    assert outbox_state().waiting == 1


@pytest.mark.django_db
def test_the_oldest_that_should_have_gone_is_told_by_its_age():
    with time_machine.travel("2026-03-10T08:00:00+07:00", tick=False):
        put("An")
    with time_machine.travel("2026-03-10T09:00:00+07:00", tick=False):
        assert outbox_state().oldest == timedelta(hours=1)


@pytest.mark.django_db
def test_what_is_held_goes_when_a_person_releases_it(actor_of):
    chief = actor_of(Role.OFFICE_CHIEF)
    row = put("An", by=chief, held=True)
    assert worker().drain() == 0
    assert release(chief, [row.pk]) == 1
    assert worker().drain() == 1
    assert AuditRecord.objects.get(verb="outbox.released").actor_name == chief.name


@pytest.mark.django_db
def test_a_dead_letter_is_sent_again_or_dropped_with_a_reason(actor_of):
    chief = actor_of(Role.OFFICE_CHIEF)
    failing["An"] = Undeliverable("no such loft")
    row = put("An", by=chief)
    worker().drain()
    failing.clear()
    assert retry(chief, [row.pk]) == 1
    worker().drain()
    assert sent == ["An"]
    other = put("Bình", by=chief, held=True)
    with pytest.raises(ReasonNeeded):
        drop(chief, [other.pk], " ")
    assert drop(chief, [other.pk], "gửi nhầm") == 1
    other.refresh_from_db()
    assert (other.state, other.why) == (Outgoing.State.DROPPED, "gửi nhầm")


@pytest.mark.django_db
def test_nobody_decides_about_another_committees_letters_or_without_the_role(actor_of, other_ground):
    chief = actor_of(Role.OFFICE_CHIEF)
    row = put("An", by=chief, held=True)
    assert release(actor_of(Role.OFFICE_CHIEF, other_ground), [row.pk]) == 0
    with pytest.raises(AccessRefused):
        release(actor_of(Role.DELEGATE), [row.pk])
    row.refresh_from_db()
    assert row.state == Outgoing.State.HELD
