"""How a session begins, whatever opened it: password, code, passkey, the office's own accounts."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from nghisu.accounts import sessions
from nghisu.accounts.adapters.origin import origin_of, remember_device
from nghisu.accounts.commands import Passed
from nghisu.accounts.middleware import safe_next
from nghisu.accounts.queries import lacks_second_factor
from nghisu.foundation import clock

BACKEND = "django.contrib.auth.backends.ModelBackend"
HOME = "web:home"


def enter(request: HttpRequest, passed: Passed, back: str) -> HttpResponse:
    """Begin the session of an account that is open, or wait for its second step. Nothing of an earlier session, and
    not its name, lives on."""
    logout(request)
    if not passed.is_complete:
        sessions.await_second_step(request.session, passed.user.pk, safe_next(request, back))
        return HttpResponseRedirect(resolve_url("accounts:second_step"))
    origin = origin_of(request)
    login(request, passed.user, backend=BACKEND)
    sessions.begin(request.session, origin.address, origin.user_agent)
    if lacks_second_factor(passed.user, clock.today()):
        request.session[sessions.LACKS_FACTOR] = True
    answer = HttpResponseRedirect(safe_next(request, back) or resolve_url(HOME))
    remember_device(answer, passed.device)
    return answer
