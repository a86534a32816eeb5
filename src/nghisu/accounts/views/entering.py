"""How a session begins, whatever opened it: password, code, passkey, the office's own accounts."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from nghisu.accounts import sessions
from nghisu.accounts.adapters.origin import origin_of, remember_device
from nghisu.accounts.commands import Passed
from nghisu.accounts.middleware import safe_next
from nghisu.accounts.provider import Provider
from nghisu.accounts.queries import lacks_second_factor
from nghisu.foundation import clock

BACKEND = "django.contrib.auth.backends.ModelBackend"
HOME = "web:home"


def enter(request: HttpRequest, passed: Passed, back: str, *, by_provider: bool = False) -> HttpResponse:
    """Begin the session of an account that is open, or wait for its second step. Nothing of an earlier session, and
    not its name, lives on."""
    logout(request)
    if not passed.is_complete:
        sessions.await_second_step(request.session, passed.user.pk, safe_next(request, back))
        if by_provider:
            request.session[sessions.BY_PROVIDER] = True
        return HttpResponseRedirect(resolve_url("accounts:second_step"))
    origin = origin_of(request)
    login(request, passed.user, backend=BACKEND)
    sessions.begin(request.session, origin.address, origin.user_agent)
    if by_provider:
        request.session[sessions.BY_PROVIDER] = True
    if not (by_provider and _is_trusted()) and lacks_second_factor(passed.user, clock.today()):
        request.session[sessions.LACKS_FACTOR] = True
    answer = HttpResponseRedirect(safe_next(request, back) or resolve_url(HOME))
    remember_device(answer, passed.device)
    return answer


def _is_trusted() -> bool:
    """Whether the second step of the office's identity provider stands for ours."""
    provider = settings.NGHISU_OIDC
    return isinstance(provider, Provider) and provider.trusted_second_factor
