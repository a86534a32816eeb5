"""A document that is issued now, an issued one, and its cancelling."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.documents.commands import cancel_issued, register_issued
from nghisu.documents.forms.registers import CancelForm, IssuedForm
from nghisu.documents.models import DocumentFile, IssuedDocument
from nghisu.documents.queries import issuer_choices
from nghisu.documents.queries.issuers import issuers_of
from nghisu.documents.queries.registers import issued_of
from nghisu.documents.refusals import AlreadyCancelled, NoTermRuns
from nghisu.documents.views.arrivals import payload_with, to_be_issued
from nghisu.documents.views.dispatched import ROWS, dispatched
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files import FileRefused, file_response
from nghisu.foundation.kept_files import FileGone
from nghisu.rulebook.enums import DOCUMENT_KINDS


def issued_or_404(request: ActingRequest, issued_id: int) -> IssuedDocument:
    """A document of the actor's register; one of another committee is one that does not exist."""
    row = issued_of(request.actor).filter(pk=issued_id).first()
    if row is None:
        raise Http404
    return row


@requires("document.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: ActingRequest) -> HttpResponse:
    """Give the next number to a document that was drawn up elsewhere, and enter it."""
    posted = request.POST if request.method == "POST" else None
    form = IssuedForm(issuer_choices(request.actor), posted, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.content()
        try:
            with to_be_issued(
                form, issuers_of(request.actor).filter(pk=content.issuer_id).first(), content.signer_name
            ) as files:

                def run() -> dict[str, Any]:
                    return {"issued": register_issued(request.actor, content, files).pk}

                payload = payload_with(payload_of(request), files)
                answer = once(
                    request.actor, command_id_of(request), "documents.register_issued", payload, run
                )
        except NoTermRuns as refusal:
            form.add_error("issuer", refusal.reason)
        except FileRefused as refusal:
            form.add_error("file", refusal.reason)
        else:
            row = issued_or_404(request, answer["issued"])
            messages.success(request, _("Đã cấp số %(sign)s.") % {"sign": row.sign})
            return HttpResponseRedirect(reverse("documents:issued_one", args=[row.pk]))
    return render(request, "documents/issue.html", {"form": form}, status=422 if form.errors else 200)


@requires("register.view")
@require_safe
def issued_one(request: ActingRequest, issued_id: int) -> HttpResponse:
    """One line of the outgoing register with its files."""
    row = issued_or_404(request, issued_id)
    context = {
        "row": row,
        "kind": _(DOCUMENT_KINDS.get(row.kind, row.kind)),
        "files": row.files.select_related("file", "issued"),
        "may_issue": bool(may(request.actor, "document.issue")),
        "may_sign": bool(may(request.actor, "signature.add")),
        **dispatched(request, row),
    }
    if request.headers.get("HX-Target") == ROWS:
        return render(request, "documents/_recipient_rows.html", context | {"more": True})
    return render(request, "documents/issued_one.html", context)


@requires("document.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: ActingRequest, issued_id: int) -> HttpResponse:
    """Cancel an issued document; it keeps its number."""
    row = issued_or_404(request, issued_id)
    form = CancelForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():

        def run() -> dict[str, Any]:
            return {"issued": cancel_issued(request.actor, issued_id, form.cleaned_data["why"]).pk}

        payload = payload_of(request) | {"issued": [str(issued_id)]}
        try:
            once(request.actor, command_id_of(request), "documents.cancel_issued", payload, run)
        except AlreadyCancelled as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("Đã ghi hủy. Số vẫn giữ trong sổ."))
        return HttpResponseRedirect(reverse("documents:issued_one", args=[issued_id]))
    return render(
        request, "documents/cancel.html", {"form": form, "row": row}, status=422 if form.errors else 200
    )


@requires("register.view")
@require_safe
def document_file(request: ActingRequest, file_id: int) -> HttpResponseBase:
    """A file of a document of the registers, to keep."""
    rows = DocumentFile.objects.filter(committee=request.actor.committee_id, pk=file_id)
    row = rows.select_related("file").first()
    if row is None:
        raise Http404
    try:
        return file_response(row.file)
    except FileGone as gone:
        raise Http404 from gone
