"""Many copies of one document, which differ in whom each is for and in its code: letters of invitation, for example.

    with hands() as two:
        drawing = draw_many(two, paper, [Copy("Đồng chí Trần Văn An", "https://…"), …])
        …                                # the processes draw meanwhile
        files = drawing.files()

Processes that stay draw side by side: starting one costs as much as many letters. They set some copies at once and cut
them apart, which costs a third of setting each alone.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import IO, cast

from nghisu.core.papers.kept import plain
from nghisu.core.papers.paper import Paper
from nghisu.documents.adapters.drawing.pdf import child, order_of
from nghisu.documents.adapters.drawing.refusals import DrawingFailed
from nghisu.foundation.files.asking import child_environment, end_child

PROCESSES = 2
SECONDS = 1200
"""Time of a processor that one process may use before it is ended: a job takes a small part of it."""
NICE = 19
"""How far drawing gives way to the pages that people wait for."""
AT_ONCE = 15
"""Copies that are set together: 25 take half as much memory again and are no quicker."""
PERSON = "\u27e6người nhận\u27e7"
"""What stands in a paragraph of the document in the place of whom a copy is for."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: whom it is for, in words, and the address behind its QR code."""

    person: str
    code: str


class _Hand:
    """A process that draws."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._into, self._out = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)

    def draw(self, order: bytes) -> list[bytes | DrawingFailed]:
        try:
            self._into.write(order)
            self._into.flush()
            head = self._out.readline()
            if not head:
                raise DrawingFailed.lost()
            said: list[int | str] = json.loads(head)["copies"]
            drawn = [
                DrawingFailed.because(one) if isinstance(one, str) else self._out.read(one) for one in said
            ]
        except OSError:
            raise DrawingFailed.lost() from None
        if any(isinstance(one, bytes) and len(one) != size for one, size in zip(drawn, said, strict=True)):
            raise DrawingFailed.lost()
        return drawn


class Hands:
    """Some processes that draw side by side."""

    def __init__(self, processes: Sequence[subprocess.Popen[bytes]]) -> None:
        self._free: SimpleQueue[_Hand] = SimpleQueue()
        for process in processes:
            self._free.put(_Hand(process))
        self._pool = ThreadPoolExecutor(len(processes))

    def begin(self, order: bytes) -> Future[list[bytes | DrawingFailed]]:
        """Have the first that is free draw."""
        return self._pool.submit(self._draw, order)

    def _draw(self, order: bytes) -> list[bytes | DrawingFailed]:
        hand = self._free.get()
        try:
            return hand.draw(order)
        finally:
            self._free.put(hand)

    def end(self) -> None:
        self._pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Copies that are being drawn."""

    parts: Sequence[Future[list[bytes | DrawingFailed]]]

    def files(self) -> list[bytes | DrawingFailed]:
        """Each as PDF/A-2b in the order asked for, or why it cannot be drawn. Raises DrawingFailed where a process was
        lost."""
        return [one for part in self.parts for one in part.result()]


def draw_many(hands: Hands, paper: Paper, copies: Sequence[Copy]) -> Drawing:
    """Have copies of a document drawn. Raises ValueError where PERSON stands in no paragraph of it."""
    if PERSON not in str(paper.blocks) + str(paper.addressees):
        raise ValueError("the document is to nobody")
    orders = []
    for place in range(0, len(copies), AT_ONCE):
        some = [{"person": plain(one.person), "code": one.code} for one in copies[place : place + AT_ONCE]]
        orders.append(order_of(paper, person=PERSON, copies=some))
    return Drawing([hands.begin(order) for order in orders])


@contextmanager
def hands(count: int = PROCESSES, nice: int = NICE) -> Iterator[Hands]:
    """Processes that draw, ended afterwards whatever happens."""
    started: list[subprocess.Popen[bytes]] = []
    try:
        for _place in range(count):
            started.append(
                subprocess.Popen(  # noqa: S603 - our own program with our own arguments; the words come by a pipe
                    child(SECONDS, nice=nice),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=child_environment(),
                )
            )
        together = Hands(started)
        try:
            yield together
        finally:
            for process in started:
                process.kill()
            together.end()
    finally:
        for process in started:
            end_child(process)
