"""Which position carries which roles, for which unit, from when until when; and who gets what by it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.accounts.commands import end_role, give_role
from nghisu.accounts.forms import EndRoleForm, PositionRoleForm
from nghisu.accounts.queries import gains_of, positions_with_roles, roles_of_positions
from nghisu.accounts.refusals import RoleRefused
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.directory.models import Position
from nghisu.directory.queries import organisation_choices, position_of
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires


@requires("roles.edit")
@require_safe
def roles(request: ActingRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:80]
    lines = positions_with_roles(request.actor, clock.today(), words)
    return render(request, "accounts/roles.html", {"lines": lines, "words": words})


@requires("roles.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def position_roles(request: ActingRequest, position_id: int) -> HttpResponse:
    """`xem` shows who would get what, `ghi` gives the role, `thoi` ends one."""
    position = position_of(request.actor, position_id)
    if position is None:
        raise Http404
    if request.method == "POST" and "thoi" in request.POST:
        return _end(request, position)
    on = clock.today()
    form = PositionRoleForm(request.POST if request.method == "POST" else None, initial={"since": on})
    form.offer(organisation_choices(request.actor, on))
    gains = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        wanted = (Role(typed["role"]), typed["organisation"], typed["since"], typed["until"])
        if "ghi" in request.POST:
            try:
                give_role(request.actor, position.pk, *wanted)
            except RoleRefused as refusal:
                form.add_error(refusal.field, refusal.reason)
            else:
                messages.success(request, _("Đã ghi vai trò."))
                return _back_to(position)
        else:
            gains = gains_of(request.actor, position, *wanted)
    return _page(request, position, {"form": form, "gains": gains}, status=422 if form.errors else 200)


def _end(request: ActingRequest, position: Position) -> HttpResponse:
    form = EndRoleForm(request.POST)
    if form.is_valid():
        try:
            end_role(request.actor, position.pk, form.cleaned_data["vai_tro"], form.cleaned_data["until"])
        except RoleRefused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("Đã ghi ngày cuối của vai trò."))
    else:
        messages.error(request, _("Chưa đọc được ngày này. Hãy ghi như 18/3/2026."))
    return _back_to(position)


def _page(
    request: ActingRequest, position: Position, context: dict[str, object], status: int
) -> HttpResponse:
    on = clock.today()
    rows = roles_of_positions(request.actor, on, [position.pk])
    context |= {
        "position": position,
        "rows": [(row, _(ROLE_NAMES[Role(row.role)])) for row in rows],
        "on": on,
    }
    return render(request, "accounts/position_roles.html", context, status=status)


def _back_to(position: Position) -> HttpResponse:
    return HttpResponseRedirect(resolve_url("accounts:position_roles", position.pk))
