"""How often something may be asked for: so many at once, then so many a minute, counted for each key apart (TRUST 19).

Counted in the memory of the web process, so that asking costs no write: with several processes each allows as much.
"""

from __future__ import annotations

from math import ceil
from threading import Lock

from nghisu.foundation import clock

MOST_KEYS = 10_000


class Allowance:
    """`burst` at once; from then on `a_minute` come back each minute."""

    def __init__(self, a_minute: int, burst: int) -> None:
        self.a_second = a_minute / 60
        self.burst = burst
        self._left: dict[object, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, key: object) -> int:
        """Take one. Returns 0 when it was there, else the whole seconds until the next one is."""
        now = clock.server_now().timestamp()
        with self._lock:
            left, at = self._left.get(key, (float(self.burst), now))
            left = min(float(self.burst), left + max(0.0, now - at) * self.a_second)
            if left < 1:
                self._left[key] = (left, now)
                return max(1, ceil((1 - left) / self.a_second))
            if len(self._left) >= MOST_KEYS and key not in self._left:
                self._forget_the_full(now)
            self._left[key] = (left - 1, now)
            return 0

    def _forget_the_full(self, now: float) -> None:
        """Keys that have all of their allowance back need no memory; failing that, the oldest half goes."""
        full = [k for k, (left, at) in self._left.items() if left + (now - at) * self.a_second >= self.burst]
        for key in full or list(self._left)[: MOST_KEYS // 2]:
            del self._left[key]

    def forget(self) -> None:
        """Begin anew, for a test."""
        self._left.clear()
