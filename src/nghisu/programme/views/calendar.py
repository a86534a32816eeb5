from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.programme.addresses import monday_of, month_after, within
from nghisu.programme.commands import weigh_years
from nghisu.programme.queries.calendar import month_page, week_page


@requires("conference.view")
@require_safe
def calendar(request: ActingRequest) -> HttpResponse:
    """The calendar as such opens at the present month."""
    return HttpResponseRedirect(reverse("programme:calendar_month", args=[clock.today().replace(day=1)]))


@requires("conference.view")
@require_safe
def calendar_month(request: ActingRequest, month: date) -> HttpResponse:
    today = clock.today()
    weigh_years(request.actor, {month.year})
    context = {
        "first": month,
        "page": month_page(request.actor, month, today),
        "may_move": bool(may(request.actor, "programme.edit")),
        "before": _reachable(month_after(month, -1)),
        "after": _reachable(month_after(month)),
        "this_month": today.replace(day=1),
        # The week that the switch leads to: the present one when the month holds it, else the month's first.
        "week": monday_of(today if (today.year, today.month) == (month.year, month.month) else month),
    }
    return render(request, "programme/calendar_month.html", context)


@requires("conference.view")
@require_safe
def calendar_week(request: ActingRequest, monday: date) -> HttpResponse:
    today = clock.today()
    weigh_years(request.actor, {monday.year, (monday + timedelta(days=6)).year})
    page = week_page(request.actor, monday, today)
    context = {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "number": monday.isocalendar().week,
        "page": page,
        "may_move": bool(may(request.actor, "programme.edit")),
        "before": _reachable(monday - timedelta(days=7)),
        "after": _reachable(monday + timedelta(days=7)),
        "this_week": monday_of(today),
        # A week belongs to the month of its Thursday, as ISO 8601 counts.
        "month": (monday + timedelta(days=3)).replace(day=1),
    }
    return render(request, "programme/calendar_week.html", context)


def _reachable(on: date) -> date | None:
    try:
        return within(on)
    except ValueError:
        return None
