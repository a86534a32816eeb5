"""Events: told in the transaction of the act, undone with it."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from nghisu.foundation.actors import system_actor
from nghisu.foundation.events import Event, hears, publish


@dataclass(frozen=True, slots=True, kw_only=True)
class LampLit(Event):
    """An event of this test."""

    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HallLampLit(LampLit):
    """A kind of it."""


heard: list[str] = []


@hears(LampLit)
def note(event: LampLit) -> None:
    if event.where == "cellar":
        raise ValueError("no lamp there")
    heard.append(event.where)


@pytest.fixture(autouse=True)
def _silence():
    heard.clear()


@pytest.mark.django_db
def test_an_event_is_heard_by_its_kind_and_by_the_kinds_above():
    with transaction.atomic():
        publish(HallLampLit(by=system_actor(None), where="hall"))
    assert heard == ["hall"]


@pytest.mark.django_db
def test_a_reaction_that_refuses_is_told_to_whoever_published():
    with pytest.raises(ValueError, match="no lamp"), transaction.atomic():
        publish(LampLit(by=system_actor(None), where="cellar"))


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        publish(LampLit(by=system_actor(None), where="hall"))
    assert heard == []
