from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.directory.commands import add_room, change_room, close_room
from nghisu.directory.forms import LastDayForm, RoomFilterForm, RoomForm
from nghisu.directory.models import Room
from nghisu.directory.queries import EVERYTHING, room_of, rooms_of
from nghisu.directory.views.showing import Question, answer, frame, listing, table_file
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires


@requires("directory.view")
@require_safe
def rooms(request: ActingRequest) -> HttpResponse:
    form = RoomFilterForm(request.GET or None)
    context = frame(request, "rooms", form)
    page = rooms_of(
        request.actor,
        context["on"],
        form.wanted(),
        request.GET.get("sort", ""),
        request.GET.get("after", ""),
    )
    return listing(request, "rooms", page, context, form.asks)


@requires("directory.view")
@require_safe
def rooms_file(request: ActingRequest) -> HttpResponse:
    form = RoomFilterForm(request.GET or None)
    on = form.on(clock.today())
    page = rooms_of(request.actor, on, form.wanted(), request.GET.get("sort", ""), size=EVERYTHING)
    head = [_("Tên phòng"), _("Địa điểm"), _("Số chỗ"), _("Từ ngày"), _("Đến hết ngày")]
    rows = ((row.name, row.place, row.capacity, row.since, row.until) for row in page.rows)
    return table_file("phong-hop", _("Phòng họp"), on, head, rows)


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def room_add(request: ActingRequest) -> HttpResponse:
    form = RoomForm(request.POST or None, initial={"since": clock.today()})
    question = Question(
        "directory.add_room",
        _("Thêm phòng họp"),
        _("Thêm phòng họp"),
        _("Đã thêm phòng họp."),
        reverse("directory:rooms"),
        _("Phòng họp"),
    )
    return answer(request, question, form, lambda: add_room(request.actor, form.content()))


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def room_change(request: ActingRequest, room_id: int) -> HttpResponse:
    row = _found(request, room_id)
    form = RoomForm(request.POST or None, initial=RoomForm.shown(row))
    question = _about(row, "directory.change_room", _("Sửa phòng họp"), _("Lưu"))
    return answer(request, question, form, lambda: change_room(request.actor, row.pk, form.content()))


@requires("directory.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def room_close(request: ActingRequest, room_id: int) -> HttpResponse:
    row = _found(request, room_id)
    form = LastDayForm(request.POST or None, ended=row.until)
    question = _about(row, "directory.close_room", _("Thôi dùng phòng họp"), _("Ghi ngày cuối cùng"))
    return answer(
        request, question, form, lambda: close_room(request.actor, row.pk, form.cleaned_data["until"])
    )


def _about(row: Room, command: str, heading: str, submit: str) -> Question:
    back = reverse("directory:rooms")
    return Question(command, heading, submit, _("Đã ghi."), back, _("Phòng họp"), row.pk, intro=row.name)


def _found(request: ActingRequest, room_id: int) -> Room:
    row = room_of(request.actor, room_id)
    if row is None:
        raise Http404
    return row
