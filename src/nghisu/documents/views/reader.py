"""Reading in the browser: page by page, true to the PDF, with private notes."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nghisu.core.text import legible
from nghisu.documents.commands import (
    NoteWords,
    change_note,
    confirm_read,
    drop_note,
    open_page,
    place_note,
    write_note,
)
from nghisu.documents.models import Document, DocumentVersion
from nghisu.documents.pack_places import pack_places
from nghisu.documents.queries import document_of, readable_of, visible_versions
from nghisu.documents.queries.kept import digest_of
from nghisu.documents.queries.reader import (
    current_version,
    may_confirm,
    note_of,
    notes_of,
    page_shown,
    reading_of,
    version_of,
)
from nghisu.documents.refusals import QuoteNotFound, ReasonNeeded
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.kept_files import FileGone, kept_file


def document_or_404(request: ActingRequest, document_id: int) -> Document:
    """The document of a pack asked for; one that may not be seen is one that does not exist."""
    document = document_of(request.actor, document_id)
    if document is None:
        raise Http404
    return document


def readable_or_404(request: ActingRequest, document_id: int) -> Document:
    """What is read: a document of a pack, or a file of the own."""
    document = readable_of(request.actor, document_id)
    if document is None:
        raise Http404
    return document


def version_or_404(request: ActingRequest, document: Document, number: int) -> DocumentVersion:
    version = version_of(request.actor, document, number)
    if version is None:
        raise Http404
    return version


def owner_of(request: ActingRequest) -> str:
    """Under whom a device keeps: a person in a committee."""
    return f"{request.actor.user_id}:{request.actor.committee_id}"


@requires("document.view")
@require_safe
def read(request: ActingRequest, document_id: int) -> HttpResponse:
    """Go on reading where one stopped, in the newest version; `?trang=` a page, `?ban=` a version that one chose."""
    document = readable_or_404(request, document_id)
    chosen = _asked(request, "ban")
    version = version_of(request.actor, document, chosen) if chosen else None
    version = version or current_version(request.actor, document)
    if version is None or not version.is_drawn:
        return HttpResponseRedirect(reverse("documents:document", args=[document.pk]))
    before = reading_of(request.actor, document)
    page = _asked(request, "trang") or (before.page if before is not None else 1)
    page = max(1, min(page, version.pages or 1))
    return HttpResponseRedirect(reverse("documents:page", args=[document.pk, version.number, page]))


@requires("document.view")
@require_safe
def page(request: ActingRequest, document_id: int, number: int, page: int) -> HttpResponse:
    """One page of a version."""
    document = readable_or_404(request, document_id)
    version = version_or_404(request, document, number)
    shown = page_shown(request.actor, version, page)
    if shown is None:
        raise Http404
    open_page(request.actor, version, page)
    shown = page_shown(request.actor, version, page) or shown
    notes = notes_of(request.actor, version)
    orphans = [note for note in notes if note.orphan]
    context = {
        "document": document,
        "version": version,
        "shown": shown,
        "page": page,
        "pages": version.pages or page,
        "place": pack_places(request.actor.committee_id, [document.pack_id]).get(document.pack_id),
        "notes": [note for note in notes if note.page == page and not note.orphan],
        "elsewhere": [note for note in notes if note.page != page and not note.orphan],
        "orphans": orphans,
        "before": _before(request, document, version) if orphans else None,
        "key": uuid4(),
        "noted": digest_of(notes),
        "owner": owner_of(request),
        "newer": _newer(request, document, version),
        "confirms": may_confirm(request.actor, version),
        "reading": reading_of(request.actor, document),
    }
    return render(request, "documents/reader.html", context)


def _newer(request: ActingRequest, document: Document, version: DocumentVersion) -> DocumentVersion | None:
    newest = current_version(request.actor, document)
    return newest if newest is not None and newest.number > version.number else None


def _before(request: ActingRequest, document: Document, version: DocumentVersion) -> DocumentVersion | None:
    """The version before, in which the words of a note may still stand."""
    rows = visible_versions(request.actor, document).filter(number__lt=version.number)
    return rows.filter(state=DocumentVersion.State.DRAWN).first()


@requires("document.view")
@require_safe
def picture(request: ActingRequest, document_id: int, number: int, page: int) -> HttpResponse:
    """The picture of a page, drawn by the house; nothing of a stranger's file goes out as it came."""
    document = readable_or_404(request, document_id)
    version = version_or_404(request, document, number)
    shown = page_shown(request.actor, version, page)
    if shown is None:
        raise Http404
    try:
        content = kept_file(shown.row.stored, shown.row.sha256)
    except FileGone:
        raise Http404 from None
    response = HttpResponse(content, content_type=shown.row.media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@requires("document.view")
@require_POST
def confirm(request: ActingRequest, document_id: int, number: int) -> HttpResponse:
    """Say that one read a version; the office sees that it was said."""
    document = document_or_404(request, document_id)
    version = version_or_404(request, document, number)
    confirm_read(request.actor, version)
    messages.success(request, _("Đã ghi nhận. Xin cảm ơn đồng chí."))
    return HttpResponseRedirect(reverse("documents:read", args=[document.pk]) + f"?ban={version.number}")


@requires("document.view")
@require_POST
def note(request: ActingRequest, document_id: int, number: int) -> HttpResponse:
    """Write a private note. Sent twice with one key it is one note; asked for JSON, it answers so."""
    document = readable_or_404(request, document_id)
    version = version_or_404(request, document, number)
    words = NoteWords(
        page=_number(request, "page", 1) or 1,
        text=legible(request.POST.get("text", "")),
        key=_key(request),
        quote=legible(request.POST.get("quote", "")),
        start=_number(request, "start", None),
    )
    plain = "application/json" in request.headers.get("Accept", "")
    try:
        kept = write_note(request.actor, version, words)
    except (QuoteNotFound, ReasonNeeded) as refusal:
        if plain:
            return JsonResponse({"refused": refusal.reason}, status=422)
        messages.error(request, refusal.reason)
        at = min(max(words.page, 1), version.pages or 1)
    else:
        if plain:
            return JsonResponse({"note": kept.pk})
        messages.success(request, _("Đã lưu ghi chú. Chỉ đồng chí thấy ghi chú này."))
        at = kept.page
    return HttpResponseRedirect(reverse("documents:page", args=[document.pk, version.number, at]))


@requires("document.view")
@require_POST
def own_note(request: ActingRequest, note_id: int) -> HttpResponse:
    """Change or remove an own note, or give one that lost its place another."""
    if "remove" in request.POST:
        kept = drop_note(request.actor, note_id)
        messages.success(request, _("Đã xóa ghi chú."))
    elif "place" in request.POST:
        return _placed(request, note_id)
    else:
        try:
            kept = change_note(request.actor, note_id, legible(request.POST.get("text", "")))
        except ReasonNeeded:
            raise Http404 from None
        messages.success(request, _("Đã lưu ghi chú. Chỉ đồng chí thấy ghi chú này."))
    args = [kept.document_id, kept.version.number, kept.page]
    return HttpResponseRedirect(reverse("documents:page", args=args))


def _placed(request: ActingRequest, note_id: int) -> HttpResponse:
    """Give an own note a place on the page that is read; where its words are not found there, say so."""
    page, start = _number(request, "page", 1) or 1, _number(request, "start", None)
    found = note_of(request.actor, note_id)
    if found is None:
        raise Http404
    try:
        place_note(request.actor, note_id, page, legible(request.POST.get("quote", "")), start)
    except QuoteNotFound as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Đã gắn lại ghi chú vào trang này."))
    args = [found.document_id, found.version.number, min(max(page, 1), found.version.pages or 1)]
    return HttpResponseRedirect(reverse("documents:page", args=args))


def _asked(request: ActingRequest, name: str) -> int:
    """A number of the address; 0 where there is none."""
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 8 else 0


def _number(request: ActingRequest, name: str, otherwise: int | None) -> int | None:
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 8 else otherwise


def _key(request: ActingRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
