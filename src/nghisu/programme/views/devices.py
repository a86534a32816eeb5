from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.accounts.commands import register_device, revoke_device
from nghisu.accounts.forms import DeviceForm
from nghisu.accounts.models import Device
from nghisu.accounts.queries import devices_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.programme.queries import entry_of
from nghisu.programme.screens import KIND


@requires("device.register")
@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The screens of a conference; `thu-hoi` revokes one of them."""
    entry = entry_of(request.actor, entry_id)
    if entry is None:
        raise Http404
    if request.method == "POST" and "thu-hoi" in request.POST:
        number = request.POST["thu-hoi"]
        if not number.isdecimal() or len(number) > 18:
            raise Http404
        revoke_device(request.actor, int(number), entry)
        messages.success(request, _("Đã thu hồi thiết bị. Màn hình ấy không xem được gì nữa."))
        return HttpResponseRedirect(resolve_url("programme:devices", entry.pk))
    form = DeviceForm(request.POST if request.method == "POST" else None)
    made, code = None, ""
    if request.method == "POST" and form.is_valid():
        kind = Device.Kind(form.cleaned_data["kind"])
        made, code = register_device(request.actor, kind, form.cleaned_data["name"], entry)
        form = DeviceForm()
    context = {
        "entry": entry,
        "form": form,
        "rows": devices_of(request.actor, KIND, entry.pk),
        "made": made,
        "code": code,
    }
    return render(request, "programme/devices.html", context, status=422 if form.errors else 200)
