"""Regular conferences of a period: a preview with what moved and why, then the picked ones in one act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nghisu.core.planning.periods import Period, Tier
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.programme.commands.regular import take_in_regular
from nghisu.programme.forms.regular import READING, chosen_in, first_lines, picked_in, typed_lines
from nghisu.programme.queries.lines import kind_names
from nghisu.programme.queries.regular import choices_between, chosen_cadences, regular_of, said_cadence
from nghisu.programme.queries.regular_rows import preview_rows
from nghisu.programme.refusals import EntryUnderNoRule, NothingChosen
from nghisu.rulebook.queries import calendar_of, rulebook_of
from nghisu.rulebook.queries.chips import chips_of


@requires("programme.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def regular(request: ActingRequest, period: Period) -> HttpResponse:
    """What regularly meets in a period (a year, a quarter or a month) and is not in the programme yet."""
    if period.tier in (Tier.TERM,):
        raise Http404
    actor = request.actor
    rulebook = rulebook_of(actor, period.since)
    known = chosen_cadences(actor)
    asked = request.POST if request.method == "POST" else request.GET
    choices = choices_between(rulebook, period.since, known)
    chosen = chosen_in(asked.dict(), known, choices)
    turns = regular_of(actor, period, chosen)
    if request.method != "POST":
        return _page(request, period, chosen, first_lines(turns))
    lines = typed_lines(turns, request.POST.dict(), period)
    if any(line.error for line in lines):
        return _page(request, period, chosen, lines, status=422)
    picked = picked_in(lines)

    def run() -> dict[str, Any]:
        return {"count": len(take_in_regular(actor, period, picked, chosen))}

    try:
        answer = once(
            actor,
            command_id_of(request),
            "programme.take_in_regular",
            {"period": str(period)} | payload_of(request),
            run,
        )
    except (NothingChosen, EntryUnderNoRule) as refusal:
        return _page(request, period, chosen, lines, status=422, refusal=refusal.reason)
    count = answer["count"]
    messages.success(
        request,
        ngettext(
            "Đã đưa %(count)s hội nghị định kỳ vào chương trình.",
            "Đã đưa %(count)s hội nghị định kỳ vào chương trình.",
            count,
        )
        % {"count": count},
    )
    return HttpResponseRedirect(reverse("programme:period", args=[period]))


def _page(
    request: ActingRequest,
    period: Period,
    chosen: dict[str, str],
    lines: Any,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    actor = request.actor
    rulebook = rulebook_of(actor, period.since)
    rows = preview_rows(actor, lines, kind_names(rulebook))
    rules = {line.one.rule.kind: line.one.rule for line in lines}
    context = {
        "period": period,
        "words": period.say(_),
        "choices": choices_between(rulebook, period.since, chosen),
        "chosen": [(READING + kind, rule) for kind, rule in chosen.items()],
        "reading": READING,
        "rows": rows,
        "rules": [
            {
                "name": kind_names(rulebook)[kind],
                "said": said_cadence(rule),
                "chips": chips_of(rule.citations),
            }
            for kind, rule in rules.items()
        ],
        "free": sum(1 for row in rows if not row.standing and row.proposed),
        "standing": sum(1 for row in rows if row.standing),
        "moved": sum(1 for row in rows if row.reason and not row.standing),
        "published": calendar_of(actor).is_published(period.since.year),
        "refusal": refusal,
    }
    return render(request, "programme/regular.html", context, status=status)
