"""What the storeys above hear of accounts, in the transaction of the act."""

from dataclasses import dataclass

from nghisu.accounts.models import Delegation
from nghisu.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationMade(Event):
    """Somebody may decide in another's name for a period."""

    delegation: Delegation


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRevoked(Event):
    """A delegation ended before its last day."""

    delegation: Delegation
