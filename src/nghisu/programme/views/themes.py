"""The key matters of a term, and the large conferences that an office puts into a period."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nghisu.core.planning.periods import Period, Tier
from nghisu.directory.queries import organisation_choices
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.programme.commands.parts import put_large_conference
from nghisu.programme.commands.themes import add_theme, change_theme, remove_theme
from nghisu.programme.forms.themes import LargeConferenceForm, ThemeForm
from nghisu.programme.models import Theme
from nghisu.programme.queries.choices import choices_of
from nghisu.programme.queries.parts import parts_of
from nghisu.programme.refusals import EntryUnderNoRule, PeriodNotOpen


def theme_or_404(request: ActingRequest, theme_id: int) -> Theme:
    """The key matter asked for; one of another committee is one that does not exist."""
    theme = Theme.objects.filter(committee=request.actor.committee_id, pk=theme_id).first()
    if theme is None:
        raise Http404
    return theme


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest, period: Period) -> HttpResponse:
    """Put a key matter into the programme of a term."""
    if period.tier is not Tier.TERM:
        return HttpResponseRedirect(reverse("programme:period", args=[period]))
    units = organisation_choices(request.actor, clock.today())
    if request.method != "POST":
        today = clock.today()
        initial = {"year": today.year if period.holds(today) else period.since.year}
        return _page(request, period, ThemeForm(period, units, initial=initial), None)
    form = ThemeForm(period, units, request.POST)
    if not form.is_valid():
        return _page(request, period, form, None, status=422)

    def run() -> dict[str, Any]:
        return {"theme": add_theme(request.actor, period, form.content()).pk}

    name = {"period": str(period)} | payload_of(request)
    once(request.actor, command_id_of(request), "programme.add_theme", name, run)
    messages.success(request, _("Đã thêm nội dung trọng tâm."))
    return HttpResponseRedirect(reverse("programme:period", args=[period]))


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActingRequest, theme_id: int) -> HttpResponse:
    """Change a key matter of a term."""
    theme = theme_or_404(request, theme_id)
    period = Period.read(theme.term)
    units = organisation_choices(request.actor, clock.today())
    if request.method != "POST":
        typed = {"year": theme.year, "title": theme.title, "lead": theme.lead_id, "note": theme.note}
        return _page(request, period, ThemeForm(period, units, initial=typed), theme)
    form = ThemeForm(period, units, request.POST)
    if not form.is_valid():
        return _page(request, period, form, theme, status=422)

    def run() -> dict[str, Any]:
        return {"theme": change_theme(request.actor, theme_id, form.content()).pk}

    name = {"theme": theme_id} | payload_of(request)
    once(request.actor, command_id_of(request), "programme.change_theme", name, run)
    messages.success(request, _("Đã lưu nội dung trọng tâm."))
    return HttpResponseRedirect(reverse("programme:period", args=[period]))


@requires("programme.edit")
@require_POST
def remove(request: ActingRequest, theme_id: int) -> HttpResponse:
    """Take a key matter out of the programme of its term."""
    period = Period.read(theme_or_404(request, theme_id).term)

    def run() -> dict[str, Any]:
        return {"term": remove_theme(request.actor, theme_id)}

    name = {"theme": theme_id} | payload_of(request)
    once(request.actor, command_id_of(request), "programme.remove_theme", name, run)
    messages.success(request, _("Đã đưa nội dung trọng tâm ra khỏi chương trình nhiệm kỳ."))
    return HttpResponseRedirect(reverse("programme:period", args=[period]))


def _page(
    request: ActingRequest, period: Period, form: ThemeForm, theme: Theme | None, status: int = 200
) -> HttpResponse:
    context = {"period": period, "words": period.say(_), "form": form, "theme": theme}
    return render(request, "programme/theme_form.html", context, status=status)


@requires("programme.contribute")
@require_http_methods(["GET", "HEAD", "POST"])
def large(request: ActingRequest, period: Period, office_id: int) -> HttpResponse:
    """Put a large conference of one of the three offices into a period."""
    actor = request.actor
    own = next((one for one in parts_of(actor, period) if one.office.pk == office_id), None)
    if own is None or not may(actor, "programme.contribute", [office_id]):
        raise Http404
    choices = choices_of(actor)
    context: dict[str, Any] = {"period": period, "words": period.say(_), "office": own.office}
    if request.method != "POST":
        context["form"] = LargeConferenceForm(period, own.office, choices)
        return render(request, "programme/large.html", context)
    form = LargeConferenceForm(period, own.office, choices, request.POST)
    context["form"] = form
    content = form.content() if form.is_valid() else None
    if content is None:
        return render(request, "programme/large.html", context, status=422)

    def run() -> dict[str, Any]:
        return {"entry": put_large_conference(actor, period, office_id, content).pk}

    name = {"period": str(period), "office": office_id} | payload_of(request)
    try:
        once(actor, command_id_of(request), "programme.put_large_conference", name, run)
    except (EntryUnderNoRule, PeriodNotOpen) as refusal:
        form.add_error("day", refusal.reason)
        return render(request, "programme/large.html", context, status=422)
    messages.success(request, _("Đã đưa hội nghị vào chương trình để các văn phòng cùng biết."))
    return HttpResponseRedirect(reverse("programme:period", args=[period]))
