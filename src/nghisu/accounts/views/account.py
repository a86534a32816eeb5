from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.accounts import sessions
from nghisu.accounts.adapters.origin import origin_of
from nghisu.accounts.commands import change_password, choose_committee, choose_language
from nghisu.accounts.detours import on_the_way
from nghisu.accounts.forms import PasswordForm
from nghisu.accounts.middleware import safe_next
from nghisu.accounts.queries import factors_of, held_roles, latest_sign_ins, own_account, stations_of
from nghisu.accounts.refusals import NotServingThere, PasswordRefused
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, public, requires
from nghisu.foundation.commands import command_id_of

LANGUAGE_DAYS = 365


@requires("account.own")
@require_safe
def account(request: ActingRequest) -> HttpResponse:
    own = own_account(request.actor)
    context = {
        "account": own,
        "roles": held_roles(request.actor, clock.today()) if request.actor.committee_id else [],
        "factors": factors_of(own),
        "sign_ins": latest_sign_ins(request.actor),
    }
    return render(request, "accounts/account.html", context)


@requires("account.own")
@on_the_way
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: ActingRequest) -> HttpResponse:
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            user = change_password(
                request.actor,
                command_id_of(request),
                typed["present"],
                typed["new"],
                origin_of(request),
                kept_session=request.session.session_key,
            )
        except PasswordRefused as refusal:
            form.add_error(refusal.field, refusal.reason)
        else:
            update_session_auth_hash(request, user)
            messages.success(
                request, _("Đã đổi mật khẩu. Các phiên làm việc khác của tài khoản đã kết thúc.")
            )
            return HttpResponseRedirect(resolve_url("accounts:account"))
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        raise Http404
    actor = cast(ActingRequest, request).actor
    if actor.user_id is not None:
        choose_language(actor, command_id_of(request), wanted)
    response = HttpResponseRedirect(safe_next(request, request.POST.get("next", "")) or "/")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        wanted,
        max_age=LANGUAGE_DAYS * 86_400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@requires("account.own")
@require_http_methods(["GET", "HEAD", "POST"])
def committee(request: ActingRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/committee.html", {"committees": request.committees})
    user = own_account(request.actor)
    wanted = request.POST.get("committee", "")
    try:
        chosen = choose_committee(
            request.actor,
            stations_of(user, clock.today()),
            int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0,
        )
    except NotServingThere as refusal:
        raise Http404 from refusal
    request.session[sessions.COMMITTEE] = chosen
    return HttpResponseRedirect("/")
