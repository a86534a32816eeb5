"""The picture of an issuer's seal, as the visible stamp shows it."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.documents.adapters.signing import SealRefused, read_seal
from nghisu.documents.commands.seals import keep_seal, remove_seal
from nghisu.documents.forms.seals import MOST_SEAL, SealForm
from nghisu.documents.queries.issuers import issuers_of, seal_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once


@requires("settings.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: ActingRequest, issuer_id: int) -> HttpResponse:
    """The seal of an issuer: seen, kept, taken away (`act=remove`)."""
    issuer = issuers_of(request.actor).filter(pk=issuer_id).first()
    if issuer is None:
        raise Http404
    kept = seal_of(issuer)
    here = HttpResponseRedirect(reverse("documents:seal", args=[issuer_id]))
    if request.method == "POST" and request.POST.get("act") == "remove":
        return _removed(request, issuer_id, here)
    usual = kept.millimetres if kept is not None else 36
    form = SealForm(request.POST, request.FILES) if request.method == "POST" else SealForm(millimetres=usual)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["picture"].read(MOST_SEAL)
        across = form.cleaned_data["millimetres"]
        try:
            picture = read_seal(content)
        except SealRefused as refusal:
            form.add_error("picture", refusal.reason)
        else:

            def run() -> dict[str, Any]:
                return {"seal": keep_seal(request.actor, issuer_id, picture, across).pk}

            payload = {
                "issuer": issuer_id,
                "millimetres": across,
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            once(request.actor, command_id_of(request), "documents.keep_seal", payload, run)
            messages.success(
                request, _("Đã lưu hình con dấu. Văn bản ban hành từ nay có chỗ cho con dấu này.")
            )
            return here
    context = {"form": form, "issuer": issuer, "seal": kept}
    if kept is not None:
        context["picture"] = base64.b64encode(bytes(kept.picture)).decode()
    return render(request, "documents/seal.html", context, status=422 if form.errors else 200)


def _removed(request: ActingRequest, issuer_id: int, here: HttpResponse) -> HttpResponse:
    def run() -> dict[str, Any]:
        remove_seal(request.actor, issuer_id)
        return {}

    once(request.actor, command_id_of(request), "documents.remove_seal", {"issuer": issuer_id}, run)
    messages.success(request, _("Đã bỏ hình con dấu."))
    return here
