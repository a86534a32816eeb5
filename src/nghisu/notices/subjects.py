"""What duties are owed for, as the storeys above name it: they own the conferences and register here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NamedSubject:
    """A conference that duties are owed for: its title, when it opens, where its page is."""

    title: str
    opening: datetime
    url: str


Namer = Callable[[int, Iterable[int]], Mapping[int, NamedSubject]]

_namers: list[Namer] = []


def names_subjects(namer: Namer) -> Namer:
    """Register a function that names subjects of a committee by their ids."""
    if namer not in _namers:
        _namers.append(namer)
    return namer


def named_subjects(committee_id: int, subject_ids: Iterable[int]) -> dict[int, NamedSubject]:
    """The names of some subjects of a committee; one that nobody knows is left out."""
    wanted = list(subject_ids)
    found: dict[int, NamedSubject] = {}
    for namer in _namers:
        found.update(namer(committee_id, wanted))
    return found
