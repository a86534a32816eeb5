from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.accounts.commands import make_token, revoke_token
from nghisu.accounts.forms import TokenFilterForm, TokenForm
from nghisu.accounts.models import ApiToken
from nghisu.accounts.queries import TokenLine, own_tokens, token_lines, tokens_of_committee
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of

PAGE = 50


@requires("token.own")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: ActingRequest) -> HttpResponse:
    """One's own tokens, and a form for a new one, whose secret is shown in this very answer and never again."""
    if request.method != "POST":
        return _page(request, TokenForm())
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    typed = form.cleaned_data
    shown: list[str] = []

    def run() -> dict[str, int]:
        token, secret = make_token(request.actor, typed["name"], typed["scopes"], typed["days"])
        shown.append(secret)  # not part of the answer, which is kept
        return {"token": token.pk}

    answer = once(request.actor, command_id_of(request), "accounts.make_token", payload_of(request), run)
    made = own_tokens(request.actor).get(pk=answer["token"])
    return _page(request, TokenForm(), made=made, secret=shown[0] if shown else "")


@requires("token.own")
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: ActingRequest, token_id: int) -> HttpResponse:
    """Ask, then end one of one's own tokens."""
    return _revoke(request, own_tokens(request.actor).filter(pk=token_id).first(), "accounts:tokens")


@requires("token.manage")
@require_safe
def all_tokens(request: ActingRequest) -> HttpResponse:
    """The tokens of everybody in the committee."""
    form = TokenFilterForm(request.GET)
    before = request.GET.get("after", "")
    rows = tokens_of_committee(request.actor, form.words(), form.valid_only())
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = token_lines(rows[: PAGE + 1], clock.server_now())
    asked = {key: value for key, value in request.GET.items() if value and key != "after"}
    context = {
        "form": form,
        "lines": found[:PAGE],
        "older": found[PAGE - 1].token.pk if len(found) > PAGE else None,
        "asked": urlencode(asked),
        "is_first_page": not before,
    }
    return render(request, "accounts/all_tokens.html", context)


@requires("token.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_any(request: ActingRequest, token_id: int) -> HttpResponse:
    """Ask, then end anybody's token."""
    return _revoke(
        request, tokens_of_committee(request.actor).filter(pk=token_id).first(), "accounts:all_tokens"
    )


def _revoke(request: ActingRequest, token: ApiToken | None, back: str) -> HttpResponse:
    if token is None:
        raise Http404
    if request.method == "POST":
        revoke_token(request.actor, token.pk)
        said = _("Đã thu hồi mã truy cập “%(name)s”. Phần mềm giữ mã này không vào được nữa.")
        messages.success(request, said % {"name": token.name})
        return HttpResponseRedirect(reverse(back))
    [line] = token_lines([token], clock.server_now())
    return render(request, "accounts/token_revoke.html", {"line": line, "back": reverse(back)})


def _page(request: ActingRequest, form: TokenForm, status: int = 200, **more: Any) -> HttpResponse:
    lines: list[TokenLine] = token_lines(own_tokens(request.actor)[:200], clock.server_now())
    context = {"form": form, "lines": lines, "base": request.build_absolute_uri("/api/v1")} | more
    return render(request, "accounts/tokens.html", context, status=status)
