"""Putting documents to a written consultation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.conferences.commands.consulted import add_to_consultation
from nghisu.conferences.models import Consultation
from nghisu.conferences.queries.consultations import consultation_of
from nghisu.directory.queries import organisation_choices
from nghisu.documents.forms.packs import DocumentForm
from nghisu.documents.models import Document
from nghisu.documents.views.packed import keep_upload
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused


@requires("consultation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest, consultation_id: int) -> HttpResponse:
    """Put a document with its file to a consultation that was not sent yet."""
    actor = request.actor
    row = consultation_of(actor, consultation_id)
    if row is None:
        raise Http404
    here = reverse("conferences:consultation", args=[row.pk])
    if row.state != Consultation.State.DRAFT:
        messages.error(request, _("Phiếu đã gửi nên tài liệu gửi kèm được giữ nguyên."))
        return HttpResponseRedirect(here)
    sent = request.method == "POST"
    units = organisation_choices(actor, clock.today())
    form = DocumentForm(units, (), request.POST if sent else None, request.FILES if sent else None)

    def run() -> dict[str, Any]:
        return {"document": add_to_consultation(actor, row.pk, form.facts()).pk}

    if sent and form.is_valid():
        name = {"consultation": consultation_id} | payload_of(request)
        try:
            made = once(actor, command_id_of(request), "conferences.add_consulted", name, run)
        except (AccessRefused, CommandReused):
            raise
        except Refused as refusal:
            messages.error(request, refusal.reason)
            return HttpResponseRedirect(here)
        document = Document.objects.get(committee=actor.committee_id, pk=made["document"])
        files = form.cleaned_data["file"]
        said = keep_upload(request, document, files, "") if files and not document.versions.exists() else ""
        if said:
            messages.error(request, said)
            return HttpResponseRedirect(reverse("documents:document", args=[document.pk]))
        messages.success(request, _("Đã thêm tài liệu gửi kèm phiếu."))
        return HttpResponseRedirect(here)
    context = {"row": row, "form": form}
    return render(
        request, "conferences/consultation_document.html", context, status=422 if form.errors else 200
    )
