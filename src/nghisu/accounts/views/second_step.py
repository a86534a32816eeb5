from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nghisu.accounts import sessions
from nghisu.accounts.adapters.origin import origin_of
from nghisu.accounts.commands import take_second_step
from nghisu.accounts.forms import SecondStepForm
from nghisu.accounts.models import User
from nghisu.accounts.queries import factors_of
from nghisu.accounts.refusals import SignInRefused
from nghisu.accounts.views.entering import enter
from nghisu.foundation.access import public
from nghisu.foundation.refusals import TooMany


@public
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    waiting = sessions.awaited(request.session)
    if waiting is None:
        return HttpResponseRedirect(resolve_url("accounts:sign_in"))
    user_id, back = waiting
    form = SecondStepForm(request.POST if request.method == "POST" else None)
    retry_after = 0
    if request.method == "POST" and form.is_valid():
        try:
            passed = take_second_step(user_id, form.cleaned_data["code"], origin_of(request))
            by_provider = request.session.get(sessions.BY_PROVIDER, False)
            return enter(request, passed, back, by_provider=by_provider)
        except SignInRefused as refusal:
            form.add_error("code", refusal.reason)
        except TooMany as refusal:
            form.add_error("code", refusal.reason)
            retry_after = refusal.retry_after
    status = 429 if retry_after else 422 if form.errors else 200
    context = {"form": form, "factors": factors_of(User(pk=user_id))}
    response = render(request, "accounts/second_step.html", context, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
