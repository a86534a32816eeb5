from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.approvals.forms import ListForm
from nghisu.approvals.queries.listing import (
    Box,
    approvals_in,
    everything,
    kinds_in,
    listed,
    narrowed,
    waiting_count,
)
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.tables import CSV, XLSX, attachment, csv_table, xlsx_table

MOST = 100
"""A tab counts no further."""


@requires("approval.view")
@require_safe
def inbox(request: ActingRequest) -> HttpResponse:
    """What waits for the actor, was sent, was decided; asked by HTMX for more, the next rows alone."""
    box, form = _asked(request)
    actor, today = request.actor, clock.today()
    wanted = form.wanted()
    lines, mark = listed(actor, box, wanted, today, request.GET.get("after", ""))
    asked = {key: value for key, value in request.GET.items() if value and key != "after"}
    context: dict[str, Any] = {
        "lines": lines,
        "box": box.value,
        "next_url": f"{request.path}?{urlencode(asked | {'after': mark})}" if mark else "",
    }
    if request.headers.get("HX-Target") == "approvals-rows":
        return render(request, "approvals/_rows.html", context | {"more": True})
    count = waiting_count(actor, today, MOST)
    context |= {
        "form": form,
        "filtered": wanted.filtered,
        "waiting": count,
        "total": narrowed(approvals_in(actor, box, today), wanted).count(),
        "tabs": _tabs(box, count),
        "reset_url": f"{request.path}?muc={box.value}",
        "exports": [
            {"url": f"{reverse('approvals:inbox_file', args=[kind])}?{urlencode(asked)}", "label": label}
            for kind, label in (("xlsx", _("Tải tệp XLSX")), ("csv", _("Tải tệp CSV")))
        ],
        "may_set_routes": bool(may(actor, "approval.routes")),
        "may_delegate": bool(may(actor, "delegation.own")),
    }
    return render(request, "approvals/inbox.html", context)


@requires("approval.view")
@require_safe
def inbox_file(request: ActingRequest, kind: str) -> HttpResponse:
    """A list as a file."""
    if kind not in {"xlsx", "csv"}:
        raise Http404
    box, form = _asked(request)
    head = [
        _("Nội dung"),
        _("Loại việc"),
        _("Lần trình"),
        _("Người trình"),
        _("Đơn vị"),
        _("Trình lúc"),
        _("Tình trạng"),
        _("Đang ở bước"),
        _("Kết thúc lúc"),
    ]
    rows = (
        (
            line.approval.title,
            line.kind,
            line.approval.round,
            line.approval.drafter_name,
            line.approval.organisation.name if line.approval.organisation else "",
            line.approval.submitted_at,
            line.approval.get_state_display(),
            line.step,
            line.approval.ended_at,
        )
        for line in everything(request.actor, box, form.wanted(), clock.today())
    )
    name = f"phe-duyet-{clock.today():%Y-%m-%d}.{kind}"
    if kind == "csv":
        return attachment(csv_table(head, rows), name, CSV)
    return attachment(xlsx_table(_("Phê duyệt"), head, rows), name, XLSX)


def _asked(request: ActingRequest) -> tuple[Box, ListForm]:
    """The part of the inbox asked for, and its filter. An unknown part is the first."""
    named = request.GET.get("muc", "")
    box = Box(named) if named in set(Box) else Box.WAITING
    kinds = kinds_in(request.actor, clock.today())
    return box, ListForm(request.GET, kinds, with_states=box is not Box.WAITING, box=box.value)


def _tabs(box: Box, waiting: int) -> list[dict[str, Any]]:
    names = (
        (Box.WAITING, _("Chờ tôi")),
        (Box.SENT, _("Tôi trình")),
        (Box.DECIDED, _("Tôi đã quyết định")),
        (Box.ALL, _("Tất cả được xem")),
    )
    base = reverse("approvals:inbox")
    return [
        {
            "url": f"{base}?muc={one.value}",
            "name": name,
            "current": one is box,
            "count": waiting if one is Box.WAITING else 0,
        }
        for one, name in names
    ]
