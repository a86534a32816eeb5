"""Own folders of documents: what somebody gathers for themselves, seen by nobody else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nghisu.core.text import legible
from nghisu.documents.commands.folders import (
    drop_folder,
    drop_paper,
    make_folder,
    own_folder,
    put_document,
    put_file,
    rename_folder,
)
from nghisu.documents.commands.own_files import note_own_held_back
from nghisu.documents.forms.packs import OwnFileForm
from nghisu.documents.queries.folders import own_folders, own_space
from nghisu.documents.refusals import FolderNameTaken, OwnSpaceFull, ReasonNeeded
from nghisu.documents.views.reader import document_or_404
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files import FileRefused, SecretFile, arriving
from nghisu.foundation.refusals import AccessRefused

LONGEST_NUMBER = 18
"""Digits of a number that a form may name a folder by."""


@requires("folder.own")
@require_http_methods(["GET", "HEAD", "POST"])
def folders(request: ActingRequest) -> HttpResponse:
    """The own folders with what is in them; a new one by its name."""
    name = legible(request.POST.get("name", ""))
    refused = ""
    if request.method == "POST":
        try:
            made = make_folder(request.actor, name)
        except FolderNameTaken as refusal:
            refused = refusal.reason
        except ReasonNeeded:
            refused = _("Ghi tên thư mục.")
        else:
            return _back(made.pk)
    shown = own_folders(request.actor)
    context: dict[str, Any] = {
        "folders": [(one, OwnFileForm(auto_id=f"file-{one.folder.pk}-%s")) for one in shown],
        "space": own_space(request.actor),
        "name": name,
        "refused": refused,
    }
    return render(request, "documents/folders.html", context, status=422 if refused else 200)


@requires("folder.own")
@require_POST
def folder(request: ActingRequest, folder_id: int) -> HttpResponse:
    """Rename an own folder, put a file of the own into it, or remove it: documents of packs stay where they are."""
    if "put" in request.POST:
        _put_file(request, folder_id)
        return _back(folder_id)
    if "remove" in request.POST:
        drop_folder(request.actor, folder_id)
        messages.success(request, _("Đã xóa thư mục."))
        return _back()
    try:
        rename_folder(request.actor, folder_id, legible(request.POST.get("name", "")))
    except FolderNameTaken as refusal:
        messages.error(request, refusal.reason)
    except ReasonNeeded:
        messages.error(request, _("Ghi tên thư mục."))
    return _back(folder_id)


def _put_file(request: ActingRequest, folder_id: int) -> None:
    """Look at a file outside any transaction, then keep it, or say why it is not taken."""
    actor = request.actor
    own_folder(actor, folder_id)
    form = OwnFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["file"])))
        return
    try:
        with arriving(form.cleaned_data["file"]) as arrived:

            def run() -> dict[str, Any]:
                return {"paper": put_file(actor, folder_id, arrived).pk}

            name = {"folder": folder_id, "digest": arrived.sha256} | payload_of(request)
            once(actor, command_id_of(request), "documents.own_file", name, run)
    except SecretFile as secret:
        note_own_held_back(actor, secret.level)
        messages.error(request, secret.reason)
    except (FileRefused, OwnSpaceFull) as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(
            request, _("Đã nhận tệp. Các trang đang được dựng, có thể mất ít phút với tài liệu dài.")
        )


@requires("folder.own")
@require_POST
def folder_paper(request: ActingRequest, own_paper_id: int) -> HttpResponse:
    """Take a document out of an own folder; a file of the own is removed."""
    folder_id, gone = drop_paper(request.actor, own_paper_id)
    messages.success(request, _("Đã xóa tệp.") if gone else _("Đã lấy tài liệu ra khỏi thư mục."))
    return _back(folder_id)


@requires("folder.own")
@require_POST
def folder_put(request: ActingRequest, document_id: int) -> HttpResponse:
    """Put a document into an own folder: one there is, or a new one where a name is typed."""
    document = document_or_404(request, document_id)
    chosen, name = request.POST.get("folder", ""), legible(request.POST.get("name", "")).strip()
    try:
        if name or not (chosen.isascii() and chosen.isdecimal() and len(chosen) < LONGEST_NUMBER):
            folder_id = make_folder(request.actor, name).pk
        else:
            folder_id = int(chosen)
        paper = put_document(request.actor, folder_id, document.pk)
    except AccessRefused:
        raise
    except FolderNameTaken as refusal:
        messages.error(request, refusal.reason)
    except ReasonNeeded:
        messages.error(request, _("Chọn thư mục, hoặc ghi tên thư mục mới."))
    else:
        messages.success(request, _("Đã cho vào thư mục “%(name)s”.") % {"name": paper.folder.name})
    return HttpResponseRedirect(reverse("documents:document", args=[document.pk]))


def _back(folder_id: int | None = None) -> HttpResponse:
    place = f"#thu-muc-{folder_id}" if folder_id is not None else ""
    return HttpResponseRedirect(reverse("documents:folders") + place)
