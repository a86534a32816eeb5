"""Passkeys: making one, taking one away, signing in by one. The browser is asked by frontend/scripts/passkeys.js."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nghisu.accounts import sessions
from nghisu.accounts.adapters.origin import origin_of
from nghisu.accounts.adapters.webauthn import ask_for_key, ask_for_new_key, site_of
from nghisu.accounts.browsers import browser_of
from nghisu.accounts.commands import add_passkey, confirm_password, enter_by_passkey, remove_passkey
from nghisu.accounts.detours import on_the_way
from nghisu.accounts.forms import PasskeyForm, PresentPasswordForm
from nghisu.accounts.models import User
from nghisu.accounts.queries import factors_of, own_account
from nghisu.accounts.refusals import CodeRefused, PasswordRefused, SignInRefused
from nghisu.accounts.views.entering import enter
from nghisu.foundation.access import ActingRequest, public, requires
from nghisu.foundation.refusals import AccessRefused

FACTORS = "accounts:factors"


@requires("account.own")
@on_the_way
@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: ActingRequest) -> HttpResponse:
    """Make a passkey: first the password and a name for it, then the device is asked."""
    site = site_of(request)
    form = PasskeyForm(
        request.POST if request.method == "POST" else None,
        initial={"name": browser_of(request.headers.get("User-Agent", ""))},
    )
    if request.method == "POST" and form.is_valid() and site is not None:
        try:
            user = confirm_password(request.actor, form.cleaned_data["present"], origin_of(request))
        except PasswordRefused as refusal:
            form.add_error("present", refusal.reason)
        else:
            known = [one.credential for one in factors_of(user).passkeys]
            options, challenge = ask_for_new_key(site, user.pk, user.username, request.actor.name, known)
            sessions.keep_challenge(request.session, challenge, form.cleaned_data["name"])
            return render(request, "accounts/passkey_ask.html", {"options": json.loads(options)})
    context = {"form": form, "site": site}
    return render(request, "accounts/passkey.html", context, status=422 if form.errors else 200)


@require_POST
@requires("account.own")
@on_the_way
def passkey_made(request: ActingRequest) -> HttpResponse:
    """The device made a passkey: keep it, if it answers the question that was just asked."""
    site, (challenge, name) = site_of(request), sessions.take_challenge(request.session)
    if site is None or not challenge:
        messages.error(request, _("Đã quá lâu kể từ khi bắt đầu. Hãy làm lại."))
        return HttpResponseRedirect(resolve_url("accounts:passkey"))
    try:
        codes = add_passkey(request.actor, name, site, challenge, request.POST.get("answer", ""))
    except CodeRefused as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(resolve_url("accounts:passkey"))
    request.session.pop(sessions.LACKS_FACTOR, None)
    messages.success(request, _("Đã ghi khóa truy cập. Lần sau có thể đăng nhập chỉ bằng khóa này."))
    if codes:
        return render(request, "accounts/recovery_codes_shown.html", {"codes": codes})
    return HttpResponseRedirect(resolve_url(FACTORS))


@requires("account.own")
@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_remove(request: ActingRequest) -> HttpResponse:
    """`?khoa=`: which of the own passkeys; without it, the list to choose from."""
    wanted = request.POST.get("khoa") or request.GET.get("khoa", "")
    own = factors_of(own_account(request.actor)).passkeys
    row = next((one for one in own if str(one.pk) == wanted), None)
    if row is None:
        if wanted:
            raise AccessRefused("no such passkey of this account")
        return HttpResponseRedirect(resolve_url(FACTORS))
    form = PresentPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_passkey(request.actor, row.pk, form.cleaned_data["present"], origin_of(request))
        except PasswordRefused as refusal:
            form.add_error("present", refusal.reason)
        else:
            messages.success(request, _("Đã xóa khóa truy cập."))
            return HttpResponseRedirect(resolve_url(FACTORS))
    context = {"form": form, "passkey": row}
    return render(request, "accounts/passkey_remove.html", context, status=422 if form.errors else 200)


@public
@require_POST
def passkey_asked(request: HttpRequest) -> HttpResponse:
    """What the browser shall ask the device for at a sign-in. It says of no account whether it has passkeys: one whose
    password was right is asked for its own, a stranger for whichever there is."""
    site = site_of(request)
    if site is None:
        return JsonResponse({}, status=409)
    waiting = sessions.awaited(request.session)
    known = factors_of(User(pk=waiting[0])).passkeys if waiting else ()
    options, challenge = ask_for_key(site, [one.credential for one in known])
    sessions.keep_challenge(request.session, challenge)
    return HttpResponse(options, content_type="application/json")


@public
@require_POST
def passkey_shown(request: HttpRequest) -> HttpResponse:
    """The device answered: sign in, by the passkey alone or as the second step that is waited for."""
    waiting = sessions.awaited(request.session)
    site, (challenge, _name) = site_of(request), sessions.take_challenge(request.session)
    back = waiting[1] if waiting else request.POST.get("next", "")
    again = resolve_url("accounts:second_step" if waiting else "accounts:sign_in")
    if site is None or not challenge:
        messages.error(request, _("Đã quá lâu kể từ khi bắt đầu. Hãy làm lại."))
        return HttpResponseRedirect(again)
    answer = request.POST.get("answer", "")
    try:
        passed = enter_by_passkey(
            site, challenge, answer, origin_of(request), user_id=waiting[0] if waiting else None
        )
    except SignInRefused as refusal:
        messages.error(request, refusal.reason)
        return HttpResponseRedirect(again)
    by_provider = waiting is not None and request.session.get(sessions.BY_PROVIDER, False)
    return enter(request, passed, back, by_provider=by_provider)
