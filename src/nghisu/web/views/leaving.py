from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nghisu.accounts.commands import let_go
from nghisu.accounts.refusals import StillNeeded
from nghisu.directory.forms.controls import DayField
from nghisu.directory.refusals import DirectoryRefused
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.web.queries.leaving import leaver_of


class LeavingForm(forms.Form):
    last_day = DayField(
        label=gettext_lazy("Ngày làm việc cuối cùng"), help_text=gettext_lazy("Hết ngày này thì hết vai trò.")
    )
    note = forms.CharField(
        label=gettext_lazy("Theo quyết định nào"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: số và ngày của quyết định."),
    )


@requires("accounts.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: ActingRequest, person_id: int) -> HttpResponse:
    """A person leaves: what is held and what waits, then the last day for all of it at once."""
    on = clock.today()
    leaver = leaver_of(request.actor, person_id, on)
    if leaver is None:
        raise Http404
    form = LeavingForm(request.POST if request.method == "POST" else None, initial={"last_day": on})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            left = let_go(request.actor, person_id, typed["last_day"], typed["note"])
        except (StillNeeded, DirectoryRefused) as refusal:
            form.add_error(None, refusal.reason)
        else:
            if left.account_closes:
                messages.success(request, _("Đã ghi thôi việc. Tài khoản khóa khi hết ngày cuối cùng."))
            else:
                messages.success(request, _("Đã ghi thôi các chức danh ở cấp ủy này."))
            return HttpResponseRedirect(resolve_url("directory:person", person_id))
    context = {"leaver": leaver, "form": form}
    return render(request, "web/leaving.html", context, status=422 if form.errors else 200)
