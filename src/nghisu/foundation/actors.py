"""Who acts: a signed-in person in one committee, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from nghisu.core.people.roles import Role
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held now; `organisation_id` says through which unit, for the actions limited to one's own unit."""

    role: Role
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting in one committee (người thực hiện). Every query and command is given one.

    `only` are the actions that a token is limited to; None for a person at the desk, who may all that the roles allow.
    """

    committee_id: int | None
    name: str
    user_id: int | None = None
    person_id: int | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    body_ids: frozenset[int] = field(default_factory=frozenset)
    language: str = "vi"
    only: frozenset[str] | None = None

    @property
    def tenant(self) -> int:
        """The committee in which rows are made. Raises AccessRefused for one who serves in none."""
        if self.committee_id is None:
            raise AccessRefused("no committee")
        return self.committee_id

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def organisation_ids(self) -> frozenset[int]:
        """The units the actor acts for."""
        return frozenset(g.organisation_id for g in self.grants if g.organisation_id is not None)

    def holds(self, *roles: Role) -> bool:
        """Whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


def system_actor(committee_id: int | None, name: str = "Hệ thống") -> Actor:
    """The system acting for a committee: set-up, jobs, the command line. It holds no role: only commands that
    are told to act for the system accept it."""
    return Actor(committee_id=committee_id, name=name)
