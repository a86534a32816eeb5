"""Reading without a network: what a reader's own device is given to keep, and what it asks when it is back.

A device keeps the documents that its reader opened or chose to keep, under that reader; it forgets them at sign-out,
when somebody else signs in, and each that is no longer the reader's to read, as soon as it hears of it.
"""

from __future__ import annotations

import hashlib
import json

from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from nghisu.documents.commands.reading import bring_notes
from nghisu.documents.queries.kept import copy_of, readable_now
from nghisu.documents.views.reader import owner_of, readable_or_404, version_or_404
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires

LETTERS = [
    f"fonts/bvp-{part}-{weight}.woff2" for part in ("latin", "vietnamese") for weight in (400, 500, 600, 700)
]
PARTS = ["app.css", "app.js", "reading.js", "icons.svg", "favicon.svg", *LETTERS]
"""What the page of kept documents is made of."""


@requires("document.view")
@require_safe
def worker(request: ActingRequest) -> HttpResponse:
    """The program that answers for the network: another one whenever the page it shows, or a part of it, is another."""
    page = hashlib.sha256(render_to_string("documents/kept.html", {}, request).encode()).hexdigest()
    said = {"page": reverse("documents:kept"), "parts": [static(part) for part in PARTS], "digest": page}
    program = f"self.SHELL = {json.dumps(said)};\nimportScripts({json.dumps(static('offline.js'))});\n"
    return HttpResponse(program, content_type="text/javascript; charset=utf-8")


@requires("document.view")
@require_safe
def kept(request: ActingRequest) -> HttpResponse:
    """What this device keeps; filled in by the device, and nothing of a person in it, so that it may be kept itself."""
    return render(request, "documents/kept.html")


@requires("document.view")
@require_safe
def contact(request: ActingRequest) -> JsonResponse:
    """Asked by a device that is back: under whom it keeps, which of its documents may be read, in which version."""
    ids = [
        int(one) for one in request.GET.getlist("d") if one.isascii() and one.isdecimal() and len(one) < 18
    ]
    return JsonResponse(
        {
            "owner": owner_of(request),
            "token": get_token(request),
            "documents": {str(pk): number for pk, number in readable_now(request.actor, ids).items()},
        }
    )


@requires("document.view")
@require_safe
def copy(request: ActingRequest, document_id: int, number: int) -> JsonResponse:
    """A version to keep. The notes of older versions come along; it is not said to be read."""
    document = readable_or_404(request, document_id)
    version = version_or_404(request, document, number)
    if not version.is_drawn:
        raise Http404
    bring_notes(request.actor, version)
    now = clock.local(clock.now())
    return JsonResponse(copy_of(request.actor, document, version) | {"at": f"{now:%H:%M %d/%m/%Y}"})
