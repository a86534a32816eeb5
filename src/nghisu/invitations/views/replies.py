"""What was answered: in all and by unit, each one's, substitutes to agree to, answers by telephone and paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.conferences.queries import conference_of
from nghisu.core.law import bilingual
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.foundation.tables import XLSX, attachment, xlsx_table
from nghisu.invitations.commands.choosing import is_open
from nghisu.invitations.commands.linking import end_link, renew_link
from nghisu.invitations.commands.replying import record_answer
from nghisu.invitations.commands.substitutes import decide_substitute
from nghisu.invitations.enums import Decides
from nghisu.invitations.forms.replies import DecisionForm, RecordedReplyForm, ReplyFilterForm
from nghisu.invitations.models import Invitee, PersonalLink, Reply, Substitution
from nghisu.invitations.queries.chairing import agreement_asked, decides
from nghisu.invitations.queries.files import letter_that_counts
from nghisu.invitations.queries.people import InviteeFilter, invitee_of, invitees_of, page_of_invitees
from nghisu.invitations.queries.replies import (
    Tally,
    answered,
    colleagues_of,
    own_invitation,
    reply_lines,
    table_of,
    tallies_of,
    waiting_substitutes,
)
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404, target_of
from nghisu.rulebook.queries.chips import chips_of

PART = "replies"
ROWS = "replies-rows"


@requires("invitee.view")
@require_safe
def replies(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Who comes, who does not, who has not said; by unit; substitutes that wait."""
    return _replies(request, entry_or_404(request, entry_id))


def _replies(
    request: ActingRequest, entry: Entry, status: int = 200, wrong: Mapping[int, DecisionForm] | None = None
) -> HttpResponse:
    """The page; `wrong` is the form of a substitute that could not be taken, with what was typed."""
    actor, conference = request.actor, conference_of(request.actor, entry.pk)
    form = ReplyFilterForm(request.GET)
    typed = form.typed()
    rows = answered(
        invitees_of(actor, conference, InviteeFilter(text=typed.get("q", ""))), typed.get("tra_loi", "")
    )
    page = page_of_invitees(rows, request.GET.get("sort", ""), request.GET.get("after", ""))
    next_url = ""
    if page.after:
        asked = {key: value for key, value in request.GET.items() if value} | {"after": page.after}
        next_url = f"{reverse('invitations:replies', args=[entry.pk])}?{urlencode(asked)}"
    context: dict[str, Any] = {
        "entry": entry,
        "lines": reply_lines(actor, page.rows),
        "next_url": next_url,
        "may_deliver": bool(may(actor, "invitation.deliver")),
    }
    if target_of(request) == ROWS:
        return render(request, "invitations/_reply_rows.html", context | {"more": True})
    whole, units = tallies_of(actor, conference) if conference is not None else (None, [])
    asked = {key: value for key, value in request.GET.items() if value and key not in ("after", "sort")}
    context |= frame_of(actor, entry, PART)
    waiting = waiting_substitutes(actor, conference) if conference is not None else []
    part = decides(actor, entry) if waiting else Decides.NOT
    asks = agreement_asked(entry) if part else []
    context |= {
        "form": form,
        "filtered": any(typed.get(name) for name in ("q", "tra_loi")),
        "count": page.total,
        "asked": urlencode(asked),
        "whole": whole,
        "units": units,
        "bars": _bars(whole) if whole else [],
        "waiting": [(row, (wrong or {}).get(row.pk) or DecisionForm(part, row.pk)) for row in waiting],
        "decides": part,
        "asks": [(bilingual(rule.name, rule.name_en, _), chips_of(rule.citations)) for rule in asks],
    }
    return render(request, "invitations/replies.html", context, status=status)


def _bars(whole: Tally) -> list[dict[str, Any]]:
    return [
        {"name": _("Dự trực tiếp"), "value": whole.present, "text": whole.present, "state": "done"},
        {"name": _("Dự ở điểm cầu"), "value": whole.online, "text": whole.online, "state": "done"},
        {"name": _("Vắng mặt"), "value": whole.absent, "text": whole.absent, "state": "late"},
        {"name": _("Chưa trả lời"), "value": whole.silent, "text": whole.silent, "state": "soon"},
    ]


@requires("invitee.view")
@require_safe
def replies_file(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The answers, or those the list is narrowed to, as a sheet."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    typed = ReplyFilterForm(request.GET).typed()
    rows = answered(
        invitees_of(actor, conference_of(actor, entry.pk), InviteeFilter(text=typed.get("q", ""))),
        typed.get("tra_loi", ""),
    )
    found = list(rows.select_related("organisation").order_by("rank", "sort_key", "id"))
    head, body = table_of(reply_lines(actor, found))
    return attachment(xlsx_table(_("Trả lời giấy mời"), head, body), _("Trả lời giấy mời.xlsx"), XLSX)


@requires("invitation.deliver")
@require_http_methods(["GET", "HEAD", "POST"])
def recording(request: ActingRequest, entry_id: int, invitee_id: int) -> HttpResponse:
    """Write down what somebody answered by telephone or on paper; their personal link."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    one = _invited(request, entry, invitee_id)
    form = _recorded(request, one, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed, content = form.cleaned_data, form.content()
        try:
            once(
                actor,
                command_id_of(request),
                "invitation.record_answer",
                {"invitee": one.pk} | payload_of(request),
                lambda: {
                    "reply": record_answer(actor, one.pk, content, typed["channel"], typed["said_by"]).pk
                },
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Đã ghi trả lời của %(name)s.") % {"name": one.name})
            return HttpResponseRedirect(reverse("invitations:replies", args=[entry.pk]), status=303)
    return _one_page(request, entry, one, form, status=422 if form.errors else 200)


def _recorded(request: ActingRequest, one: Invitee, data: Any) -> RecordedReplyForm:
    seen = own_invitation(one)
    reply, named = seen.reply, seen.substitution
    initial = {
        "answer": reply.answer if reply else None,
        "site": reply.site if reply else "",
        "reason": reply.reason if reply else "",
        "substitute_name": named.name if named else "",
        "substitute_title": named.title if named else "",
        "substitute_email": named.email if named else "",
    }
    return RecordedReplyForm(
        data,
        online=seen.entry.form != "in-person",
        colleagues=colleagues_of(request.actor, one),
        initial=initial,
    )


def _one_page(
    request: ActingRequest,
    entry: Entry,
    one: Invitee,
    form: RecordedReplyForm,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    links = PersonalLink.objects.filter(committee=request.actor.committee_id, invitee=one)
    context = frame_of(request.actor, entry, PART)
    context |= {
        "one": one,
        "form": form,
        "own": own_invitation(one),
        "open": is_open(entry, one.conference),
        "link": links.filter(revoked_at=None).first(),
        "answers": Reply.objects.filter(committee=request.actor.committee_id, invitee=one)[:20],
    }
    return render(request, "invitations/recording.html", context | more, status=status)


@requires("invitation.deliver")
@never_cache
@require_POST
def renewing(request: ActingRequest, entry_id: int, invitee_id: int) -> HttpResponse:
    """Another personal link, shown in this very answer and never again; or none, with `viec=thu-hoi`."""
    entry = entry_or_404(request, entry_id)
    one = _invited(request, entry, invitee_id)
    if request.POST.get("viec") == "thu-hoi":

        def run() -> dict[str, Any]:
            end_link(request.actor, one.pk)
            return {}

        once(request.actor, command_id_of(request), "invitation.end_link", {"invitee": one.pk}, run)
        messages.success(request, _("Đã thu hồi đường dẫn riêng. Đường dẫn cũ không mở được nữa."))
        return HttpResponseRedirect(reverse("invitations:recording", args=[entry.pk, one.pk]), status=303)
    # Not through `once`, which would keep the address: pressed twice, the first one is ended by the second.
    address = renew_link(request.actor, one.pk)
    letter = letter_that_counts(one)
    return _one_page(request, entry, one, _recorded(request, one, None), address=address, letter=letter)


@requires("substitute.decide")
@require_POST
def deciding(request: ActingRequest, entry_id: int, substitution_id: int) -> HttpResponse:
    """Agree to a substitute, or not."""
    actor, entry = request.actor, entry_or_404(request, entry_id)
    known = Substitution.objects.filter(
        committee=actor.committee_id, invitee__conference__entry=entry, pk=substitution_id
    )
    if not known.exists():
        raise Http404
    form = DecisionForm(decides(actor, entry), substitution_id, request.POST)
    if not form.is_valid():
        return _replies(request, entry, 422, {substitution_id: form})
    note, written = form.cleaned_data["note"], form.written()
    agrees = request.POST.get("viec") == "dong-y"
    try:
        once(
            actor,
            command_id_of(request),
            "substitute.decide",
            {"substitution": substitution_id} | payload_of(request),
            lambda: {"substitution": decide_substitute(actor, substitution_id, agrees, note, written).pk},
        )
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(
            request,
            _("Đã đồng ý; người dự thay được gửi giấy mời.") if agrees else _("Đã ghi là không đồng ý."),
        )
    return HttpResponseRedirect(reverse("invitations:replies", args=[entry.pk]), status=303)


def _invited(request: ActingRequest, entry: Entry, invitee_id: int) -> Invitee:
    one = invitee_of(request.actor, invitee_id)
    if one is None or one.conference.entry_id != entry.pk or one.removed_at is not None:
        raise Http404
    return one
