"""Who may decide a step, as plain questions about people: no database here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nghisu.core.people.roles import Role
from nghisu.foundation.actors import Grant


@dataclass(frozen=True, slots=True)
class Capacity:
    """In whose name a person may decide (tư cách): the own, or that of somebody who delegated to the person.

    `kinds` limits a delegation to kinds of things; empty means all of them.
    """

    holder_id: int
    holder_name: str
    grants: frozenset[Grant]
    kinds: frozenset[str] = field(default_factory=frozenset)

    def covers(self, kind: str) -> bool:
        """Whether things of the kind may be decided in this capacity."""
        return not self.kinds or kind in self.kinds

    def holds(self, role: Role, organisation_id: int | None) -> bool:
        """Whether it is one of a step's holders: of the role for that unit, or, without a unit, of the role at all."""
        return any(
            grant.role is role and (organisation_id is None or grant.organisation_id == organisation_id)
            for grant in self.grants
        )


@dataclass(frozen=True, slots=True)
class Spoken:
    """A decision that was made: at which step, by whom, in whose name."""

    step_id: int
    person_id: int
    holder_id: int


def is_author(authors: Iterable[int], *people: int) -> bool:
    """Whether one of the people drafted it: neither they nor anybody in their name approves."""
    return not set(authors).isdisjoint(people)


def has_spoken_here(spoken: Iterable[Spoken], step_id: int, holder_id: int) -> bool:
    """Whether somebody has already decided this step in this name."""
    return any(one.step_id == step_id and one.holder_id == holder_id for one in spoken)


def has_spoken_elsewhere(spoken: Iterable[Spoken], step_id: int, *people: int) -> bool:
    """Whether one of the people, or somebody in the name of one, has decided another step of the same approval."""
    return any(one.step_id != step_id and {one.person_id, one.holder_id} & set(people) for one in spoken)
