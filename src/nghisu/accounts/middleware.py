"""Who is asking: the actor of a request, the committee it works in, the language it reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_scopes import scope

from nghisu.accounts import sessions
from nghisu.accounts.detours import detour_of
from nghisu.accounts.models import User
from nghisu.accounts.queries import actor_for, committees_of, is_open, stations_of
from nghisu.foundation import clock
from nghisu.foundation.access import ACTION_ATTRIBUTE
from nghisu.foundation.access.routes import PUBLIC
from nghisu.foundation.actors import Actor
from nghisu.foundation.api.middleware import is_api
from nghisu.foundation.models import Committee

NOBODY = Actor(committee_id=None, name="")


class ActingPerson:
    """Sets `request.actor`, `request.committee` and `request.committees`, and opens the committee's scope.

    A page that asks for a role sends whoever is not signed in to the sign-in page. Without a committee the
    scope is an empty list of committees, in which every tenant's table is empty: None would mean all of them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = self._user(request)
        actor, committees = NOBODY, list[Committee]()
        if user is not None:
            stations = stations_of(user, clock.today())
            committees = committees_of(stations)
            actor = actor_for(user, request.session.get(sessions.COMMITTEE), clock.today(), stations)
        committee = next((c for c in committees if c.pk == actor.committee_id), None)
        request.actor = actor  # type: ignore[attr-defined]  # what every view behind the sign-in is given
        request.committee = committee  # type: ignore[attr-defined]
        request.committees = committees  # type: ignore[attr-defined]
        language = user.language if user is not None else _language_of(request)
        with scope(committee=committee if committee is not None else []), translation.override(language):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        action = getattr(view, ACTION_ATTRIBUTE, None)
        if action is None or action == PUBLIC or is_api(request):
            return None
        if request.actor.user_id is None:  # type: ignore[attr-defined]
            return _to_sign_in(request)
        first = detour_of(request, view)
        return _lead_to(request, reverse(first)) if first else None

    def _user(self, request: HttpRequest) -> User | None:
        user = request.user
        if not isinstance(user, User):
            return None
        if sessions.has_ended(request.session) or not is_open(user):
            logout(request)
            request.session_ended = True  # type: ignore[attr-defined]  # the sign-in page says so
            return None
        sessions.note_seen(request.session)
        return user


def _language_of(request: HttpRequest) -> str:
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def safe_next(request: HttpRequest, wanted: str) -> str:
    """The address to return to, if it is one of this site's own; else nothing."""
    local = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if local else ""


def _path_of(address: str) -> str:
    """Path and question of an address, without the site; nothing of what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        back = _path_of(request.headers.get("HX-Current-URL", ""))
    else:
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    query = {"next": back} if back not in {"", "/"} else {}
    if getattr(request, "session_ended", False):
        query["het-phien"] = "1"
    address = reverse("accounts:sign_in") + (f"?{urlencode(query)}" if query else "")
    return _lead_to(request, address)


def _lead_to(request: HttpRequest, address: str) -> HttpResponse:
    """Go there with the whole page, also where only a part of one was asked for."""
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=200)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address)
