"""The programme of a period: where it stands, its way up and down, submitting it, its versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nghisu.core.planning.periods import Period, Tier
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, Refused
from nghisu.foundation.tables import XLSX, attachment
from nghisu.programme.adapters.programme_files import write_version
from nghisu.programme.commands.parts import mark_part_ready, reopen_part
from nghisu.programme.commands.versions import submit_programme
from nghisu.programme.forms.versions import PartForm, SubmitForm
from nghisu.programme.queries.frozen import frozen_lines, themes_of
from nghisu.programme.queries.period_page import period_page, terms_of
from nghisu.programme.queries.versions import period_title


@requires("programme.view")
@require_safe
def term(request: ActingRequest) -> HttpResponse:
    """The term that is going on."""
    return HttpResponseRedirect(reverse("programme:period", args=[terms_of(request.actor)[0]]))


@requires("programme.view")
@require_safe
def period(request: ActingRequest, period: Period) -> HttpResponse:
    """The programme of a period."""
    return shown(request, period)


def shown(request: ActingRequest, period: Period, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a period, with what a form on it has to say."""
    actor = request.actor
    page = period_page(actor, period)
    context = {
        "page": page,
        "period": period,
        "words": period.say(_),
        "terms": terms_of(actor) if period.tier is Tier.TERM else (),
        "themes": themes_of(actor, period) if period.tier is Tier.TERM else (),
        "submit_form": SubmitForm(label_suffix=""),
        "may_edit": bool(may(actor, "programme.edit")),
        "may_issue": bool(may(actor, "programme.issue")),
        "may_export": bool(may(actor, "programme.export")),
        "may_contribute": any(part.may_say for part in page.parts),
    } | more
    return render(request, "programme/period.html", context, status=status)


@requires("programme.edit")
@require_POST
def submit(request: ActingRequest, period: Period) -> HttpResponse:
    """Freeze what the programme says and put it before those who approve."""
    form = SubmitForm(request.POST, label_suffix="")
    if not form.is_valid():
        return shown(request, period, status=422, submit_form=form)

    def run() -> dict[str, Any]:
        return {"version": submit_programme(request.actor, period, form.cleaned_data["note"]).pk}

    return acted(
        request,
        "programme.submit",
        {"period": str(period)},
        run,
        reverse("programme:period", args=[period]),
        lambda answer: reverse("programme:version", args=[answer["version"]]),
        _("Đã trình duyệt. Người duyệt sẽ thấy trong mục Phê duyệt của mình."),
    )


@requires("programme.contribute")
@require_POST
def part(request: ActingRequest, period: Period) -> HttpResponse:
    """Say that an office's part is in, or (`lai=1`) that there is more to come."""
    form = PartForm(request.POST)
    if not form.is_valid():
        raise Http404
    organisation_id: int = form.cleaned_data["organisation"]
    again = "lai" in request.POST

    def run() -> dict[str, Any]:
        if again:
            reopen_part(request.actor, period, organisation_id)
        else:
            mark_part_ready(request.actor, period, organisation_id, form.cleaned_data["note"])
        return {}

    here = reverse("programme:period", args=[period])
    said = _("Đã mở lại phần của văn phòng.") if again else _("Đã ghi nhận phần của văn phòng.")
    return acted(request, "programme.part", {"period": str(period)}, run, here, lambda answer: here, said)


@requires("programme.export")
@require_safe
def period_file(request: ActingRequest, period: Period) -> HttpResponse:
    """What the programme of a period says now, as a spreadsheet."""
    title = period_title(period)
    content = write_version(request.actor, period, title, frozen_lines(request.actor, period))
    return attachment(content, f"{title}.xlsx", XLSX)


def acted(
    request: ActingRequest,
    name: str,
    about: dict[str, Any],
    run: Callable[[], dict[str, Any]],
    back: str,
    to: Callable[[dict[str, Any]], str],
    said: str,
    keeps: type[Refused] = AccessRefused,
) -> HttpResponse:
    """Run a command of a one-button form once and go on; what is refused is said on the page one came from. A refusal
    that `keeps` what was typed is raised."""
    try:
        answer = once(request.actor, command_id_of(request), name, about | payload_of(request), run)
    except (AccessRefused, keeps):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(back)
    messages.success(request, said)
    return HttpResponseRedirect(to(answer))
