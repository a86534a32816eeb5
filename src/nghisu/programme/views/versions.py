"""A version of a programme: reading it, what changed against another, withdrawing and issuing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.core.planning.changes import changes_between
from nghisu.core.planning.periods import Period, Tier
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.tables import XLSX, attachment
from nghisu.programme.adapters.programme_files import write_version
from nghisu.programme.commands.versions import issue_programme, withdraw_programme
from nghisu.programme.forms.versions import IssueForm
from nghisu.programme.models import ProgrammeVersion
from nghisu.programme.queries.frozen import frozen_lines
from nghisu.programme.queries.period_page import rows_of
from nghisu.programme.queries.versions import (
    ChangeLine,
    period_title,
    spelled_changes,
    version_of,
    versions_of,
)
from nghisu.programme.refusals import VersionNotThere
from nghisu.programme.views.periods import acted

NOW = "nay"
"""What stands in the programme now, where two versions are compared."""


def version_or_404(request: ActingRequest, version_id: int) -> ProgrammeVersion:
    """The version asked for; one of another committee is one that does not exist."""
    version = version_of(request.actor, version_id)
    if version is None:
        raise Http404
    return version


@requires("programme.view")
@require_safe
def version(request: ActingRequest, version_id: int) -> HttpResponse:
    """A version as it was frozen, where it is on its way, and what differs from the one before and from today."""
    return _shown(request, version_or_404(request, version_id))


def _shown(request: ActingRequest, one: ProgrammeVersion, status: int = 200, **more: Any) -> HttpResponse:
    actor, period = request.actor, one.period
    before = next(
        (other for other in versions_of(actor, period) if other.number < one.number and other.issued_at), None
    )
    now = frozen_lines(actor, period)
    context = {
        "version": one,
        "period": period,
        "words": period.say(_),
        "rows": rows_of(actor, period, one.lines),
        "themes": one.lines if period.tier is Tier.TERM else (),
        "before": before,
        "against_before": spelled_changes(actor, period, changes_between(before.lines, one.lines))
        if before
        else (),
        "against_now": spelled_changes(actor, period, changes_between(one.lines, now)),
        "may_issue": bool(may(actor, "programme.issue")) and one.state == ProgrammeVersion.State.APPROVED,
        "may_withdraw": _may_withdraw(request, one),
        "may_export": bool(may(actor, "programme.export")),
        "issue_form": IssueForm(label_suffix=""),
    } | more
    return render(request, "programme/version.html", context, status=status)


def _may_withdraw(request: ActingRequest, one: ProgrammeVersion) -> bool:
    state = ProgrammeVersion.State
    if not may(request.actor, "programme.edit"):
        return False
    if one.state == state.SUBMITTED:
        return one.submitted_by_person == request.actor.person_id
    return one.state == state.APPROVED


@requires("programme.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: ActingRequest, version_id: int) -> HttpResponse:
    """Ask under which document, then issue; everybody whom it concerns is told."""
    one = version_or_404(request, version_id)
    here = reverse("programme:version", args=[one.pk])
    if request.method != "POST":
        return HttpResponseRedirect(here)
    form = IssueForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _shown(request, one, status=422, issue_form=form)

    def run() -> dict[str, Any]:
        return {"version": issue_programme(request.actor, version_id, form.cleaned_data["document"]).pk}

    try:
        once(
            request.actor,
            command_id_of(request),
            "programme.issue",
            {"version": version_id} | payload_of(request),
            run,
        )
    except VersionNotThere as refusal:
        return _shown(request, version_or_404(request, version_id), status=409, refusal=refusal.reason)
    messages.success(request, _("Đã ban hành. Những người liên quan đã được thông báo."))
    return HttpResponseRedirect(here)


@requires("programme.edit")
@require_POST
def withdraw(request: ActingRequest, version_id: int) -> HttpResponse:
    """Take back a version that is on its way."""
    one = version_or_404(request, version_id)
    here = reverse("programme:version", args=[one.pk])

    def run() -> dict[str, Any]:
        withdraw_programme(request.actor, version_id)
        return {}

    return acted(
        request,
        "programme.withdraw",
        {"version": version_id},
        run,
        here,
        lambda answer: here,
        _("Đã rút về. Có thể sửa chương trình rồi trình bản mới."),
    )


@requires("programme.export")
@require_safe
def version_file(request: ActingRequest, version_id: int) -> HttpResponse:
    """A version as a spreadsheet."""
    one = version_or_404(request, version_id)
    content = write_version(request.actor, one.period, one.title, one.lines)
    name = _("%(title)s, bản số %(number)s.xlsx") % {"title": one.title, "number": one.number}
    return attachment(content, name, XLSX)


@requires("programme.view")
@require_safe
def differences(request: ActingRequest, period: Period) -> HttpResponse:
    """What differs between two versions of a period (`?tu=1&den=2`), or between one and what stands now (`den=nay`)."""
    actor = request.actor
    versions = {str(one.number): one for one in versions_of(actor, period)}
    numbers = list(versions)
    first = (
        request.GET.get("tu", "")
        if request.GET.get("tu", "") in versions
        else (numbers[-1] if numbers else "")
    )
    second = request.GET.get("den", "")
    if second not in versions:
        second = NOW
    now = frozen_lines(actor, period)
    changes: list[ChangeLine] = []
    if first:
        after = now if second == NOW else versions[second].lines
        changes = spelled_changes(actor, period, changes_between(versions[first].lines, after))
    context = {
        "period": period,
        "words": period.say(_),
        "title": period_title(period),
        "versions": list(versions.values()),
        "first": versions.get(first),
        "second": versions.get(second),
        "chosen": {"tu": first, "den": second},
        "present": NOW,
        "changes": changes,
    }
    return render(request, "programme/differences.html", context)
