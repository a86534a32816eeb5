from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.accounts.commands import set_sign_in_policy
from nghisu.accounts.forms import SignInPolicyForm
from nghisu.accounts.queries import sign_in_policy_of
from nghisu.core.people.roles import Role
from nghisu.foundation.access import ActingRequest, requires


@requires("sign_in_policy.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_policy(request: ActingRequest) -> HttpResponse:
    policy = sign_in_policy_of(request.actor)
    initial = (
        {"second_factor_since": policy.second_factor_since, "roles": policy.roles}
        if policy and policy.roles
        else {}
    )
    form = SignInPolicyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        set_sign_in_policy(
            request.actor, typed["second_factor_since"], [Role(name) for name in typed["roles"]]
        )
        messages.success(request, _("Đã lưu. Yêu cầu có hiệu lực từ lần đăng nhập sau của mỗi người."))
        return HttpResponseRedirect(resolve_url("accounts:sign_in_policy"))
    context = {"form": form, "policy": policy}
    return render(request, "accounts/sign_in_policy.html", context, status=422 if form.errors else 200)
