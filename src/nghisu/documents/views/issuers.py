"""Those who issue documents, with the symbol of their numbers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.documents.commands import add_issuer, change_issuer
from nghisu.documents.forms.registers import IssuerForm
from nghisu.documents.queries import issuers_of
from nghisu.documents.refusals import IssuerTaken
from nghisu.documents.views.tabs import tabs_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of


@requires("settings.edit")
@require_safe
def issuers(request: ActingRequest) -> HttpResponse:
    """All who issue documents."""
    context = {"rows": issuers_of(request.actor), "tabs": tabs_of(request, "issuers")}
    return render(request, "documents/issuers.html", context)


@requires("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def issuer_add(request: ActingRequest) -> HttpResponse:
    """Enter one who issues documents."""
    place = request.committee.place if request.committee else ""
    form = IssuerForm(request.POST if request.method == "POST" else None, initial={"place": place})
    if request.method == "POST" and form.is_valid():
        content = form.content()

        def run() -> dict[str, Any]:
            return {"issuer": add_issuer(request.actor, content).pk}

        try:
            once(request.actor, command_id_of(request), "documents.add_issuer", payload_of(request), run)
        except IssuerTaken as refusal:
            form.add_error("symbol", refusal.reason)
        else:
            messages.success(request, _("Đã thêm cơ quan ban hành."))
            return HttpResponseRedirect(reverse("documents:issuers"))
    return render(request, "documents/issuer_form.html", {"form": form}, status=422 if form.errors else 200)


@requires("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def issuer_change(request: ActingRequest, issuer_id: int) -> HttpResponse:
    """Change how the head of one who issues is written, or close it."""
    row = issuers_of(request.actor).filter(pk=issuer_id).first()
    if row is None:
        raise Http404
    initial = {name: getattr(row, name) for name in ("name", "superior", "place", "is_closed")}
    form = IssuerForm(request.POST if request.method == "POST" else None, known=row, initial=initial)
    if request.method == "POST" and form.is_valid():
        content = form.content()

        def run() -> dict[str, Any]:
            return {"issuer": change_issuer(request.actor, issuer_id, content).pk}

        payload = payload_of(request) | {"issuer": [str(issuer_id)]}
        once(request.actor, command_id_of(request), "documents.change_issuer", payload, run)
        messages.success(request, _("Đã lưu cơ quan ban hành."))
        return HttpResponseRedirect(reverse("documents:issuers"))
    context = {"form": form, "row": row}
    return render(request, "documents/issuer_form.html", context, status=422 if form.errors else 200)
