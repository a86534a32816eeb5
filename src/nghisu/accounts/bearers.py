"""Requests that carry a token instead of a session: the API."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_scopes import scope

from nghisu.accounts.queries import bearer_of, note_used
from nghisu.foundation.allowance import Allowance
from nghisu.foundation.api import problem_of
from nghisu.foundation.api.middleware import is_api
from nghisu.foundation.api.problems import of_status
from nghisu.foundation.refusals import TooMany

OPEN = frozenset({"/api/v1/openapi.json"})
"""What describes the API holds nothing of any committee: everybody may read it."""

ALLOWANCE = Allowance(a_minute=600, burst=200)
"""For each token, never for an address: 229 sites behind one address do not lock each other out (TRUST 19)."""

LONGEST_SECRET = 200


class ActingToken:
    """Sets `request.actor` and opens the scope of the token's one committee, for requests to the API alone.

    Cookies were taken away before, so that neither a session nor a forged form ever acts here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request):
            return self.get_response(request)
        language = translation.get_language_from_request(request)
        with translation.override(language):
            response = self._answer(request)
        response.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Authorization", "Accept-Language"))
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.path in OPEN:
            return self.get_response(request)
        bearer = bearer_of(_secret(request))
        if bearer is None:
            return of_status(401)
        wait = ALLOWANCE.take(bearer.token.pk)
        if wait:
            return problem_of(TooMany(_("Mã truy cập này gửi quá nhiều yêu cầu."), wait)) or of_status(429)
        note_used(bearer.token)
        request.actor = bearer.actor  # type: ignore[attr-defined]  # what every view behind the sign-in is given
        request.committee = bearer.committee  # type: ignore[attr-defined]
        request.committees = [bearer.committee]  # type: ignore[attr-defined]
        request.token = bearer.token  # type: ignore[attr-defined]  # what the API tells of it
        with scope(committee=bearer.committee):
            return self.get_response(request)


def _secret(request: HttpRequest) -> str:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip()[:LONGEST_SECRET] if scheme.lower() == "bearer" else ""
