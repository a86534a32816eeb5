"""Answering by the personal link, without an account; and by one's account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope

from nghisu.conferences.adapters.whole_pack import file_name
from nghisu.conferences.queries.packs import PaperOut, papers_out
from nghisu.foundation.access import ActingRequest, may, public, requires
from nghisu.foundation.actors import Actor
from nghisu.foundation.allowance import Allowance
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.files import file_response
from nghisu.foundation.kept_files import FileGone
from nghisu.foundation.refusals import Refused, TooMany
from nghisu.foundation.tables import Answer, attachment
from nghisu.invitations.commands.choosing import is_open
from nghisu.invitations.commands.receipts import note_receipt
from nghisu.invitations.commands.replying import answer_by_link, answer_own
from nghisu.invitations.enums import Step
from nghisu.invitations.forms.replies import ReplyForm
from nghisu.invitations.models import Invitee, PersonalLink
from nghisu.invitations.queries.files import LETTER_NAME, letter_file, letter_that_counts
from nghisu.invitations.queries.meeting import calendar_of
from nghisu.invitations.queries.numbers import sign_of
from nghisu.invitations.queries.originals import signed_original
from nghisu.invitations.queries.replies import (
    OwnInvitation,
    colleagues_of,
    link_of,
    own_invitation,
    own_invitations,
    sent_to,
)
from nghisu.programme.adapters.ics import ICS

ORIGINAL = "goc"
"""What an address says of the letter to have the signed original behind it."""
OF_A_LINK = Allowance(a_minute=20, burst=40)
"""For each link that there is: one person with one phone."""
UNKNOWN = Allowance(a_minute=30, burst=60)
"""For each address of the network that asks for links that there are not: 229 điểm cầu behind one are not locked out,
since only what opens nothing is counted."""


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal(request: HttpRequest, secret: str) -> HttpResponse:
    """The invitation of whoever holds the link: what it is, answering it. What opens nothing is answered alike, whether
    it never was, ended, or is of a conference that is over."""
    link = _link(request, secret)
    if link is None:
        return closed(request)
    with scope(committee=link.committee):
        one = link.invitee
        by = _holder(link)
        if request.method == "POST":
            return _answered(request, secret, by, one)
        if request.method == "GET":
            _note(by, one, Step.OPENED)
        own = own_invitation(one)
        return _alone(request, secret, own, _form(None, own))


def _answered(request: HttpRequest, secret: str, by: Actor, one: Invitee) -> HttpResponse:
    here = HttpResponseRedirect(reverse("invitations:personal", args=[secret]), status=303)
    doing = request.POST.get("viec", "")
    if doing in ("da-nhan", "da-doc"):
        _note(by, one, Step.CONFIRMED if doing == "da-nhan" else Step.READ)
        messages.success(request, _("Đã ghi nhận. Xin cảm ơn đồng chí."))
        return private(here)
    own = own_invitation(one)
    form = _form(request.POST, own)
    if not form.is_valid():
        return _alone(request, secret, own, form, status=422)
    content = form.content()
    try:
        once(
            by,
            command_id_of(request),
            "invitation.answer",
            {"invitee": one.pk} | payload_of(request),
            lambda: {"reply": answer_by_link(one, content).pk},
        )
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        return _alone(request, secret, own, form, status=409)
    messages.success(request, _("Đã gửi trả lời. Muốn đổi, đồng chí trả lời lại ở trang này."))
    return private(here)


@public
@never_cache
@require_safe
def personal_letter(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The letter itself; with `?ban=goc` the signed original behind it."""
    link = _link(request, secret)
    if link is None:
        return closed(request)
    with scope(committee=link.committee):
        answer = _letter(request, link.invitee)
        if answer is None:
            return closed(request)
        _note(_holder(link), link.invitee, Step.OPENED)
    return private(answer)


def _letter(request: HttpRequest, one: Invitee) -> HttpResponseBase | None:
    """The letter to somebody, or the signed original behind it, as the address asks; None where it is not there."""
    row = letter_that_counts(one)
    try:
        if row is None or request.GET.get("ban") != ORIGINAL:
            return attachment(letter_file(row), LETTER_NAME, "application/pdf") if row is not None else None
        original = signed_original(row)
        return file_response(original.file) if original is not None else None
    except FileGone:
        return None


@public
@never_cache
@require_safe
def personal_paper(request: HttpRequest, secret: str, document_id: int) -> HttpResponseBase:
    """A document that went out for what the holder of the link attends, as the PDF of its pages."""
    link = _link(request, secret)
    if link is None:
        return closed(request)
    with scope(committee=link.committee):
        found = (one for one in _papers(link.invitee) if one.document.pk == document_id)
        paper = next(found, None)
        if paper is None or paper.version.pdf is None:
            return closed(request)
        pdf = paper.version.pdf
        try:
            name = file_name(f"{paper.number} {paper.document.title}", ".pdf")
            return private(file_response(pdf, name))
        except FileGone:
            return closed(request)


@public
@never_cache
@require_safe
def personal_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The line for one's calendar."""
    link = _link(request, secret)
    if link is None:
        return closed(request)
    with scope(committee=link.committee):
        content = calendar_of(link.invitee.conference.entry, link.invitee.pk)
    return private(attachment(content, "lich-hop.ics", ICS))


def _link(request: HttpRequest, secret: str) -> PersonalLink | None:
    """The link that opens, within what may be asked for. Raises TooMany."""
    link = link_of(secret)
    key = link.pk if link is not None else request.META.get("REMOTE_ADDR", "")
    wait = (OF_A_LINK if link is not None else UNKNOWN).take(key)
    if wait:
        raise TooMany(_("Trang này đang được mở quá nhiều lần. Xin đợi một lát rồi mở lại."), wait)
    return link


def _holder(link: PersonalLink) -> Actor:
    one = link.invitee
    return Actor(committee_id=link.committee_id, name=one.name[:200], person_id=one.person_id)


def _papers(one: Invitee) -> list[PaperOut]:
    return papers_out(one.conference, one.items.values_list("pk", flat=True))


def _note(by: Actor, one: Invitee, step: Step) -> None:
    row = letter_that_counts(one)
    if row is not None:
        note_receipt(by, [row.pk], step, hop=2 if row.way == "network" else 1, how="link")


def _form(data: Any, own: OwnInvitation, colleagues: list[tuple[int, str]] | None = None) -> ReplyForm:
    reply, named = own.reply, own.substitution
    initial = {
        "answer": reply.answer if reply else None,
        "site": reply.site if reply else "",
        "reason": reply.reason if reply else "",
        "substitute_name": named.name if named else "",
        "substitute_title": named.title if named else "",
        "substitute_email": named.email if named else "",
    }
    return ReplyForm(data, online=own.entry.form != "in-person", colleagues=colleagues or (), initial=initial)


def _alone(
    request: HttpRequest, secret: str, own: OwnInvitation, form: ReplyForm, status: int = 200
) -> HttpResponse:
    context = _context(own, form) | {
        "letter_url": reverse("invitations:personal_letter", args=[secret]),
        "calendar_url": reverse("invitations:personal_calendar", args=[secret]),
        "papers": [
            (one, reverse("invitations:personal_paper", args=[secret, one.document.pk]))
            for one in _papers(own.invitee)
        ],
    }
    return private(render(request, "invitations/personal.html", context, status=status))


def _context(own: OwnInvitation, form: ReplyForm) -> dict[str, Any]:
    one = own.invitee
    row = letter_that_counts(one)
    done = set(row.receipts.values_list("step", flat=True)) if row is not None else set()
    return {
        "own": own,
        "form": form,
        "open": is_open(own.entry, one.conference),
        "has_letter": row is not None and row.drawn_at is not None,
        "has_delivery": row is not None,
        "original": signed_original(row) if row is not None else None,
        "line": row.line if row is not None else None,
        "sign": sign_of(row.mailing, row.version) if row is not None else "",
        "confirmed": Step.CONFIRMED in done,
        "read": Step.READ in done,
    }


def closed(request: HttpRequest) -> HttpResponse:
    return private(render(request, "invitations/personal_closed.html", status=404))


def private(response: Answer) -> Answer:
    """No search engine takes it up, no other site learns of the address, nothing in between keeps it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    return response


@requires("invitation.own")
@require_safe
def own_list(request: ActingRequest) -> HttpResponse:
    """The invitations of the one who is signed in."""
    return render(request, "invitations/own_list.html", {"rows": own_invitations(request.actor)})


@requires("invitation.own")
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: ActingRequest, own_invitee_id: int) -> HttpResponse:
    """One's own invitation: the same as by the link."""
    actor = request.actor
    one = _own(request, own_invitee_id)
    seen = own_invitation(one)
    colleagues = colleagues_of(actor, one)
    if request.method == "POST":
        here = HttpResponseRedirect(reverse("invitations:own", args=[one.pk]), status=303)
        doing = request.POST.get("viec", "")
        if doing in ("da-nhan", "da-doc"):
            _note(actor, one, Step.CONFIRMED if doing == "da-nhan" else Step.READ)
            messages.success(request, _("Đã ghi nhận. Xin cảm ơn đồng chí."))
            return here
        form = _form(request.POST, seen, colleagues)
        if form.is_valid():
            content = form.content()
            try:
                once(
                    actor,
                    command_id_of(request),
                    "invitation.answer",
                    {"invitee": one.pk} | payload_of(request),
                    lambda: {"reply": answer_own(actor, one.pk, content).pk},
                )
            except Refused as refusal:
                form.add_error(None, refusal.reason)
            else:
                messages.success(request, _("Đã gửi trả lời. Muốn đổi, đồng chí trả lời lại ở trang này."))
                return here
        status = 422
    else:
        form, status = _form(None, seen, colleagues), 200
    context = _context(seen, form) | {
        "letter_url": reverse("invitations:own_letter", args=[one.pk]),
        "calendar_url": "",
        "reads_here": True,
        "papers": [(paper, reverse("documents:read", args=[paper.document.pk])) for paper in _papers(one)]
        if may(actor, "document.view")
        else [],
    }
    return render(request, "invitations/own.html", context, status=status)


@requires("invitation.own")
@require_safe
def own_letter(request: ActingRequest, own_invitee_id: int) -> HttpResponseBase:
    """The letter of one's own invitation; with `?ban=goc` the signed original behind it."""
    one = _own(request, own_invitee_id)
    answer = _letter(request, one)
    if answer is None:
        raise Http404
    _note(request.actor, one, Step.OPENED)
    return answer


def _own(request: ActingRequest, invitee_id: int) -> Invitee:
    """The invitation, if it is that of the person who asks and was issued; any other is one that does not exist."""
    actor = request.actor
    one = (
        sent_to(actor).filter(pk=invitee_id).select_related("organisation", "conference__entry__room").first()
    )
    if one is None or actor.person_id is None:
        raise Http404
    return one
