"""What is printed or packed of the letters: labels, the hand-delivery book, the list for the hall, the ZIP of a unit."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.core.text import fold
from nghisu.directory.queries.paging import PAGE
from nghisu.documents.adapters.packages import ZIP
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files.giving import stream_response
from nghisu.foundation.kept_files import FileGone
from nghisu.invitations.adapters.packages import network_package
from nghisu.invitations.commands.receipts import hand_out_at_hall
from nghisu.invitations.enums import Step, Way
from nghisu.invitations.forms.letters import DeliveryFilterForm
from nghisu.invitations.models import Mailing
from nghisu.invitations.queries.handing_out import hall_shares
from nghisu.invitations.queries.letters import (
    DeliveryFilter,
    came_to,
    deliveries_of,
    goes_by,
    wanted_deliveries,
)
from nghisu.invitations.queries.originals import may_leave
from nghisu.invitations.queries.shares import RECEIVED_BY, shares_of
from nghisu.invitations.queries.untold import move_since, untold
from nghisu.invitations.views.letters import ORDER
from nghisu.invitations.views.letters_page import mailing_or_404
from nghisu.programme.commands.moving.telling import said_of
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404, target_of

PART = "letters"
ROWS = "hall-rows"


@requires("invitation.deliver")
@require_safe
def labels(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Address labels for letters by post, on A4: three beside each other, eight below."""
    entry = entry_or_404(request, entry_id)
    mailing = mailing_or_404(request, entry)
    rows = may_leave(deliveries_of(request.actor, mailing)).filter(goes_by(Way.POST)).order_by(*ORDER)
    context = _with_second_entries(request, entry, mailing)
    if context["move"] is not None:
        again = untold(request.actor, mailing, context["move"])
        context["again"] = list(again.filter(goes_by(Way.POST)).order_by(*ORDER))
    context["rows"] = list(rows) if not context["alone"] else []
    return render(request, "invitations/labels.html", context)


@requires("invitation.deliver")
@require_safe
def hand_book(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The book in which those who receive by hand sign."""
    entry = entry_or_404(request, entry_id)
    mailing = mailing_or_404(request, entry)
    rows = may_leave(deliveries_of(request.actor, mailing)).filter(goes_by(Way.HAND, Way.NONE))
    context = _with_second_entries(request, entry, mailing)
    if context["move"] is not None:
        again = untold(request.actor, mailing, context["move"])
        context["again"] = shares_of(again.exclude(goes_by(Way.POST))).shares
    context["shares"] = shares_of(rows).shares if not context["alone"] else []
    return render(request, "invitations/hand_book.html", context)


def _with_second_entries(request: ActingRequest, entry: Entry, mailing: Mailing) -> dict[str, Any]:
    """What is told on paper of a conference that was moved after its letters were issued, under these or, with
    `?thu=thong-bao`, alone."""
    move = move_since(request.actor, mailing)
    context = frame_of(request.actor, entry, PART)
    with override("vi"):  # it stands on a paper
        notice = said_of(entry, move, []) if move is not None else None
    return context | {
        "committee": request.committee,
        "move": move,
        "notice": notice,
        "alone": move is not None and request.GET.get("thu") == "thong-bao",
        "again": [],
    }


@requires("invitation.deliver")
@require_http_methods(["GET", "HEAD", "POST"])
def hall_list(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Who has not confirmed: they are handed theirs at the hall (5609 III/II/2.2), and the clerk ticks who was. Page by
    page, or with `?in=du` everybody on one, to be printed."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    mailing = mailing_or_404(request, entry)
    if request.method == "POST":
        return _handed_out(request, entry, mailing)
    form = DeliveryFilterForm(request.GET, with_step=False)
    wanted = form.wanted()
    page = shares_of(
        may_leave(wanted_deliveries(actor, mailing, wanted)),
        without=came_to(Step.CONFIRMED),
        after=request.GET.get("after", ""),
        size=None if request.GET.get("in") == "du" else PAGE,
    )
    asked = {key: value for key, value in request.GET.items() if value and key not in ("after", "in")}
    next_url = f"{request.path}?{urlencode(asked | {'after': page.after})}" if page.after else ""
    context: dict[str, Any] = {
        "page": page,
        "shares": hall_shares(mailing.conference, page.shares),
        "next_url": next_url,
    }
    if target_of(request) == ROWS:
        return render(request, "invitations/_hall_rows.html", context | {"more": True})
    context |= frame_of(actor, entry, PART)
    context |= {
        "form": form,
        "filtered": wanted.asks,
        "issued": page.total or may_leave(deliveries_of(actor, mailing)).exists(),
        "in_full": f"?{urlencode(asked | {'in': 'du'})}" if next_url or "after" in request.GET else "",
        "asked": urlencode(asked | {"chua": Step.CONFIRMED.value}),
        "committee": request.committee,
        "papers_in_all": sum(one.papers or 0 for one in context["shares"])
        if not next_url and "after" not in request.GET
        else None,
    }
    return render(request, "invitations/hall_list.html", context)


def _handed_out(request: ActingRequest, entry: Entry, mailing: Mailing) -> HttpResponse:
    """Write down who was handed theirs: those ticked, or a whole unit of the list by its name."""
    actor = request.actor
    ids = [int(pk) for pk in request.POST.getlist("thu") if pk.isdecimal() and len(pk) < 19]
    if unit := request.POST.get("don-vi", ""):
        rows = wanted_deliveries(actor, mailing, DeliveryFilter(without=Step.CONFIRMED))
        ids += rows.annotate(received_by=RECEIVED_BY).filter(received_by=unit).values_list("pk", flat=True)
    if ids:
        count = once(
            actor,
            command_id_of(request),
            "mailing.hand_out",
            {"entry": entry.pk} | payload_of(request),
            lambda: {"count": hand_out_at_hall(actor, entry, ids)},
        )["count"]
        said = ngettext("Đã ghi: phát cho %(count)s người.", "Đã ghi: phát cho %(count)s người.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.error(request, _("Hãy đánh dấu ít nhất một người đã được phát."))
    asked = {key: value for key, value in request.GET.items() if value}
    return HttpResponseRedirect(f"{request.path}?{urlencode(asked)}" if asked else request.path, status=303)


@requires("invitation.deliver")
@require_safe
def package(request: ActingRequest, entry_id: int, organisation_id: int) -> HttpResponseBase:
    """The letters of a unit, and the documents for its people, as a package for the Party network."""
    entry = entry_or_404(request, entry_id)
    mailing = mailing_or_404(request, entry)
    rows = list(
        may_leave(deliveries_of(request.actor, mailing))
        .filter(way=Way.NETWORK, unit=organisation_id, drawn_at__isnull=False)
        .order_by(*ORDER)
    )
    if not rows or rows[0].unit is None:
        raise Http404
    try:
        content = network_package(mailing, rows[0].unit.name, rows)
    except FileGone:
        raise Http404 from None
    name = "-".join(fold(rows[0].unit.name).split())
    return stream_response(content, _("giay-moi-%(unit)s.zip") % {"unit": name}, ZIP)
