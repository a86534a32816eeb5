"""The screen of a hall, a site or the chair: a code is typed once, then it shows its conference and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_http_methods

from nghisu.accounts.adapters.origin import origin_of
from nghisu.accounts.commands import note_device_seen, pair_device
from nghisu.accounts.forms import DeviceCodeForm
from nghisu.accounts.queries import device_by_token
from nghisu.accounts.refusals import CodeRefused
from nghisu.foundation.access import public
from nghisu.foundation.refusals import TooMany

REFRESH = 60  # seconds
LONGEST = 14 * 86_400  # seconds a browser keeps the token; what it opens ends with its thing


def screen_cookie() -> str:
    return "__Host-nghisu-screen" if settings.SESSION_COOKIE_SECURE else "nghisu_screen"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest) -> HttpResponse:
    found = device_by_token(request.COOKIES.get(screen_cookie(), ""))
    if found is not None and request.method != "POST":
        device, bound = found
        note_device_seen(device)
        response = render(request, "accounts/screen.html", {"device": device, "bound": bound})
        response["Refresh"] = str(REFRESH)
        return response
    form = DeviceCodeForm(request.POST if request.method == "POST" else None)
    retry_after = 0
    if request.method == "POST" and form.is_valid():
        try:
            token = pair_device(form.cleaned_data["code"], origin_of(request))
        except CodeRefused as refusal:
            form.add_error("code", refusal.reason)
        except TooMany as refusal:
            form.add_error("code", refusal.reason)
            retry_after = refusal.retry_after
        else:
            answer = HttpResponseRedirect(resolve_url("accounts:screen"))
            answer.set_cookie(
                screen_cookie(),
                token,
                max_age=LONGEST,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
            return answer
    status = 429 if retry_after else 422 if form.errors else 200
    context = {"form": form, "was_in": screen_cookie() in request.COOKIES}
    response = render(request, "accounts/screen_code.html", context, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
