"""Where a request comes from."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nghisu.accounts.commands import Origin

DEVICE_DAYS = 180
_DEVICE = re.compile(r"[A-Za-z0-9_-]{22}")


def origin_of(request: HttpRequest) -> Origin:
    """Address, browser name and user agent of a request.

    Behind a proxy on the same machine, or on one that the configuration names, the address is the last one
    that the proxy wrote down; what stands before it was written by the visitor and is not believed.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if forwarded and (address in {"127.0.0.1", "::1", ""} or address in settings.NGHISU_PROXIES):
        address = forwarded
    device = request.COOKIES.get(device_cookie(), "")
    return Origin(
        address=address[:45],
        device=device if _DEVICE.fullmatch(device) else "",
        user_agent=request.headers.get("User-Agent", "")[:240],
    )


def device_cookie() -> str:
    """The cookie by which a browser is known again. It opens nothing: it only counts its failures apart."""
    return "__Host-nghisu-device" if settings.SESSION_COOKIE_SECURE else "nghisu_device"


def remember_device(response: HttpResponse, device: str) -> None:
    """Let the browser keep the name under which an account signed in from it."""
    response.set_cookie(
        device_cookie(),
        device,
        max_age=DEVICE_DAYS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
