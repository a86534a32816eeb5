from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop as N_

from nghisu.approvals.commands.telling import tell_authors, tell_those_asked
from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.events import (
    ApprovalEnded,
    ApprovalGranted,
    ApprovalReturned,
    ApprovalSuperseded,
    ApprovalWithdrawn,
)
from nghisu.approvals.models import Approval
from nghisu.approvals.queries.visible import visible_approvals
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish
from nghisu.foundation.refusals import AccessRefused

ENDS: dict[ApprovalState, type[ApprovalEnded]] = {
    ApprovalState.GRANTED: ApprovalGranted,
    ApprovalState.RETURNED: ApprovalReturned,
    ApprovalState.WITHDRAWN: ApprovalWithdrawn,
    ApprovalState.SUPERSEDED: ApprovalSuperseded,
}
CHANGED = N_("Nội dung đã thay đổi sau khi trình, cần trình lại: %(title)s")
TAKEN_BACK = N_("%(name)s đã rút lại, không cần phê duyệt nữa: %(title)s")


def locked(by: Actor, approval_id: int) -> Approval:
    """The approval, held until the transaction ends. Raises AccessRefused for one that the actor may not see."""
    row = Approval.objects.select_for_update().filter(pk=approval_id, committee=by.committee_id).first()
    if row is None or not visible_approvals(by, clock.today()).filter(pk=approval_id).exists():
        raise AccessRefused(str(approval_id))
    return row


def end(by: Actor, approval: Approval, state: ApprovalState, reason: str = "") -> Approval:
    """Let a locked approval end, remember it, and tell the storeys above."""
    before = {"state": approval.state, "step": approval.step}
    approval.state, approval.reason = state, reason
    approval.ended_at, approval.ended_by_name = clock.now(), by.name
    approval.save(update_fields=["state", "step", "ended_at", "ended_by_name", "reason"])
    remember(
        by,
        f"approval.{state.value}",
        approval,
        before=before,
        after={"state": state.value, "step": approval.step, "reason": reason, "digest": approval.digest},
    )
    publish(ENDS[state](by=by, approval=approval))
    return approval


@transaction.atomic
def supersede(by: Actor, kind: str, thing_id: int) -> Approval | None:
    """What waits for an approval has changed: the approval ends, and those concerned are told.

    Called by the commands of the app that owns the thing, in the transaction of the change. Returns the approval
    that ended; None when nothing waited.
    """
    row = (
        Approval.objects.select_for_update()
        .filter(committee=by.committee_id, kind=kind, thing_id=thing_id, state=ApprovalState.PENDING)
        .first()
    )
    return None if row is None else end_as_changed(by, row)


def end_as_changed(by: Actor, approval: Approval) -> Approval:
    """Let a locked approval end because its thing has changed."""
    end(by, approval, ApprovalState.SUPERSEDED)
    tell_authors(by, approval, CHANGED)
    tell_those_asked(by, approval, CHANGED)
    return approval
