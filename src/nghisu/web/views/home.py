from django.http import HttpResponse
from django.shortcuts import render

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.queries import audit_state
from nghisu.web.queries import home_of, installation_of, waiting_counts
from nghisu.web.queries.starting import still_missing


@requires("home.view")
def home(request: ActingRequest) -> HttpResponse:
    """Late, today, this week: what a person comes to see, in ten seconds."""
    actor = request.actor
    if actor.roles == {Role.INSTALLATION_ADMINISTRATOR} or actor.committee_id is None:
        return render(request, "web/home_installation.html", {"installation": installation_of(actor)})
    today = clock.today()
    counts = waiting_counts(actor, today)
    context = {
        "counts": counts,
        "home": home_of(actor, today, counts),
        "starting": still_missing(actor) if may(actor, "settings.edit") else [],
        "audit": audit_state() if may(actor, "audit.view") else None,
        "may_edit": bool(may(actor, "programme.edit")),
    }
    return render(request, "web/home.html", context)
