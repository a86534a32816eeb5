"""What happened, told to whoever must hear of it, in the transaction in which it happened.

A lower storey that must cause something above it publishes an event; the upper storey hears it in its `reactions.py`,
which its app imports when it is ready. A reaction that refuses undoes the act: both are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django.db import connection

from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened (sự kiện), named by a past participle: by whom it was done, in the actor's committee.

    `public_name` is what other programs know it by; an event without one is told to none of them.
    """

    public_name: ClassVar[str] = ""

    by: Actor

    def public(self) -> Iterable[dict[str, Any]]:
        """What other programs are told of it, one for each thing concerned: numbers and plain values, as JSON."""
        return ()


E = TypeVar("E", bound=Event)

_hearers: dict[type[Event], list[Callable[[Event], None]]] = {}


def hears(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Have a function called with every event of a kind, and of the kinds derived from it."""

    def register(reaction: Callable[[E], None]) -> Callable[[E], None]:
        known = _hearers.setdefault(kind, [])
        if reaction not in known:
            known.append(reaction)  # type: ignore[arg-type]  # called with events of its own kind only
        return reaction

    return register


def publish(event: Event) -> None:
    """Tell an event to those who hear its kind, in the order they were registered, each within this transaction.

    Raises RuntimeError outside a transaction, and whatever a reaction raises.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is published in the transaction of its act")
    for kind in type(event).__mro__:
        for reaction in _hearers.get(kind, ()):
            reaction(event)
