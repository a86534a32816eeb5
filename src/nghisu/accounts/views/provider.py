"""Signing in with the office's own accounts: away to its identity provider, and back."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nghisu.accounts import sessions
from nghisu.accounts.adapters.identity_provider import (
    ProviderFailed,
    TokenRefused,
    ask_provider,
    hear_provider,
)
from nghisu.accounts.adapters.origin import origin_of
from nghisu.accounts.commands import enter_by_provider
from nghisu.accounts.middleware import safe_next
from nghisu.accounts.provider import Provider
from nghisu.accounts.refusals import SignInRefused
from nghisu.accounts.views.entering import enter
from nghisu.foundation.access import public

logger = logging.getLogger(__name__)


@public
@require_safe
def provider_asked(request: HttpRequest) -> HttpResponse:
    """A link, not a form: a strict policy lets a form lead to this site only."""
    provider = _provider()
    try:
        question = ask_provider(provider, _back(request))
    except ProviderFailed as problem:
        return _failed(request, provider, problem)
    sessions.keep_question(
        request.session,
        [question.state, question.nonce, question.verifier],
        safe_next(request, request.GET.get("next", "")),
    )
    return HttpResponseRedirect(question.url)


@public
@require_safe
def provider_answered(request: HttpRequest) -> HttpResponse:
    provider = _provider()
    kept = sessions.take_question(request.session)
    if kept is None or request.GET.get("state") != kept.state or "code" not in request.GET:
        messages.error(request, _("Việc đăng nhập qua cơ quan chưa xong hoặc đã quá lâu. Hãy làm lại."))
        return HttpResponseRedirect(resolve_url("accounts:sign_in"))
    try:
        said = hear_provider(provider, _back(request), request.GET["code"], kept.nonce, kept.verifier)
        passed = enter_by_provider(provider, said, origin_of(request))
    except (ProviderFailed, TokenRefused) as problem:
        return _failed(request, provider, problem)
    except SignInRefused as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(resolve_url("accounts:sign_in"))
    return enter(request, passed, kept.back, by_provider=True)


def _provider() -> Provider:
    provider = settings.NGHISU_OIDC
    if not isinstance(provider, Provider):
        raise Http404
    return provider


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(resolve_url("accounts:provider_answered"))


def _failed(request: HttpRequest, provider: Provider, problem: Exception) -> HttpResponse:
    """Nobody is let in, and the log of the server says why; the visitor is told what to do."""
    logger.warning("identity provider: %s: %s", type(problem).__name__, problem)
    messages.error(
        request,
        _("%(name)s chưa xác nhận được. Hãy thử lại, hoặc dùng mật khẩu của hệ thống này.")
        % {"name": provider.name},
    )
    return HttpResponseRedirect(resolve_url("accounts:sign_in"))
