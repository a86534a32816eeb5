"""People who do something in the same instant: on PostgreSQL, for on SQLite one writes after the other."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection
from django_scopes import scope

from nghisu.foundation import clock
from nghisu.foundation.refusals import Refused
from tests.conftest import DEMO_MORNING
from tests.factories import Ground

MARKS = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def at_once(
    ground: Ground,
    act: Callable[[int], object],
    people: int = 2,
    *,
    refusals: type[Exception] | tuple[type[Exception], ...] = Refused,
) -> list[Exception]:
    """Let several people do it in the same instant, `act` with the number of each.

    Returns how those who were refused were refused; any other fault of any of them fails the test: pytest itself
    hears those of a thread, and the database's are named here.
    """
    barrier = Barrier(people, timeout=20)
    refused: list[Exception] = []
    broken: list[DatabaseError] = []

    def one(number: int) -> None:
        try:
            with scope(committee=ground.committee), clock.standing(DEMO_MORNING):
                connection.ensure_connection()
                barrier.wait()
                act(number)
        except refusals as refusal:
            refused.append(refusal)
        except DatabaseError as fault:
            broken.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=one, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken, broken
    return refused
