from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_http_methods, require_POST

from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.rulebook.commands import enter_last_number, remove_last_number
from nghisu.rulebook.enums import DOCUMENT_KINDS, INCOMING
from nghisu.rulebook.number_forms import LastNumberForm, period_name
from nghisu.rulebook.queries.last_numbers import last_numbers, periods_open


@requires("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def last_numbers_page(request: ActingRequest) -> HttpResponse:
    """What the registers had reached when the office began here, series by series."""
    form = LastNumberForm(request.POST or None, periods=periods_open(request.actor))
    if request.method == "POST" and form.is_valid():
        content = form.content()

        def run() -> dict[str, Any]:
            return {"row": enter_last_number(request.actor, content).pk}

        once(request.actor, command_id_of(request), "rulebook.enter_last_number", payload_of(request), run)
        said = (
            _("Đã lưu. Văn bản đến tiếp theo mang số đến %(next)s.")
            if content.kind == INCOMING
            else _("Đã lưu. Văn bản %(kind)s/%(symbol)s tiếp theo mang số %(next)s.")
        )
        messages.success(
            request,
            said % {"kind": content.kind, "symbol": content.symbol, "next": f"{content.number + 1:02}"},
        )
        return HttpResponseRedirect(reverse("rulebook:last_numbers"))
    rows = [
        {
            "row": row,
            "name": _(DOCUMENT_KINDS.get(row.kind, N_("Sổ văn bản đến"))),
            "symbol": "" if row.kind == INCOMING else f"{row.kind}/{row.symbol}",
            "period": period_name(row.per, row.period),
        }
        for row in last_numbers(request.actor)
    ]
    return render(
        request,
        "rulebook/last_numbers.html",
        {"form": form, "rows": rows},
        status=422 if form.errors else 200,
    )


@requires("settings.edit")
@require_POST
def last_number_remove(request: ActingRequest, last_number_id: int) -> HttpResponse:
    """Take back what was entered of a series."""

    def run() -> dict[str, Any]:
        remove_last_number(request.actor, last_number_id)
        return {}

    payload = payload_of(request) | {"row": [str(last_number_id)]}
    once(request.actor, command_id_of(request), "rulebook.remove_last_number", payload, run)
    messages.success(request, _("Đã bỏ số này."))
    return HttpResponseRedirect(reverse("rulebook:last_numbers"))
