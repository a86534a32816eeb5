"""What the storeys above hear of accounts, in the transaction of the act."""

from dataclasses import dataclass
from datetime import date

from nghisu.accounts.models import Delegation
from nghisu.core.people.roles import Role
from nghisu.directory.models import Position
from nghisu.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationMade(Event):
    """Somebody may decide in another's name for a period."""

    delegation: Delegation


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRevoked(Event):
    """A delegation ended before its last day."""

    delegation: Delegation


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordCodeIssued(Event):
    """An administrator made a code by which a person sets a new password."""

    person_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsRemovalAsked(Event):
    """Somebody asks to take a person's second steps away; these people may agree."""

    person_id: int | None
    name: str
    may_agree: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsRemoved(Event):
    """A person's second steps were taken away."""

    person_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysRevoked(Event):
    """Nothing that an account handed out in its own name opens anything any more."""

    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven(Event):
    """A role comes with a position from a day on."""

    position: Position
    role: Role
    since: date
