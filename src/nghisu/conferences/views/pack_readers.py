"""Who may read a document of a pack by name: opened to them, and taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.conferences.forms.readers import ReaderForm
from nghisu.conferences.queries.pack_grants import grants_of, name_of
from nghisu.conferences.views.packs import PACK, own_document_or_404
from nghisu.directory.queries.bodies import body_choices
from nghisu.directory.queries.paging import EVERYTHING
from nghisu.directory.queries.people import people_of
from nghisu.documents.commands import grant, revoke
from nghisu.documents.models import Document
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404


@requires("pack.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def readers(request: ActingRequest, entry_id: int, document_id: int) -> HttpResponse:
    """Those who are named to read a document; opened to one more, or with `thoi` taken back from one of them."""
    entry = entry_or_404(request, entry_id)
    actor, row = request.actor, own_document_or_404(request, entry, document_id)
    name = {"document": document_id} | payload_of(request)
    if request.method == "POST" and "thoi" in request.POST:
        kept = _named(request, row, request.POST["thoi"])

        def take_back() -> dict[str, Any]:
            return {"count": revoke(actor, row.pack, document=row, **kept)}

        once(actor, command_id_of(request), "conferences.revoke_document", name, take_back)
        messages.success(request, _("Đã thôi cho đọc."))
        return HttpResponseRedirect(request.path, status=303)
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        chosen = {
            "person_ids": [one for one in [form.cleaned_data["person"]] if one is not None],
            "body_ids": [one for one in [form.cleaned_data["body"]] if one is not None],
        }

        def run() -> dict[str, Any]:
            return {"count": grant(actor, row.pack, document=row, **chosen)}

        once(actor, command_id_of(request), "conferences.grant_document", name, run)
        messages.success(request, _("Đã cho đọc đích danh."))
        return HttpResponseRedirect(request.path, status=303)
    context = frame_of(actor, entry, PACK) | {
        "document": row,
        "form": form,
        "rows": [(one, name_of(one)) for one in grants_of(actor, row)],
    }
    return render(request, "conferences/pack_readers.html", context, status=422 if form.errors else 200)


def _form(request: ActingRequest) -> ReaderForm:
    actor, today = request.actor, clock.today()
    people = [(one.person.pk, one.person.full_name) for one in people_of(actor, today, size=EVERYTHING).rows]
    return ReaderForm(people, body_choices(actor, today), request.POST if request.method == "POST" else None)


def _named(request: ActingRequest, row: Document, key: str) -> dict[str, list[int]]:
    """The person or the body that one row of the list names; 404 for a number that no row has."""
    rows = grants_of(request.actor, row).filter(document=row, source="name")
    one = rows.filter(pk=key).first() if key.isdecimal() and len(key) <= 18 else None
    if one is None:
        raise Http404
    return {
        "person_ids": [one.person_id] if one.person_id is not None else [],
        "body_ids": [one.body_id] if one.body_id is not None else [],
    }
