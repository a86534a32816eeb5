from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.core.law.citation import bilingual
from nghisu.core.law.wording.rules import say_rule
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.reading_once import reading_once
from nghisu.programme.commands import weigh_years
from nghisu.programme.enums import part_names, scale_names
from nghisu.programme.models import Entry, Move
from nghisu.programme.parts_of_page import stages_of
from nghisu.programme.queries.axis import axis_of, moments_of, steps_of
from nghisu.programme.queries.conference import conference_entry, conference_page, state_sentence
from nghisu.programme.queries.consequences import not_held
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.queries.history import conference_history
from nghisu.programme.queries.moves import moves_of
from nghisu.programme.queries.suggestions import entry_came_of
from nghisu.programme.standing_fast import why_it_stands
from nghisu.rulebook.queries.chips import chips_with_words

DUTIES = "duties"
PANEL = "panel-content"


def target_of(request: ActingRequest) -> str:
    """The part of the page that HTMX asks for; empty for a whole page."""
    return request.headers.get("HX-Target", "") if request.headers.get("HX-Request") == "true" else ""


def entry_or_404(request: ActingRequest, entry_id: int) -> Entry:
    """The conference asked for; one that may not be seen is one that does not exist."""
    entry = conference_entry(request.actor, entry_id)
    if entry is None:
        raise Http404
    return entry


@requires("conference.view")
@require_safe
def conference(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The page of one conference; asked by HTMX after a mark, the part that holds its duties."""
    entry = entry_or_404(request, entry_id)
    weigh_years(request.actor, {clock.local(entry.opening).year})
    return _shown(request, entry)


@reading_once()
def _shown(request: ActingRequest, entry: Entry) -> HttpResponse:
    today = clock.today()
    page = conference_page(request.actor, entry, today)
    dated = page.dated
    standing = page.standing if page.shows_duties else None
    context = {
        "entry": entry,
        "page": page,
        "sentence": state_sentence(entry, standing, today),
        "axis": axis_of(entry, dated, today),
        "moments": moments_of(entry, dated, today),
        "steps": steps_of(entry, page.standing.open, today),
        "here": request.path,
    }
    if target_of(request) == DUTIES:
        context["stage_steps"] = stages_of(request.actor, entry)
        return render(request, "programme/_conference_duties.html", context)
    frame = frame_of(request.actor, entry, "duties")
    context |= frame | {
        "part_name": part_names().get(entry.part, ""),
        "scale_name": scale_names().get(entry.scale, entry.scale),
        "coordinating": [unit.name for unit in entry.coordinating.all()],
        "may_edit": bool(may(request.actor, "programme.edit")),
        "stays": why_it_stands(request.actor, entry, not_held(entry, Move.Act.CANCELLED)),
        "came_of": entry_came_of(request.actor, entry.pk),
        "moves": moves_of(request.actor, entry),
        "merged_from": [one for one, _url in frame["joined"]],
    }
    if page.shows_duties:
        rows = [duty.row for duty in page.duties]
        context["history"], context["earlier"] = conference_history(request.actor, entry, rows, page.rulebook)
    return render(request, "programme/entry_page.html", context)


@requires("programme.view")
@require_safe
def why(request: ActingRequest, entry_id: int, act: str) -> HttpResponse:
    """Why a duty of this conference has the day it has: how it was counted, the clause, its gist, the rule."""
    entry = entry_or_404(request, entry_id)
    page = conference_page(request.actor, entry, clock.today())
    derived = page.answer.deadline(act) if page.answer else None
    duty = next((one for one in page.duties if one.act == act), None)
    if derived is None or duty is None:
        raise Http404
    names = {act.id: (act.name, act.name_en) for act in page.rulebook.acts.values()}
    context = {
        "entry": entry,
        "duty": duty,
        "explanation": derived.explain(_),
        "rule": say_rule(derived.rule, names, _),
        "reason": bilingual(derived.rule.reason, derived.rule.reason_en, _),
        "chips": chips_with_words(request.actor, derived.citations),
        "tight": [one for one in page.tight if duty.name in (one.first, one.second)],
        "calendar_pending": derived.computed_years,
    }
    template = "programme/_why.html" if target_of(request) == PANEL else "programme/why.html"
    return render(request, template, context)
