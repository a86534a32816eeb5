"""Who may see a draft follows from what it belongs to: the apps above say so, closed by default.

    @sees_about("conference")
    def seen_conferences(by: Actor, ids: frozenset[int]) -> frozenset[int]: ...

The function is given things of its kind by number and returns those whose drafts the actor may see.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from nghisu.core.papers.kinds import Content
from nghisu.documents.models import Draft
from nghisu.foundation.actors import Actor

Seen = Callable[[Actor, frozenset[int]], frozenset[int]]
F = TypeVar("F", bound=Seen)

Gather = Callable[[Actor, Draft], Content | None]
"""The data of a draft as they are now; None where what it is about is no more to be seen."""
G = TypeVar("G", bound=Gather)

_gatherers: dict[str, Gather] = {}
_delivered: set[str] = set()
_resolvers: dict[str, Seen] = {}
_addresses: dict[str, Callable[[int], str]] = {}


def sees_about(kind: str, address: Callable[[int], str] | None = None) -> Callable[[F], F]:
    """Register who sees what belongs to things of a kind, and the address of such a thing.

    Raises ValueError when another function already says so.
    """

    def register(resolver: F) -> F:
        if _resolvers.get(kind, resolver) is not resolver:
            raise ValueError(f"two functions say who sees what is about {kind}")
        _resolvers[kind] = resolver
        if address is not None:
            _addresses[kind] = address
        return resolver

    return register


def seen_of(by: Actor, kind: str, ids: frozenset[int]) -> frozenset[int]:
    """Those of some things whose papers the actor may see; none of a kind that nobody registered."""
    resolver = _resolvers.get(kind)
    return resolver(by, ids) & ids if resolver is not None and ids else frozenset()


def address_of_thing(kind: str, thing_id: int | None) -> str:
    """The page of what a paper belongs to; "" where nobody registered one."""
    address = _addresses.get(kind)
    return address(thing_id) if address is not None and thing_id is not None else ""


def gathers_again(kind: str) -> Callable[[G], G]:
    """Register who gathers the data of drafts about things of a kind. Raises ValueError when another already does."""

    def register(gather: G) -> G:
        if _gatherers.get(kind, gather) is not gather:
            raise ValueError(f"two functions gather the data of what is about {kind}")
        _gatherers[kind] = gather
        return gather

    return register


def gathered_again(by: Actor, draft: Draft) -> Content | None:
    """The data of a draft as they are now; None where nobody gathers them or they cannot be seen."""
    gather = _gatherers.get(draft.about_kind)
    return gather(by, draft) if gather is not None else None


def delivered_otherwise(kind: str) -> None:
    """Say that issued documents about things of a kind go out with receipts of their own, in the storey that says so."""
    _delivered.add(kind)


def is_delivered_otherwise(about_kind: str) -> bool:
    """Whether a storey above delivers what is about things of a kind."""
    return about_kind in _delivered
