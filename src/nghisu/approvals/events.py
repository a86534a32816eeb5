"""What the storeys above hear of an approval, in the transaction of the act.

`approval.kind` and `approval.thing_id` say of what.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from nghisu.approvals.models import Approval
from nghisu.foundation.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalEnded(Event):
    """An approval waits no more."""

    approval: Approval

    def public(self) -> Iterable[dict[str, Any]]:
        yield {
            "approval_id": self.approval.pk,
            "kind": self.approval.kind,
            "thing_id": self.approval.thing_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGranted(ApprovalEnded):
    """The last step agreed."""

    public_name: ClassVar[str] = "approval.granted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalReturned(ApprovalEnded):
    """Somebody returned it, with comments."""

    public_name: ClassVar[str] = "approval.returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalWithdrawn(ApprovalEnded):
    """Who put it forward took it back."""

    public_name: ClassVar[str] = "approval.withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalSuperseded(ApprovalEnded):
    """What was shown has changed meanwhile."""
