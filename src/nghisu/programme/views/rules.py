"""What rules bind the committee and which days it has off: changed with a look at what moves before it is accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nghisu.core.dates import default_calendar
from nghisu.core.law import Rulebook, load_rulebook
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.programme.forms.rules import BindingForm, OwnDayForm
from nghisu.programme.queries.rederiving import WouldChange, approved_ids, upcoming, would_change
from nghisu.rulebook.commands import add_own_day, rebind_committee, remove_own_day
from nghisu.rulebook.queries import bindings_of, calendar_of, calendar_with, own_days_of, rulebooks_on

SHOWN = 200
"""Duties that a preview lists."""


@requires("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def bindings(request: ActingRequest) -> HttpResponse:
    """Which rulebook binds from when. Asked for another: first what would move, then, confirmed, the act."""
    form = BindingForm(request.POST or None, initial={"since": clock.today()})
    preview: WouldChange | None = None
    refusal = ""
    if request.method == "POST" and form.is_valid():
        code, since = form.cleaned_data["rulebook"], form.cleaned_data["since"]
        if request.POST.get("confirmed") == "1":
            refusal = _act(
                request,
                "rulebook.rebind",
                lambda: {"binding": rebind_committee(request.actor, code, since).pk},
            )
            if not refusal:
                messages.success(request, _("Đã áp dụng bộ quy định mới; thời hạn đã được tính lại."))
                return HttpResponseRedirect(reverse("programme:bindings"))
        preview = _other_rulebook(request, load_rulebook(code), since)
    context = {
        "form": form,
        "bindings": [(row, load_rulebook(row.rulebook)) for row in bindings_of(request.actor)],
        "preview": preview,
        "moved": preview.moved[:SHOWN] if preview else [],
        "refusal": refusal,
    }
    status = 422 if form.errors else (409 if refusal else 200)
    return render(request, "programme/bindings.html", context, status=status)


@requires("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def own_days(request: ActingRequest) -> HttpResponse:
    """The committee's own days off and worked. A new one: first what would move, then, confirmed, the act."""
    form = OwnDayForm(request.POST or None)
    preview: WouldChange | None = None
    refusal = ""
    if request.method == "POST" and form.is_valid():
        content = form.content()
        if request.POST.get("confirmed") == "1":
            refusal = _act(
                request, "rulebook.add_own_day", lambda: {"day": add_own_day(request.actor, content).pk}
            )
            if not refusal:
                messages.success(request, _("Đã ghi ngày; thời hạn của hội nghị sắp tới đã được tính lại."))
                return HttpResponseRedirect(reverse("programme:own_days"))
        elif default_calendar().is_working(content.day) == content.works:
            refusal = (
                _("Ngày này vốn là ngày làm việc, không cần ghi làm bù.")
                if content.works
                else _("Ngày này vốn là ngày nghỉ, không cần ghi thêm.")
            )
        else:
            own = [(one.day, one.works, one.name, one.document) for one in own_days_of(request.actor)]
            calendar = calendar_with([*own, (content.day, content.works, content.name, content.document)])
            entries = upcoming(request.actor)
            preview = would_change(request.actor, entries, calendar, _present(request, entries))
    context = {
        "form": form,
        "days": own_days_of(request.actor),
        "preview": preview,
        "moved": preview.moved[:SHOWN] if preview else [],
        "refusal": refusal,
        "year": clock.today().year,
    }
    status = 422 if form.errors else (409 if refusal else 200)
    return render(request, "programme/own_days.html", context, status=status)


@requires("settings.edit")
@require_POST
def own_day_remove(request: ActingRequest, own_day_id: int) -> HttpResponse:
    """Take a day of the committee's own back."""

    def run() -> dict[str, Any]:
        remove_own_day(request.actor, own_day_id)
        return {}

    refusal = _act(request, "rulebook.remove_own_day", run)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, _("Đã bỏ ngày này; thời hạn của hội nghị sắp tới đã được tính lại."))
    return HttpResponseRedirect(reverse("programme:own_days"))


def _other_rulebook(request: ActingRequest, rulebook: Rulebook, since: Any) -> WouldChange:
    entries, fixed = upcoming(request.actor), approved_ids(request.actor)
    concerned = [entry for entry in entries if clock.local(entry.opening).date() >= since]
    free = [entry for entry in concerned if entry.pk not in fixed]
    days = {clock.local(entry.opening).date(): rulebook for entry in free}
    return would_change(request.actor, free, calendar_of(request.actor), days, len(concerned) - len(free))


def _present(request: ActingRequest, entries: Any) -> Any:
    return rulebooks_on(request.actor, (clock.local(entry.opening).date() for entry in entries))


def _act(request: ActingRequest, name: str, run: Callable[[], dict[str, Any]]) -> str:
    """Run a command once; the reason when it cannot be done."""
    payload = payload_of(request) | {"path": [request.path]}
    try:
        once(request.actor, command_id_of(request), name, payload, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        return refusal.reason
    return ""
