"""Appraisal of a document: assigned, said, answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nghisu.core.text import legible
from nghisu.documents.commands import answer_appraisal, ask_appraisal, say_appraisal, withdraw_appraisal
from nghisu.documents.forms.packs import AppraisalForm
from nghisu.documents.models import Appraisal
from nghisu.documents.queries import visible_documents, visible_versions
from nghisu.documents.refusals import AppraisalSaid, ReasonNeeded
from nghisu.documents.views.reader import document_or_404
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused


def appraisal_or_404(request: ActingRequest, appraisal_id: int) -> Appraisal:
    """The appraisal asked for, of a document that may be seen."""
    rows = Appraisal.objects.filter(
        committee=request.actor.committee_id, version__document__in=visible_documents(request.actor)
    )
    appraisal = rows.select_related("version__document").filter(pk=appraisal_id).first()
    if appraisal is None:
        raise Http404
    return appraisal


@requires("pack.edit")
@require_POST
def ask(request: ActingRequest, document_id: int) -> HttpResponse:
    """Assign who appraises the newest version."""
    document = document_or_404(request, document_id)
    version = visible_versions(request.actor, document).first()
    person, part = request.POST.get("person", ""), request.POST.get("part", "")
    if version is None or not (person.isascii() and person.isdecimal() and len(person) < 18):
        raise Http404

    def run() -> dict[str, Any]:
        return {"new": ask_appraisal(request.actor, version.pk, part, [int(person)])}

    name = {"document": document.pk} | payload_of(request)
    answer = once(request.actor, command_id_of(request), "documents.ask_appraisal", name, run)
    if answer["new"]:
        messages.success(request, _("Đã giao thẩm định và báo cho người được giao."))
    else:
        messages.error(request, _("Người này đã được giao, hoặc chính là người đưa bản này lên."))
    return HttpResponseRedirect(reverse("documents:document", args=[document.pk]))


@requires("document.appraise")
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: ActingRequest, appraisal_id: int) -> HttpResponse:
    """Say what an appraisal came to."""
    appraisal = appraisal_or_404(request, appraisal_id)
    if appraisal.appraiser_id != request.actor.person_id:
        raise Http404
    form = AppraisalForm(appraisal.part, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():

            def run() -> dict[str, Any]:
                return {"appraisal": say_appraisal(request.actor, appraisal_id, form.opinion()).pk}

            name = {"appraisal": appraisal_id} | payload_of(request)
            try:
                once(request.actor, command_id_of(request), "documents.say_appraisal", name, run)
            except (AccessRefused, CommandReused):
                raise
            except Refused as refusal:
                form.add_error(None, refusal.reason)
                status = 409
            else:
                messages.success(request, _("Đã gửi ý kiến thẩm định."))
                return HttpResponseRedirect(
                    reverse("documents:document", args=[appraisal.version.document_id])
                )
    context = {"form": form, "appraisal": appraisal, "document": appraisal.version.document}
    return render(request, "documents/appraisal.html", context, status=status)


@requires("pack.edit")
@require_POST
def withdraw(request: ActingRequest, appraisal_id: int) -> HttpResponse:
    """Take back that somebody was to appraise, with the reason."""
    appraisal = appraisal_or_404(request, appraisal_id)
    why = legible(request.POST.get("why", ""))

    def run() -> dict[str, Any]:
        return {"appraisal": withdraw_appraisal(request.actor, appraisal_id, why).pk}

    name = {"appraisal": appraisal_id} | payload_of(request)
    try:
        once(request.actor, command_id_of(request), "documents.withdraw_appraisal", name, run)
    except (AppraisalSaid, ReasonNeeded) as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Đã thu hồi việc giao thẩm định và báo cho người được giao."))
    return HttpResponseRedirect(reverse("documents:document", args=[appraisal.version.document_id]))


@requires("document.hand_in")
@require_POST
def answer(request: ActingRequest, appraisal_id: int) -> HttpResponse:
    """The unit's answer to what was said."""
    appraisal = appraisal_or_404(request, appraisal_id)
    text = legible(request.POST.get("answer", ""))

    def run() -> dict[str, Any]:
        return {"appraisal": answer_appraisal(request.actor, appraisal_id, text).pk}

    name = {"appraisal": appraisal_id} | payload_of(request)
    once(request.actor, command_id_of(request), "documents.answer_appraisal", name, run)
    messages.success(request, _("Đã gửi trả lời."))
    return HttpResponseRedirect(reverse("documents:document", args=[appraisal.version.document_id]))
