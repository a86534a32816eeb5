"""A command sent twice acts once (TRUST 2)."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from nghisu.foundation.actors import Actor
from nghisu.foundation.commands import once
from nghisu.foundation.models import CommandReceipt
from nghisu.foundation.refusals import CommandReused

BY = Actor(committee_id=None, name="Người thử", user_id=7)


@pytest.mark.django_db
def test_the_same_form_sent_twice_acts_once_and_answers_the_same():
    done: list[int] = []
    command = uuid4()

    def run() -> dict[str, int]:
        done.append(1)
        return {"number": len(done)}

    assert once(BY, command, "entry.add", {"title": "A"}, run) == {"number": 1}
    assert once(BY, command, "entry.add", {"title": "A"}, run) == {"number": 1}
    assert len(done) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "payload", "by"),
    [
        ("entry.add", {"title": "B"}, BY),
        ("entry.remove", {"title": "A"}, BY),
        ("entry.add", {"title": "A"}, Actor(committee_id=None, name="Người khác", user_id=8)),
    ],
)
def test_an_identifier_that_comes_back_with_something_else_is_refused(name, payload, by):
    command = uuid4()
    once(BY, command, "entry.add", {"title": "A"}, dict)
    with pytest.raises(CommandReused):
        once(by, command, name, payload, dict)


@pytest.mark.django_db
def test_a_command_that_failed_may_be_sent_again():
    command = uuid4()

    def fail() -> dict[str, int]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once(BY, command, "entry.add", {}, fail)
    assert once(BY, command, "entry.add", {}, lambda: {"ok": 1}) == {"ok": 1}


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_act_once():
    command = uuid4()
    barrier = threading.Barrier(2)
    answers: list[dict[str, str]] = []

    def press(mark: str) -> None:
        barrier.wait()
        try:
            answers.append(once(BY, command, "entry.add", {"title": "A"}, lambda: {"by": mark}))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(mark,)) for mark in "ab"]
    if connection.vendor == "sqlite":
        # In a test SQLite is one connection in memory for both threads: the race is PostgreSQL's to show.
        pytest.skip("SQLite in memory has a single connection")
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 2
    assert answers[0] == answers[1]
    assert CommandReceipt.objects.count() == 1


class DuplicatedAndReorderedRequests(HypothesisTestCase):
    """Any order of any repetitions of some commands ends where each of them, once, would have ended."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.integers(0, 4), min_size=1, max_size=20))
    def test_ends_in_the_state_of_a_plain_model(self, presses: list[int]) -> None:
        commands = [uuid4() for _ in range(5)]
        state: list[int] = []
        model: list[int] = []
        for press in presses:

            def run(press: int = press) -> dict[str, int]:
                state.append(press)
                return {"press": press}

            assert once(BY, commands[press], "press", {"press": press}, run) == {"press": press}
            if press not in model:
                model.append(press)
        assert state == model
