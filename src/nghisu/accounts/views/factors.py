"""One's own second steps: what there is, the app, the recovery codes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from nghisu.accounts import sessions
from nghisu.accounts.adapters.origin import origin_of
from nghisu.accounts.authenticators import address_of, picture_of
from nghisu.accounts.commands import (
    begin_authenticator,
    confirm_authenticator,
    remove_authenticator,
    renew_recovery_codes,
)
from nghisu.accounts.detours import on_the_way
from nghisu.accounts.forms import AuthenticatorForm, PresentPasswordForm
from nghisu.accounts.queries import factors_of, own_account
from nghisu.accounts.refusals import CodeRefused, PasswordRefused
from nghisu.foundation.access import ActingRequest, requires

FACTORS = "accounts:factors"


@requires("account.own")
@on_the_way
@require_safe
def factors(request: ActingRequest) -> HttpResponse:
    context = {
        "factors": factors_of(own_account(request.actor)),
        "must_set_up": request.session.get(sessions.LACKS_FACTOR, False),
    }
    return render(request, "accounts/factors.html", context)


@requires("account.own")
@on_the_way
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def authenticator(request: ActingRequest) -> HttpResponse:
    secret = begin_authenticator(request.actor)
    if secret is None:
        return HttpResponseRedirect(resolve_url(FACTORS))
    form = AuthenticatorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = confirm_authenticator(request.actor, form.cleaned_data["code"], origin_of(request))
        except CodeRefused as refusal:
            form.add_error("code", refusal.reason)
        else:
            request.session.pop(sessions.LACKS_FACTOR, None)
            return _shown_once(request, codes)
    context = {"form": form, "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))}
    return render(request, "accounts/authenticator.html", context, status=422 if form.errors else 200)


@requires("account.own")
@on_the_way
@require_safe
def authenticator_picture(request: ActingRequest) -> HttpResponse:
    """The secret as a picture for the camera of the phone, until a code of it was shown."""
    secret = begin_authenticator(request.actor)
    if secret is None:
        return HttpResponseRedirect(resolve_url(FACTORS))
    picture = picture_of(address_of(secret, own_account(request.actor).username))
    return HttpResponse(picture, content_type="image/svg+xml")


@requires("account.own")
@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def authenticator_remove(request: ActingRequest) -> HttpResponse:
    form = PresentPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_authenticator(request.actor, form.cleaned_data["present"], origin_of(request))
        except PasswordRefused as refusal:
            form.add_error("present", refusal.reason)
        else:
            messages.success(request, _("Đã gỡ ứng dụng tạo mã."))
            return HttpResponseRedirect(resolve_url(FACTORS))
    context = {"form": form}
    return render(request, "accounts/authenticator_remove.html", context, status=422 if form.errors else 200)


@requires("account.own")
@sensitive_post_parameters("present")
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: ActingRequest) -> HttpResponse:
    form = PresentPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = renew_recovery_codes(request.actor, form.cleaned_data["present"], origin_of(request))
        except PasswordRefused as refusal:
            form.add_error("present", refusal.reason)
        else:
            return _shown_once(request, codes)
    return render(request, "accounts/recovery_codes.html", {"form": form}, status=422 if form.errors else 200)


def _shown_once(request: ActingRequest, codes: list[str]) -> HttpResponse:
    return render(request, "accounts/recovery_codes_shown.html", {"codes": codes})
