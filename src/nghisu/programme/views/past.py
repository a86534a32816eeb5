from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.programme.addresses import FIRST_YEAR, LAST_YEAR
from nghisu.programme.forms.past import (
    PastChoiceForm,
    PastFilterForm,
    PastGroup,
    proposed,
    typed_lines,
)
from nghisu.programme.queries.listing import preparing_units
from nghisu.programme.queries.past import (
    SHOWN,
    chosen_deadlines,
    past_deadlines,
    shown_conferences,
    subjects_in_order,
)
from nghisu.rulebook.commands import record_past
from nghisu.rulebook.refusals import DutiesMarkedMeanwhile


@requires("deadline.complete")
@require_http_methods(["GET", "HEAD", "POST"])
def past(request: ActingRequest, year: int) -> HttpResponse:
    """The duties of a year that nobody has marked though their day has gone by; sent, what would be recorded."""
    _of_the_calendar(year)
    if request.method != "POST":
        return _list(request, year, PastChoiceForm(label_suffix=""))
    ticked = _ids(request.POST.get("duties", "").split(",")) | _ids(request.POST.getlist("duty"))
    choice = PastChoiceForm(request.POST, label_suffix="")
    if "back" in request.POST:
        return _list(request, year, PastChoiceForm(initial=request.POST.dict(), label_suffix=""), ticked)
    rows = past_deadlines(request.actor, year, _filter(request, year).wanted())
    if "all" not in request.POST:
        whole = _ids(request.POST.getlist("conference"))
        by_conference = rows.filter(subject__entry__in=whole).values_list("pk", flat=True) if whole else ()
        rows = chosen_deadlines(request.actor, year, ticked | set(by_conference))
    chosen = shown_conferences(rows)
    if not chosen:
        choice.add_error(None, _("Hãy chọn ít nhất một việc hoặc một hội nghị còn việc chưa ghi."))
    if not choice.is_valid():
        return _list(request, year, choice, ticked, _ids(request.POST.getlist("conference")), status=422)
    return _preview(request, year, proposed(chosen, choice.cleaned_data), choice.cleaned_data)


@requires("deadline.complete")
@require_POST
def record(request: ActingRequest, year: int) -> HttpResponse:
    """Record what the preview showed, all of it or nothing."""
    _of_the_calendar(year)
    aside = request.POST.get("what") == "not-applicable"
    sent = _ids(request.POST.get("duties", "").split(","))
    posted = request.POST.dict()
    choice = {"what": "not-applicable" if aside else "done"} | {
        name: posted.get(name, "") for name in ("days", "day", "note")
    }

    def run() -> dict[str, Any]:
        groups = typed_lines(shown_conferences(chosen_deadlines(request.actor, year, sent)), posted, aside)
        # All are read, so that each fault stands beside its field.
        pasts = [line.read() for group in groups for line in group.lines]
        sound = [one for one in pasts if one is not None]
        if len(sound) < len(pasts):
            raise _Unreadable(groups)
        if len(sound) < len(sent):
            raise DutiesMarkedMeanwhile(sent - {one.deadline_id for one in sound})
        return {"count": record_past(request.actor, sound)}

    payload = payload_of(request) | {"year": [str(year)]}
    if not sent:
        return HttpResponseRedirect(_address(request, year))
    try:
        answer = once(request.actor, command_id_of(request), "programme.record_past", payload, run)
    except _Unreadable as fault:
        return _preview(request, year, fault.groups, choice, status=422)
    except DutiesMarkedMeanwhile as refusal:
        left = typed_lines(shown_conferences(chosen_deadlines(request.actor, year, sent)), posted, aside)
        if not left:
            messages.error(request, _("Các việc này đã được ghi nhận trước đó, không còn việc nào để ghi."))
            return HttpResponseRedirect(_address(request, year))
        return _preview(request, year, left, choice, refusal.reason, status=409)
    said = ngettext("Đã ghi lại %(count)d việc.", "Đã ghi lại %(count)d việc.", answer["count"])
    messages.success(request, said % {"count": answer["count"]})
    return HttpResponseRedirect(_address(request, year))


class _Unreadable(Exception):
    """Something typed in the preview cannot be read; the groups say what."""

    def __init__(self, groups: list[PastGroup]) -> None:
        super().__init__()
        self.groups = groups


def _list(
    request: ActingRequest,
    year: int,
    choice: PastChoiceForm,
    ticked: set[int] | None = None,
    whole: set[int] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = _filter(request, year)
    wanted = form.wanted()
    rows = past_deadlines(request.actor, year, wanted)
    counted = subjects_in_order(rows)
    conferences = shown_conferences(rows, list(counted)[:SHOWN])
    ticked = ticked or set()
    context = {
        "year": year,
        "form": form,
        "wanted": wanted,
        "choice": choice,
        "unfolded": bool(choice.errors or choice.initial),
        "ticked": ticked,
        "opened": {one.pk for one in conferences if not ticked.isdisjoint(duty.pk for duty in one.duties)},
        "whole": whole or set(),
        "conferences": conferences,
        "count": sum(counted.values()),
        "held": len(counted),
        "hidden": max(0, len(counted) - SHOWN),
        "asked": _asked(request),
    }
    return render(request, "programme/past.html", context, status=status)


def _preview(
    request: ActingRequest,
    year: int,
    groups: list[PastGroup],
    choice: dict[str, Any],
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    ids = [line.duty.pk for group in groups for line in group.lines]
    day = choice.get("day") or ""
    context = {
        "year": year,
        "groups": groups,
        "aside": choice["what"] == "not-applicable",
        "choice": choice | {"day": day if isinstance(day, str) else f"{day:%d/%m/%Y}"},
        "duties": ",".join(map(str, ids)),
        "count": len(ids),
        "few": len(groups) <= FEW,
        "faulty": any(group.faulty for group in groups),
        "refusal": refusal,
        "asked": _asked(request),
    }
    return render(request, "programme/past_preview.html", context, status=status)


FEW = 6
"""Conferences whose duties the preview shows unfolded."""


def _filter(request: ActingRequest, year: int) -> PastFilterForm:
    return PastFilterForm(request.GET, preparing_units(request.actor, year))


def _asked(request: ActingRequest) -> str:
    return urlencode({key: value for key, value in request.GET.items() if value})


def _address(request: ActingRequest, year: int) -> str:
    asked = _asked(request)
    return reverse("programme:past", args=[year]) + (f"?{asked}" if asked else "")


def _ids(texts: list[str]) -> set[int]:
    """Numbers of rows; what could be none of ours is left out."""
    return {int(text) for text in texts if text.isdecimal() and len(text) < 19}


def _of_the_calendar(year: int) -> None:
    if not FIRST_YEAR <= year <= min(LAST_YEAR, clock.today().year + 1):
        raise Http404
