from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nghisu.approvals.commands.ending import TAKEN_BACK, end, locked
from nghisu.approvals.commands.telling import tell_authors, tell_those_asked
from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.models import Approval
from nghisu.approvals.queries.deciders import authors_of
from nghisu.approvals.refusals import AlreadyDecided
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.refusals import AccessRefused


@transaction.atomic
def withdraw(by: Actor, approval_id: int, reason: str = "") -> Approval:
    """Take back what one put forward, while it waits.

    Raises AccessRefused for anybody but those who drafted it, AlreadyDecided when it waits no more.
    """
    must(by, "approval.submit")
    approval = locked(by, approval_id)
    if by.person_id not in authors_of(approval.pk):
        raise AccessRefused(str(approval_id))
    if approval.state != ApprovalState.PENDING:
        raise AlreadyDecided(_("Việc này không còn chờ phê duyệt nên không rút lại được nữa."))
    end(by, approval, ApprovalState.WITHDRAWN, reason.strip())
    tell_those_asked(by, approval, TAKEN_BACK)
    tell_authors(by, approval, TAKEN_BACK)
    return approval
