"""What several parts of one answer ask alike is read once: for the length of a block, of functions that say so.

Outside such a block they read each time. Within it nothing is written, so that what was read first is still so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_known: ContextVar[dict[Any, Any] | None] = ContextVar("what_was_read", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """The block; one within another shares what that one has read."""
    if _known.get() is not None:
        yield
        return
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def read_once(read: Callable[P, T]) -> Callable[P, T]:
    """Mark a function that reads and changes nothing: asked the same again within a block, it gives what it gave.

    What it gives is of no language, and nobody changes it.
    """

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> T:
        known = _known.get()
        if known is None:
            return read(*args, **kwargs)
        key = (read, args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = read(*args, **kwargs)
        found: T = known[key]
        return found

    return reading
