"""The letters of a conference as they came through: one by one, all as a sheet, receipts that are written down."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.kept_files import FileGone
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.invitations.commands.receipts import record_receipts
from nghisu.invitations.enums import Step
from nghisu.invitations.forms.letters import DeliveryFilterForm, ReceiptForm
from nghisu.invitations.models import Delivery
from nghisu.invitations.queries.files import letter_file
from nghisu.invitations.queries.letters import (
    lines_of,
    table_of,
    wanted_deliveries,
)
from nghisu.invitations.refusals import LettersNotReady
from nghisu.invitations.views.letters_page import letters_page, mailing_or_404
from nghisu.programme.views.conference import entry_or_404

PDF = "application/pdf"
ORDER = ("invitee__rank", "invitee__sort_key", "pk")


@requires("invitee.view")
@require_safe
def mailing(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Where the letters stand: the draft and what is next, or once issued how far each came."""
    entry = entry_or_404(request, entry_id)
    return letters_page(request, entry)


@requires("invitation.deliver")
@require_POST
def recording(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Write down what the clerk knows of the letters that are ticked, or of all that go to a unit."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    one = mailing_or_404(request, entry)
    form = ReceiptForm(request.POST, label_suffix="")
    ids = [int(pk) for pk in request.POST.getlist("thu") if pk.isdecimal() and len(pk) < 19]
    unit = request.POST.get("don-vi", "")
    if unit.isdecimal() and len(unit) < 19:
        ids += list(
            Delivery.objects.filter(committee=actor.committee_id, mailing=one, unit=int(unit)).values_list(
                "pk", flat=True
            )
        )
    if not form.is_valid() or not ids:
        return letters_page(
            request,
            entry,
            status=422,
            refusal=_("Hãy đánh dấu ít nhất một giấy mời, rồi chọn điều muốn ghi nhận."),
        )
    typed = form.cleaned_data
    try:
        count = once(
            actor,
            command_id_of(request),
            "mailing.record_receipts",
            {"entry": entry.pk} | payload_of(request),
            lambda: {
                "count": record_receipts(actor, entry, ids, Step(typed["step"]), typed["hop"], typed["how"])
            },
        )["count"]
    except LettersNotReady as refusal:
        return letters_page(request, entry, status=409, refusal=refusal.reason)
    said = ngettext("Đã ghi nhận %(count)s giấy mời.", "Đã ghi nhận %(count)s giấy mời.", count)
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(reverse("invitations:mailing", args=[entry.pk]), status=303)


@requires("invitee.view")
@require_safe
def letters_file(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The letters and how far each came, or those the list is narrowed to, as a sheet."""
    entry = entry_or_404(request, entry_id)
    one = mailing_or_404(request, entry)
    wanted = DeliveryFilterForm(request.GET).wanted()
    rows = list(wanted_deliveries(request.actor, one, wanted).order_by(*ORDER))
    head, body = table_of(lines_of(request.actor, rows))
    return attachment(xlsx_table(_("Giấy mời"), head, body), _("Theo dõi giấy mời.xlsx"), XLSX)


@requires("invitee.view")
@require_safe
def one_letter(request: ActingRequest, entry_id: int, delivery_id: int) -> HttpResponse:
    """One letter as it was drawn, one that another replaced, too."""
    entry = entry_or_404(request, entry_id)
    one = mailing_or_404(request, entry)
    row = Delivery.objects.filter(
        committee=request.actor.committee_id, mailing__conference=one.conference_id, pk=delivery_id
    ).first()
    if row is None:
        raise Http404
    try:
        content = letter_file(row)
    except FileGone:
        raise Http404 from None
    return attachment(content, _("Giấy mời %(number)s.pdf") % {"number": row.pk}, PDF)
