"""A document of a pack: what it is, its versions and what changed, its appraisal."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.approvals.differences import differences
from nghisu.documents.commands import note_held_back, take_file
from nghisu.documents.commands.reading import page_texts
from nghisu.documents.forms.packs import VersionForm
from nghisu.documents.models import Appraisal, Document, DocumentVersion
from nghisu.documents.pack_places import lies_ahead, pack_places
from nghisu.documents.queries import own_units, sees_drafts, visible_documents, visible_versions
from nghisu.documents.queries.appraised import parts_shown
from nghisu.documents.queries.appraisers import appraiser_choices
from nghisu.documents.queries.changes import around_changes, changes_among
from nghisu.documents.queries.folders import folder_of, own_folder_choices
from nghisu.documents.queries.packs import document_lines, search_pack
from nghisu.documents.queries.reader import current_version
from nghisu.documents.views.reader import document_or_404, owner_of, readable_or_404, version_or_404
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files import FileRefused, SecretFile, arriving, file_response
from nghisu.foundation.kept_files import FileGone
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused


@requires("document.view")
@require_safe
def papers(request: ActingRequest) -> HttpResponse:
    """All that one may read, by what it is for; searched by title and by words on the pages."""
    actor = request.actor
    words = request.GET.get("q", "")[:200]
    lines = document_lines(actor, visible_documents(actor).order_by("-pack", "position"))
    places = pack_places(actor.committee_id, {line.document.pack_id for line in lines})
    groups: dict[int, list[Any]] = {}
    unread = {True: 0, False: 0}
    for line in lines:
        pack_id = line.document.pack_id
        groups.setdefault(pack_id, []).append(line)
        unread[lies_ahead(places, pack_id, clock.today())] += bool(line.fresh)
    shown = [(places.get(pack_id), rows) for pack_id, rows in groups.items()]
    shown.sort(key=lambda one: one[0].opening.timestamp() if one[0] else 0.0, reverse=True)
    context = {
        "groups": shown,
        "q": words,
        "owner": owner_of(request),
        "keeps_folders": bool(may(actor, "folder.own")),
        "found": search_pack(actor, lines, words) if words else [],
        "fresh": unread[True],
        "passed": unread[False],
    }
    return render(request, "documents/papers.html", context)


@requires("document.view")
@require_safe
def document(request: ActingRequest, document_id: int) -> HttpResponse:
    """A document: what it is, its versions, its appraisal. An own file stands in its folder."""
    folder = folder_of(request.actor, document_id)
    if folder is not None:
        return HttpResponseRedirect(reverse("documents:folders") + f"#thu-muc-{folder}")
    return _page(request, document_or_404(request, document_id), VersionForm(label_suffix=""))


def _page(
    request: ActingRequest, row: Document, form: VersionForm, status: int = 200, refused: str = ""
) -> HttpResponse:
    actor = request.actor
    versions = list(visible_versions(actor, row).select_related("file", "pdf"))
    drafts = sees_drafts(actor, row)
    current, may_ask = current_version(actor, row), bool(may(actor, "pack.edit"))
    context = {
        "document": row,
        "place": pack_places(actor.committee_id, [row.pack_id]).get(row.pack_id),
        "versions": versions,
        "current": current,
        "form": form,
        "refused": refused,
        "may_hand_in": _may_hand_in(request, row),
        "may_ask": may_ask,
        "appraised": _appraised(actor, row, versions, may_ask and current is not None) if drafts else [],
        "drafts": drafts,
        "folders": own_folder_choices(actor) if may(actor, "folder.own") else None,
        "me": actor.person_id,
        "waits": any(version.state == DocumentVersion.State.DRAWING for version in versions),
    }
    return render(request, "documents/document.html", context, status=status)


def _appraised(
    actor: Actor, row: Document, versions: list[DocumentVersion], asks: bool
) -> list[dict[str, Any]]:
    """Each part of the appraisal with its rounds, the latest first, and to whom it can be assigned."""
    given = list(
        Appraisal.objects.filter(version__in=versions)
        .select_related("appraiser", "version")
        .order_by("-version__number", "id")
    )
    newest = next((one.pk for one in versions if one.state != DocumentVersion.State.HELD), None)
    said = [(str(one.part), str(one.outcome)) for one in given if one.version_id == newest]
    return [
        {
            "part": part,
            "rounds": [one for one in given if one.part == part.part],
            "choices": appraiser_choices(actor, part.part) if asks else [],
        }
        for part in parts_shown(actor, row, said)
    ]


def _may_hand_in(request: ActingRequest, row: Document) -> bool:
    owners = [row.owner_id] if row.owner_id else []
    return bool(may(request.actor, "document.hand_in", owners)) and (
        bool(may(request.actor, "document.hand_in", [])) or row.owner_id in own_units(request.actor)
    )


@requires("document.hand_in")
@require_http_methods(["POST"])
def new_version(request: ActingRequest, document_id: int) -> HttpResponse:
    """Hand in a version, or the PDF that one of a Word file lacks."""
    row = document_or_404(request, document_id)
    if not _may_hand_in(request, row):
        raise Http404
    form = VersionForm(request.POST, request.FILES, label_suffix="")
    if not form.is_valid():
        return _page(request, row, form, status=422)
    said = keep_upload(request, row, form.cleaned_data["file"], form.cleaned_data["note"])
    if said:
        form.add_error("file", said)
        return _page(request, row, form, status=422)
    messages.success(
        request, _("Đã nhận tệp. Các trang đang được dựng, có thể mất ít phút với tài liệu dài.")
    )
    return HttpResponseRedirect(reverse("documents:document", args=[row.pk]))


def keep_upload(request: ActingRequest, row: Document, files: list[UploadedFile[bytes]], note: str) -> str:
    """Look at files outside any transaction, then hand them in; returns why they are not taken, or nothing."""
    try:
        with arriving(files) as arrived:

            def run() -> dict[str, Any]:
                return {"version": take_file(request.actor, row.pk, arrived, note).pk}

            name = {"document": row.pk, "digest": arrived.sha256} | payload_of(request)
            # A form that puts a document in hands its file in, too: two commands of one identifier.
            own = uuid5(command_id_of(request), "file")
            once(request.actor, own, "documents.hand_in", name, run)
    except SecretFile as secret:
        note_held_back(request.actor, row, secret.level)
        return secret.reason
    except (AccessRefused, CommandReused):
        raise
    except (FileRefused, Refused) as refusal:
        return refusal.reason
    return ""


@requires("document.view")
@require_safe
def file(request: ActingRequest, document_id: int, number: int) -> HttpResponseBase:
    """The file of a version as it was handed in; `?pdf` the PDF of its pages."""
    version = version_or_404(request, readable_or_404(request, document_id), number)
    wanted = version.pdf if "pdf" in request.GET else version.file
    if wanted is None:
        raise Http404
    try:
        return file_response(wanted)
    except FileGone:
        raise Http404 from None


@requires("document.view")
@require_safe
def changes(request: ActingRequest, document_id: int, number: int) -> HttpResponse:
    """What changed in a version against the one before it that the reader may see; `?ca` both texts as a whole."""
    row = document_or_404(request, document_id)
    version = version_or_404(request, row, number)
    before = visible_versions(request.actor, row).filter(number__lt=number, state="drawn").first()
    context: dict[str, Any] = {"document": row, "version": version, "before": before}
    if before is not None and version.is_drawn:
        stretches = differences("\n".join(page_texts(before)), "\n".join(page_texts(version)))
        context["whole"] = "ca" in request.GET
        context["count"] = changes_among(stretches)
        context["stretches"] = stretches if context["whole"] else around_changes(stretches)
        context["same"] = all(one.part == "same" for one in stretches)
    return render(request, "documents/changes.html", context)
