from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nghisu.accounts.adapters.origin import origin_of
from nghisu.accounts.commands import reset_password
from nghisu.accounts.forms import SetPasswordForm
from nghisu.accounts.refusals import CodeRefused, PasswordRefused
from nghisu.foundation.access import public
from nghisu.foundation.refusals import TooMany


@public
@sensitive_post_parameters("code", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password_reset(request: HttpRequest) -> HttpResponse:
    """A new password by a code from the administrator: for who forgot the old one."""
    form = SetPasswordForm(request.POST if request.method == "POST" else None)
    retry_after = 0
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            reset_password(typed["username"], typed["code"], typed["new"], origin_of(request))
        except CodeRefused as refusal:
            form.add_error("code", refusal.reason)
        except PasswordRefused as refusal:
            form.add_error("new", refusal.reason)
        except TooMany as refusal:
            form.add_error(None, refusal.reason)
            retry_after = refusal.retry_after
        else:
            messages.success(request, _("Đã đặt mật khẩu mới. Hãy đăng nhập bằng mật khẩu ấy."))
            return HttpResponseRedirect(resolve_url("accounts:sign_in"))
    status = 429 if retry_after else 422 if form.errors else 200
    response = render(request, "accounts/password_reset.html", {"form": form}, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
