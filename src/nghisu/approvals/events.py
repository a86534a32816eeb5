"""What the storeys above hear of an approval, in the transaction of the act.

`approval.kind` and `approval.thing_id` say of what.
"""

from dataclasses import dataclass

from nghisu.approvals.models import Approval
from nghisu.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalEnded(Event):
    """An approval waits no more."""

    approval: Approval


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGranted(ApprovalEnded):
    """The last step agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalReturned(ApprovalEnded):
    """Somebody returned it, with comments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalWithdrawn(ApprovalEnded):
    """Who put it forward took it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalSuperseded(ApprovalEnded):
    """What was shown has changed meanwhile."""
