from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.directory.forms import DayForm
from nghisu.directory.queries import bodies_of
from nghisu.directory.views.showing import Link, frame, table_file
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires


@requires("directory.view")
@require_safe
def bodies(request: ActingRequest) -> HttpResponse:
    context = frame(request, "bodies", DayForm(request.GET or None))
    context["bodies"] = bodies_of(request.actor, context["on"])
    context["exports"] = [Link(reverse("directory:bodies_file") + context["day_query"], _("Tải tệp XLSX"))]
    return render(request, "directory/bodies.html", context)


@requires("directory.view")
@require_safe
def bodies_file(request: ActingRequest) -> HttpResponse:
    on = DayForm(request.GET or None).on(clock.today())
    head = [_("Tập thể"), _("Nhiệm kỳ"), _("TT"), _("Họ và tên"), _("Chức danh"), _("Từ ngày")]
    rows = (
        (
            body.body.name,
            body.term.number if body.term else "",
            place,
            seat.person.full_name,
            seat.position.title,
            seat.since,
        )
        for body in bodies_of(request.actor, on)
        for place, seat in enumerate(body.members, start=1)
    )
    return table_file("tap-the", _("Tập thể"), on, head, rows)
