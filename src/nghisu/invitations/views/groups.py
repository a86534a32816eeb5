"""Saved groups: a list, one of them, its lines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.invitations.commands.groups import add_to_group, remove_from_group, remove_group, save_group
from nghisu.invitations.enums import Source
from nghisu.invitations.forms.choosing import ChoiceForm, GroupForm
from nghisu.invitations.models import GroupLine, SavedGroup
from nghisu.invitations.queries.offering import offered
from nghisu.invitations.queries.resolving import resolve
from nghisu.invitations.refusals import GroupStands
from nghisu.invitations.views.people import source_of, source_tabs

SHOWN = 200


@requires("invitee.view")
@require_safe
def groups(request: ActingRequest) -> HttpResponse:
    """The saved groups of the committee."""
    rows = SavedGroup.objects.filter(committee=request.actor.committee_id).annotate(count=Count("lines"))
    context = {
        "groups": rows.order_by("search_text", "id"),
        "may_edit": bool(may(request.actor, "invitee.edit")),
    }
    return render(request, "invitations/groups.html", context)


@requires("invitee.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def adding(request: ActingRequest) -> HttpResponse:
    """Begin a group."""
    return _naming(request, None)


@requires("invitee.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def naming(request: ActingRequest, group_id: int) -> HttpResponse:
    """Give a group another name."""
    return _naming(request, group_or_404(request, group_id))


def _naming(request: ActingRequest, group: SavedGroup | None) -> HttpResponse:
    initial = {"name": group.name, "note": group.note} if group is not None else {}
    form = GroupForm(request.POST if request.method == "POST" else None, initial=initial, label_suffix="")
    if request.method == "POST" and form.is_valid():
        typed, known = form.cleaned_data, group.pk if group is not None else None

        def run() -> dict[str, Any]:
            return {"group": save_group(request.actor, typed["name"], typed["note"], known).pk}

        name = {"group": known} | payload_of(request)
        try:
            answer = once(request.actor, command_id_of(request), "invitee_group.save", name, run)
        except GroupStands as refusal:
            form.add_error("name", refusal.reason)
        else:
            messages.success(request, _("Đã lưu nhóm."))
            return HttpResponseRedirect(reverse("invitations:group", args=[answer["group"]]), status=303)
    context = {"form": form, "group": group}
    return render(request, "invitations/group_form.html", context, status=422 if form.errors else 200)


@requires("invitee.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: ActingRequest, group_id: int) -> HttpResponse:
    """A group: its lines, who that is today, and a form for one more line."""
    actor, one, today = request.actor, group_or_404(request, group_id), clock.today()
    source = source_of(request, Source.GROUP)
    form = ChoiceForm(
        source,
        offered(actor, source, today),
        request.POST if request.method == "POST" else None,
        with_standing=False,
    )
    if request.method == "POST" and form.is_valid():
        choice, name = form.choice(), {"group": group_id} | payload_of(request)
        once(
            actor,
            command_id_of(request),
            "invitee_group.add_line",
            name,
            lambda: {"line": add_to_group(actor, group_id, choice).pk},
        )
        messages.success(request, _("Đã thêm vào nhóm."))
        return HttpResponseRedirect(f"{request.path}?theo={source.value}", status=303)
    lines = list(
        GroupLine.objects.filter(committee=actor.committee_id, group=one).select_related(
            "body", "organisation", "person"
        )
    )
    members = resolve(actor, lines, today)
    context = {
        "group": one,
        "form": form,
        "source": source,
        "sources": source_tabs(request.path, source, Source.GROUP),
        "lines": lines,
        "members": members[:SHOWN],
        "count": len(members),
        "more": max(0, len(members) - SHOWN),
    }
    return render(request, "invitations/group.html", context, status=422 if form.errors else 200)


@requires("invitee.edit")
@require_POST
def removing_line(request: ActingRequest, group_id: int, line_id: int) -> HttpResponse:
    """Take a line out of a group."""
    group_or_404(request, group_id)
    known = GroupLine.objects.filter(
        committee=request.actor.committee_id, group=group_id, pk=line_id
    ).exists()

    def run() -> dict[str, Any]:
        if known:
            remove_from_group(request.actor, group_id, line_id)
        return {}

    name = {"group": group_id, "line": line_id}
    once(request.actor, command_id_of(request), "invitee_group.remove_line", name, run)
    messages.success(request, _("Đã bỏ dòng khỏi nhóm."))
    return HttpResponseRedirect(reverse("invitations:group", args=[group_id]), status=303)


@requires("invitee.edit")
@require_POST
def removing(request: ActingRequest, group_id: int) -> HttpResponse:
    """Remove a group that no conference was invited by."""
    group_or_404(request, group_id)

    def run() -> dict[str, Any]:
        remove_group(request.actor, group_id)
        return {}

    try:
        once(request.actor, command_id_of(request), "invitee_group.remove", {"group": group_id}, run)
    except GroupStands as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(reverse("invitations:group", args=[group_id]), status=303)
    messages.success(request, _("Đã xóa nhóm."))
    return HttpResponseRedirect(reverse("invitations:groups"), status=303)


def group_or_404(request: ActingRequest, group_id: int) -> SavedGroup:
    """The group asked for; another committee's is one that does not exist."""
    one = SavedGroup.objects.filter(committee=request.actor.committee_id, pk=group_id).first()
    if one is None:
        raise Http404
    return one
