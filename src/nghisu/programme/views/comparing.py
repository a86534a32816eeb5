"""What would change for the conferences of a year if another rulebook bound the committee."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.core.law import LawError, Rulebook, bilingual, load_rulebook
from nghisu.core.law.comparing import compare
from nghisu.core.law.compose import rulebook_codes
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.programme.queries.comparing import conferences_of_year
from nghisu.rulebook.queries import calendar_of, rulebook_of
from nghisu.rulebook.queries.chips import chips_of
from nghisu.rulebook.queries.own import code_of, own_editions
from nghisu.rulebook.views.law import year_asked

SHOWN = 100
"""Conferences that the page names; the rest is told by number."""


@requires("edition.view")
@require_safe
def comparing(request: ActingRequest) -> HttpResponse:
    """Choose two rulebooks, or an own edition against what binds; see rules, days, new contradictions."""
    today = clock.today()
    present = rulebook_of(request.actor, today)
    offered = _offered(request, present)
    old = _chosen(request.GET.get("cu", ""), offered) or present
    new = _chosen(request.GET.get("moi", ""), offered)
    year = year_asked(request.GET.get("nam"), today.year)
    context: dict[str, object] = {
        "offered": list(offered.items()),
        "old": old.code,
        "new": new.code if new else "",
        "year": year,
    }
    if new is not None:
        comparison = compare(
            old, new, conferences_of_year(request.actor, year), calendar_of(request.actor), _
        )
        context |= {
            "comparison": comparison,
            "changed": [
                (one, chips_of(one.old.citations), chips_of(one.new.citations))
                for one in comparison.changed
                if one.old and one.new
            ],
            "shown": comparison.conferences[:SHOWN],
            "hidden": max(0, len(comparison.conferences) - SHOWN),
        }
    return render(request, "programme/comparing.html", context)


def _offered(request: ActingRequest, present: Rulebook) -> dict[str, str]:
    """The rulebooks to choose from: what binds, those that ship, the committee's own editions that can be read."""
    now = bilingual(present.name, present.name_en, _)
    offered = {present.code: _("Đang áp dụng: %(name)s") % {"name": now}}
    for own in own_editions(request.actor)[:20]:
        offered.setdefault(
            code_of(own), _("Bản riêng số %(number)s: %(title)s") % {"number": own.number, "title": own.title}
        )
    for code, name in rulebook_codes().items():
        offered.setdefault(code, name)
    return offered


def _chosen(code: str, offered: dict[str, str]) -> Rulebook | None:
    """The rulebook of a code that was offered; another one is none, and so is a draft that cannot be read."""
    try:
        return load_rulebook(code) if code in offered else None
    except LawError:
        return None
