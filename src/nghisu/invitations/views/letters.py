"""The letters of a conference: the draft, putting it forward, issuing, how they came through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.conferences.enums import Stage
from nghisu.conferences.queries import conference_of
from nghisu.conferences.queries.standing import may_advance
from nghisu.core.papers.composing.invitation import compose_invitation
from nghisu.directory.queries.paging import PAGE, page_of
from nghisu.documents.adapters.drawing import draw_pdf
from nghisu.documents.adapters.drawing.refusals import DrawingFailed
from nghisu.documents.queries.issuers import issuer_choices
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.kept_files import FileGone
from nghisu.foundation.refusals import Refused
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.invitations.commands.mailing import (
    draft_mailing,
    issue_mailing,
    submit_mailing,
    withdraw_mailing,
    write_to_new,
)
from nghisu.invitations.commands.receipts import record_receipts
from nghisu.invitations.enums import MailingState, Step, Version
from nghisu.invitations.forms.letters import DeliveryFilterForm, IssueForm, MailingForm, ReceiptForm
from nghisu.invitations.models import Delivery, Mailing
from nghisu.invitations.queries.files import letter_file
from nghisu.invitations.queries.letters import (
    lines_of,
    mailing_of,
    signs_of,
    standing_of,
    table_of,
    units_over_the_network,
    wanted_deliveries,
)
from nghisu.invitations.queries.people import numbers_of
from nghisu.invitations.queries.wording import (
    content_at_first,
    letter,
    shown_of,
    signing_of,
    versions_of,
)
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404, target_of
from nghisu.rulebook.queries.chips import chips_of

PART = "letters"
ROWS = "letters-rows"
PDF = "application/pdf"
ORDER = ("invitee__rank", "invitee__sort_key", "pk")


def mailing_or_404(request: ActingRequest, entry: Entry) -> Mailing:
    """The letters of a conference; 404 where there are none."""
    one = mailing_of(request.actor, entry)
    if one is None:
        raise Http404
    return one


@requires("invitee.view")
@require_safe
def mailing(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Where the letters stand: the draft and what is next, or once issued how far each came."""
    entry = entry_or_404(request, entry_id)
    return _page(request, entry)


def _page(request: ActingRequest, entry: Entry, status: int = 200, **more: Any) -> HttpResponse:
    actor, one = request.actor, mailing_of(request.actor, entry)
    context = frame_of(actor, entry, PART)
    context |= {
        "mailing": one,
        "numbers": numbers_of(actor, conference_of(actor, entry.pk)),
        "may_edit": bool(may(actor, "invitee.edit")) and entry.is_held,
        "may_issue": bool(may(actor, "invitation.issue")) and entry.is_held,
        "may_deliver": bool(may(actor, "invitation.deliver")),
    }
    if one is not None and one.state == MailingState.ISSUED:
        context |= _issued(request, one)
        if target_of(request) == ROWS:
            return render(request, "invitations/_letter_rows.html", context | {"more": True})
    elif one is not None:
        context |= {
            "passages": shown_of(actor, one).passages,
            "issue_form": IssueForm(
                issuer_choices(actor), with_board=Version.BOARD in versions_of(actor, one)
            ),
            "signings": [
                (Version(version).label, chips_of(signing_of(entry, one.committee, version).citations))
                for version in Version.values
            ],
            "asked_before": may_advance(actor, one.conference, Stage.INVITED)
            if one.conference.stage == Stage.PREPARING
            else [],
            "stage": Stage(one.conference.stage),
        }
    return render(request, "invitations/mailing.html", context | more, status=status)


def _issued(request: ActingRequest, one: Mailing) -> dict[str, Any]:
    actor = request.actor
    form = DeliveryFilterForm(request.GET)
    wanted = form.wanted()
    rows = wanted_deliveries(actor, one, wanted)
    found, mark = page_of(rows, ("id",), request.GET.get("after", ""), PAGE)
    next_url = ""
    if mark:
        asked = {key: value for key, value in request.GET.items() if value} | {"after": mark}
        next_url = f"{request.path}?{urlencode(asked)}"
    standing = standing_of(actor, one)
    asked = {key: value for key, value in request.GET.items() if value and key != "after"}
    return {
        "standing": standing,
        "signs": signs_of(one),
        "form": form,
        "filtered": wanted.asks,
        "lines": lines_of(actor, found),
        "count": rows.count() if wanted.asks else standing.total,
        "next_url": next_url,
        "asked": urlencode(asked),
        "receipt_form": ReceiptForm(label_suffix=""),
        "units": units_over_the_network(actor, one),
        "bars": [
            {
                "name": Step(step).label,
                "value": standing.steps.get(step, 0),
                "text": standing.steps.get(step, 0),
            }
            for step in (Step.SENT, Step.DELIVERED, Step.OPENED, Step.CONFIRMED)
        ],
    }


@requires("invitee.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def drafting(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Write or change the draft."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    one = mailing_of(actor, entry)
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
    context = frame_of(actor, entry, PART) | {"form": form}
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
    """Take the draft back."""
    entry = entry_or_404(request, entry_id)
    mailing_or_404(request, entry)

    def run() -> dict[str, Any]:
        withdraw_mailing(request.actor, entry)
        return {}

    return _act(request, entry, "mailing.withdraw", run, _("Đã rút dự thảo về để sửa."))


@requires("invitation.issue")
@require_POST
def issuing(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Issue the approved letters under their number."""
    entry = entry_or_404(request, entry_id)
    one = mailing_or_404(request, entry)
    with_board = Version.BOARD in versions_of(request.actor, one)
    form = IssueForm(issuer_choices(request.actor), request.POST, with_board=with_board)
    if not form.is_valid():
        return _page(request, entry, status=422, issue_form=form)
    numbers = form.numbers()
    return _act(
        request,
        entry,
        "mailing.issue",
        lambda: {"mailing": issue_mailing(request.actor, entry, numbers).pk},
        _("Đã phát hành. Giấy mời đang được lập và gửi; trang này cho biết đến đâu."),
    )


@requires("invitation.issue")
@require_POST
def continuing(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Write to those who came onto the list later."""
    entry = entry_or_404(request, entry_id)
    mailing_or_404(request, entry)
    return _act(
        request,
        entry,
        "mailing.continue",
        lambda: {"count": write_to_new(request.actor, entry)},
        _("Đang lập giấy mời cho những người mới vào danh sách."),
    )


def _act(
    request: ActingRequest, entry: Entry, name: str, run: Callable[[], dict[str, Any]], said: str
) -> HttpResponse:
    try:
        once(request.actor, command_id_of(request), name, {"entry": entry.pk} | payload_of(request), run)
    except Refused as refusal:
        return _page(request, entry, status=409, refusal=refusal.reason)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("invitations:mailing", args=[entry.pk]), status=303)


@requires("invitation.deliver")
@require_POST
def recording(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Write down what the clerk knows of the letters that are ticked, or of all that go to a unit."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    one = mailing_or_404(request, entry)
    form = ReceiptForm(request.POST, label_suffix="")
    ids = [int(pk) for pk in request.POST.getlist("thu") if pk.isdecimal() and len(pk) < 19]
    unit = request.POST.get("don-vi", "")
    if unit.isdecimal() and len(unit) < 19:
        ids += list(
            Delivery.objects.filter(committee=actor.committee_id, mailing=one, unit=int(unit)).values_list(
                "pk", flat=True
            )
        )
    if not form.is_valid() or not ids:
        return _page(
            request,
            entry,
            status=422,
            refusal=_("Hãy đánh dấu ít nhất một giấy mời, rồi chọn điều muốn ghi nhận."),
        )
    typed = form.cleaned_data
    count = once(
        actor,
        command_id_of(request),
        "mailing.record_receipts",
        {"entry": entry.pk} | payload_of(request),
        lambda: {
            "count": record_receipts(actor, entry, ids, Step(typed["step"]), typed["hop"], typed["how"])
        },
    )["count"]
    said = ngettext("Đã ghi nhận %(count)s giấy mời.", "Đã ghi nhận %(count)s giấy mời.", count)
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(reverse("invitations:mailing", args=[entry.pk]), status=303)


@requires("invitee.view")
@require_safe
def letters_file(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The letters and how far each came, or those the list is narrowed to, as a sheet."""
    entry = entry_or_404(request, entry_id)
    one = mailing_or_404(request, entry)
    wanted = DeliveryFilterForm(request.GET).wanted()
    rows = list(wanted_deliveries(request.actor, one, wanted).order_by(*ORDER))
    head, body = table_of(lines_of(request.actor, rows))
    return attachment(xlsx_table(_("Giấy mời"), head, body), _("Theo dõi giấy mời.xlsx"), XLSX)


@requires("invitee.view")
@require_safe
def one_letter(request: ActingRequest, entry_id: int, delivery_id: int) -> HttpResponse:
    """One letter as it was drawn."""
    entry = entry_or_404(request, entry_id)
    one = mailing_or_404(request, entry)
    row = Delivery.objects.filter(committee=request.actor.committee_id, mailing=one, pk=delivery_id).first()
    if row is None:
        raise Http404
    try:
        content = letter_file(row)
    except FileGone:
        raise Http404 from None
    return attachment(content, _("Giấy mời %(number)s.pdf") % {"number": row.pk}, PDF)


@requires("invitee.view")
@require_safe
def sample(request: ActingRequest, entry_id: int, letter_version: str) -> HttpResponse:
    """A version of the draft as it would be drawn."""
    entry = entry_or_404(request, entry_id)
    one = mailing_or_404(request, entry)
    if letter_version not in Version.values:
        raise Http404
    if one.state == MailingState.ISSUED:  # what was issued is read as it was drawn
        return HttpResponseRedirect(reverse("invitations:mailing", args=[entry.pk]))
    said = letter(request.actor, one.conference, letter_version, one)
    try:
        content = draw_pdf(compose_invitation(said))
    except DrawingFailed as problem:
        return _page(request, entry, status=409, refusal=str(problem))
    return attachment(content, _("Dự thảo giấy mời.pdf"), PDF)
