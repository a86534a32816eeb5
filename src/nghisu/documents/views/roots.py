"""The root certificates on which trust in signatures rests: seen, added once looked at, removed."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.documents.adapters.signing import RootCertificate, RootRefused, read_root
from nghisu.documents.commands.roots import must_be_good, remove_root, trust_root
from nghisu.documents.forms.roots import MOST_ROOT, RemoveRootForm, RootForm, SeenRootForm
from nghisu.documents.models.root import in_fours
from nghisu.documents.queries.roots import removed_roots, root_of, roots
from nghisu.documents.views.tabs import tabs_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused


@requires("root.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def trusted(request: ActingRequest) -> HttpResponse:
    """The roots that are trusted. A file that is handed in is shown first; only what was seen is trusted."""
    form = RootForm()
    if request.method == "POST":
        seen = SeenRootForm(request.POST)
        if seen.is_valid():
            return _trust(request, seen.cleaned_data["seen"])
        form = RootForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                found = read_root(form.cleaned_data["certificate"].read(MOST_ROOT))
                must_be_good(found)
            except RootRefused as refusal:
                form.add_error("certificate", refusal.reason)
            else:
                return render(request, "documents/root_seen.html", _shown(found))
    context = {
        "form": form,
        "rows": roots(),
        "removed": removed_roots(),
        "tabs": tabs_of(request, "roots"),
    }
    return render(request, "documents/roots.html", context, status=422 if form.errors else 200)


def _shown(found: RootCertificate) -> dict[str, Any]:
    seen = base64.b64encode(found.der).decode()
    return {"root": found, "parted": in_fours(found.fingerprint), "seen": seen}


def _trust(request: ActingRequest, der: bytes) -> HttpResponse:
    """Trust what was shown; it is read and judged once more, for a form can be changed on its way."""
    here = HttpResponseRedirect(reverse("documents:roots"))
    try:
        found = read_root(der)
        payload = {"fingerprint": found.fingerprint}

        def run() -> dict[str, Any]:
            return {"root": trust_root(request.actor, found).pk}

        once(request.actor, command_id_of(request), "documents.trust_root", payload, run)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return here
    messages.success(request, _("Từ nay tin cậy chữ ký do nơi này cấp: %(who)s.") % {"who": found.subject})
    return here


@requires("root.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: ActingRequest) -> HttpResponse:
    """Asks why, then trusts a root no more (`?chung-thu=<fingerprint>`)."""
    here = HttpResponseRedirect(reverse("documents:roots"))
    fingerprint = request.GET.get("chung-thu", "")
    root = root_of(fingerprint)
    if root is None:
        messages.error(request, _("Chứng thư này không có trong danh sách, hoặc đã được bỏ."))
        return here
    form = RemoveRootForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def run() -> dict[str, Any]:
            return {"root": remove_root(request.actor, fingerprint, form.cleaned_data["why"]).pk}

        payload = {"fingerprint": fingerprint, "why": form.cleaned_data["why"]}
        once(request.actor, command_id_of(request), "documents.remove_root", payload, run)
        messages.success(
            request, _("Không còn tin cậy chữ ký do nơi này cấp: %(who)s.") % {"who": root.subject}
        )
        return here
    context = {"root": root, "form": form}
    return render(request, "documents/root_remove.html", context, status=422 if form.errors else 200)
