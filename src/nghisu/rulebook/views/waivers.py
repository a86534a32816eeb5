"""Waivers: counted and listed, one by one, confirmed and withdrawn. They are entered where the rule is met."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.rulebook.commands import confirm_waiver, withdraw_waiver
from nghisu.rulebook.forms import WithdrawForm
from nghisu.rulebook.models import Waiver
from nghisu.rulebook.queries.waivers import (
    WaiverState,
    counts_of,
    waiver_line,
    waiver_of,
    waiver_years,
    waivers_of_year,
)
from nghisu.rulebook.views.law import year_asked


def state_names() -> dict[WaiverState, str]:
    return {
        WaiverState.WAITS: _("Chờ xác nhận"),
        WaiverState.COUNTS: _("Đang có giá trị"),
        WaiverState.RUN_OUT: _("Đã hết hạn cho phép"),
        WaiverState.WITHDRAWN: _("Đã thu hồi"),
    }


@requires("waiver.view")
@require_safe
def waivers(request: ActingRequest) -> HttpResponse:
    """The waivers of a year: each one, and how many by clause, by unit, by quarter."""
    today = clock.today()
    year = year_asked(request.GET.get("nam"), today.year)
    rows = list(waivers_of_year(request.actor, year))
    context = {
        "year": year,
        "years": sorted({*waiver_years(request.actor), today.year, year}, reverse=True),
        "lines": [waiver_line(request.actor, row, today) for row in rows],
        "counts": counts_of(rows, _("(không theo một điều khoản)"), _("(chung cả cấp ủy)")),
    }
    return render(request, "rulebook/waivers.html", context)


@requires("waiver.view")
@require_safe
def waivers_file(request: ActingRequest, year: int) -> HttpResponse:
    """The waivers of a year as a spreadsheet."""
    today, names = clock.today(), state_names()
    head = [
        _("Việc"),
        _("Điều khoản"),
        _("Cơ quan"),
        _("Ai cho phép"),
        _("Cho phép ngày nào"),
        _("Vì sao"),
        _("Theo văn bản số"),
        _("Ngày của văn bản"),
        _("Được phép đến hết ngày"),
        _("Tình trạng"),
        _("Vì sao thu hồi"),
    ]
    body = (
        [
            row.about,
            f"{row.document} {row.clause}".strip(),
            row.organisation.name if row.organisation else "",
            row.allowed_by,
            row.allowed_on,
            row.reason,
            row.number,
            row.number_date,
            row.until,
            names[waiver_line(request.actor, row, today).state],
            row.withdrawn_why,
        ]
        for row in waivers_of_year(request.actor, year)
    )
    name = _("Cho phép khác quy định %(year)s.xlsx") % {"year": year}
    return attachment(xlsx_table(_("Cho phép khác quy định"), head, body), name, XLSX)


@requires("waiver.view")
@require_safe
def waiver(request: ActingRequest, waiver_id: int) -> HttpResponse:
    """One waiver: who, why, by which document, and what may be done with it."""
    return _page(request, waiver_id)


@requires("waiver.allow")
@require_POST
def confirm(request: ActingRequest, waiver_id: int) -> HttpResponse:
    return _act(
        request,
        waiver_id,
        "rulebook.confirm_waiver",
        lambda: confirm_waiver(request.actor, waiver_id),
        _("Đã xác nhận: lần cho phép này có giá trị."),
    )


@requires("waiver.draft")
@require_POST
def withdraw(request: ActingRequest, waiver_id: int) -> HttpResponse:
    form = WithdrawForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _page(request, waiver_id, form, status=422)
    reason = form.cleaned_data["reason"]
    return _act(
        request,
        waiver_id,
        "rulebook.withdraw_waiver",
        lambda: withdraw_waiver(request.actor, waiver_id, reason),
        _("Đã thu hồi: từ nay lại tính theo quy định."),
    )


def _act(
    request: ActingRequest, waiver_id: int, name: str, run: Callable[[], Waiver], said: str
) -> HttpResponse:
    def act() -> dict[str, int]:
        return {"waiver": run().pk}

    try:
        once(request.actor, command_id_of(request), name, {"waiver": waiver_id} | payload_of(request), act)
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, said)
    return HttpResponseRedirect(reverse("rulebook:waiver", args=[waiver_id]))


def _page(
    request: ActingRequest, waiver_id: int, form: WithdrawForm | None = None, status: int = 200
) -> HttpResponse:
    row = waiver_of(request.actor, waiver_id)
    if row is None:
        raise Http404
    line = waiver_line(request.actor, row, clock.today())
    allows = bool(may(request.actor, "waiver.allow"))
    own = row.made_by_id == request.actor.user_id
    waits = line.state is WaiverState.WAITS
    context = {
        "line": line,
        "row": row,
        "state_name": state_names()[line.state],
        "may_confirm": allows and waits and not own,
        "may_withdraw": line.state is not WaiverState.WITHDRAWN and (allows or (own and waits)),
        "form": form or WithdrawForm(label_suffix=""),
    }
    return render(request, "rulebook/waiver.html", context, status=status)
