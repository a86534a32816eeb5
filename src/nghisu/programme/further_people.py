"""Whom a conference concerns besides those whom the programme knows: the storeys above say so.

    @also_concerns("invited", lambda: gettext("Được mời dự"))
    def invited(committee_id: int, entry_ids: Sequence[int]) -> Iterable[int]: ...

Whoever is concerned for several reasons is told once all the same. The functions return people by id, with a number of
queries that does not grow with the people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

Further = Callable[[int, Sequence[int]], Iterable[int]]
F = TypeVar("F", bound=Further)

_further: dict[str, tuple[Callable[[], str], Further]] = {}


def also_concerns(reason: str, name: Callable[[], str]) -> Callable[[F], F]:
    """Register further people whom conferences concern, and how the reason is called where they are listed.

    Raises ValueError when another function gives the same reason.
    """

    def register(people: F) -> F:
        known = _further.get(reason)
        if known is not None and known[1] is not people:
            raise ValueError(f"two functions give the reason {reason}")
        _further[reason] = (name, people)
        return people

    return register


def further_people(committee_id: int, entry_ids: Sequence[int]) -> Mapping[str, set[int]]:
    """The further people whom these conferences concern, by reason."""
    return {reason: set(people(committee_id, entry_ids)) for reason, (_name, people) in _further.items()}


def further_reasons() -> Mapping[str, str]:
    """The reasons that the storeys above give, as people read them, in the order they were registered."""
    return {reason: name() for reason, (name, _people) in _further.items()}
