"""A document that came in, one line of the incoming register, and to whom it is handed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.directory.queries import organisation_choices
from nghisu.documents.commands import hand_on, register_incoming
from nghisu.documents.enums import FileRole
from nghisu.documents.forms.registers import HandingForm, IncomingForm
from nghisu.documents.models import IncomingDocument, IssuedDocument
from nghisu.documents.queries.registers import incoming_of, issued_of
from nghisu.documents.views.arrivals import handed_over, payload_with
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files import FileRefused

LATEST = 300
"""Issued documents that are offered as the answer to an incoming one."""


def incoming_or_404(request: ActingRequest, incoming_id: int) -> IncomingDocument:
    """A document of the actor's register; one of another committee is one that does not exist."""
    row = incoming_of(request.actor).filter(pk=incoming_id).first()
    if row is None:
        raise Http404
    return row


@requires("incoming.register")
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: ActingRequest) -> HttpResponse:
    """Enter a document that came in, under the next received number."""
    units = organisation_choices(request.actor, clock.today())
    form = IncomingForm(units, request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.content()
        try:
            with handed_over(form, FileRole.ATTACHED) as files:

                def run() -> dict[str, Any]:
                    row = register_incoming(request.actor, content, files)
                    return {"incoming": row.pk, "number": row.number}

                payload = payload_with(payload_of(request), files)
                answer = once(
                    request.actor, command_id_of(request), "documents.register_incoming", payload, run
                )
        except FileRefused as refusal:
            form.add_error("file", refusal.reason)
        else:
            said = _("Đã ghi sổ, số đến %(number)s.") % {"number": f"{answer['number']:02}"}
            messages.success(request, said)
            return HttpResponseRedirect(reverse("documents:incoming_one", args=[answer["incoming"]]))
    return render(request, "documents/receive.html", {"form": form}, status=422 if form.errors else 200)


@requires("register.view")
@require_safe
def incoming_one(request: ActingRequest, incoming_id: int) -> HttpResponse:
    """One line of the incoming register with its files."""
    row = incoming_or_404(request, incoming_id)
    context = {
        "row": row,
        "files": row.files.select_related("file"),
        "late": bool(row.answer_by and not row.answered_on and row.answer_by < clock.today()),
        "may_enter": bool(may(request.actor, "incoming.register")),
    }
    return render(request, "documents/incoming_one.html", context)


@requires("incoming.register")
@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: ActingRequest, incoming_id: int) -> HttpResponse:
    """To whom the document is handed, by when it is answered, with what it was."""
    row = incoming_or_404(request, incoming_id)
    answers = [
        (one.pk, ", ".join(filter(None, (one.sign, one.said_title))))
        for one in issued_of(request.actor).filter(state=IssuedDocument.State.ISSUED)[:LATEST]
    ]
    if row.answer is not None and all(pk != row.answer_id for pk, _name in answers):
        answers.append((row.answer.pk, row.answer.sign))
    units = organisation_choices(request.actor, clock.today())
    initial = {
        "unit": row.handed_unit_id,
        "person": row.handed_to,
        "answer_by": row.answer_by,
        "answered_on": row.answered_on,
        "answer": row.answer_id,
        "note": row.note,
    }
    form = HandingForm(units, answers, request.POST if request.method == "POST" else None, initial)
    if request.method == "POST" and form.is_valid():

        def run() -> dict[str, Any]:
            return {"incoming": hand_on(request.actor, incoming_id, form.handing()).pk}

        payload = payload_of(request) | {"incoming": [str(incoming_id)]}
        once(request.actor, command_id_of(request), "documents.hand_on", payload, run)
        messages.success(request, _("Đã lưu việc chuyển xử lý."))
        return HttpResponseRedirect(reverse("documents:incoming_one", args=[incoming_id]))
    context = {"form": form, "row": row}
    return render(request, "documents/hand.html", context, status=422 if form.errors else 200)
