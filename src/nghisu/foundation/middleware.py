"""What stands between the network and every view: headers, the clock, closed doors, plain words when it fails."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from nghisu.foundation import clock
from nghisu.foundation.access import ACTION_ATTRIBUTE
from nghisu.foundation.models import StandingClock
from nghisu.foundation.refusals import AccessRefused, Refused, TooMany

logger = logging.getLogger(__name__)

Next = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


LARGEST_BODY = 64 * 2**20
"""Bytes: a file of 30 MB is refused by the form that asks for it, with the form kept; this is for what is no form."""
LARGEST_STRANGE_BODY = 2**20
"""Bytes that somebody without a session may send: a name and a password."""

LARGEST_NUMBER = 2**63 - 1
"""What the key of a row can be at most, on both databases."""


class Headers:
    """Strict headers on every answer (TRUST 10), and no copies of personal pages in between (TRUST 17)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.setdefault("Cache-Control", "no-store")
        return response


class BoundedBody:
    """A body larger than any form or file of the house is turned away unread (TRUST 9); who is not signed in has
    no file to send at all."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not length.isdecimal() or int(length[:20]) > (LARGEST_BODY if known else LARGEST_STRANGE_BODY):
            return error_page(request, 413)
        return self.get_response(request)


class DemoClock:
    """In a demonstration the clock stands where it was put."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.NGHISU_DEMO:
            return self.get_response(request)
        stands = StandingClock.objects.filter(id=1).values_list("stands_at", flat=True).first()
        with clock.standing(stands):
            return self.get_response(request)


class ClosedByDefault:
    """A view that does not say who may enter is entered by nobody; what no address can name does not exist."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not hasattr(view, ACTION_ATTRIBUTE):
            raise Http404
        if any(isinstance(value, int) and value > LARGEST_NUMBER for value in kwargs.values()):
            raise Http404  # no row bears such a number, and not every database can be asked for it
        return None


class PlainWords:
    """Refusals and failures as pages a person understands (TRUST 23). A traceback goes to the log, never out."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, AccessRefused):
            # What one may not see and what does not exist look the same.
            return error_page(request, 404)
        if isinstance(problem, TooMany):
            response = error_page(request, 429, problem.reason)
            response["Retry-After"] = str(problem.retry_after)
            return response
        if isinstance(problem, Refused):
            return error_page(request, 409, problem.reason)
        if isinstance(problem, DatabaseError | OSError):
            code = uuid4().hex[:8]
            logger.exception("request %s failed", code)
            return error_page(request, 503, code=code)
        return None


def error_page(request: HttpRequest, status: int, reason: str = "", code: str = "") -> HttpResponse:
    """The page of an error. It asks the database for nothing, since that may be what is missing."""
    content = render_to_string(
        f"web/errors/{status}.html", {"reason": reason, "code": code, "status": status}
    )
    response = HttpResponse(content, status=status)
    if code:
        response["X-Error-Code"] = code
    if status == 503:
        response["Retry-After"] = "10"
    return response
