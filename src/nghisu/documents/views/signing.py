"""A signature that comes to an issued document, and the signatures of any PDF."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.documents.adapters.signing import judge_all, trust_anchors
from nghisu.documents.commands import Handed, add_scan, add_signed, sign_issued
from nghisu.documents.enums import FileRole
from nghisu.documents.forms.signing import MOST_CERTIFICATE, CheckForm, SignForm
from nghisu.documents.views.issuing import issued_or_404
from nghisu.documents.views.tabs import tabs_of
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once
from nghisu.foundation.files import FileKind, FileRefused, arriving
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused


@requires("signature.add")
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: ActingRequest, issued_id: int) -> HttpResponse:
    """Add a signature to an issued document, in one of three ways."""
    row = issued_or_404(request, issued_id)
    posted = request.POST if request.method == "POST" else None
    form = SignForm(posted, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, issued_id, form)
        except (AccessRefused, CommandReused):
            raise
        except Refused as refusal:
            form.add_error("file", refusal.reason)
        else:
            messages.success(request, _("Đã thêm. Bản ban hành vẫn giữ nguyên, bản này đứng bên cạnh."))
            return HttpResponseRedirect(reverse("documents:issued_one", args=[issued_id]))
    context = {"form": form, "row": row, "pdf": row.files.filter(role=FileRole.PDF).first()}
    return render(request, "documents/sign.html", context, status=422 if form.errors else 200)


def _add(request: ActingRequest, issued_id: int, form: SignForm) -> None:
    way, upload = form.cleaned_data["way"], form.cleaned_data["file"]
    payload: dict[str, Any] = {"issued": issued_id, "way": way}

    def kept_once(act: Any) -> None:
        def run() -> dict[str, Any]:
            return {"file": act().pk}

        once(request.actor, command_id_of(request), "documents.sign", payload, run)

    if way == "certificate":
        content, passphrase = upload.read(MOST_CERTIFICATE), form.cleaned_data["passphrase"]
        kept_once(lambda: sign_issued(request.actor, issued_id, content, passphrase))
        return
    with arriving(upload) as arrived:
        payload["sha256"] = arrived.sha256
        if way == "scan":
            kept_once(lambda: add_scan(request.actor, issued_id, Handed(FileRole.SCAN, arrived)))
        elif arrived.kind is not FileKind.PDF:
            raise FileRefused("kind")
        else:
            signed = arrived.path.read_bytes()
            kept_once(lambda: add_signed(request.actor, issued_id, signed))


@requires("signature.check")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: ActingRequest) -> HttpResponse:
    """Who signed a PDF, when, whether it is intact and trusted. Nothing is kept."""
    posted = request.POST if request.method == "POST" else None
    form = CheckForm(posted, request.FILES or None, label_suffix="")
    context: dict[str, Any] = {"form": form, "tabs": tabs_of(request, "check")}
    if request.method == "POST" and form.is_valid():
        try:
            with arriving(form.cleaned_data["file"]) as arrived:
                if arrived.kind is not FileKind.PDF:
                    raise FileRefused("kind")
                content = arrived.path.read_bytes()
            context["judged"] = judge_all(content, trust_anchors())
            context["digest"] = hashlib.sha256(content).hexdigest()
            context["name"] = arrived.name
        except Refused as refusal:
            form.add_error("file", refusal.reason)
    return render(request, "documents/check_signature.html", context, status=422 if form.errors else 200)
