"""The ways out: upper storeys register theirs by name when they are ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from nghisu.foundation.models import Outgoing

Send = Callable[[Outgoing], None]

LONGEST_LEASE = timedelta(minutes=30)


class Undeliverable(Exception):
    """This row will never be accepted, so that trying again is no use: it becomes a dead letter at once."""


class Unreachable(Exception):
    """The far side of the whole channel does not answer: its rows wait, and none of them has used up a try."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way out. `send` does one row: it returns when that is done, and raises when it is not.

    It may be called again for a row it has done, when the worker was killed before it could say so: what it does
    carries the row's `ref`, by which the far side can tell. `lease` is how long it may take for `batch` rows at most.
    """

    name: str
    send: Send
    lease: timedelta
    tries: int
    batch: int


_channels: dict[str, Channel] = {}


def channel(
    name: str, *, lease: timedelta = timedelta(minutes=5), tries: int = 12, batch: int = 20
) -> Callable[[Send], Send]:
    """Register a function as the one that sends what is put out on a channel.

    Twelve tries with the pauses between them take some five hours. Raises ValueError for a lease that is too long to
    be told from a clock that was set back.
    """
    if lease > LONGEST_LEASE:
        raise ValueError(f"a lease lasts {LONGEST_LEASE} at most")

    def register(send: Send) -> Send:
        _channels[name] = Channel(name, send, lease, tries, batch)
        return send

    return register


def channels() -> Mapping[str, Channel]:
    """The channels of the house, by name."""
    return MappingProxyType(_channels)
