"""The one clock of the house: nothing else asks for the time.

In a demonstration the clock stands where the demo's data put it until somebody moves it; a request,
a command or a test stands it for its own duration, so two of them never disturb each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

FIRST_DAY, LAST_DAY = date(1, 1, 2), date(9999, 12, 30)
"""Days whose beginning and end can be told in UTC, too."""

_standing: ContextVar[datetime | None] = ContextVar("standing_clock", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _standing.get() or datetime.now(UTC)


def server_now() -> datetime:
    """The server's own instant, aware, in UTC, also while the clock stands: sessions, throttling, sign-in log."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in Viet Nam."""
    return local(now()).date()


def local(at: datetime) -> datetime:
    """The same instant on a Vietnamese clock."""
    return at.astimezone(VIETNAM)


def beginning_of(day: date) -> datetime:
    """The instant at which a day begins in Viet Nam; of the first day there is, as near as can be told."""
    return datetime.combine(max(day, FIRST_DAY), time.min, VIETNAM)


def end_of(day: date) -> datetime:
    """The first instant in Viet Nam after a day; of the last day there is, as near as can be told."""
    return beginning_of(min(day, LAST_DAY) + timedelta(days=1))


@contextmanager
def standing(at: datetime | None) -> Iterator[None]:
    """Let the clock stand at an aware instant (None: let it run) for the duration of the block."""
    if at is not None and at.tzinfo is None:
        raise ValueError("the clock stands at an aware instant only")
    token = _standing.set(at.astimezone(UTC) if at is not None else None)
    try:
        yield
    finally:
        _standing.reset(token)
