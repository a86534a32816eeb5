from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nghisu.accounts.middleware import safe_next
from nghisu.core.law import load_rulebook
from nghisu.core.law.citation import bilingual
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.rulebook.commands import complete_deadline, reopen_deadline, set_not_applicable
from nghisu.rulebook.forms import CompleteForm, ReasonForm, ReopenForm
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries import deadline_of, owed_duties
from nghisu.rulebook.queries.bindings import calendar_of
from nghisu.rulebook.queries.duties import UNDO


@requires("deadline.complete")
@require_safe
def deadline(request: ActingRequest, deadline_id: int) -> HttpResponse:
    """What can be recorded of one duty: done with a note, not applicable with a reason, opened again."""
    return _page(request, deadline_id)


@requires("deadline.complete")
@require_POST
def complete(request: ActingRequest, deadline_id: int) -> HttpResponse:
    form = CompleteForm(request.POST)
    if not form.is_valid():
        return _page(request, deadline_id, complete_form=form, status=422)
    note = form.cleaned_data["note"]
    return _mark(
        request,
        "rulebook.complete_deadline",
        deadline_id,
        lambda: complete_deadline(request.actor, deadline_id, note),
        _("Đã ghi nhận hoàn thành: %(act)s."),
    )


@requires("deadline.complete")
@require_POST
def reopen(request: ActingRequest, deadline_id: int) -> HttpResponse:
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _page(request, deadline_id, reopen_form=form, status=422)
    reason = form.cleaned_data["reason"]
    return _mark(
        request,
        "rulebook.reopen_deadline",
        deadline_id,
        lambda: reopen_deadline(request.actor, deadline_id, reason),
        _("Đã mở lại việc: %(act)s."),
        undo=False,
    )


@requires("deadline.complete")
@require_POST
def not_applicable(request: ActingRequest, deadline_id: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, deadline_id, reason_form=form, status=422)
    reason = form.cleaned_data["reason"]
    return _mark(
        request,
        "rulebook.set_not_applicable",
        deadline_id,
        lambda: set_not_applicable(request.actor, deadline_id, reason),
        _("Đã ghi nhận không áp dụng: %(act)s."),
    )


def _mark(
    request: ActingRequest,
    name: str,
    deadline_id: int,
    run: Callable[[], Deadline],
    said: str,
    *,
    undo: bool = True,
) -> HttpResponse:
    """Act once, say so, and go back to the page that asked: HTMX follows, too, and takes its part of that page."""

    def act() -> dict[str, str]:
        row = run()
        return {"act": row.act, "rulebook": row.subject.rulebook}

    try:
        answer = once(
            request.actor, command_id_of(request), name, {"deadline": deadline_id} | payload_of(request), act
        )
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        found = load_rulebook(answer["rulebook"]).acts.get(answer["act"])
        act_name = bilingual(found.name, found.name_en, _) if found else answer["act"]
        messages.success(request, said % {"act": act_name}, extra_tags=f"{UNDO}{deadline_id}" if undo else "")
    response = HttpResponseRedirect(safe_next(request, request.POST.get("next", "")) or "/")
    response.status_code = 303
    return response


def _page(
    request: ActingRequest,
    deadline_id: int,
    *,
    complete_form: CompleteForm | None = None,
    reason_form: ReasonForm | None = None,
    reopen_form: ReopenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    row = deadline_of(request.actor, deadline_id)
    if row is None:
        raise Http404
    today = clock.today()
    rulebook = load_rulebook(row.subject.rulebook)
    [duty] = owed_duties(
        request.actor, [row], rulebook, calendar_of(request.actor), row.legal_date or today, today
    )
    context = {
        "duty": duty,
        "complete_form": complete_form or CompleteForm(label_suffix=""),
        "reason_form": reason_form or ReasonForm(label_suffix=""),
        "reopen_form": reopen_form or ReopenForm(label_suffix=""),
        "next": safe_next(request, request.POST.get("next") or request.GET.get("next", "")),
        "status": status,
    }
    panel = request.headers.get("HX-Target") == "panel-content"
    template = "rulebook/_deadline_acts.html" if panel else "rulebook/deadline.html"
    return render(request, template, context, status=status)
