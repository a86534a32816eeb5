"""The calendar of a week as a paper: to print from the page, or as DOCX."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.core.planning.periods import Period
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.tables import attachment
from nghisu.programme.adapters.docx_writing import write_week
from nghisu.programme.queries.versions import standing_of
from nghisu.programme.queries.week_paper import week_paper as paper_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires("programme.view")
@require_safe
def week_paper(request: ActingRequest, monday: date) -> HttpResponse:
    """The week as it is printed on A4."""
    period = Period.week(monday)
    context = {
        "paper": paper_of(request.actor, monday),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "number": period.number,
        "period": period,
        "standing": standing_of(request.actor, period),
        "before": period.previous(),
        "after": period.next(),
        "may_export": bool(may(request.actor, "programme.export")),
    }
    return render(request, "programme/week_paper.html", context)


@requires("programme.export")
@require_safe
def week_file(request: ActingRequest, monday: date) -> HttpResponse:
    """The week as DOCX."""
    content = write_week(paper_of(request.actor, monday))
    number = Period.week(monday).number
    name = _("Lịch công tác tuần %(number)s từ %(since)s.docx") % {
        "number": number,
        "since": f"{monday:%d-%m-%Y}",
    }
    return attachment(content, name, DOCX)
