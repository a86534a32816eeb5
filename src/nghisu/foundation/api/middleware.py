"""What stands between the network and the API: no cookies, and JSON whatever fails."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from nghisu.foundation.api.problems import of_status

ROOT = "/api/"

PAGE = "/api/v1/"
"""What people read about the API is a page as any other: in the language they chose, errors as pages."""


def is_api(request: HttpRequest) -> bool:
    """Whether a request is one to the API."""
    return request.path.startswith(ROOT) and request.path != PAGE


class SpeaksJson:
    """A request to the API has no cookies: no session acts there, so that no other site's page can have one act.

    What fails before or outside an endpoint (no such address, too large, database away) is told in the API's own
    shape instead of as a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        if response.status_code < 400 or response.headers.get("Content-Type", "").startswith(
            "application/json"
        ):
            return response
        language = translation.get_language_from_request(request)
        with translation.override(language):
            told = of_status(response.status_code)
        told["Content-Language"] = language
        for name in ("Allow", "Retry-After", "X-Error-Code"):
            if name in response.headers:
                told[name] = response.headers[name]
        return told
