"""The pages of the law: what binds, clause by clause, and what was made of it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from nghisu.core.law import ClauseUnknown
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.rulebook.queries import calendar_of, rulebook_of
from nghisu.rulebook.queries.law import (
    clause_line,
    clauses_of,
    deadline_table,
    rules_of_clause,
    special_days,
)
from nghisu.rulebook.queries.texts import literal_words
from nghisu.rulebook.queries.tight_spots import decisions_of, tensions_of, tight_spots
from nghisu.rulebook.queries.waivers import waivers_of_clause


@requires("law.view")
def law(request: ActingRequest) -> HttpResponse:
    """The documents that bind the committee, and the ways into them."""
    rulebook = rulebook_of(request.actor, clock.today())
    counts = {
        edition.id: sum(1 for rule in rulebook.rules if rule.edition == edition.id)
        for edition in rulebook.editions
    }
    editions = [(edition, counts[edition.id]) for edition in rulebook.editions]
    context = {
        "rulebook": rulebook,
        "editions": editions,
        "may_own": bool(may(request.actor, "edition.view")),
        "may_waivers": bool(may(request.actor, "waiver.view")),
    }
    return render(request, "rulebook/law.html", context)


@requires("law.view")
def deadline_rules(request: ActingRequest) -> HttpResponse:
    """Every deadline in one table: the place where a newcomer finds "7 working days"."""
    today = clock.today()
    rulebook = rulebook_of(request.actor, today)
    return render(request, "rulebook/deadline_rules.html", {"rows": deadline_table(rulebook, today)})


@requires("law.view")
def tight_spots_page(request: ActingRequest) -> HttpResponse:
    """Where the rules themselves are tight, found by counting through a year."""
    today = clock.today()
    year = year_asked(request.GET.get("nam"), today.year)
    decisions = decisions_of(request.actor)
    rulebook = rulebook_of(request.actor, today)
    context = {
        "year": year,
        "spots": tight_spots(rulebook, calendar_of(request.actor), year, decisions),
        "tensions": tensions_of(rulebook, decisions),
        "may_decide": bool(may(request.actor, "contradiction.decide")),
    }
    return render(request, "rulebook/tight_spots.html", context)


@requires("law.view")
def days_off(request: ActingRequest, year: int) -> HttpResponse:
    """The days off of a year, the Saturdays worked in exchange, and by which notice."""
    if not 2015 <= year <= 2050:
        raise Http404
    calendar = calendar_of(request.actor)
    context = {
        "year": year,
        "years": range(year - 2, year + 3),
        "published": calendar.is_published(year),
        "days": special_days(calendar, year),
    }
    return render(request, "rulebook/days_off.html", context)


@requires("law.view")
def edition(request: ActingRequest, edition: str) -> HttpResponse:
    """One document, clause by clause, in our own words."""
    rulebook = rulebook_of(request.actor, clock.today())
    found = next((one for one in rulebook.editions if one.id == edition), None)
    if found is None:
        raise Http404
    context = {
        "edition": found,
        "clauses": clauses_of(found, rulebook),
        "may_text": bool(may(request.actor, "text.read")),
    }
    return render(request, "rulebook/edition.html", context)


@requires("law.view")
def clause(request: ActingRequest, edition: str, clause: str) -> HttpResponse:
    """One clause: its place, what it asks, what that is worth, the rules made from it."""
    rulebook = rulebook_of(request.actor, clock.today())
    try:
        found = rulebook.clause(edition, clause)
    except ClauseUnknown as problem:
        raise Http404 from problem
    context = {
        "clause": clause_line(found),
        "edition": next(one for one in rulebook.editions if one.id == edition),
        "rules": rules_of_clause(rulebook, found),
        "literal": literal_words(request.actor, [(edition, found.id)]).get((edition, found.id), ""),
        "waivers": waivers_of_clause(request.actor, found.document, found.id, clock.today()),
    }
    template = "rulebook/_clause.html" if request.htmx else "rulebook/clause.html"
    return render(request, template, context)


def year_asked(typed: str | None, default: int) -> int:
    return (
        int(typed)
        if typed and typed.isdecimal() and len(typed) == 4 and 2015 <= int(typed) <= 2050
        else default
    )
