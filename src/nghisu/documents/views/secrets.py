"""The register of secret documents: the list, a line with its copies, and the acts on them. Nothing here takes a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.directory.queries import organisation_choices
from nghisu.directory.queries.paging import EVERYTHING
from nghisu.directory.queries.people import people_of
from nghisu.documents.commands import destroy_copies, hand_out, register_secret, take_back
from nghisu.documents.forms.secrets import DestroyForm, HandOutForm, SecretFilter, SecretForm
from nghisu.documents.models import CopyHolding, SecretDocument
from nghisu.documents.queries.secrets import (
    CopyLine,
    copy_lines,
    secret_book,
    secret_list,
    secret_years,
    secrets_of,
)
from nghisu.documents.refusals import CopyElsewhere, CopyNotHeld, SecretEntered
from nghisu.documents.registry import address_of_thing
from nghisu.documents.views.registers import register_exports, register_file, register_next
from nghisu.documents.views.tabs import tabs_of
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.tables import Cell


@requires("secret.view")
@require_safe
def secrets(request: ActingRequest) -> HttpResponse:
    """The register; asked by HTMX for more, the next rows alone."""
    actor, today = request.actor, clock.today()
    form = SecretFilter(request.GET, secret_years(actor, today.year))
    wanted = form.wanted(request.GET.get("sort", ""))
    page = secret_list(actor, wanted, request.GET.get("after", ""))
    context: dict[str, Any] = {"rows": page.rows, "next_url": register_next(request, page.after)}
    if request.headers.get("HX-Target") == "secrets-rows":
        return render(request, "documents/_secret_rows.html", context | {"more": True})
    context |= {
        "form": form,
        "filtered": wanted.filtered,
        "total": page.total,
        "tabs": tabs_of(request, "secrets"),
        "exports": register_exports("documents:secrets_file", request.GET),
        "year": wanted.year or today.year,
        "may_enter": bool(may(actor, "secret.register")),
    }
    return render(request, "documents/secrets.html", context)


@requires("secret.view")
@require_safe
def paper(request: ActingRequest, year: int) -> HttpResponse:
    """The register of a year as a book to print, each copy with who held it."""
    context = {"year": year, "rows": secret_book(request.actor, year)}
    return render(request, "documents/secrets_paper.html", context)


@requires("secret.view")
@require_safe
def file(request: ActingRequest, kind: str) -> HttpResponse:
    """The register, as far as it was asked for, as a spreadsheet: a row a copy."""
    actor = request.actor
    form = SecretFilter(request.GET, secret_years(actor, clock.today().year))
    rows = secret_list(actor, form.wanted(request.GET.get("sort", "")), size=EVERYTHING).rows
    head = [
        _("Số, ký hiệu của văn bản"),
        _("Độ mật"),
        _("Tên tài liệu"),
        _("Cơ quan soạn thảo hoặc gửi đến"),
        _("Ngày ghi sổ"),
        _("Số bản"),
        _("Phải thu hồi"),
        _("Bản số"),
        _("Tình trạng"),
        _("Người giữ"),
        _("Cơ quan"),
        _("Giao ngày"),
        _("Biên bản tiêu hủy"),
    ]
    return register_file(kind, _("Sổ tài liệu mật"), head, _cells(actor, rows))


def _cells(actor: Any, rows: Iterable[SecretDocument]) -> Iterable[list[Cell]]:
    rows = list(rows)
    lines = copy_lines(actor, rows)
    for row in rows:
        for line in lines.get(row.pk, []):
            now = line.now
            yield [
                row.sign,
                row.get_level_display(),
                row.title,
                row.origin,
                clock.local(row.entered_at).date(),
                row.copies,
                _("Có") if row.to_recall else _("Không"),
                line.copy.number,
                where_is(line),
                now.holder_name if now else "",
                now.unit.name if now and now.unit else "",
                clock.local(now.handed_at).date() if now else None,
                line.copy.destroyed_record,
            ]


def where_is(line: CopyLine) -> str:
    """In a word, where a copy is now."""
    if line.copy.destroyed_at is not None:
        return _("Đã tiêu hủy")
    return _("Đang giao") if line.now is not None else _("Ở văn thư")


@requires("secret.register")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest) -> HttpResponse:
    """Enter a secret document that belongs to no conference."""
    form = SecretForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        row = entered(request, form, None)
        if row is not None:
            return HttpResponseRedirect(reverse("documents:secret", args=[row]))
    return render(request, "documents/secret_add.html", {"form": form}, status=422 if form.errors else 200)


def entered(request: ActingRequest, form: SecretForm, about: tuple[str, int] | None) -> int | None:
    """Enter what a form says, once; returns the number of the row, None where it was refused: the form says why."""

    def run() -> dict[str, Any]:
        return {"secret": register_secret(request.actor, form.content(about)).pk}

    payload = payload_of(request) | {"about": [str(one) for one in about or ()]}
    try:
        answer = once(request.actor, command_id_of(request), "documents.register_secret", payload, run)
    except SecretEntered as refusal:
        form.add_error("sign", refusal.reason)
        return None
    messages.success(request, _("Đã ghi sổ. Các bản được đánh số từ 01."))
    return int(answer["secret"])


def secret_or_404(request: ActingRequest, secret_id: int) -> SecretDocument:
    """A line of the actor's register; one of another committee is one that does not exist."""
    row = secrets_of(request.actor).filter(pk=secret_id).first()
    if row is None:
        raise Http404
    return row


@requires("secret.view")
@require_safe
def secret(request: ActingRequest, secret_id: int) -> HttpResponse:
    """One line of the register with its copies."""
    return _page(request, secret_or_404(request, secret_id))


def _page(request: ActingRequest, row: SecretDocument, status: int = 200, refused: str = "") -> HttpResponse:
    lines = copy_lines(request.actor, [row]).get(row.pk, [])
    context = {
        "row": row,
        "lines": [(line, where_is(line)) for line in lines],
        "out": [line for line in lines if line.now is not None],
        "free": any(line.now is None and line.copy.destroyed_at is None for line in lines),
        "may_enter": bool(may(request.actor, "secret.register")),
        "thing_url": address_of_thing(row.about_kind, row.about_id),
        "refused": refused,
    }
    return render(request, "documents/secret.html", context, status=status)


def _free(request: ActingRequest, row: SecretDocument) -> list[tuple[int, str]]:
    """The copies that lie in the office."""
    return [
        (line.copy.pk, f"{line.copy.number:02}")
        for line in copy_lines(request.actor, [row]).get(row.pk, [])
        if line.now is None and line.copy.destroyed_at is None
    ]


@requires("secret.register")
@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: ActingRequest, secret_id: int) -> HttpResponse:
    """Give a copy to somebody."""
    actor, today = request.actor, clock.today()
    row = secret_or_404(request, secret_id)
    people = [(one.person.pk, one.person.full_name) for one in people_of(actor, today, size=EVERYTHING).rows]
    form = HandOutForm(
        _free(request, row),
        people,
        organisation_choices(actor, today),
        request.POST if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():

        def run() -> dict[str, Any]:
            return {"holding": hand_out(actor, form.cleaned_data["copy"], form.holder()).pk}

        payload = payload_of(request) | {"secret": [str(secret_id)]}
        try:
            once(actor, command_id_of(request), "documents.hand_out", payload, run)
        except CopyElsewhere as refusal:
            form.add_error("copy", refusal.reason)
        else:
            messages.success(request, _("Đã ghi giao bản."))
            return HttpResponseRedirect(reverse("documents:secret", args=[row.pk]))
    context = {"form": form, "row": row}
    return render(request, "documents/secret_hand_out.html", context, status=422 if form.errors else 200)


@requires("secret.register")
@require_POST
def back(request: ActingRequest, secret_id: int) -> HttpResponse:
    """Enter that copies of one document came back."""
    row = secret_or_404(request, secret_id)
    held = CopyHolding.objects.filter(committee=request.actor.committee_id, copy__document=row)
    try:
        taken_back(request, set(held.values_list("pk", flat=True)), {"secret": [str(secret_id)]})
    except CopyNotHeld as refusal:
        return _page(request, row, 409, refusal.reason)
    return HttpResponseRedirect(reverse("documents:secret", args=[row.pk]))


def taken_back(request: ActingRequest, among: set[int], named: dict[str, list[str]]) -> None:
    """Take back the copies that a form ticks, of those on its page. Raises CopyNotHeld."""
    ticked = [int(one) for one in request.POST.getlist("holding") if one.isdecimal() and len(one) < 18]
    wanted = [one for one in ticked if one in among]
    if not wanted:
        messages.error(request, _("Hãy chọn ít nhất một bản đã trả."))
        return

    def run() -> dict[str, Any]:
        return {"count": len(take_back(request.actor, wanted))}

    payload = payload_of(request) | named
    answer = once(request.actor, command_id_of(request), "documents.take_back", payload, run)
    messages.success(request, _("Đã ghi thu hồi %(count)s bản.") % {"count": answer["count"]})


@requires("secret.register")
@require_http_methods(["GET", "HEAD", "POST"])
def destroy(request: ActingRequest, secret_id: int) -> HttpResponse:
    """Enter that copies were destroyed."""
    row = secret_or_404(request, secret_id)
    form = DestroyForm(_free(request, row), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def run() -> dict[str, Any]:
            done = destroy_copies(request.actor, form.cleaned_data["copies"], form.cleaned_data["record"])
            return {"count": len(done)}

        payload = payload_of(request) | {"secret": [str(secret_id)]}
        try:
            once(request.actor, command_id_of(request), "documents.destroy_copies", payload, run)
        except CopyElsewhere as refusal:
            form.add_error("copies", refusal.reason)
        else:
            messages.success(request, _("Đã ghi tiêu hủy."))
            return HttpResponseRedirect(reverse("documents:secret", args=[row.pk]))
    context = {"form": form, "row": row}
    return render(request, "documents/secret_destroy.html", context, status=422 if form.errors else 200)
