from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope

from nghisu.directory.queries import body_choices, organisation_choices
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, public, requires
from nghisu.foundation.allowance import Allowance
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import TooMany
from nghisu.programme.adapters.ics import ICS, calendar_file
from nghisu.programme.commands import close_calendar, note_read, open_calendar, renew_calendar
from nghisu.programme.forms.calendar_address import CalendarForm
from nghisu.programme.models import CalendarAddress
from nghisu.programme.queries.feeds import dated_of, name_of, own_addresses, reader_of

ALLOWANCE = Allowance(a_minute=6, burst=30)
"""For each address: calendar programs ask every few minutes at most, on each of a person's devices."""


@public
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program reads: known by the secret in its address alone, whatever cookies it sends along."""
    reader = reader_of(secret)
    if reader is None:
        raise Http404
    wait = ALLOWANCE.take(reader.address.pk)
    if wait:
        raise TooMany(_("Lịch này đang được đọc quá nhiều lần."), wait)
    base = f"{request.scheme}://{request.get_host()}"
    with scope(committee=reader.address.committee), translation.override(reader.actor.language):
        content = calendar_file(name_of(reader.address), dated_of(reader, base))
        address = note_read(reader.address, hashlib.sha256(content).hexdigest())
    changed_at = address.changed_at or clock.server_now()
    etag = quote_etag(address.content)
    response = HttpResponse(content, content_type=ICS)
    response["ETag"], response["Last-Modified"] = etag, http_date(changed_at.timestamp())
    # Of one person: no cache in between may keep it; the person's own program may, and asks each time.
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="lich.ics"'
    response["X-Robots-Tag"] = "noindex"
    told = get_conditional_response(request, etag, int(changed_at.timestamp()), response)
    if isinstance(told, HttpResponseNotModified):
        told["Cache-Control"] = "private, no-cache"
    return told or response


@requires("calendar.share")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: ActingRequest) -> HttpResponse:
    """One's own addresses, and a form for a new one, whose address is shown in this very answer and never again."""
    if request.method != "POST":
        return _page(request, _form(request))
    form = _form(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _shown_once(
        request, "programme.open_calendar", {}, lambda: open_calendar(request.actor, form.choice())
    )


@requires("calendar.share")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: ActingRequest, address_id: int) -> HttpResponse:
    """Ask, then make another address for the same calendar."""
    address = _own_or_404(request, address_id)
    if request.method != "POST":
        return render(request, "programme/calendar_renew.html", {"name": name_of(address)})
    return _shown_once(
        request,
        "programme.renew_calendar",
        {"address": address_id},
        lambda: renew_calendar(request.actor, address_id),
    )


@requires("calendar.share")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: ActingRequest, address_id: int) -> HttpResponse:
    """Ask, then end an address."""
    address = _own_or_404(request, address_id)
    if request.method != "POST":
        return render(request, "programme/calendar_close.html", {"name": name_of(address)})
    close_calendar(request.actor, address.pk)
    messages.success(request, _("Đã thu hồi địa chỉ. Ứng dụng lịch không đọc được nữa."))
    return HttpResponseRedirect(reverse("programme:calendar_addresses"))


def _shown_once(
    request: ActingRequest,
    name: str,
    payload: dict[str, Any],
    make: Callable[[], tuple[CalendarAddress, str]],
) -> HttpResponse:
    shown: list[str] = []

    def run() -> dict[str, int]:
        address, secret = make()
        shown.append(secret)  # not part of the answer, which is kept
        return {"address": address.pk}

    answer = once(request.actor, command_id_of(request), name, payload | payload_of(request), run)
    made = own_addresses(request.actor).filter(pk=answer["address"]).first()
    path = reverse("programme:feed", args=[shown[0]]) if shown else ""
    url = request.build_absolute_uri(path) if path else ""
    shows: dict[str, Any] = {
        "made": name_of(made) if made else "",
        "url": url,
        "webcal": f"webcal://{request.get_host()}{path}",
    }
    return _page(request, _form(request), **shows)


def _form(request: ActingRequest, data: Any = None) -> CalendarForm:
    today = clock.today()
    return CalendarForm(data, organisation_choices(request.actor, today), body_choices(request.actor, today))


def _own_or_404(request: ActingRequest, address_id: int) -> CalendarAddress:
    address = own_addresses(request.actor).filter(pk=address_id).first()
    if address is None:
        raise Http404
    return address


def _page(request: ActingRequest, form: CalendarForm, status: int = 200, **more: Any) -> HttpResponse:
    lines = [{"row": row, "name": name_of(row)} for row in own_addresses(request.actor)[:100]]
    return render(
        request, "programme/calendar_addresses.html", {"form": form, "lines": lines} | more, status=status
    )
