from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.directory.commands import add_position, change_position, close_position, set_precedence
from nghisu.directory.forms import DayForm, LastDayForm, PositionFilterForm, PositionForm
from nghisu.directory.forms.bodies import OrderForm
from nghisu.directory.models import Position
from nghisu.directory.queries import (
    EVERYTHING,
    body_choices,
    organisation_choices,
    position_of,
    positions_of,
    precedence_of,
    titles_of,
)
from nghisu.directory.views.showing import Link, Question, answer, frame, listing, table_file
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires


@requires("directory.view")
@require_safe
def positions(request: ActingRequest) -> HttpResponse:
    form, on = _asked(request)
    page = positions_of(
        request.actor, on, form.wanted(), request.GET.get("sort", ""), request.GET.get("after", "")
    )
    return listing(request, "positions", page, frame(request, "positions", form), form.asks)


@requires("directory.view")
@require_safe
def positions_file(request: ActingRequest) -> HttpResponse:
    form, on = _asked(request)
    page = positions_of(request.actor, on, form.wanted(), request.GET.get("sort", ""), size=EVERYTHING)
    head = [_("Chức danh"), _("Cơ quan"), _("Tập thể"), _("Số người cùng giữ"), _("Người giữ"), _("Từ ngày")]
    rows = (
        (
            row.position.title,
            str(row.position.organisation or ""),
            str(row.position.body or ""),
            row.position.seats,
            ", ".join(held.person.full_name for held in row.holders),
            row.position.since,
        )
        for row in page.rows
    )
    return table_file("chuc-danh", _("Chức danh"), on, head, rows)


@requires("directory.view")
@require_safe
def precedence(request: ActingRequest) -> HttpResponse:
    context = frame(request, "precedence", DayForm(request.GET or None))
    context["titles"] = precedence_of(request.actor, context["on"])
    address = reverse("directory:precedence_file") + context["day_query"]
    context["exports"] = [Link(address, _("Tải tệp XLSX"))]
    return render(request, "directory/precedence.html", context)


@requires("directory.view")
@require_safe
def precedence_file(request: ActingRequest) -> HttpResponse:
    on = DayForm(request.GET or None).on(clock.today())
    head = [_("Thứ tự"), _("Chức danh"), _("Số người giữ"), _("Căn cứ"), _("Từ ngày")]
    rows = (
        (row.rank.rank, row.rank.title, row.holders, row.rank.basis, row.rank.since)
        for row in precedence_of(request.actor, on)
    )
    return table_file("thu-tu-chuc-danh", _("Thứ tự chức danh"), on, head, rows)


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def position_add(request: ActingRequest) -> HttpResponse:
    today = clock.today()
    asked = request.GET.get("don-vi", "")
    initial = {"since": today, "organisation": int(asked) if asked.isdecimal() and len(asked) < 19 else None}
    form = PositionForm(request.POST or None, initial=initial)
    _offer(request, form, today)
    question = Question(
        "directory.add_position",
        _("Thêm chức danh"),
        _("Thêm chức danh"),
        _("Đã thêm chức danh."),
        reverse("directory:positions"),
        _("Chức danh"),
    )
    return answer(request, question, form, lambda: add_position(request.actor, form.content()))


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def position_change(request: ActingRequest, position_id: int) -> HttpResponse:
    row = _found(request, position_id)
    form = PositionForm(request.POST or None, initial=PositionForm.shown(row))
    _offer(request, form, row.since)
    question = _about(row, "directory.change_position", _("Sửa chức danh"), _("Lưu"))
    return answer(request, question, form, lambda: change_position(request.actor, row.pk, form.content()))


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def position_close(request: ActingRequest, position_id: int) -> HttpResponse:
    row = _found(request, position_id)
    form = LastDayForm(request.POST or None, ended=row.until)
    question = _about(row, "directory.close_position", _("Kết thúc chức danh"), _("Ghi ngày kết thúc"))
    return answer(
        request, question, form, lambda: close_position(request.actor, row.pk, form.cleaned_data["until"])
    )


def _about(row: Position, command: str, heading: str, submit: str) -> Question:
    back = reverse("directory:positions")
    return Question(command, heading, submit, _("Đã ghi."), back, _("Chức danh"), row.pk, intro=row.title)


def _offer(request: ActingRequest, form: PositionForm, on: date) -> None:
    form.offer(
        organisation_choices(request.actor, on), body_choices(request.actor, on), titles_of(request.actor, on)
    )


def _found(request: ActingRequest, position_id: int) -> Position:
    row = position_of(request.actor, position_id)
    if row is None:
        raise Http404
    return row


def _asked(request: ActingRequest) -> tuple[PositionFilterForm, date]:
    """The form, with what can be chosen on the day it asks about, and that day."""
    on = DayForm(request.GET or None).on(clock.today())
    form = PositionFilterForm(request.GET or None)
    form.offer(organisation_choices(request.actor, on), body_choices(request.actor, on))
    return form, on


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def precedence_set(request: ActingRequest) -> HttpResponse:
    """A new order, which begins with the titles of the present one: a document rarely changes them all."""
    today = clock.today()
    present = [row.rank for row in precedence_of(request.actor, today)]
    initial = {
        "titles": "\n".join(rank.title for rank in present),
        "basis": present[0].basis if present else "",
        "since": today,
    }
    form = OrderForm(request.POST or None, initial=initial)
    question = Question(
        "directory.set_precedence",
        _("Đặt thứ tự chức danh"),
        _("Đặt thứ tự"),
        _("Đã đặt thứ tự chức danh."),
        reverse("directory:precedence"),
        _("Thứ tự chức danh"),
        intro=_(
            "Thứ tự đang áp dụng kết thúc vào hôm trước ngày áp dụng thứ tự mới; danh sách cũ giữ nguyên."
        ),
    )
    return answer(request, question, form, lambda: set_precedence(request.actor, form.content())[0])
