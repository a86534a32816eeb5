from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.approvals.commands import set_route
from nghisu.approvals.forms import RouteForm, steps_in
from nghisu.approvals.queries.routes import kind_name, kinds_with_routes, route_lines, route_of
from nghisu.approvals.refusals import RouteRefused
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of


@requires("approval.routes")
@require_safe
def routes(request: ActingRequest) -> HttpResponse:
    """The way each kind of thing takes until it is approved, and who holds each step today."""
    return render(request, "approvals/routes.html", {"lines": route_lines(request.actor, clock.today())})


@requires("approval.routes")
@require_http_methods(["GET", "HEAD", "POST"])
def route(request: ActingRequest, route_kind: str) -> HttpResponse:
    """Change the way of one kind of thing."""
    actor = request.actor
    if route_kind not in dict(kinds_with_routes(actor)):
        raise Http404
    plan = route_of(actor, route_kind)
    data = request.POST if request.method == "POST" else None
    form = RouteForm(
        data,
        label_suffix="",
        initial={"one_person_may_repeat": plan.one_person_may_repeat, "revision": plan.revision},
    )
    steps = steps_in(data, plan)
    if data is not None and form.is_valid() and not any(step.errors for step in steps):
        typed = form.cleaned_data
        plans = [found for step in steps if (found := step.plan()) is not None]

        def act() -> dict[str, int]:
            after = set_route(
                actor,
                route_kind,
                plans,
                one_person_may_repeat=typed["one_person_may_repeat"],
                revision=typed["revision"],
            )
            return {"revision": after.revision}

        try:
            payload = payload_of(request) | {"kind": [route_kind]}
            once(actor, command_id_of(request), "approvals.set_route", payload, act)
        except RouteRefused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Đã lưu quy trình. Những gì đang chờ vẫn đi theo quy trình cũ."))
            return HttpResponseRedirect(reverse("approvals:routes"))
    wrong = bool(form.errors) or any(step.errors for step in steps)
    context = {
        "form": form,
        "steps": steps,
        "shown": len(plan.steps),
        "further_open": data is not None,
        "kind": kind_name(route_kind),
    }
    return render(request, "approvals/route.html", context, status=422 if data is not None and wrong else 200)
