"""Sending an issued document: to whom, by which ways; what the clerk writes down; the papers by which it goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.core.law import Basis, Citation, load_rulebook
from nghisu.core.text import fold
from nghisu.documents.adapters.packages import ZIP, dispatch_package
from nghisu.documents.commands.dispatch_receipts import Forwarding, record_dispatch, record_forwarding
from nghisu.documents.commands.dispatching import dispatch, remind_recipients
from nghisu.documents.enums import DispatchStep, DispatchWay
from nghisu.documents.forms.dispatching import DispatchForm, DispatchReceiptForm, RecipientFilterForm
from nghisu.documents.queries.dispatches import (
    FORWARDED,
    RecipientFilter,
    dispatch_table,
    may_be_sent,
    recipient_lines,
    wanted_recipients,
)
from nghisu.documents.queries.reaching import Plan, files_to_send, offered_to, places_of, plan_of
from nghisu.documents.refusals import NobodyToSend, NotToBeSent
from nghisu.documents.views.dispatched import ORDER
from nghisu.documents.views.issuing import issued_or_404
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.kept_files import FileGone
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.rulebook.queries.chips import Chip, chip_of

SHOWN = 60
NETWORK = ("5609", "I/III/1.3/b1")
"""Where Party committees are said to receive letters of invitation over the Party network."""


@requires("dispatch.send")
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: ActingRequest, issued_id: int) -> HttpResponse:
    """To whom a document goes and how: seen first, then sent just as it was seen."""
    row = issued_or_404(request, issued_id)
    if not may_be_sent(row):
        messages.error(request, NotToBeSent(row).reason)
        return _back(issued_id)
    form = DispatchForm(offered_to(request.actor), request.POST if request.method == "POST" else None)
    plan: Plan | None = None
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        plan = plan_of(request.actor, row, chosen)
        if request.POST.get("viec") == "gui" and request.POST.get("xem") == plan.digest:

            def run() -> dict[str, Any]:
                return {"count": dispatch(request.actor, issued_id, chosen)}

            payload = payload_of(request) | {"issued": [str(issued_id)]}
            try:
                answer = once(request.actor, command_id_of(request), "documents.dispatch", payload, run)
            except (NobodyToSend, NotToBeSent) as refusal:
                form.add_error(None, refusal.reason)
            else:
                return _sent(request, issued_id, answer["count"])
        elif not plan.going:
            form.add_error(None, NobodyToSend().reason)
    context: dict[str, Any] = {"form": form, "row": row, "plan": plan, "network": _over_the_network()}
    if plan is not None:
        context |= {"shown": plan.going[:SHOWN], "more": max(0, len(plan.going) - SHOWN)}
    return render(request, "documents/dispatch.html", context, status=422 if form.errors else 200)


def _over_the_network() -> Chip:
    """The clause on which the way over the Party network rests, which is for units alone."""
    clause = load_rulebook().clause(*NETWORK)
    return chip_of(Citation(clause, Basis.INTERPRETED))


def _sent(request: ActingRequest, issued_id: int, count: int) -> HttpResponse:
    said = ngettext("Đã gửi đến %(count)s nơi nhận.", "Đã gửi đến %(count)s nơi nhận.", count)
    messages.success(request, said % {"count": count})
    return _back(issued_id)


@requires("dispatch.send")
@require_POST
def record(request: ActingRequest, issued_id: int) -> HttpResponse:
    """Write down what the clerk knows of the recipients that are ticked."""
    row = issued_or_404(request, issued_id)
    form = DispatchReceiptForm(request.POST)
    ids = [int(pk) for pk in request.POST.getlist("noi-nhan") if pk.isdecimal() and len(pk) < 19]
    if not form.is_valid() or not ids:
        ticked = _("Hãy đánh dấu ít nhất một nơi nhận, rồi chọn điều muốn ghi nhận.")
        said = [str(fault) for fault in form.non_field_errors()]
        messages.error(request, said[0] if said and ids else ticked)
        return _back(issued_id)
    typed = form.cleaned_data

    def run() -> dict[str, Any]:
        if typed["step"] == FORWARDED:
            stated = Forwarding(typed["people"], typed["how"])
            return {"count": record_forwarding(request.actor, row.pk, ids, stated)}
        step = DispatchStep(typed["step"])
        return {"count": record_dispatch(request.actor, row.pk, ids, step, typed["way"], typed["how"])}

    payload = payload_of(request) | {"issued": [str(issued_id)]}
    count = once(request.actor, command_id_of(request), "documents.record_dispatch", payload, run)["count"]
    noted = ngettext("Đã ghi nhận %(count)s nơi nhận.", "Đã ghi nhận %(count)s nơi nhận.", count)
    messages.success(request, noted % {"count": count})
    return _back(issued_id)


@requires("dispatch.send")
@require_POST
def remind(request: ActingRequest, issued_id: int) -> HttpResponse:
    """Remind those who have not confirmed, each once a day."""
    issued_or_404(request, issued_id)

    def run() -> dict[str, Any]:
        done = remind_recipients(request.actor, issued_id)
        return {"reminded": done.reminded, "beyond": done.out_of_reach}

    payload = payload_of(request) | {"issued": [str(issued_id)]}
    try:
        answer = once(request.actor, command_id_of(request), "documents.remind_recipients", payload, run)
    except NotToBeSent as refusal:
        messages.error(request, refusal.reason)
        return _back(issued_id)
    said = ngettext(
        "Đã nhắc %(count)s nơi nhận; mỗi nơi mỗi ngày chỉ nhắc một lần.",
        "Đã nhắc %(count)s nơi nhận; mỗi nơi mỗi ngày chỉ nhắc một lần.",
        answer["reminded"],
    ) % {"count": answer["reminded"]}
    if answer["beyond"]:
        said += " " + _("%(count)s nơi không có tài khoản, không gửi thư: xin gọi điện.") % {
            "count": answer["beyond"]
        }
    messages.success(request, said)
    return _back(issued_id)


@requires("register.view")
@require_safe
def sheet(request: ActingRequest, issued_id: int) -> HttpResponse:
    """The recipients and how far the document came, or those the list is narrowed to, as a sheet."""
    row = issued_or_404(request, issued_id)
    wanted = RecipientFilterForm(request.GET).wanted()
    rows = list(wanted_recipients(request.actor, row, wanted).order_by(*ORDER))
    head, body = dispatch_table(recipient_lines(request.actor, rows))
    return attachment(xlsx_table(_("Nơi nhận"), head, body), _("Theo dõi nơi nhận.xlsx"), XLSX)


@requires("dispatch.send")
@require_safe
def labels(request: ActingRequest, issued_id: int) -> HttpResponse:
    """Address labels for those it goes to by post, on A4: three beside each other, eight below."""
    return _paper(request, issued_id, DispatchWay.POST, "documents/dispatch_labels.html")


@requires("dispatch.send")
@require_safe
def hand_book(request: ActingRequest, issued_id: int) -> HttpResponse:
    """The book in which those who receive by hand sign."""
    return _paper(request, issued_id, DispatchWay.HAND, "documents/dispatch_hand_book.html")


def _paper(request: ActingRequest, issued_id: int, way: DispatchWay, template: str) -> HttpResponse:
    row = issued_or_404(request, issued_id)
    rows = wanted_recipients(request.actor, row, RecipientFilter(way=way.value)).order_by(*ORDER)
    placed = places_of(request.actor, rows.select_related("unit"))
    return render(request, template, {"row": row, "rows": placed, "committee": request.committee})


@requires("dispatch.send")
@require_safe
def package(request: ActingRequest, issued_id: int, recipient_id: int) -> HttpResponse:
    """The document as a package for one unit over the Party network."""
    row = issued_or_404(request, issued_id)
    rows = wanted_recipients(request.actor, row, RecipientFilter(way=DispatchWay.NETWORK.value))
    one = rows.filter(pk=recipient_id).first()
    if one is None:
        raise Http404
    try:
        content = dispatch_package(row, one, files_to_send(row))
    except FileGone:
        raise Http404 from None
    name = "-".join(fold(f"{row.sign} {one.name}".replace("/", " ")).split())
    return attachment(content, f"{name}.zip", ZIP)


def _back(issued_id: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("documents:issued_one", args=[issued_id]), status=303)
