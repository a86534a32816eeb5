"""Whether what was approved is what a thing says now."""

from __future__ import annotations

from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.models import Approval
from nghisu.approvals.registry import shown_now
from nghisu.foundation.actors import Actor


def says_what_was_granted(by: Actor, kind: str, thing_id: int) -> bool:
    """Whether the last approval that a thing got was of what it says now. A thing that nobody approved, or that is
    gone, does not."""
    granted = Approval.objects.filter(
        committee=by.committee_id, kind=kind, thing_id=thing_id, state=ApprovalState.GRANTED
    )
    now = shown_now(by, kind, thing_id)
    last = granted.order_by("-round").values_list("digest", flat=True).first()
    return now is not None and now.digest == last
