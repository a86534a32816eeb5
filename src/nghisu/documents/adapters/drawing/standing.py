"""A process that stays and draws one document after the other: starting one costs more than drawing five.

It is this process's own, begun with the first document; it ends with it, after some hundred documents, or when lost.
While it is busy for long, a document gets a process of its own.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
from collections.abc import Sequence
from threading import Lock, Timer
from typing import IO, Any, cast

from nghisu.foundation.files.asking import end_child

DOCUMENTS = 200
"""What one process draws before another takes its place: what it keeps in memory grows with each."""
BUSY = 2.0
"""Seconds that a document waits for the process before it gets one of its own."""


class Lost(Exception):
    """The process ended before it answered."""


class Busy(Exception):
    """The process draws something else for long."""


class Standing:
    """The process, as it is started, lent to one document at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._started: tuple[int, Sequence[str]] = (0, ())
        self._drawn = 0

    def draw(
        self, order: bytes, command: Sequence[str], surroundings: dict[str, str], seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        """What the process answers to an order, and the bytes it draws; ended after some seconds. Raises Lost, Busy."""
        if not self._lock.acquire(timeout=BUSY):
            raise Busy
        try:
            process = self._ready(command, surroundings)
            watch = Timer(seconds, process.kill)
            watch.daemon = True
            watch.start()
            try:
                return self._ask(process, order)
            except (OSError, ValueError) as gone:
                self.end()
                raise Lost from gone
            except Lost:
                self.end()
                raise
            finally:
                watch.cancel()
        finally:
            self._lock.release()

    def _ask(self, process: subprocess.Popen[bytes], order: bytes) -> tuple[dict[str, Any], bytes]:
        into, out = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        into.write(order)
        into.flush()
        head = out.readline()
        if not head.endswith(b"\n"):
            raise Lost
        answer: dict[str, Any] = json.loads(head)
        size = answer.get("bytes", 0)
        drawn = out.read(size) if size else b""
        if len(drawn) != size:
            raise Lost
        self._drawn += 1
        return answer, drawn

    def _ready(self, command: Sequence[str], surroundings: dict[str, str]) -> subprocess.Popen[bytes]:
        """The process that stands; another where it ended, drew enough, is started otherwise, or is the parent's."""
        wanted = (os.getpid(), tuple(command))
        if self._process is not None and self._started[0] != wanted[0]:
            self._process = None  # a child of fork does not own it
        if self._process is not None and (
            self._process.poll() is not None or self._started != wanted or self._drawn >= DOCUMENTS
        ):
            self.end()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own program with our own arguments; words come by a pipe
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=surroundings,
            )
            self._started, self._drawn = wanted, 0
        return self._process

    def end(self) -> None:
        """End the process, if one stands."""
        process, self._process = self._process, None
        if process is None or self._started[0] != os.getpid():
            return
        end_child(process)


standing = Standing()
atexit.register(standing.end)
