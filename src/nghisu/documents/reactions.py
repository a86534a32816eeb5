"""What documents do when something happened in a storey below."""

from __future__ import annotations

from nghisu.approvals.events import (
    ApprovalEnded,
    ApprovalGranted,
    ApprovalReturned,
    ApprovalSuperseded,
    ApprovalWithdrawn,
)
from nghisu.approvals.models import Decision
from nghisu.documents.commands.dispatching import tell_cancelled
from nghisu.documents.commands.drafting import grant, send_back, stop
from nghisu.documents.events import IssueCancelled
from nghisu.documents.queries.drafts import OFFICIAL
from nghisu.foundation.events import hears


@hears(ApprovalGranted)
def _granted(event: ApprovalGranted) -> None:
    if event.approval.kind == OFFICIAL:
        grant(event.by, event.approval)


@hears(ApprovalReturned)
def _returned(event: ApprovalReturned) -> None:
    if event.approval.kind == OFFICIAL:
        last = Decision.objects.filter(approval=event.approval).order_by("-id").first()
        send_back(event.by, event.approval, last.note if last is not None else "")


@hears(ApprovalWithdrawn)
def _withdrawn(event: ApprovalWithdrawn) -> None:
    _stopped(event)


@hears(ApprovalSuperseded)
def _superseded(event: ApprovalSuperseded) -> None:
    _stopped(event)


def _stopped(event: ApprovalEnded) -> None:
    if event.approval.kind == OFFICIAL:
        stop(event.by, event.approval)


@hears(IssueCancelled)
def _cancelled(event: IssueCancelled) -> None:
    tell_cancelled(event.by, event.document)
