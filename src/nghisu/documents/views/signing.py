"""A signature that comes to an issued document, and the signatures of any PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nghisu.documents.adapters.signing import (
    CertificateUnread,
    TokenRefused,
    has_token,
    judge_all,
    who_signs,
)
from nghisu.documents.commands import (
    Handed,
    add_scan,
    add_signature,
    keep_certificate,
    remove_certificate,
    signed_elsewhere,
    signed_with_file,
    signed_with_kept,
    signed_with_token,
)
from nghisu.documents.enums import FileRole
from nghisu.documents.forms.signing import MOST_CERTIFICATE, CertificateForm, CheckForm, SignForm
from nghisu.documents.models import DocumentFile
from nghisu.documents.queries.certificates import own_certificates, state_of
from nghisu.documents.queries.roots import trusted_anchors
from nghisu.documents.refusals import AnotherSigner, CertificateKept
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
    kept = [(one.pk, one.who) for one in own_certificates(request.actor) if state_of(one) != "over"]
    original = row.files.filter(role=FileRole.PDF).first()
    form = SignForm(
        posted, request.FILES or None, kept=kept, token=has_token(), has_original=original is not None
    )
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, issued_id, form)
        except (AccessRefused, CommandReused):
            raise
        except (CertificateUnread, TokenRefused) as refusal:
            form.add_error("passphrase", refusal.reason)
        except AnotherSigner as refusal:
            form.add_error("why_another", refusal.reason)
        except Refused as refusal:
            form.add_error("file", refusal.reason)
        else:
            messages.success(request, _("Đã thêm. Bản ban hành vẫn giữ nguyên, bản này đứng bên cạnh."))
            return HttpResponseRedirect(reverse("documents:issued_one", args=[issued_id]))
    context = {"form": form, "row": row, "pdf": original}
    return render(request, "documents/sign.html", context, status=422 if form.errors else 200)


def _add(request: ActingRequest, issued_id: int, form: SignForm) -> None:
    actor, way, upload = request.actor, form.cleaned_data["way"], form.cleaned_data["file"]
    secret = form.cleaned_data["passphrase"]
    why = form.cleaned_data["why_another"]
    payload: dict[str, Any] = {"issued": issued_id, "way": way, "why": why}

    def kept_once(act: Callable[[], DocumentFile]) -> None:
        def run() -> dict[str, Any]:
            return {"file": act().pk}

        once(actor, command_id_of(request), "documents.sign", payload, run)

    if way == "token" or way == "certificate" or way.startswith("kept-"):
        if way == "token":
            signed = signed_with_token(actor, issued_id, secret)
        elif way == "certificate":
            signed = signed_with_file(actor, issued_id, upload.read(MOST_CERTIFICATE), secret)
        else:
            signed = signed_with_kept(actor, issued_id, int(way.removeprefix("kept-")), secret)
        kept_once(lambda: add_signature(actor, issued_id, signed, why))
        return
    with arriving(upload) as arrived:
        payload["sha256"] = arrived.sha256
        if way == "scan":
            kept_once(lambda: add_scan(actor, issued_id, Handed(FileRole.SCAN, arrived)))
        elif arrived.kind is not FileKind.PDF:
            raise FileRefused("kind")
        else:
            came = signed_elsewhere(actor, issued_id, arrived.path.read_bytes())
            kept_once(lambda: add_signature(actor, issued_id, came, why))


@requires("certificate.own")
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: ActingRequest) -> HttpResponse:
    """The certificates one keeps here, and one more to keep."""
    posted = request.POST if request.method == "POST" else None
    form = CertificateForm(posted, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["certificate"].read(MOST_CERTIFICATE)
        try:
            said = who_signs(content, form.cleaned_data["passphrase"])
        except CertificateUnread as refusal:
            form.add_error("passphrase", refusal.reason)
        else:

            def run() -> dict[str, Any]:
                return {"certificate": keep_certificate(request.actor, content, said).pk}

            payload = {"sha256": hashlib.sha256(content).hexdigest()}
            try:
                once(request.actor, command_id_of(request), "documents.keep_certificate", payload, run)
            except CertificateKept as refusal:
                form.add_error("certificate", refusal.reason)
            else:
                messages.success(request, _("Đã lưu chứng thư của %(who)s.") % {"who": said.who})
                return HttpResponseRedirect(reverse("documents:certificates"))
    context = {
        "form": form,
        "rows": [(row, state_of(row)) for row in own_certificates(request.actor)],
        "tabs": tabs_of(request, "certificates"),
    }
    return render(request, "documents/certificates.html", context, status=422 if form.errors else 200)


@requires("certificate.own")
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_remove(request: ActingRequest, certificate_id: int) -> HttpResponse:
    """Asks, then keeps a certificate no longer."""
    row = own_certificates(request.actor).filter(pk=certificate_id).first()
    if row is None:
        raise Http404
    if request.method == "POST":

        def run() -> dict[str, Any]:
            remove_certificate(request.actor, certificate_id)
            return {}

        payload = {"certificate": certificate_id}
        once(request.actor, command_id_of(request), "documents.remove_certificate", payload, run)
        messages.success(request, _("Đã bỏ chứng thư."))
        return HttpResponseRedirect(reverse("documents:certificates"))
    return render(request, "documents/certificate_remove.html", {"row": row})


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
            context["judged"] = judge_all(content, trusted_anchors())
            context["digest"] = hashlib.sha256(content).hexdigest()
            context["name"] = arrived.name
        except Refused as refusal:
            form.add_error("file", refusal.reason)
    return render(request, "documents/check_signature.html", context, status=422 if form.errors else 200)
