from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.accounts.commands import make_delegation, revoke_delegation
from nghisu.accounts.queries import possible_delegates, visible_delegations
from nghisu.accounts.refusals import DelegationRefused
from nghisu.approvals.forms import DelegationForm
from nghisu.approvals.queries.delegations import delegation_lines
from nghisu.approvals.queries.routes import kinds_with_routes
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of


@requires("delegation.own")
@require_safe
def delegations(request: ActingRequest) -> HttpResponse:
    """The delegations one made or was given; the administrator sees those of the committee."""
    lines = delegation_lines(request.actor, visible_delegations(request.actor), clock.today())
    context = {"lines": lines, "for_others": bool(may(request.actor, "delegation.any"))}
    return render(request, "approvals/delegations.html", context)


@requires("delegation.own")
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_add(request: ActingRequest) -> HttpResponse:
    actor, today = request.actor, clock.today()
    form = DelegationForm(
        request.POST if request.method == "POST" else None,
        people=possible_delegates(actor, today),
        kinds=kinds_with_routes(actor),
        own_id=actor.person_id,
        for_others=bool(may(actor, "delegation.any")),
        initial={"since": today, "delegator": actor.person_id},
    )
    if request.method == "POST" and form.is_valid():
        content = form.content()
        try:
            once(
                actor,
                command_id_of(request),
                "accounts.make_delegation",
                payload_of(request),
                lambda: {"delegation": make_delegation(actor, content).pk},
            )
        except DelegationRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        else:
            messages.success(request, _("Đã ghi ủy quyền. Hai bên đều nhận được thông báo."))
            return HttpResponseRedirect(reverse("approvals:delegations"))
    return render(
        request, "approvals/delegation_add.html", {"form": form}, status=422 if form.errors else 200
    )


@requires("delegation.own")
@require_POST
def delegation_revoke(request: ActingRequest, delegation_id: int) -> HttpResponse:
    actor = request.actor
    try:
        once(
            actor,
            command_id_of(request),
            "accounts.revoke_delegation",
            payload_of(request) | {"delegation": [str(delegation_id)]},
            lambda: {"delegation": revoke_delegation(actor, delegation_id).pk},
        )
    except DelegationRefused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Đã thu hồi ủy quyền. Những gì đã quyết định vẫn giữ nguyên."))
    return HttpResponseRedirect(reverse("approvals:delegations"))
