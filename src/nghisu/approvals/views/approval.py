from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nghisu.approvals.queries import approval_of
from nghisu.approvals.shown import passages_of
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires


@requires("approval.view")
@require_safe
def approval(request: ActingRequest, approval_id: int) -> HttpResponse:
    """One thing that waits for approval or was decided: what was shown, who says what."""
    row = approval_of(request.actor, approval_id, clock.today())
    if row is None:
        raise Http404
    return render(request, "approvals/approval.html", {"approval": row, "passages": passages_of(row.shown)})
