"""What the office decided where the rules contradict each other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nghisu.core.text import legible, nfc
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.rulebook.commands.contradictions import decide_contradiction
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.tight_spots import decisions_of, matters_of


class DecisionForm(forms.Form):
    """How the office deals with it, and by which document."""

    decision = forms.CharField(
        label=gettext_lazy("Cách xử lý"),
        help_text=gettext_lazy("Ví dụ: lấy hạn sớm hơn trong hai hạn."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Hãy ghi cách xử lý.")},
    )
    document = forms.CharField(label=gettext_lazy("Theo văn bản số"), max_length=120, required=False)

    def clean_decision(self) -> str:
        words = legible(nfc(self.cleaned_data["decision"])).strip()
        if not words:
            raise forms.ValidationError(_("Hãy ghi cách xử lý."))
        return words


@requires("contradiction.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: ActingRequest, matter: str) -> HttpResponse:
    """Record what the office decided about one place."""
    named = matters_of(rulebook_of(request.actor, clock.today())).get(matter)
    if named is None:
        raise Http404
    held = decisions_of(request.actor).get(matter)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        label_suffix="",
        initial={"decision": held.decision, "document": held.document} if held else {},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def run() -> dict[str, Any]:
            row = decide_contradiction(request.actor, matter, said["decision"], said["document"])
            return {"decision": row.pk}

        payload = {"matter": matter} | payload_of(request)
        once(request.actor, command_id_of(request), "rulebook.decide_contradiction", payload, run)
        messages.success(request, _("Đã ghi cách xử lý."))
        return HttpResponseRedirect(reverse("rulebook:tight_spots"))
    context = {"form": form, "named": named}
    return render(request, "rulebook/decide.html", context, status=422 if form.errors else 200)
