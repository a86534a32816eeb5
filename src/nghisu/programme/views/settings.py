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
from nghisu.programme.forms.findings import BaseFigureForm, DocumentFigureForm
from nghisu.programme.forms.settings import OpeningHoursForm
from nghisu.programme.queries import opening_hours_of
from nghisu.rulebook.commands import enter_base_figure
from nghisu.rulebook.queries import DOCUMENTS_LAST_YEAR, base_figure


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
        return _page(request, figure_form=form)
    value: int | None = form.cleaned_data["value"]

    def run() -> dict[str, Any]:
        enter_base_figure(request.actor, year, value)
        return {}

    once(request.actor, command_id_of(request), "programme.enter_base_figure", payload_of(request), run)
    messages.success(request, _("Đã lưu số hội nghị năm %(year)s.") % {"year": year})
    return HttpResponseRedirect(reverse("programme:settings"))


@requires("settings.edit")
@require_http_methods(["POST"])
def settings_documents(request: ActingRequest) -> HttpResponse:
    """The number of administrative documents of last year, which the yearly cut of papers is counted from."""
    year = clock.today().year - 1
    form = DocumentFigureForm(request.POST)
    if not form.is_valid():
        return _page(request, document_form=form)
    value: int | None = form.cleaned_data["documents"]

    def run() -> dict[str, Any]:
        enter_base_figure(request.actor, year, value, DOCUMENTS_LAST_YEAR)
        return {}

    once(request.actor, command_id_of(request), "programme.enter_documents", payload_of(request), run)
    messages.success(request, _("Đã lưu số văn bản hành chính năm %(year)s.") % {"year": year})
    return HttpResponseRedirect(reverse("programme:settings"))


def _page(
    request: ActingRequest,
    form: OpeningHoursForm | None = None,
    figure_form: BaseFigureForm | None = None,
    document_form: DocumentFigureForm | None = None,
) -> HttpResponse:
    """The page; the form that was sent in keeps what was typed."""
    year, hours = clock.today().year, opening_hours_of(request.actor)
    figure = base_figure(request.actor, year - 1)
    documents = base_figure(request.actor, year - 1, DOCUMENTS_LAST_YEAR)
    sent = form or figure_form or document_form
    form = form or OpeningHoursForm(initial={"morning": hours.morning, "afternoon": hours.afternoon})
    context = {
        "form": form,
        "figure_form": figure_form or BaseFigureForm(initial={"value": figure}),
        "document_form": document_form or DocumentFigureForm(initial={"documents": documents}),
        "year": year,
        "last_year": year - 1,
        "hours": hours,
        "figure": figure,
    }
    failed = sent is not None and sent.errors
    return render(request, "programme/settings.html", context, status=422 if failed else 200)
