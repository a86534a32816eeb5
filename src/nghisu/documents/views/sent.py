"""What came to the actor or the actor's unit: read, confirmed, forwarded to the unit's own people."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.directory.queries.paging import PAGE, page_of
from nghisu.documents.commands.dispatch_receipts import confirm_own, forward_own, open_own
from nghisu.documents.forms.dispatching import ForwardForm
from nghisu.documents.models import IssuedDocument, Recipient
from nghisu.documents.queries.dispatches import own_documents, own_recipients, recipient_lines, said_forwarded
from nghisu.documents.queries.reaching import files_to_send
from nghisu.documents.views.tabs import tabs_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files import file_response
from nghisu.foundation.kept_files import FileGone
from nghisu.rulebook.enums import DOCUMENT_KINDS

ROWS = "sent-rows"


@requires("dispatch.own")
@require_safe
def sent(request: ActingRequest) -> HttpResponse:
    """The documents that came to the actor or the actor's unit, the latest first."""
    rows, mark = page_of(
        own_documents(request.actor), ("-issued_on", "-id"), request.GET.get("after", ""), PAGE
    )
    next_url = f"{request.path}?{urlencode({'after': mark})}" if mark else ""
    context: dict[str, Any] = {"rows": rows, "next_url": next_url}
    if request.headers.get("HX-Target") == ROWS:
        return render(request, "documents/_sent_rows.html", context | {"more": True})
    return render(request, "documents/sent.html", context | {"tabs": tabs_of(request, "sent")})


@requires("dispatch.own")
@require_http_methods(["GET", "HEAD", "POST"])
def sent_one(request: ActingRequest, issued_id: int) -> HttpResponse:
    """A document that came: opening it is noted; a button says that it was received, a form to whom it was forwarded."""
    row = _own_or_404(request, issued_id)
    refused: tuple[int, ForwardForm] | None = None
    if request.method == "POST":
        one = _recipient_or_404(request, issued_id)
        stated = one.receipts.filter(hop=2, step="sent").exists()
        form = ForwardForm(request.POST, stated=stated, auto_id=f"{one.pk}_%s")
        forwards = request.POST.get("viec") == "chuyen"
        if not forwards or form.is_valid():
            return _said(request, one, form if forwards else None)
        refused = (one.pk, form)
    elif request.method == "GET":
        open_own(request.actor, issued_id)
    rows = list(own_recipients(request.actor).filter(issued=row))
    shares = []
    for line in recipient_lines(request.actor, rows):
        form = ForwardForm(stated=line.forwarded is not None, auto_id=f"{line.one.pk}_%s")
        if refused is not None and refused[0] == line.one.pk:
            form = refused[1]
        forwards = line.one.unit_id is not None and line.passed_on is None
        shares.append((line, form if forwards else None, said_forwarded(line)))
    context = {
        "row": row,
        "kind": _(DOCUMENT_KINDS.get(row.kind, row.kind)),
        "files": files_to_send(row),
        "shares": shares,
    }
    return render(request, "documents/sent_one.html", context, status=422 if refused else 200)


def _said(request: ActingRequest, one: Recipient, form: ForwardForm | None) -> HttpResponse:
    """Keep what the recipient says: that it came, or to whom it was forwarded."""
    actor = request.actor

    def run() -> dict[str, Any]:
        if form is None:
            confirm_own(actor, one.pk)
        else:
            forward_own(actor, one.pk, form.forwarding())
        return {}

    payload = payload_of(request) | {"recipient": [str(one.pk)]}
    name = "documents.confirm_own" if form is None else "documents.forward_own"
    once(actor, command_id_of(request), name, payload, run)
    messages.success(request, _("Đã ghi nhận. Xin cảm ơn đồng chí."))
    return HttpResponseRedirect(reverse("documents:sent_one", args=[one.issued_id]), status=303)


@requires("dispatch.own")
@require_safe
def sent_file(request: ActingRequest, issued_id: int, file_id: int) -> HttpResponseBase:
    """A file of a document that came."""
    row = _own_or_404(request, issued_id)
    kept = next((one for one in files_to_send(row) if one.pk == file_id), None)
    if kept is None:
        raise Http404
    try:
        return file_response(kept.file)
    except FileGone as gone:
        raise Http404 from gone


def _own_or_404(request: ActingRequest, issued_id: int) -> IssuedDocument:
    row = own_documents(request.actor).filter(pk=issued_id).first()
    if row is None:
        raise Http404
    return row


def _recipient_or_404(request: ActingRequest, issued_id: int) -> Recipient:
    typed = request.POST.get("noi-nhan", "")
    rows = own_recipients(request.actor).filter(issued=issued_id)
    one = rows.filter(pk=int(typed)).first() if typed.isdecimal() and len(typed) < 19 else None
    if one is None:
        raise Http404
    return one
