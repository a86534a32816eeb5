from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.programme.addresses import FIRST_YEAR, LAST_YEAR, monday_of, month_after
from nghisu.programme.commands import weigh_years
from nghisu.programme.forms.list_filter import ListFilterForm
from nghisu.programme.queries.lines import kind_names, lines_of
from nghisu.programme.queries.listing import (
    PAGE,
    Cursor,
    cursor_after,
    days_of_year,
    page_of,
    preparing_units,
    wanted_entries,
)
from nghisu.programme.views.conference import target_of
from nghisu.rulebook.queries import rulebook_of

ROWS = "entries-rows"


@requires("conference.view")
@require_safe
def programme(request: ActingRequest) -> HttpResponse:
    """The programme as such is that of the present year."""
    return HttpResponseRedirect(reverse("programme:entries", args=[clock.today().year]))


@requires("conference.view")
@require_safe
def entries(request: ActingRequest, year: int) -> HttpResponse:
    """The conferences of a year; asked by HTMX for more, the next rows alone."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    actor, today = request.actor, clock.today()
    rulebook = rulebook_of(actor, today)
    weigh_years(actor, {year})
    form = ListFilterForm(
        request.GET,
        kind_names(rulebook).items(),
        preparing_units(actor, year),
        findings=bool(may(actor, "findings.view")),
    )
    wanted = form.wanted(request.GET.get("sort", ""))
    found = wanted_entries(actor, year, wanted, today)
    rows, sort = page_of(found, wanted.sort, Cursor.read(request.GET.get("after", "")))
    lines = lines_of(actor, rows, rulebook, today)
    next_url = ""
    if len(lines) > PAGE:
        lines = lines[:PAGE]
        asked = {key: value for key, value in request.GET.items() if value} | {
            "after": cursor_after(lines[-1], sort)
        }
        next_url = f"{request.path}?{urlencode(asked)}"
    context: dict[str, Any] = {"year": year, "lines": lines, "next_url": next_url, "shows": _columns()}
    if target_of(request) == ROWS:
        return render(request, "programme/_entry_rows.html", context | {"more": True})
    asked = {key: value for key, value in request.GET.items() if value and key not in ("after", "sort")}
    context |= {
        "form": form,
        "filtered": wanted.filtered,
        "count": found.count(),
        "columns": _columns(),
        "band": _band(days_of_year(actor, year), year, today, wanted.month),
        "month": today.replace(day=1) if today.year == year else date(year, 1, 1),
        "week": monday_of(today if today.year == year else date(year, 1, 4)),
        "years": [year - 1, year + 1],
        "asked": urlencode(asked),
        "may_edit": bool(may(actor, "programme.edit")),
        "may_export": bool(may(actor, "programme.export")),
        "may_import": bool(may(actor, "programme.import")),
    }
    return render(request, "programme/entries.html", context)


def _columns() -> list[dict[str, str]]:
    return [
        {"key": "so", "label": _("Số"), "sort": "so"},
        {"key": "ngay", "label": _("Khai mạc"), "sort": "ngay"},
        {"key": "noi-dung", "label": _("Hội nghị"), "sort": ""},
        {"key": "hinh-thuc", "label": _("Hình thức, nơi họp"), "sort": ""},
        {"key": "don-vi", "label": _("Cơ quan chuẩn bị"), "sort": "don-vi"},
        {"key": "tinh-trang", "label": _("Tình trạng"), "sort": ""},
    ]


def _band(days: dict[date, int], year: int, today: date, chosen: int | None) -> list[dict[str, Any]]:
    """The year as twelve months, each with the load of its weeks; a week that two months share is in both."""
    months = []
    for number in range(1, 13):
        first = date(year, number, 1)
        last = month_after(first) - timedelta(days=1)
        own = {day: count for day, count in days.items() if day.month == number}
        weeks = []
        monday = monday_of(first)
        while monday <= last:
            sunday = monday + timedelta(days=6)
            count = sum(held for day, held in own.items() if monday <= day <= sunday)
            weeks.append({"count": count, "is_today": monday <= today <= sunday and today.month == number})
            monday += timedelta(days=7)
        months.append(
            {
                "name": _("Tháng %d") % number,
                "count": sum(own.values()),
                "url": reverse("programme:calendar_month", args=[first]),
                "current": chosen == number
                or (chosen is None and (today.year, today.month) == (year, number)),
                "weeks": weeks,
            }
        )
    return months
