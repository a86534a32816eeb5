from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.programme.commands import set_opening_hours
from nghisu.programme.forms.findings import BaseFigureForm
from nghisu.programme.forms.settings import OpeningHoursForm
from nghisu.programme.queries import opening_hours_of
from nghisu.rulebook.commands import enter_base_figure
from nghisu.rulebook.queries import base_figure


@requires("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: ActingRequest) -> HttpResponse:
    """The hours that parts of the day open at."""
    hours = opening_hours_of(request.actor)
    form = (
        OpeningHoursForm(request.POST)
        if request.method == "POST"
        else OpeningHoursForm(initial={"morning": hours.morning, "afternoon": hours.afternoon})
    )
    if form.is_bound and form.is_valid():
        morning, afternoon = form.hours

        def run() -> dict[str, Any]:
            set_opening_hours(request.actor, morning, afternoon)
            return {}

        once(request.actor, command_id_of(request), "programme.set_opening_hours", payload_of(request), run)
        messages.success(
            request,
            _("Đã lưu giờ khai mạc: sáng %(morning)s, chiều %(afternoon)s.")
            % {"morning": f"{morning:%H:%M}", "afternoon": f"{afternoon:%H:%M}"},
        )
        return HttpResponseRedirect(reverse("programme:settings"))
    return _page(request, form)


@requires("settings.edit")
@require_http_methods(["POST"])
def settings_figure(request: ActingRequest) -> HttpResponse:
    """The number of conferences of last year, which the yearly cut is counted from."""
    year = clock.today().year - 1
    form = BaseFigureForm(request.POST)
    if not form.is_valid():
        hours = opening_hours_of(request.actor)
        return _page(
            request,
            OpeningHoursForm(initial={"morning": hours.morning, "afternoon": hours.afternoon}),
            figure_form=form,
        )
    value: int | None = form.cleaned_data["value"]

    def run() -> dict[str, Any]:
        enter_base_figure(request.actor, year, value)
        return {}

    once(request.actor, command_id_of(request), "programme.enter_base_figure", payload_of(request), run)
    messages.success(request, _("Đã lưu số hội nghị năm %(year)s.") % {"year": year})
    return HttpResponseRedirect(reverse("programme:settings"))


def _page(
    request: ActingRequest, form: OpeningHoursForm, figure_form: BaseFigureForm | None = None
) -> HttpResponse:
    year = clock.today().year
    figure = base_figure(request.actor, year - 1)
    context = {
        "form": form,
        "figure_form": figure_form or BaseFigureForm(initial={"value": figure}),
        "year": year,
        "last_year": year - 1,
        "hours": opening_hours_of(request.actor),
        "figure": figure,
    }
    failed = form.errors or (figure_form is not None and figure_form.errors)
    return render(request, "programme/settings.html", context, status=422 if failed else 200)
