from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.approvals.commands import decide, withdraw
from nghisu.approvals.commands.deciding import capacity_for
from nghisu.approvals.enums import ApprovalState, Outcome
from nghisu.approvals.forms import remarks_in
from nghisu.approvals.models import Approval
from nghisu.approvals.policy import Capacity
from nghisu.approvals.queries import approval_of
from nghisu.approvals.queries.deciders import current_step
from nghisu.approvals.queries.page import approval_page
from nghisu.approvals.queries.routes import kind_name
from nghisu.approvals.refusals import CommentNeeded, StaleApproval
from nghisu.approvals.shown import passages_of
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused


@requires("approval.view")
@require_safe
def approval(request: ActingRequest, approval_id: int) -> HttpResponse:
    """One thing that waits for approval or was decided: what was shown, what changed, who says what."""
    row = _found(request, approval_id)
    return render(request, "approvals/approval.html", _page(request, row))


@requires("approval.decide")
@require_POST
def grant(request: ActingRequest, approval_id: int) -> HttpResponse:
    """Agree to what was shown."""
    row = _found(request, approval_id)

    def act() -> Approval:
        return decide(
            request.actor,
            row.pk,
            Outcome.GRANTED,
            request.POST.get("digest", ""),
            note=request.POST.get("note", ""),
            command_id=command_id_of(request),
        )

    return _acted(request, row, act, _granted)


@requires("approval.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: ActingRequest, approval_id: int) -> HttpResponse:
    """Return it, with comments on its passages or a reason for the whole."""
    row = _found(request, approval_id)
    passages = passages_of(row.shown)

    def act() -> Approval:
        return decide(
            request.actor,
            row.pk,
            Outcome.RETURNED,
            request.POST.get("digest", ""),
            note=request.POST.get("note", ""),
            remarks=remarks_in(request.POST.dict(), passages),
            command_id=command_id_of(request),
        )

    refusal = ""
    if request.method == "POST":
        try:
            return _acted(request, row, act, _returned)
        except CommentNeeded as needed:
            refusal = needed.reason
    elif row.state == ApprovalState.PENDING and _capacity(request, row)[0] is None:
        raise Http404
    context = _page(request, row) | {
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "rows": [
            {
                "passage": passage,
                "text": request.POST.get(f"remark-{place}-0", ""),
                "quote": request.POST.get(f"quote-{place}-0", ""),
                "start": request.POST.get(f"start-{place}-0", ""),
                "further": _further(request, place),
            }
            for place, passage in enumerate(passages)
        ],
    }
    return render(request, "approvals/give_back.html", context, status=422 if refusal else 200)


@requires("approval.submit")
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: ActingRequest, approval_id: int) -> HttpResponse:
    """Withdraw what one put forward."""
    row = _found(request, approval_id)
    page = _page(request, row)
    if not page["page"].is_author:
        raise Http404
    if request.method != "POST":
        return render(request, "approvals/take_back.html", page)

    def act() -> Approval:
        reason = request.POST.get("reason", "")[:2_000]
        payload = payload_of(request) | {"approval": [str(row.pk)]}
        once(
            request.actor,
            command_id_of(request),
            "approvals.withdraw",
            payload,
            lambda: {"approval": withdraw(request.actor, row.pk, reason).pk},
        )
        return row

    return _acted(request, row, act, lambda _row: _("Đã rút lại."))


def _found(request: ActingRequest, approval_id: int) -> Approval:
    """The approval asked for; one that may not be seen is one that does not exist."""
    row = approval_of(request.actor, approval_id, clock.today())
    if row is None:
        raise Http404
    return row


def _page(request: ActingRequest, row: Approval) -> dict[str, Any]:
    """What every page of an approval shows: the thing, and what this person may do with it."""
    capacity, why_not = _capacity(request, row)
    page = approval_page(request.actor, row, clock.today())
    return {
        "approval": row,
        "page": page,
        "kind": kind_name(row.kind),
        "capacity": capacity if not page.changed_now else None,
        "in_the_name_of": capacity.holder_name
        if capacity and capacity.holder_id != request.actor.person_id
        else "",
        "why_not": why_not,
        "latest": page.rounds[-1] if page.rounds else row,
    }


def _capacity(request: ActingRequest, row: Approval) -> tuple[Capacity | None, str]:
    """In whose name the actor may decide now; if not, why not, where there is something to say."""
    step = current_step(row)
    if step is None:
        return None, ""
    try:
        return capacity_for(request.actor, row, step, clock.today()), ""
    except AccessRefused:
        return None, ""
    except Refused as refusal:
        return None, refusal.reason


def _further(request: ActingRequest, place: int) -> list[dict[str, str]]:
    """The comments on a passage after its first, as they were typed."""
    return [
        {
            "number": str(number),
            "text": request.POST[f"remark-{place}-{number}"],
            "quote": request.POST.get(f"quote-{place}-{number}", ""),
            "start": request.POST.get(f"start-{place}-{number}", ""),
        }
        for number in range(1, 100)
        if request.POST.get(f"remark-{place}-{number}", "").strip()
    ]


def _acted(
    request: ActingRequest, row: Approval, act: Callable[[], Approval], said: Callable[[Approval], str]
) -> HttpResponse:
    """Act, say so and go on; what has changed meanwhile is shown with what to do."""
    try:
        result = act()
    except (AccessRefused, CommandReused, CommentNeeded):
        raise
    except StaleApproval as refusal:
        row.refresh_from_db()
        context = _page(request, row) | {"refusal": refusal.reason}
        return render(request, "approvals/stale.html", context, status=409)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return _see_other(reverse("approvals:approval", args=[row.pk]))
    messages.success(request, said(result))
    return _see_other(reverse("approvals:inbox"))


def _granted(row: Approval) -> str:
    if row.state == ApprovalState.GRANTED:
        return _("Đã phê duyệt: %(title)s") % {"title": row.title}
    return _("Đã ghi ý kiến đồng ý, chuyển tiếp: %(title)s") % {"title": row.title}


def _returned(row: Approval) -> str:
    return _("Đã trả lại %(name)s kèm nhận xét: %(title)s") % {"name": row.drafter_name, "title": row.title}


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
