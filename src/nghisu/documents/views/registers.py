"""The outgoing and the incoming register: as lists to search, as files, as books to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.directory.queries.paging import EVERYTHING
from nghisu.documents.forms.registers import IncomingFilter, IssuedFilter
from nghisu.documents.models import IncomingDocument, IssuedDocument
from nghisu.documents.queries import (
    incoming_book,
    incoming_list,
    issued_book,
    issued_list,
    issuer_choices,
    years_of,
)
from nghisu.documents.views.tabs import first_tab, tabs_of
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.tables import CSV, XLSX, Cell, attachment, csv_table, xlsx_table
from nghisu.rulebook.enums import DOCUMENT_KINDS


@requires("papers.view")
@require_safe
def home(request: ActingRequest) -> HttpResponse:
    """The first of the pages of documents that the actor may open."""
    first = first_tab(request.actor)
    if first is None:
        raise Http404
    return HttpResponseRedirect(first)


@requires("register.view")
@require_safe
def issued(request: ActingRequest) -> HttpResponse:
    """The outgoing register; asked by HTMX for more, the next rows alone."""
    actor, today = request.actor, clock.today()
    form = IssuedFilter(request.GET, years_of(actor, today), issuer_choices(actor))
    wanted = form.wanted(request.GET.get("sort", ""))
    page = issued_list(actor, wanted, request.GET.get("after", ""))
    context: dict[str, Any] = {
        "rows": page.rows,
        "next_url": register_next(request, page.after),
    }
    if request.headers.get("HX-Target") == "issued-rows":
        return render(request, "documents/_issued_rows.html", context | {"more": True})
    context |= {
        "form": form,
        "filtered": wanted.filtered,
        "total": page.total,
        "tabs": tabs_of(request, "issued"),
        "exports": register_exports("documents:issued_file", request.GET),
        "year": wanted.year or today.year,
        "may_issue": bool(may(actor, "document.issue")),
        "issuers": bool(issuer_choices(actor)),
        "may_set": bool(may(actor, "settings.edit")),
    }
    return render(request, "documents/issued.html", context)


@requires("register.view")
@require_safe
def incoming(request: ActingRequest) -> HttpResponse:
    """The incoming register."""
    actor, today = request.actor, clock.today()
    form = IncomingFilter(request.GET, years_of(actor, today))
    wanted = form.wanted(request.GET.get("sort", ""))
    page = incoming_list(actor, wanted, today, request.GET.get("after", ""))
    context: dict[str, Any] = {
        "rows": page.rows,
        "today": today,
        "next_url": register_next(request, page.after),
    }
    if request.headers.get("HX-Target") == "incoming-rows":
        return render(request, "documents/_incoming_rows.html", context | {"more": True})
    context |= {
        "form": form,
        "filtered": wanted.filtered,
        "total": page.total,
        "tabs": tabs_of(request, "incoming"),
        "exports": register_exports("documents:incoming_file", request.GET),
        "year": wanted.year or today.year,
        "may_enter": bool(may(actor, "incoming.register")),
    }
    return render(request, "documents/incoming.html", context)


@requires("register.view")
@require_safe
def issued_paper(request: ActingRequest, year: int) -> HttpResponse:
    """The outgoing register of a year as a book to print."""
    context = {"year": year, "rows": issued_book(request.actor, year), "kinds": DOCUMENT_KINDS}
    return render(request, "documents/issued_paper.html", context)


@requires("register.view")
@require_safe
def incoming_paper(request: ActingRequest, year: int) -> HttpResponse:
    """The incoming register of a year as a book to print."""
    return render(
        request, "documents/incoming_paper.html", {"year": year, "rows": incoming_book(request.actor, year)}
    )


@requires("register.view")
@require_safe
def issued_file(request: ActingRequest, kind: str) -> HttpResponse:
    """The outgoing register, as far as it was asked for, as a spreadsheet."""
    actor, today = request.actor, clock.today()
    form = IssuedFilter(request.GET, years_of(actor, today), issuer_choices(actor))
    page = issued_list(actor, form.wanted(request.GET.get("sort", "")), size=EVERYTHING)
    head = [
        _("Số, ký hiệu"),
        _("Ngày ban hành"),
        _("Loại văn bản"),
        _("Trích yếu nội dung"),
        _("Độ mật"),
        _("Người ký"),
        _("Chức vụ người ký"),
        _("Cơ quan ban hành"),
        _("Nơi nhận"),
        _("Số bản"),
        _("Tình trạng"),
        _("Lý do hủy"),
    ]
    return register_file(kind, _("Sổ văn bản đi"), head, (_issued_cells(row) for row in page.rows))


@requires("register.view")
@require_safe
def incoming_file(request: ActingRequest, kind: str) -> HttpResponse:
    """The incoming register, as far as it was asked for, as a spreadsheet."""
    actor, today = request.actor, clock.today()
    form = IncomingFilter(request.GET, years_of(actor, today))
    page = incoming_list(actor, form.wanted(request.GET.get("sort", "")), today, size=EVERYTHING)
    head = [
        _("Số đến"),
        _("Ngày đến"),
        _("Cơ quan gửi"),
        _("Số, ký hiệu của văn bản"),
        _("Ngày của văn bản"),
        _("Trích yếu nội dung"),
        _("Độ mật"),
        _("Chuyển cho cơ quan"),
        _("Người nhận xử lý"),
        _("Hạn trả lời"),
        _("Trả lời ngày"),
        _("Văn bản trả lời"),
        _("Ghi chú"),
    ]
    return register_file(kind, _("Sổ văn bản đến"), head, (_incoming_cells(row) for row in page.rows))


def _issued_cells(row: IssuedDocument) -> list[Cell]:
    return [
        row.sign,
        row.issued_on,
        _(DOCUMENT_KINDS.get(row.kind, row.kind)),
        row.said_title,
        row.get_level_display(),
        row.signer_name,
        row.signer_position,
        row.issuer.name,
        row.said_recipients,
        row.copies,
        row.get_state_display(),
        row.said_why,
    ]


def _incoming_cells(row: IncomingDocument) -> list[Cell]:
    return [
        row.number,
        row.received_on,
        row.sender,
        row.their_number,
        row.their_date,
        row.said_title,
        row.get_level_display(),
        row.handed_unit.name if row.handed_unit else "",
        row.handed_to,
        row.answer_by,
        row.answered_on,
        row.answer.sign if row.answer else "",
        row.said_note,
    ]


def register_file(kind: str, title: str, head: list[str], rows: Iterable[list[Cell]]) -> HttpResponse:
    """A register as a spreadsheet."""
    name = f"{title} {clock.today():%Y-%m-%d}.{kind}"
    if kind == "csv":
        return attachment(csv_table(head, rows), name, CSV)
    if kind == "xlsx":
        return attachment(xlsx_table(title, head, rows), name, XLSX)
    raise Http404


def register_exports(route: str, asked: Mapping[str, str]) -> list[dict[str, str]]:
    """The files in which what is asked of a register can be had."""
    query = urlencode({key: value for key, value in asked.items() if value and key != "after"})
    return [
        {"url": f"{reverse(route, args=[kind])}?{query}", "label": label}
        for kind, label in (("xlsx", _("Tải tệp XLSX")), ("csv", _("Tải tệp CSV")))
    ]


def register_next(request: ActingRequest, mark: str) -> str:
    """The address of the next part of a register; "" at its end."""
    if not mark:
        return ""
    asked = {key: value for key, value in request.GET.items() if value and key != "after"}
    return f"{request.path}?{urlencode(asked | {'after': mark})}"
