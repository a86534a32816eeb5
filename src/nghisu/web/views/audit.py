from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from nghisu.core.text import sort_key
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.audit import verify_audit
from nghisu.foundation.queries import audit_records, audit_state
from nghisu.rulebook.queries import rulebook_of
from nghisu.web.acts import VERBS, lines_of, verb_name

PAGE = 50


class AuditFilter(forms.Form):
    """What to look for in the trail."""

    q = forms.CharField(label=gettext_lazy("Người hoặc đối tượng"), required=False, max_length=100)
    verb = forms.ChoiceField(label=gettext_lazy("Việc đã làm"), required=False)
    since = forms.DateField(label=gettext_lazy("Từ ngày"), required=False)
    until = forms.DateField(label=gettext_lazy("Đến ngày"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, passed through
        verbs = sorted(((verb, verb_name(verb)) for verb in VERBS), key=lambda pair: sort_key(pair[1]))
        self.fields["verb"].choices = [("", gettext_lazy("Tất cả")), *verbs]  # type: ignore[attr-defined]


@requires("audit.view")
def trail(request: ActingRequest) -> HttpResponse:
    """Who did what and when, latest first, each record with its seal."""
    form = AuditFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    after = request.GET.get("after", "")
    since: date | None = chosen.get("since")
    rows = list(
        audit_records(
            request.actor,
            text=chosen.get("q", ""),
            verb=chosen.get("verb", ""),
            since=since,
            until=chosen.get("until"),
            before_id=int(after) if after.isdecimal() and len(after) < 19 else None,
        )[: PAGE + 1]
    )
    shown = rows[:PAGE]
    context = {
        "form": form,
        "lines": lines_of(request.actor, shown, rulebook_of(request.actor, clock.today())),
        "next": shown[-1].pk if len(rows) > PAGE else None,
        "filtered": any(request.GET.get(name) for name in form.fields),
        "state": audit_state(),
    }
    return render(request, "web/audit.html", context)


@requires("audit.view")
def verification(request: ActingRequest) -> HttpResponse:
    """The whole chain read again now, and held against the signed checkpoints."""
    return render(request, "web/audit_verification.html", {"result": verify_audit(), "state": audit_state()})
