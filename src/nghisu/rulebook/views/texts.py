"""The text of a regulation as the office holds it: attached, matched, placed by hand, taken back as a file."""

from __future__ import annotations

import hashlib

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.core.law.edition import Edition
from nghisu.core.text import legible, nfc
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once
from nghisu.foundation.files import FileRefused, arriving_content
from nghisu.foundation.files.giving import stream_response
from nghisu.foundation.kept_files import FileGone, kept_path
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.rulebook.adapters.text_reading import MAX_FILE, FileKind, UnreadableText, read_text
from nghisu.rulebook.adapters.text_reading.reading import MEDIA_TYPES
from nghisu.rulebook.commands.attaching import HeldFile, attach_text, place_clause
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.texts import attached_text, text_page

BEGINS = 90
"""Letters of a passage by which a person knows it in a list."""


class TextForm(forms.Form):
    """The file that the office holds."""

    file = forms.FileField(
        label=gettext_lazy("Tệp văn bản quy định (.docx, .pdf hoặc .txt)"),
        help_text=gettext_lazy("Tối đa 20 MB. Không nhận tệp có macro, tệp có mật khẩu, bản chụp ảnh."),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
        error_messages={
            "required": gettext_lazy("Chọn một tệp rồi bấm “Đính kèm và đối chiếu”."),
            "empty": gettext_lazy("Tệp rỗng. Chọn lại tệp văn bản quy định."),
        },
    )


def edition_or_404(request: ActingRequest, code: str) -> Edition:
    """An edition that binds the actor's committee today."""
    rulebook = rulebook_of(request.actor, clock.today())
    found = next((one for one in rulebook.editions if one.id == code), None)
    if found is None:
        raise Http404
    return found


@requires("text.read")
@require_safe
def text(request: ActingRequest, edition: str) -> HttpResponse:
    """What came of matching the attached text: placed, changed, moved, not found; or the way to attach one."""
    return _page(request, edition_or_404(request, edition))


@requires("text.attach")
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: ActingRequest, edition: str) -> HttpResponse:
    """Read a file, match it and keep it, or say why it cannot be read."""
    found = edition_or_404(request, edition)
    form = TextForm(
        request.POST if request.method == "POST" else None, request.FILES or None, label_suffix=""
    )
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read(MAX_FILE + 1)
        try:
            # Read before the transaction: it takes seconds, in which others want to write.
            read = read_text(content, _)
            if read.kind is not FileKind.TXT:
                # What stands beside the body, in heads, feet and boxes, is looked at by the door of all files.
                with arriving_content(content, upload.name or ""):
                    pass
        except UnreadableText as refusal:
            form.add_error("file", f"{refusal.message} {refusal.way_out}")
        except FileRefused as refusal:
            form.add_error("file", refusal.reason)
        else:
            file = HeldFile(legible(nfc(upload.name or "")), content, read)
            payload = {"edition": found.id, "sha256": hashlib.sha256(content).hexdigest()}
            once(
                request.actor,
                command_id_of(request),
                "rulebook.attach_text",
                payload,
                lambda: {"text": attach_text(request.actor, found, file).pk},
            )
            messages.success(request, _("Đã đính kèm và đối chiếu văn bản."))
            return HttpResponseRedirect(reverse("rulebook:text", args=[found.id]))
    context = {"edition": found, "form": form}
    return render(request, "rulebook/attach_text.html", context, status=422 if form.errors else 200)


@requires("text.attach")
@require_POST
def place(request: ActingRequest, edition: str) -> HttpResponse:
    """Place a clause by hand, or take it from where it was placed."""
    found = edition_or_404(request, edition)
    clause, typed = request.POST.get("clause", ""), request.POST.get("passage", "")
    passage = int(typed) if typed.isdecimal() and len(typed) < 18 else None
    try:
        once(
            request.actor,
            command_id_of(request),
            "rulebook.place_clause",
            {"edition": found.id, "clause": clause, "passage": typed},
            lambda: {"done": place_clause(request.actor, found, clause, passage) is None},
        )
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Đã đặt điều khoản %(clause)s.") % {"clause": clause})
    return HttpResponseRedirect(reverse("rulebook:text", args=[found.id]))


@requires("text.read")
@require_safe
def text_file(request: ActingRequest, edition: str) -> HttpResponseBase:
    """The very file that was attached, to keep."""
    found = attached_text(request.actor, edition)
    if found is None:
        raise Http404
    try:
        stream = kept_path(found.stored, found.sha256).open("rb")
    except FileGone as problem:
        raise Http404 from problem
    return stream_response(stream, found.file_name, MEDIA_TYPES[FileKind(found.kind)])


def _page(request: ActingRequest, edition: Edition) -> HttpResponse:
    held = attached_text(request.actor, edition.id)
    context: dict[str, object] = {
        "edition": edition,
        "held": held,
        "may_attach": bool(may(request.actor, "text.attach")),
    }
    if held is not None:
        page = text_page(request.actor, edition, held)
        context |= {
            "page": page,
            "choices": [(one.pk, _begins(one.found_at, one.words)) for one in page.free],
        }
    return render(request, "rulebook/text.html", context)


def _begins(found_at: str, words: str) -> str:
    short = words if len(words) <= BEGINS else f"{words[:BEGINS]}…"
    return f"{found_at}: {short}" if found_at else short
