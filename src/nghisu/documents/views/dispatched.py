"""How far an issued document came, as its page shows it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from nghisu.directory.queries.paging import PAGE, page_of
from nghisu.documents.enums import DispatchStep, DispatchWay, Level
from nghisu.documents.forms.dispatching import DispatchReceiptForm, RecipientFilterForm
from nghisu.documents.models import Dispatch, IssuedDocument
from nghisu.documents.queries.dispatches import (
    dispatch_standing,
    may_be_sent,
    recipient_lines,
    wanted_recipients,
)
from nghisu.foundation.access import ActingRequest, may

ROWS = "recipients-rows"
ORDER = ("sort_key", "id")


def dispatched(request: ActingRequest, row: IssuedDocument) -> dict[str, Any]:
    """The recipients of a document, how many of them came to which step, and what may be done now."""
    actor = request.actor
    if row.level != Level.NORMAL:
        return {}
    may_send = bool(may(actor, "dispatch.send"))
    standing = dispatch_standing(actor, row)
    context = {
        "standing": standing,
        "may_send": may_send and may_be_sent(row),
        "may_record": may_send,
    }
    if not standing.total:
        return context
    form = RecipientFilterForm(request.GET)
    wanted = form.wanted()
    rows = wanted_recipients(actor, row, wanted)
    found, mark = page_of(rows, ORDER, request.GET.get("after", ""), PAGE)
    asked = {key: value for key, value in request.GET.items() if value and key != "after"}
    ways = set(
        Dispatch.objects.filter(recipient__issued=row).order_by().values_list("way", flat=True).distinct()
    )
    steps = (DispatchStep.SENT, DispatchStep.DELIVERED, DispatchStep.OPENED, DispatchStep.CONFIRMED)
    bars = [
        {"name": one.label, "value": standing.steps.get(one, 0), "text": standing.steps.get(one, 0)}
        for one in steps
    ]
    if standing.units:
        text = f"{standing.forwarded}/{standing.units}"
        bars.append({"name": _("Đơn vị đã chuyển tiếp"), "value": standing.forwarded, "text": text})
    return context | {
        "form": form,
        "filtered": wanted.asks,
        "lines": recipient_lines(actor, found),
        "count": rows.count() if wanted.asks else standing.total,
        "next_url": f"{request.path}?{urlencode(asked | {'after': mark})}" if mark else "",
        "asked": urlencode(asked),
        "receipt_form": DispatchReceiptForm(),
        "by_post": DispatchWay.POST in ways,
        "by_hand": DispatchWay.HAND in ways,
        "bars": bars,
    }
