"""Letters drawn one after the other by processes that stay: starting one costs as much as drawing many letters."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO, cast

from nghisu.core.papers.composing.invitation import Invitation, compose_invitation
from nghisu.core.papers.kept import plain
from nghisu.documents.adapters.drawing.pdf import child, order_of, surroundings
from nghisu.documents.adapters.drawing.refusals import DrawingFailed

PROCESSES = 2
SECONDS = 600
"""Time of a processor that one process may use before it is ended: a batch takes a small part of it."""
NICE = 10
"""How far drawing gives way to the pages that people wait for."""


NAME, CODE = "\u27e6người nhận\u27e7", "\u27e6mã\u27e7"
"""What stands in the place of a name and an address while a letter is to nobody in particular."""


class Letters:
    """The letters of one version: set out once, since they differ in a name and an address alone."""

    def __init__(self, said: Invitation) -> None:
        self._order = order_of(compose_invitation(replace(said, invitee=NAME, code=CODE))).decode()
        if _spelled(NAME) not in self._order or _spelled(CODE) not in self._order:
            raise ValueError("a letter names nobody")

    def to(self, name: str, code: str) -> bytes:
        """The order for the letter to one person."""
        order = self._order.replace(_spelled(NAME), _spelled(plain(name)))
        return order.replace(_spelled(CODE), _spelled(code)).encode()


def _spelled(text: str) -> str:
    """A text as it stands within a string of JSON."""
    return json.dumps(text)[1:-1]


@dataclass(slots=True)
class _Hand:
    """A process that draws."""

    process: subprocess.Popen[bytes]

    def draw(self, orders: Sequence[bytes]) -> list[bytes]:
        return [self._one(order) for order in orders]

    def _one(self, order: bytes) -> bytes:
        into, out = cast(IO[bytes], self.process.stdin), cast(IO[bytes], self.process.stdout)
        try:
            into.write(order)
            into.flush()
            head = out.readline()
        except OSError:
            raise DrawingFailed.lost() from None
        if not head:
            raise DrawingFailed.lost()
        answer = json.loads(head)
        if "failed" in answer:
            raise DrawingFailed.because(answer["failed"])
        return out.read(answer["bytes"])


class Drawers:
    """Some processes that draw side by side. Each letter comes back in the order it was asked for."""

    def __init__(self, hands: Sequence[_Hand]) -> None:
        self._hands = hands
        self._pool = ThreadPoolExecutor(len(hands))

    def draw(self, orders: Sequence[bytes]) -> list[bytes]:
        """The letters as PDF/A. Raises DrawingFailed for the first that cannot be drawn."""
        count = len(self._hands)
        shares = [orders[place::count] for place in range(count)]
        drawn = list(
            self._pool.map(lambda pair: pair[0].draw(pair[1]), zip(self._hands, shares, strict=True))
        )
        letters: list[bytes] = [b""] * len(orders)
        for place, share in enumerate(drawn):
            letters[place::count] = share
        return letters

    def end(self) -> None:
        self._pool.shutdown()


@contextmanager
def drawers(count: int = PROCESSES, nice: int = NICE) -> Iterator[Drawers]:
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
                    env=surroundings(),
                )
            )
        together = Drawers([_Hand(process) for process in started])
        try:
            yield together
        finally:
            together.end()
    finally:
        for process in started:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
