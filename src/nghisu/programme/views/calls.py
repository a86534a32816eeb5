"""Calls for suggestions: opening one, changing it, who has answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.core.planning.periods import Period, Tier
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.programme.commands.calls import change_call, open_call
from nghisu.programme.forms.suggestions import CallForm
from nghisu.programme.models import Suggestion, SuggestionCall
from nghisu.programme.queries.call_page import answers_to, table_of
from nghisu.programme.queries.places import unit_names
from nghisu.programme.queries.suggestion_choices import asked_of, voices_of
from nghisu.programme.queries.suggestions import calls_of, is_late, visible_suggestions
from nghisu.programme.refusals import CallStands


def call_or_404(request: ActingRequest, call_id: int) -> SuggestionCall:
    """The call asked for; one that does not concern the actor is one that does not exist."""
    call = calls_of(request.actor).filter(pk=call_id).first()
    if call is None:
        raise Http404
    return call


@requires("suggestion.view")
@require_safe
def call(request: ActingRequest, call_id: int) -> HttpResponse:
    """A call: until when, the suggestions one may see, and for the office who has not answered."""
    actor, one = request.actor, call_or_404(request, call_id)
    rows = (
        visible_suggestions(actor)
        .filter(call=one.pk)
        .select_related("call", "organisation", "person", "entry")
    )
    found = list(rows.order_by("state", "pk"))
    context = {
        "call": one,
        "period": one.period,
        "words": one.period.say(_),
        "rows": [{"one": suggestion, "late": is_late(suggestion)} for suggestion in found],
        "closed": clock.today() > one.closes_on,
        "answers": answers_to(actor, one) if may(actor, "programme.edit") else None,
        "waiting": sum(1 for suggestion in found if suggestion.state == Suggestion.State.SENT),
        "may_edit": bool(may(actor, "programme.edit")),
        "may_write": bool(may(actor, "suggestion.draft")) and bool(voices_of(actor)),
    }
    return render(request, "programme/call.html", context)


@requires("programme.edit")
@require_safe
def call_file(request: ActingRequest, call_id: int) -> HttpResponse:
    """The suggestions of a call as a table."""
    one = call_or_404(request, call_id)
    head, rows = table_of(request.actor, one)
    words = one.period.say(_)
    name = _("Đề xuất nội dung %(period)s.xlsx") % {"period": words}
    return attachment(xlsx_table(_("Đề xuất nội dung"), head, rows), name, XLSX)


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: ActingRequest) -> HttpResponse:
    """Ask for suggestions for a year or a quarter (`?ky=2026-Q2`)."""
    actor = request.actor
    period = _period(request)
    standing = SuggestionCall.objects.filter(
        committee=actor.committee_id, tier=period.tier.value, since=period.since
    ).first()
    if standing is not None and request.method != "POST":
        return HttpResponseRedirect(reverse("programme:call", args=[standing.pk]))
    asked, names = asked_of(actor), unit_names(actor)
    if request.method != "POST":
        return _form_page(request, CallForm(asked, names), period, None)
    form = CallForm(asked, names, request.POST)
    if not form.is_valid():
        return _form_page(request, form, period, None, status=422)

    def run() -> dict[str, Any]:
        return {"call": open_call(actor, period, form.content()).pk}

    name = {"period": str(period)} | payload_of(request)
    try:
        answer = once(actor, command_id_of(request), "suggestion.call", name, run)
    except CallStands as refusal:
        form.add_error(None, refusal.reason)
        return _form_page(request, form, period, None, status=409)
    messages.success(request, _("Đã mời gửi đề xuất; những nơi được mời đã được thông báo."))
    return HttpResponseRedirect(reverse("programme:call", args=[answer["call"]]))


def _period(request: ActingRequest) -> Period:
    """The period asked for; without one the year to come."""
    try:
        period = Period.read(request.GET.get("ky", "") or str(clock.today().year + 1))
    except ValueError:
        raise Http404 from None
    if period.tier not in (Tier.YEAR, Tier.QUARTER):
        raise Http404
    return period


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActingRequest, call_id: int) -> HttpResponse:
    """Change the last day of a call, its note, or who is asked."""
    actor, one = request.actor, call_or_404(request, call_id)
    asked, names = asked_of(actor), unit_names(actor)
    if request.method != "POST":
        units = set(one.organisations.values_list("pk", flat=True))
        groups = [code for code, _name, ids in asked.groups if set(ids) <= units]
        grouped = {pk for code, _name, ids in asked.groups if code in groups for pk in ids}
        typed = {
            "closes_on": f"{one.closes_on:%d/%m/%Y}",
            "groups": groups,
            "more": "; ".join(sorted(names.names[pk] for pk in units - grouped if pk in names.names)),
            "bodies": [str(pk) for pk in one.bodies.values_list("pk", flat=True)],
            "note": one.note,
        }
        return _form_page(request, CallForm(asked, names, initial=typed), one.period, one)
    form = CallForm(asked, names, request.POST)
    if not form.is_valid():
        return _form_page(request, form, one.period, one, status=422)

    def run() -> dict[str, Any]:
        return {"call": change_call(actor, call_id, form.content()).pk}

    name = {"call": call_id} | payload_of(request)
    once(actor, command_id_of(request), "suggestion.change_call", name, run)
    messages.success(request, _("Đã lưu đợt gửi đề xuất."))
    return HttpResponseRedirect(reverse("programme:call", args=[call_id]))


def _form_page(
    request: ActingRequest, form: CallForm, period: Period, one: SuggestionCall | None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "period": period, "words": period.say(_), "call": one}
    return render(request, "programme/call_form.html", context, status=status)
