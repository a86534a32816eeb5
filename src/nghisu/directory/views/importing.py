from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.directory.adapters.people_template import example_file, template_file
from nghisu.directory.commands import importing
from nghisu.directory.forms.importing import DirectoryRowForm, DirectoryUploadForm
from nghisu.directory.models import DirectoryImport, DirectoryImportRow
from nghisu.directory.queries.importing import (
    ImportLine,
    ImportTally,
    directory_import_of,
    directory_imports_of,
    import_line,
    import_lines,
    import_tally,
)
from nghisu.directory.queries.places import place_names, roles_said
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once
from nghisu.foundation.sheets import UnreadableFile
from nghisu.foundation.sheets.drafts import LISTED, Run, address_after, limits, reason_against, tabs_of
from nghisu.foundation.tables import XLSX, attachment


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ActingRequest) -> HttpResponse:
    """Choose a file; read it into a draft, or say why it cannot be read."""
    form = DirectoryUploadForm(request.POST or None, request.FILES or None)
    refusal: UnreadableFile | None = None
    if request.method == "POST" and form.is_valid():
        upload, since = form.cleaned_data["file"], form.cleaned_data["default_since"]
        content: bytes = upload.read()
        try:
            # Read before the transaction: a large file takes seconds, in which others want to write.
            file = importing.read_directory_file(request.actor, content, upload.name)
        except UnreadableFile as reason:
            refusal = reason
        else:
            payload = {"sha256": hashlib.sha256(content).hexdigest(), "name": upload.name, "since": since}

            def run() -> dict[str, Any]:
                return {"draft": importing.draft_directory_import(request.actor, file, since).pk}

            answer = once(request.actor, command_id_of(request), "directory.draft_import", payload, run)
            return HttpResponseRedirect(reverse("directory:import_draft", args=[answer["draft"]]))
    context = {
        "form": form,
        "refusal": refusal,
        "drafts": directory_imports_of(request.actor)[:LISTED],
        "taken_in": _("Đã đưa vào danh bạ"),
    } | limits()
    status = 422 if form.errors or refusal else 200
    return render(request, "directory/import_start.html", context, status=status)


@requires("directory.edit")
@require_safe
def template(request: ActingRequest) -> HttpResponse:
    """A workbook with the two sheets that are expected, to be filled in."""
    return attachment(template_file(), _("Mẫu cơ quan và người.xlsx"), XLSX)


@requires("directory.edit")
@require_safe
def example(request: ActingRequest) -> HttpResponse:
    """The same workbook filled in for an invented ward of ten people."""
    return attachment(example_file(), _("Ví dụ phường mười người.xlsx"), XLSX)


@requires("directory.edit")
@require_safe
def draft(request: ActingRequest, directory_draft_id: int) -> HttpResponse:
    """The preview of a draft; of one that was taken in, what came in."""
    found = _draft(request, directory_draft_id)
    if found.accepted_at is not None:
        return render(request, "directory/import_result.html", {"draft": found, "tally": import_tally(found)})
    return _preview(request, found)


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: ActingRequest, directory_draft_id: int, part: str, row: int) -> HttpResponse:
    """One row: what is wrong with it and all its fields; corrected, the draft is read again."""
    found = _draft(request, directory_draft_id)
    line = import_line(request.actor, found, part, row)
    if line is None or found.accepted_at is not None:
        raise Http404
    form = DirectoryRowForm(
        request.POST or None,
        part=part,
        raw=line.held.raw,
        problems=line.problems,
        places=place_names(request.actor, clock.today(), units_only=part == DirectoryImportRow.Part.UNITS),
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        texts = form.texts()

        def run() -> dict[str, Any]:
            importing.correct_directory_row(request.actor, found.pk, part, row, texts)
            return {"row": row}

        refusal = reason_against(request.actor, request, "directory.correct_row", run)
        if not refusal:
            return _back(found, part, row)
    context = {"draft": found, "line": line, "form": form, "refusal": refusal}
    status = 422 if form.errors or refusal else 200
    return render(request, "directory/import_row.html", context, status=status)


@requires("directory.edit")
@require_POST
def leave_out(request: ActingRequest, directory_draft_id: int, part: str, row: int) -> HttpResponse:
    """Leave a row out, or take it back."""
    left_out = request.POST.get("left_out") == "1"

    def run() -> dict[str, Any]:
        importing.leave_out_directory_row(request.actor, directory_draft_id, part, row, left_out)
        return {"row": row}

    return _done(request, directory_draft_id, "directory.leave_out_row", run, part, row)


@requires("directory.edit")
@require_POST
def choose(request: ActingRequest, directory_draft_id: int, row: int) -> HttpResponse:
    """Say who is meant by a row."""
    choice = request.POST.get("who", "")

    def run() -> dict[str, Any]:
        importing.choose_person(request.actor, directory_draft_id, row, choice)
        return {"row": row}

    part = DirectoryImportRow.Part.PEOPLE
    return _done(request, directory_draft_id, "directory.choose_person", run, part, row)


@requires("directory.edit")
@require_POST
def accept(request: ActingRequest, directory_draft_id: int) -> HttpResponse:
    """Take the draft into the directory, all of it or nothing."""
    found = _draft(request, directory_draft_id)

    def run() -> dict[str, Any]:
        importing.accept_directory_import(request.actor, directory_draft_id)
        return {"draft": directory_draft_id}

    refusal = reason_against(request.actor, request, "directory.accept_import", run)
    if refusal and _draft(request, directory_draft_id).accepted_at is None:
        return _preview(request, found, refusal=refusal, status=409)
    # Taken in by this press or by somebody else's a moment ago: the page says by whom and when.
    return HttpResponseRedirect(reverse("directory:import_draft", args=[directory_draft_id]))


@requires("directory.edit")
@require_POST
def discard(request: ActingRequest, directory_draft_id: int) -> HttpResponse:
    """Throw a draft away."""

    def run() -> dict[str, Any]:
        importing.discard_directory_import(request.actor, directory_draft_id)
        return {"draft": directory_draft_id}

    refusal = reason_against(request.actor, request, "directory.discard_import", run)
    if refusal:
        return HttpResponseRedirect(reverse("directory:import_draft", args=[directory_draft_id]))
    return HttpResponseRedirect(reverse("directory:import_start"))


def _draft(request: ActingRequest, draft_id: int) -> DirectoryImport:
    found = directory_import_of(request.actor, draft_id)
    if found is None:
        raise Http404
    return found


def _done(request: ActingRequest, draft_id: int, name: str, run: Run, part: str, row: int) -> HttpResponse:
    refusal = reason_against(request.actor, request, name, run)
    found = _draft(request, draft_id)
    if refusal and found.accepted_at is None:
        return _preview(request, found, refusal=refusal, status=409)
    return _back(found, part, row)


def _back(found: DirectoryImport, part: str, row: int) -> HttpResponse:
    address = reverse("directory:import_draft", args=[found.pk])
    return HttpResponseRedirect(f"{address}#{part}-{row}")


def _preview(
    request: ActingRequest, found: DirectoryImport, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    show, words = request.GET.get("xem", ""), request.GET.get("tim", "").replace("\0", "")[:100]
    lines, more = import_lines(request.actor, found, show, words, request.GET.get("after", ""))
    context: dict[str, Any] = {
        "draft": found,
        "lines": [{"line": line, "roles": _roles(line)} for line in lines],
        "next_url": address_after(request.GET, more),
    }
    if request.headers.get("HX-Request") == "true" and request.GET.get("after"):
        return render(request, "directory/_partials/import_more.html", context)
    tally = import_tally(found)
    context |= {"tally": tally, "tabs": _tabs(tally, show), "show": show, "words": words, "refusal": refusal}
    return render(request, "directory/import_preview.html", context, status=status)


def _roles(line: ImportLine) -> str:
    """The roles that would come with a position that is new, in words."""
    outcome = line.held.outcome
    return roles_said(outcome["position"]) if outcome.get("new_position") else ""


def _tabs(tally: ImportTally, show: str) -> list[dict[str, Any]]:
    shows = [
        ("", _("Tất cả"), tally.rows),
        ("can-sua", _("Cần sửa"), tally.unreadable),
        ("can-tra-loi", _("Cần trả lời"), tally.asked),
        ("co-quan", _("Cơ quan sẽ tạo"), tally.units),
        ("nguoi", _("Giữ chức sẽ ghi"), tally.people),
        ("da-co", _("Đã có hoặc trùng"), tally.there + tally.copies),
        ("da-sua", _("Đã sửa"), tally.corrected),
        ("da-bo", _("Bỏ"), tally.left_out),
    ]
    return tabs_of(shows, show)
