"""The worker: asks the database what there is to do, and does it, until it is stopped."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections

from nghisu.foundation import clock
from nghisu.foundation.models import StandingClock
from nghisu.foundation.outbox.channels import Channel, Unreachable, channels
from nghisu.foundation.outbox.schedule import JOB, put_out_due
from nghisu.foundation.outbox.sending import claim, send_claimed

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks where there was nothing to do
FIRST_REST, LONGEST_REST = 5.0, 300.0  # seconds a channel rests whose far side does not answer


class Worker:
    """Does what is put out, each channel in a thread of its own, so that a slow one holds no other up.

    Several workers may run at once, on one machine or many. `only` names the channels to work on.
    """

    def __init__(self, only: frozenset[str] | None = None) -> None:
        self._only = only
        self._stopped = threading.Event()

    def drain(self) -> int:
        """Do all there is to do now, and return how many rows were done. What fails waits for its next try."""
        done = 0
        while True:
            with demonstration_clock():
                moved = self._put_out_due()
                for channel in self._channels():
                    rows = claim(channel)
                    moved += len(rows)
                    try:
                        done += send_claimed(channel, rows)
                    except Unreachable as problem:
                        logger.warning("channel %s does not answer: %s", channel.name, problem)
                        moved -= len(rows)
            if not moved:
                return done

    def run(self) -> None:
        """Work until `stop` is called. What is being done then is finished first."""
        threads = [
            threading.Thread(target=self._serve, args=(channel,), name=f"outbox-{channel.name}")
            for channel in self._channels()
        ]
        for thread in threads:
            thread.start()
        self._again_and_again(lambda: bool(self._put_out_due()))
        for thread in threads:
            thread.join()

    def stop(self) -> None:
        self._stopped.set()

    def _put_out_due(self) -> int:
        return put_out_due() if self._only is None or JOB in self._only else 0

    def _channels(self) -> list[Channel]:
        return [one for one in channels().values() if self._only is None or one.name in self._only]

    def _serve(self, channel: Channel) -> None:
        rest = Rest()

        def once() -> bool:
            if rest.lasts():
                return False
            rows = claim(channel)
            try:
                send_claimed(channel, rows)
            except Unreachable as problem:
                logger.warning("channel %s does not answer: %s", channel.name, problem)
                rest.begin()
                return False
            if rows:
                rest.end()
            return bool(rows)

        self._again_and_again(once)

    def _again_and_again(self, once: Callable[[], bool]) -> None:
        """Call a function as long as it finds something to do, and look again after a pause where it does not."""
        while not self._stopped.is_set():
            close_old_connections()
            try:
                with demonstration_clock():
                    found = once()
            except (DatabaseError, OSError) as problem:
                logger.warning("the worker cannot reach the database: %s", problem)
                found = False
            if not found:
                self._stopped.wait(PAUSE)
        connections.close_all()


class Rest:
    """How long a channel rests whose far side does not answer: twice as long each time."""

    def __init__(self) -> None:
        self._until, self._length = 0.0, FIRST_REST

    def lasts(self) -> bool:
        return monotonic() < self._until

    def begin(self) -> None:
        self._until = monotonic() + self._length
        self._length = min(self._length * 2, LONGEST_REST)

    def end(self) -> None:
        self._until, self._length = 0.0, FIRST_REST


@contextmanager
def demonstration_clock() -> Iterator[None]:
    """In a demonstration the clock stands where it was put, for the worker as for the pages."""
    stands = None
    if settings.NGHISU_DEMO:
        stands = StandingClock.objects.filter(id=1).values_list("stands_at", flat=True).first()
    if stands is None:
        yield
        return
    with clock.standing(stands):
        yield
