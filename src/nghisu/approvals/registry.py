"""What can be approved: the apps above say how a thing of theirs reads now.

    @shows("programme")
    def shown_version(by: Actor, thing_id: int) -> Shown | None: ...

The function runs within a transaction and before the approval is locked: it locks its own row
(`select_for_update`), so that what was compared stays as it is until the transaction ends. It does not ask whether
the actor may see the thing, since the approval decides that; of a thing that is gone it returns None.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import override

from nghisu.approvals.shown import Shown
from nghisu.foundation.actors import Actor

Show = Callable[[Actor, int], Shown | None]
F = TypeVar("F", bound=Show)

_shows: dict[str, Show] = {}


def shows(kind: str) -> Callable[[F], F]:
    """Register how things of a kind read. Raises ValueError when another function already says so."""

    def register(show: F) -> F:
        if _shows.get(kind, show) is not show:
            raise ValueError(f"two functions show {kind}")
        _shows[kind] = show
        return show

    return register


def shown_now(by: Actor, kind: str, thing_id: int) -> Shown | None:
    """How a thing reads now, in Vietnamese whatever language the actor reads. Raises KeyError for an unknown kind."""
    with override("vi"):
        return _shows[kind](by, thing_id)


def shown_as_read(by: Actor, kind: str, thing_id: int) -> Shown | None:
    """The same in the language that is active."""
    return _shows[kind](by, thing_id)


def known_kinds() -> list[str]:
    """The kinds of things that can be approved, in the order of their names."""
    return sorted(_shows)
