from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nghisu.accounts.adapters.session_store import name_of
from nghisu.accounts.commands import end_other_sessions, end_own_session
from nghisu.accounts.queries import open_sessions
from nghisu.foundation.access import ActingRequest, requires


@requires("account.own")
@require_http_methods(["GET", "HEAD", "POST"])
def sessions_page(request: ActingRequest) -> HttpResponse:
    """One's own open sessions; `phien` ends one of them, `tat-ca` all but this one."""
    here = name_of(request.session.session_key)
    if request.method != "POST":
        rows = open_sessions(request.actor.user_id)
        context = {"rows": rows, "here": here, "others": sum(row.name != here for row in rows)}
        return render(request, "accounts/sessions.html", context)
    if "tat-ca" in request.POST:
        count = end_other_sessions(request.actor, request.session.session_key)
        said = ngettext("Đã kết thúc %(count)d phiên.", "Đã kết thúc %(count)d phiên.", count)
        messages.success(request, said % {"count": count})
        return HttpResponseRedirect(resolve_url("accounts:sessions"))
    name = request.POST.get("phien", "")
    end_own_session(request.actor, name)
    if name == here:
        logout(request)
        return HttpResponseRedirect(resolve_url("accounts:sign_in"))
    messages.success(request, _("Đã kết thúc phiên."))
    return HttpResponseRedirect(resolve_url("accounts:sessions"))
