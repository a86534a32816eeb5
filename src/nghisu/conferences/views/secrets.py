"""The secret documents of one conference: the register alone, and the list of what is to be recalled at its close."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.conferences.commands import conference_of_entry
from nghisu.conferences.queries import conference_of
from nghisu.conferences.queries.secrets import ABOUT
from nghisu.documents.forms.secrets import SecretForm
from nghisu.documents.queries.secrets import handed_out, open_copies, secrets_of
from nghisu.documents.refusals import CopyNotHeld
from nghisu.documents.views.secrets import entered, taken_back
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404


@requires("secret.view")
@require_safe
def secrets(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The secret documents of a conference, and who still holds which copy."""
    return _page(request, entry_or_404(request, entry_id))


def _page(request: ActingRequest, entry: Entry, status: int = 200, refused: str = "") -> HttpResponse:
    actor = request.actor
    conference = conference_of(actor, entry.pk)
    about = (ABOUT, conference.pk) if conference is not None else None
    context: dict[str, Any] = {
        "rows": list(secrets_of(actor, about).order_by("sign", "id")) if about else [],
        "open": list(open_copies(actor, about)) if about else [],
        "may_enter": bool(may(actor, "secret.register")),
        "refused": refused,
    }
    return render(
        request, "conferences/secrets.html", frame_of(actor, entry, "secrets") | context, status=status
    )


@requires("secret.register")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Enter a secret document of a conference."""
    entry = entry_or_404(request, entry_id)
    form = SecretForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        conference = conference_of_entry(request.actor, entry)
        row = entered(request, form, (ABOUT, conference.pk))
        if row is not None:
            return HttpResponseRedirect(reverse("documents:secret", args=[row]))
    context = frame_of(request.actor, entry, "secrets") | {"form": form}
    return render(request, "conferences/secret_add.html", context, status=422 if form.errors else 200)


@requires("secret.register")
@require_POST
def back(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Enter that copies of the recall list came back."""
    entry = entry_or_404(request, entry_id)
    conference = conference_of(request.actor, entry.pk)
    among: set[int] = set()
    if conference is not None:
        among = set(handed_out(request.actor, (ABOUT, conference.pk)).values_list("pk", flat=True))
    try:
        taken_back(request, among, {"entry": [str(entry_id)]})
    except CopyNotHeld as refusal:
        return _page(request, entry, 409, refusal.reason)
    return HttpResponseRedirect(reverse("conferences:secrets", args=[entry.pk]))
