"""The documents of a conference: one living pack, ordered by the agenda."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.conferences.adapters.whole_pack import file_name, groups_of, whole_pdf, whole_zip
from nghisu.conferences.commands import Direction
from nghisu.conferences.commands.packs import (
    add_to_pack,
    change_in_pack,
    move_in_pack,
    send_out,
    withdraw_from_pack,
)
from nghisu.conferences.forms.packs import (
    PackDocumentForm,
    WithdrawalForm,
    pack_form,
    typed_of_document,
)
from nghisu.conferences.queries import conference_of
from nghisu.conferences.queries.packs import items_of_document, lacking, pack_of, pack_shown
from nghisu.conferences.queries.papers.writer import formalities_of_office
from nghisu.conferences.queries.schemes import schemes_held_back
from nghisu.core.reading.load import minutes_to_read
from nghisu.core.text import fold, legible
from nghisu.documents.commands import AllowedOut
from nghisu.documents.models import Document, DocumentVersion
from nghisu.documents.queries import own_units, visible_documents
from nghisu.documents.queries.gates import Judged, gates_among
from nghisu.documents.queries.packs import loads_of, readers_count, search_pack
from nghisu.documents.refusals import GateClosed, NotYetReadable
from nghisu.documents.views.packed import keep_upload
from nghisu.documents.views.reader import owner_of
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files.giving import stream_response
from nghisu.foundation.kept_files import FileGone
from nghisu.foundation.refusals import Refused
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404, target_of
from nghisu.rulebook.queries.chips import chips_with_words

PACK = "pack"
LOADS = 100
"""How many readers a page of loads shows."""


@requires("document.view")
@require_safe
def pack(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The pack of a conference as its reader sees it."""
    return _page(request, entry_or_404(request, entry_id))


def _page(request: ActingRequest, entry: Entry, status: int = 200, refused: str = "") -> HttpResponse:
    actor = request.actor
    held, conference = pack_of(actor, entry), conference_of(actor, entry.pk)
    edits = bool(may(actor, "pack.edit"))
    shown = pack_shown(actor, entry, conference, held)
    lines, every = shown.lines, shown.all_lines
    words = request.GET.get("q", "")[:200]
    pages = sum(line.pages for line in every)
    waiting = [line for line in lines if line.waits_to_go_out] if edits else []
    judged = [
        Judged(line.document, line.newest, line.appraisals)
        for line in lines
        if line.newest is not None and line.newest.state != DocumentVersion.State.HELD
    ]
    closed = gates_among(actor, judged) if edits and judged else []
    if edits and conference is not None:
        closed += schemes_held_back(actor, conference, [line.document.pk for line in waiting])
    context = {
        "sections": shown.sections,
        "lines": lines,
        "q": words,
        "every": every,
        "owner": owner_of(request),
        "found": search_pack(actor, every, words) if words else [],
        "pages": pages,
        "minutes": minutes_to_read(pages),
        "may_add": bool(may(actor, "document.hand_in")),
        "edits": edits,
        "waiting": waiting,
        "closed": [(gate, chips_with_words(actor, gate.citations)) for gate in closed],
        "lacking": lacking(conference) if edits and conference is not None else [],
        "readers": readers_count(held) if edits and held is not None else 0,
        "refused": refused,
        "may_override": bool(may(actor, "gate.override")),
    }
    return render(request, "conferences/pack.html", frame_of(actor, entry, PACK) | context, status=status)


@requires("document.hand_in")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Put a document into the pack of a conference, with its first file; `?noi-dung` chooses the item it is for."""
    entry = entry_or_404(request, entry_id)
    actor = request.actor
    chosen = request.GET.get("noi-dung", "")
    form = _form(request, entry, {"items": [int(chosen)] if chosen.isdecimal() and len(chosen) < 18 else []})
    if request.method == "POST" and form.is_valid():

        def run() -> dict[str, Any]:
            return {"document": add_to_pack(actor, entry, form.facts(), form.item_ids()).pk}

        name = {"entry": entry_id} | payload_of(request)
        made = once(actor, command_id_of(request), "conferences.add_document", name, run)
        row = Document.objects.get(committee=actor.committee_id, pk=made["document"])
        files = form.cleaned_data["file"]
        said = keep_upload(request, row, files, "") if files and not row.versions.exists() else ""
        if said:
            messages.error(request, said)
            return HttpResponseRedirect(reverse("documents:document", args=[row.pk]))
        messages.success(request, _("Đã thêm tài liệu vào bộ."))
        return HttpResponseRedirect(_here(entry, row.pk))
    context = frame_of(actor, entry, PACK) | {"form": form}
    return render(request, "conferences/pack_add.html", context, status=422 if form.errors else 200)


@requires("document.hand_in")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ActingRequest, entry_id: int, document_id: int) -> HttpResponse:
    """Change what is stated of a document: its title, its kind, the items it belongs to."""
    entry = entry_or_404(request, entry_id)
    actor = request.actor
    row = own_document_or_404(request, entry, document_id)
    form = _form(request, entry, typed_of_document(row, items_of_document(row)), row)
    if request.method == "POST" and form.is_valid():

        def run() -> dict[str, Any]:
            return {"document": change_in_pack(actor, row.pk, form.facts(), form.item_ids()).pk}

        name = {"document": document_id} | payload_of(request)
        once(actor, command_id_of(request), "conferences.change_document", name, run)
        messages.success(request, _("Đã lưu thông tin tài liệu."))
        return HttpResponseRedirect(_here(entry, row.pk))
    may_withdraw = bool(may(actor, "pack.edit")) or not row.versions.exclude(circulated_at=None).exists()
    context = frame_of(actor, entry, PACK) | {
        "form": form,
        "document": row,
        "may_withdraw": may_withdraw,
        "may_open": bool(may(actor, "pack.edit")),
    }
    return render(request, "conferences/pack_change.html", context, status=422 if form.errors else 200)


@requires("pack.edit")
@require_POST
def order(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Put a document one place up (`len`) or down (`xuong`) among those of its item."""
    entry = entry_or_404(request, entry_id)
    asked = [(one, request.POST[one]) for one in (Direction.UP, Direction.DOWN) if one in request.POST]
    if len(asked) != 1 or not asked[0][1].isdecimal() or len(asked[0][1]) > 18:
        raise Http404
    direction, row = asked[0][0], own_document_or_404(request, entry, int(asked[0][1]))

    def run() -> dict[str, Any]:
        return {"position": move_in_pack(request.actor, row.pk, direction).position}

    name = {"entry": entry_id} | payload_of(request)
    once(request.actor, command_id_of(request), "conferences.move_document", name, run)
    return HttpResponseRedirect(_here(entry, row.pk))


@requires("document.hand_in")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: ActingRequest, entry_id: int, document_id: int) -> HttpResponse:
    """Ask why, then take a document out of the pack."""
    entry = entry_or_404(request, entry_id)
    actor = request.actor
    row = own_document_or_404(request, entry, document_id)
    out = row.versions.exclude(circulated_at=None).exists()
    if out and not may(actor, "pack.edit"):
        raise Http404
    form = WithdrawalForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():

        def run() -> dict[str, Any]:
            return {"document": withdraw_from_pack(actor, row.pk, form.cleaned_data["why"]).pk}

        name = {"document": document_id} | payload_of(request)
        once(actor, command_id_of(request), "conferences.withdraw_document", name, run)
        messages.success(request, _("Đã rút tài liệu khỏi bộ."))
        return HttpResponseRedirect(_here(entry, None))
    context = frame_of(actor, entry, PACK) | {"form": form, "document": row, "out": out}
    return render(request, "conferences/pack_withdraw.html", context, status=422 if form.errors else 200)


@requires("pack.edit")
@require_http_methods(["POST"])
def out(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Send the chosen documents out; past a gate only by one who may, with the reason and the document."""
    entry = entry_or_404(request, entry_id)
    chosen = [int(one) for one in request.POST.getlist("document") if one.isdecimal() and len(one) < 18]
    said = [legible(request.POST.get(name, "")).strip() for name in ("why", "by_document")]
    allowed = AllowedOut(said[0][:500], said[1][:200]) if all(said) else None

    def run() -> dict[str, Any]:
        return {"count": send_out(request.actor, entry, chosen, allowed)}

    name = {"entry": entry_id} | payload_of(request)
    try:
        answer = once(request.actor, command_id_of(request), "conferences.send_out", name, run)
    except (GateClosed, NotYetReadable) as refusal:
        return _page(request, entry, 409, refusal.reason)
    messages.success(request, _("Đã phát hành %(count)s tài liệu.") % {"count": answer["count"]})
    return HttpResponseRedirect(_here(entry, None))


@requires("document.view")
@require_safe
def whole(request: ActingRequest, entry_id: int, kind: str) -> HttpResponseBase:
    """All that the actor may read of the pack in one file: a ZIP of PDFs, or one PDF with contents and bookmarks."""
    entry = entry_or_404(request, entry_id)
    actor = request.actor
    shown = pack_shown(actor, entry, conference_of(actor, entry.pk), pack_of(actor, entry))
    if not shown.sections:
        raise Http404
    head, meeting = formalities_of_office(actor), entry.title
    name = file_name(f"Tai lieu {clock.local(entry.opening):%Y-%m-%d} {entry.title}", f".{kind}")
    try:
        groups = groups_of(shown.sections)
        if kind == "zip":
            return stream_response(whole_zip(head, meeting, groups), name, "application/zip")
        return stream_response(whole_pdf(head, meeting, groups), name, "application/pdf")
    except FileGone:
        messages.error(request, _("Có tệp không còn trên đĩa, hoặc đã bị thay đổi. Hãy báo quản trị."))
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return HttpResponseRedirect(_here(entry, None))


@requires("pack.edit")
@require_safe
def loads(request: ActingRequest, entry_id: int) -> HttpResponse:
    """How much each of those who attend has to read; `?q` by name, `?after` how many were shown."""
    entry = entry_or_404(request, entry_id)
    held = pack_of(request.actor, entry)
    words = request.GET.get("q", "")[:200]
    found = loads_of(request.actor, held) if held is not None else []
    if words:
        found = [one for one in found if fold(words) in fold(one.name)]
    said = request.GET.get("after", "")
    after = int(said) if said.isdecimal() and len(said) < 8 else 0
    query = request.GET.copy()
    query["after"] = str(after + LOADS)
    context = frame_of(request.actor, entry, PACK) | {
        "loads": found[after : after + LOADS],
        "count": len(found),
        "q": words,
        "next_url": f"?{query.urlencode()}" if len(found) > after + LOADS else "",
    }
    template = "_pack_loads_more" if target_of(request) == "loads-rows" else "pack_loads"
    return render(request, f"conferences/{template}.html", context)


def _here(entry: Entry, document_id: int | None) -> str:
    page = reverse("conferences:pack", args=[entry.pk])
    return page if document_id is None else f"{page}#tai-lieu-{document_id}"


def own_document_or_404(request: ActingRequest, entry: Entry, document_id: int) -> Document:
    """A document of the conference that the actor may hand in; any other is one that does not exist."""
    actor = request.actor
    held = pack_of(actor, entry)
    rows = visible_documents(actor).select_related("owner", "summary_of").filter(pack=held, pk=document_id)
    row = rows.first() if held is not None else None
    if row is None or not (may(actor, "document.hand_in", []) or row.owner_id in own_units(actor)):
        raise Http404
    return row


def _form(
    request: ActingRequest, entry: Entry, initial: dict[str, Any], row: Document | None = None
) -> PackDocumentForm:
    posted = request.method == "POST"
    return pack_form(
        request.actor,
        entry,
        request.POST if posted else None,
        request.FILES if posted else None,
        initial,
        row,
    )
