from __future__ import annotations

from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import Refused
from nghisu.foundation.standing_clock import move_clock


class ClockForm(forms.Form):
    """Where the demonstration's clock is to stand."""

    day = forms.DateField(label=gettext_lazy("Ngày"))
    hour = forms.TimeField(label=gettext_lazy("Giờ"))


@requires("clock.move")
def demo_clock(request: ActingRequest) -> HttpResponse:
    """Move the demonstration's clock; an office at work has no such page."""
    if not settings.NGHISU_DEMO:
        raise Http404
    now = clock.local(clock.now())
    form = ClockForm(request.POST or None, initial={"day": now.date(), "hour": now.time()})
    if request.method == "POST" and form.is_valid():
        to = datetime.combine(form.cleaned_data["day"], form.cleaned_data["hour"], tzinfo=clock.VIETNAM)
        by = request.actor

        def run() -> dict[str, str]:
            move_clock(by, to)
            return {"location": reverse("web:home")}

        try:
            answer = once(by, command_id_of(request), "clock.move", payload_of(request), run)
        except Refused as refusal:
            form.add_error("day", refusal.reason)
        else:
            messages.success(
                request, _("Đồng hồ minh họa đã chuyển tới %(at)s.") % {"at": f"{to:%H:%M %d/%m/%Y}"}
            )
            return redirect(answer["location"])
    return render(request, "web/demo_clock.html", {"form": form}, status=422 if form.errors else 200)
