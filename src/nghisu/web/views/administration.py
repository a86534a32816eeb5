from django.http import HttpResponse
from django.shortcuts import render

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.programme.queries import opening_hours_of
from nghisu.rulebook.queries import base_figure, binding_on, rulebook_of
from nghisu.web.queries.starting import starting_points, still_missing


@requires("settings.edit")
def administration(request: ActingRequest) -> HttpResponse:
    """Where what an office sets for itself is found."""
    today = clock.today()
    context = {
        "starting": still_missing(request.actor),
        "binding": binding_on(request.actor, today),
        "rulebook": rulebook_of(request.actor, today),
        "hours": opening_hours_of(request.actor),
        "base": base_figure(request.actor, today.year - 1),
        "year": today.year,
        "base_year": today.year - 1,
    }
    return render(request, "web/administration.html", context)


@requires("settings.edit")
def starting(request: ActingRequest) -> HttpResponse:
    """What an office has set and what is still missing before it works."""
    points = starting_points(request.actor)
    ready = sum(1 for one in points if one.done or not one.needed)
    context = {"points": points, "ready": ready, "left": len(points) - ready}
    return render(request, "web/starting.html", context)
