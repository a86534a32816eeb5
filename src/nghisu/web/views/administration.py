from django.http import HttpResponse
from django.shortcuts import render

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.programme.queries import opening_hours_of
from nghisu.rulebook.queries import base_figure, binding_on, rulebook_of


@requires("settings.edit")
def administration(request: ActingRequest) -> HttpResponse:
    """Where what an office sets for itself is found."""
    today = clock.today()
    context = {
        "binding": binding_on(request.actor, today),
        "rulebook": rulebook_of(request.actor, today),
        "hours": opening_hours_of(request.actor),
        "base": base_figure(request.actor, today.year - 1),
        "year": today.year,
        "base_year": today.year - 1,
    }
    return render(request, "web/administration.html", context)
