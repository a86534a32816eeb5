"""What is printed or packed of the letters: labels, the hand-delivery book, the list for the hall, the ZIP of a unit."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.core.text import fold
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.kept_files import FileGone
from nghisu.foundation.tables import attachment
from nghisu.invitations.adapters.packages import ZIP, network_package
from nghisu.invitations.enums import Step, Way
from nghisu.invitations.queries.letters import DeliveryFilter, by_unit, deliveries_of, wanted_deliveries
from nghisu.invitations.views.letters import ORDER, mailing_or_404
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404

PART = "letters"


@requires("invitation.deliver")
@require_safe
def labels(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Address labels for letters by post, on A4: three beside each other, eight below."""
    entry = entry_or_404(request, entry_id)
    rows = deliveries_of(request.actor, mailing_or_404(request, entry)).filter(way=Way.POST)
    context = frame_of(request.actor, entry, PART)
    context |= {"rows": list(rows.order_by(*ORDER)), "committee": request.committee}
    return render(request, "invitations/labels.html", context)


@requires("invitation.deliver")
@require_safe
def hand_book(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The book in which those who receive by hand sign."""
    entry = entry_or_404(request, entry_id)
    rows = deliveries_of(request.actor, mailing_or_404(request, entry)).filter(way__in=[Way.HAND, Way.NONE])
    context = frame_of(request.actor, entry, PART)
    context |= {"shares": by_unit(list(rows.order_by(*ORDER))), "committee": request.committee}
    return render(request, "invitations/hand_book.html", context)


@requires("invitation.deliver")
@require_safe
def hall_list(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Who has not confirmed: they are handed theirs at the hall (5609 III/II/2.2)."""
    entry = entry_or_404(request, entry_id)
    mailing = mailing_or_404(request, entry)
    rows = wanted_deliveries(request.actor, mailing, DeliveryFilter(without=Step.CONFIRMED))
    context = frame_of(request.actor, entry, PART)
    shares = by_unit(list(rows.order_by(*ORDER)))
    context |= {
        "shares": shares,
        "count": sum(len(share.rows) for share in shares),
        "committee": request.committee,
    }
    return render(request, "invitations/hall_list.html", context)


@requires("invitation.deliver")
@require_safe
def package(request: ActingRequest, entry_id: int, organisation_id: int) -> HttpResponse:
    """The letters of a unit as a package for the Party network."""
    entry = entry_or_404(request, entry_id)
    mailing = mailing_or_404(request, entry)
    rows = list(
        deliveries_of(request.actor, mailing)
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
    return attachment(content, _("giay-moi-%(unit)s.zip") % {"unit": name}, ZIP)
