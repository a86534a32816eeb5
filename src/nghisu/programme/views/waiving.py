"""Recording, where the rule is met, that somebody allowed another course: for a duty, for a finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.programme.queries.conference import conference_page
from nghisu.programme.queries.found import finding_of, matter_of
from nghisu.programme.views.conference import entry_or_404
from nghisu.rulebook.commands import Allowing, waive_deadline, waive_finding
from nghisu.rulebook.forms import WaiverForm
from nghisu.rulebook.models import Waiver


@requires("waiver.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: ActingRequest, entry_id: int, act: str) -> HttpResponse:
    """Allow a duty of a conference to be done otherwise than the rule sets."""
    entry = entry_or_404(request, entry_id)
    page = conference_page(request.actor, entry, clock.today())
    duty = next((one for one in page.duties if one.act == act), None)
    if duty is None:
        raise Http404
    about = f"{duty.name} · {entry.title}"[:600]
    there = reverse("programme:entry", args=[entry.pk]) + f"#{duty.anchor}"
    context = {"duty": duty, "entry": entry, "about": duty.name, "back": there}
    return _answer(
        request,
        "rulebook.waive_deadline",
        {"entry": entry.pk, "act": act},
        lambda allowing: waive_deadline(request.actor, duty.row.pk, allowing, about),
        context,
    )


@requires("waiver.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def waive_found(request: ActingRequest, finding_id: int) -> HttpResponse:
    """Allow a finding to stand: it stays in the list, marked with who, why and by which document."""
    row = finding_of(request.actor, finding_id)
    if row is None:
        raise Http404
    matter = matter_of(row)
    there = reverse("programme:findings_year", args=[row.programme.year]) + f"#phat-hien-{row.pk}"
    return _answer(
        request,
        "rulebook.waive_finding",
        {"finding": row.code, "limit": row.limit, "about": matter.about},
        lambda allowing: waive_finding(request.actor, matter, allowing),
        {"about": matter.about, "back": there},
    )


def _answer(
    request: ActingRequest,
    name: str,
    thing: dict[str, Any],
    run: Callable[[Allowing], Waiver],
    context: dict[str, Any],
) -> HttpResponse:
    form = WaiverForm(
        request.POST if request.method == "POST" else None,
        label_suffix="",
        initial={"allowed_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        allowing = form.allowing()

        def act() -> dict[str, int]:
            return {"waiver": run(allowing).pk}

        try:
            once(request.actor, command_id_of(request), name, thing | payload_of(request), act)
        except (AccessRefused, CommandReused):
            raise
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            counts = may(request.actor, "waiver.allow")
            messages.success(
                request,
                _("Đã ghi lần cho phép khác quy định.")
                if counts
                else _("Đã ghi. Có giá trị khi lãnh đạo văn phòng hoặc Thường trực xác nhận."),
            )
            return HttpResponseRedirect(context["back"])
    context |= {"form": form, "waits": not may(request.actor, "waiver.allow")}
    return render(request, "programme/waive.html", context, status=422 if form.errors else 200)
