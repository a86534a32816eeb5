"""The documents of a conference: one living pack."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.conferences.commands.packs import pack_of_entry, send_out
from nghisu.conferences.queries.packs import pack_of
from nghisu.core.reading.load import minutes_to_read
from nghisu.core.text import legible
from nghisu.directory.queries import organisation_choices
from nghisu.documents.commands import AllowedOut, add_document
from nghisu.documents.forms.packs import DocumentForm
from nghisu.documents.models import Document
from nghisu.documents.queries import gates_of, own_units, visible_documents
from nghisu.documents.queries.packs import document_lines, loads_of, search_pack
from nghisu.documents.refusals import GateClosed, NotYetReadable
from nghisu.documents.views.packed import keep_upload
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404
from nghisu.rulebook.queries.chips import chips_with_words


@requires("document.view")
@require_safe
def pack(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The pack of a conference as its reader sees it."""
    return _page(request, entry_or_404(request, entry_id))


def _page(request: ActingRequest, entry: Entry, status: int = 200, refused: str = "") -> HttpResponse:
    actor = request.actor
    held = pack_of(actor, entry)
    edits = bool(may(actor, "pack.edit"))
    lines = []
    if held is not None:
        lines = document_lines(actor, visible_documents(actor).filter(pack=held).order_by("position"))
    words = request.GET.get("q", "")[:200]
    pages = sum(line.pages for line in lines)
    closed = gates_of(actor, held) if edits and held is not None else []
    context = {
        "lines": lines,
        "q": words,
        "found": search_pack(actor, lines, words) if words else [],
        "pages": pages,
        "minutes": minutes_to_read(pages),
        "may_add": bool(may(actor, "document.hand_in")),
        "edits": edits,
        "waiting": [line for line in lines if line.waits_to_go_out] if edits else [],
        "closed": [(gate, chips_with_words(actor, gate.citations)) for gate in closed],
        "loads": loads_of(actor, held) if edits and held is not None else [],
        "refused": refused,
    }
    return render(request, "conferences/pack.html", frame_of(actor, entry, "pack") | context, status=status)


@requires("document.hand_in")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Put a document into the pack of a conference, with its first file."""
    entry = entry_or_404(request, entry_id)
    actor = request.actor
    office = bool(may(actor, "document.hand_in", []))
    units = organisation_choices(actor, clock.today())
    if not office:
        mine = own_units(actor)
        units = [one for one in units if one[0] in mine]
    held = pack_of(actor, entry)
    others = visible_documents(actor).filter(pack=held).order_by("position") if held is not None else []
    form = DocumentForm(
        units,
        [(one.pk, one.title) for one in others],
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        office=office,
    )
    if request.method == "POST" and form.is_valid():

        def run() -> dict[str, Any]:
            return {"document": add_document(actor, pack_of_entry(actor, entry), form.facts()).pk}

        name = {"entry": entry_id} | payload_of(request)
        made = once(actor, command_id_of(request), "conferences.add_document", name, run)
        row = Document.objects.get(committee=actor.committee_id, pk=made["document"])
        files = form.cleaned_data["file"]
        said = keep_upload(request, row, files, "") if files and not row.versions.exists() else ""
        if said:
            messages.error(request, said)
            return HttpResponseRedirect(reverse("documents:document", args=[row.pk]))
        messages.success(request, _("Đã thêm tài liệu vào bộ."))
        return HttpResponseRedirect(f"{reverse('conferences:pack', args=[entry.pk])}#tai-lieu-{row.pk}")
    context = frame_of(actor, entry, "pack") | {"form": form}
    return render(request, "conferences/pack_add.html", context, status=422 if form.errors else 200)


@requires("pack.edit")
@require_http_methods(["POST"])
def out(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Send the chosen documents out; past a gate only where somebody allowed it by a document."""
    entry = entry_or_404(request, entry_id)
    chosen = [int(one) for one in request.POST.getlist("document") if one.isdecimal() and len(one) < 18]
    said = [legible(request.POST.get(name, "")).strip() for name in ("who", "why", "by_document")]
    allowed = AllowedOut(said[0][:200], said[1][:500], said[2][:200]) if all(said) else None

    def run() -> dict[str, Any]:
        return {"count": send_out(request.actor, entry, chosen, allowed)}

    name = {"entry": entry_id} | payload_of(request)
    try:
        answer = once(request.actor, command_id_of(request), "conferences.send_out", name, run)
    except (GateClosed, NotYetReadable) as refusal:
        return _page(request, entry, 409, refusal.reason)
    messages.success(request, _("Đã phát hành %(count)s tài liệu.") % {"count": answer["count"]})
    return HttpResponseRedirect(reverse("conferences:pack", args=[entry.pk]))
