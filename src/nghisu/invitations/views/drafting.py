"""Letters on their way to being issued: drafted, put forward, taken back, issued, to those who come later, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.core.papers.composing.invitation import compose_invitation
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.documents.adapters.drawing.refusals import DrawingFailed
from nghisu.foundation.access import ActingRequest, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import Refused
from nghisu.foundation.tables import attachment
from nghisu.invitations.commands.mailing import (
    draft_mailing,
    drop_replacement,
    issue_mailing,
    submit_mailing,
    withdraw_mailing,
    write_to_new,
)
from nghisu.invitations.enums import Version
from nghisu.invitations.forms.letters import MailingForm
from nghisu.invitations.models import Mailing
from nghisu.invitations.queries.letters import (
    drafted_of,
    mailing_of,
)
from nghisu.invitations.queries.wording import content_at_first, letter
from nghisu.invitations.views.letters_page import (
    PART,
    issue_form,
    later_form,
    letters_page,
    mailing_or_404,
)
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404

PDF = "application/pdf"


def draft_or_404(request: ActingRequest, entry: Entry) -> Mailing:
    """The letters that wait to be issued, else those in force, which the act refuses; 404 where there are none."""
    one = mailing_or_404(request, entry)
    return drafted_of(request.actor, one) or one


@requires("invitee.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def drafting(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Write or change the draft."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    one = mailing_of(actor, entry)
    one = drafted_of(actor, one) or one
    if request.committee is None:
        raise Http404
    initial = one.content if one is not None else content_at_first(actor, entry, request.committee)
    form = MailingForm(request.POST if request.method == "POST" else None, initial=initial, label_suffix="")
    if request.method == "POST" and form.is_valid():
        typed, name = dict(form.cleaned_data), {"entry": entry.pk} | payload_of(request)
        try:
            once(
                actor,
                command_id_of(request),
                "mailing.draft",
                name,
                lambda: {"mailing": draft_mailing(actor, entry, typed).pk},
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Đã lưu dự thảo giấy mời."))
            return HttpResponseRedirect(reverse("invitations:mailing", args=[entry.pk]), status=303)
    replaces = one is not None and (one.issued_at is not None or one.replaces_id is not None)
    context = frame_of(actor, entry, PART) | {"form": form, "replaces": replaces}
    return render(request, "invitations/mailing_form.html", context, status=422 if form.errors else 200)


@requires("invitee.edit")
@require_POST
def submitting(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Put the draft before Thường trực."""
    entry = entry_or_404(request, entry_id)
    mailing_or_404(request, entry)
    return _act(
        request,
        entry,
        "mailing.submit",
        lambda: {"approval": submit_mailing(request.actor, entry).pk},
        _("Đã trình dự thảo giấy mời. Thường trực duyệt xong, văn thư phát hành được."),
    )


@requires("invitee.edit")
@require_POST
def withdrawing(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Take the draft back; or, with `viec=bo`, give up the one that was to replace letters in force."""
    entry = entry_or_404(request, entry_id)
    mailing_or_404(request, entry)
    dropped = request.POST.get("viec") == "bo"

    def run() -> dict[str, Any]:
        (drop_replacement if dropped else withdraw_mailing)(request.actor, entry)
        return {}

    said = _("Đã bỏ dự thảo thay thế; giấy mời đã phát hành vẫn giữ nguyên.")
    return _act(request, entry, "mailing.withdraw", run, said if dropped else _("Đã rút dự thảo về để sửa."))


@requires("invitation.issue")
@require_POST
def issuing(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Issue the approved letters under their number."""
    entry = entry_or_404(request, entry_id)
    one = draft_or_404(request, entry)
    form = issue_form(request.actor, one, request.POST)
    if not form.is_valid():
        return letters_page(request, entry, status=422, issue_form=form)
    numbers, waits = form.numbers(), form.cleaned_data["waits"]
    sends = _("Đã phát hành. Giấy mời đang được lập và gửi; trang này cho biết đến đâu.")
    holds = _("Đã cấp số, đang lập giấy mời. Giấy mời chờ ký bản gốc rồi mới gửi.")
    return _act(
        request,
        entry,
        "mailing.issue",
        lambda: {"mailing": issue_mailing(request.actor, entry, numbers, waits=waits).pk},
        holds if waits else sends,
        issue_form=form,
    )


@requires("invitation.issue")
@require_POST
def continuing(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Write to those who came onto the list later, of a version that is new with them under its own number."""
    entry = entry_or_404(request, entry_id)
    form = later_form(request.actor, mailing_or_404(request, entry), request.POST)
    if not form.is_valid():
        return letters_page(request, entry, status=422, later_form=form)
    numbers = form.numbers()
    return _act(
        request,
        entry,
        "mailing.continue",
        lambda: {"count": write_to_new(request.actor, entry, numbers)},
        _("Đang lập giấy mời cho những người mới vào danh sách."),
        later_form=form,
    )


def _act(
    request: ActingRequest,
    entry: Entry,
    name: str,
    run: Callable[[], dict[str, Any]],
    said: str,
    **typed: Any,
) -> HttpResponse:
    """`typed`: the form as it was filled in, shown again where the act is refused."""
    try:
        once(request.actor, command_id_of(request), name, {"entry": entry.pk} | payload_of(request), run)
    except Refused as refusal:
        return letters_page(request, entry, status=409, refusal=refusal.reason, **typed)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("invitations:mailing", args=[entry.pk]), status=303)


@requires("invitee.view")
@require_safe
def sample(request: ActingRequest, entry_id: int, letter_version: str) -> HttpResponse:
    """A version of the draft as it would be drawn."""
    entry = entry_or_404(request, entry_id)
    one = drafted_of(request.actor, mailing_or_404(request, entry))
    if letter_version not in Version.values:
        raise Http404
    if one is None:  # what was issued is read as it was drawn
        return HttpResponseRedirect(reverse("invitations:mailing", args=[entry.pk]))
    said = letter(request.actor, one.conference, letter_version, one)
    try:
        content = draw_pdf(compose_invitation(said))
    except DrawingFailed as problem:
        return letters_page(request, entry, status=409, refusal=str(problem))
    return attachment(content, _("Dự thảo giấy mời.pdf"), PDF)
