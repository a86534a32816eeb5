from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nghisu.accounts import sessions
from nghisu.accounts.adapters.identity_provider import leaving_address
from nghisu.accounts.adapters.origin import origin_of
from nghisu.accounts.commands import sign_in, sign_out
from nghisu.accounts.demonstration import DEMO_PASSWORD
from nghisu.accounts.detours import on_the_way
from nghisu.accounts.forms import SignInForm
from nghisu.accounts.middleware import safe_next
from nghisu.accounts.queries import demo_accounts, own_account
from nghisu.accounts.refusals import SignInRefused
from nghisu.accounts.views.entering import HOME, enter
from nghisu.foundation.access import ActingRequest, public, requires
from nghisu.foundation.refusals import TooMany


@public
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    if cast(ActingRequest, request).actor.user_id is not None and request.method != "POST":
        return HttpResponseRedirect(safe_next(request, request.GET.get("next", "")) or resolve_url(HOME))
    if request.method != "POST":
        return _page(request, SignInForm(initial={"next": safe_next(request, request.GET.get("next", ""))}))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        passed = sign_in(form.cleaned_data["username"], form.cleaned_data["password"], origin_of(request))
    except SignInRefused as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, form, status=422)
    except TooMany as refusal:
        form.add_error(None, refusal.reason)
        response = _page(request, form, status=429)
        response["Retry-After"] = str(refusal.retry_after)
        return response
    return enter(request, passed, form.cleaned_data["next"])


def _page(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "session_ended": "het-phien" in request.GET,
        "provider": settings.NGHISU_OIDC,
        "leaving": _leaving(request) if "da-ra" in request.GET else "",
    }
    if settings.NGHISU_DEMO:
        context |= {"demo_accounts": demo_accounts(), "demo_password": DEMO_PASSWORD}
    return render(request, "accounts/sign_in.html", context, status=status)


@require_POST
@requires("account.own")
@on_the_way
def sign_out_page(request: ActingRequest) -> HttpResponse:
    user = own_account(request.actor)
    sign_out(request.actor, user, origin_of(request))
    by_provider = request.session.get(sessions.BY_PROVIDER, False)
    logout(request)
    return HttpResponseRedirect(resolve_url("accounts:sign_in") + ("?da-ra=1" if by_provider else ""))


def _leaving(request: HttpRequest) -> str:
    """Where to sign out of the office's identity provider, too."""
    provider = settings.NGHISU_OIDC
    if provider is None:
        return ""
    return leaving_address(provider, request.build_absolute_uri(resolve_url("accounts:sign_in")))
