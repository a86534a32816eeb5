"""The page of the letters of a conference: the draft and what is next; once issued how far each came."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nghisu.conferences.enums import Stage
from nghisu.conferences.queries import conference_of
from nghisu.conferences.queries.papers import issuer_for
from nghisu.conferences.queries.standing import may_advance
from nghisu.core.issuing import original_rule
from nghisu.core.law import BASIS_NAMES
from nghisu.core.law.citation import bilingual
from nghisu.directory.queries.paging import PAGE, page_of
from nghisu.documents.queries.issuers import issuer_choices
from nghisu.foundation.access import ActingRequest, may
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import MailingState, Step, Version
from nghisu.invitations.forms.letters import DeliveryFilterForm, IssueForm, ReceiptForm
from nghisu.invitations.models import Mailing
from nghisu.invitations.queries.letters import (
    drafted_of,
    lines_of,
    mailing_of,
    standing_of,
    units_over_the_network,
    wanted_deliveries,
)
from nghisu.invitations.queries.numbers import replaced_sign, signs_of
from nghisu.invitations.queries.originals import held_of, originals_of, written_under
from nghisu.invitations.queries.people import numbers_of
from nghisu.invitations.queries.reached import reached_by
from nghisu.invitations.queries.signing import KIND, signing_of, signing_told, versions_to_number
from nghisu.invitations.queries.together import awaits_documents, together_by
from nghisu.invitations.queries.untold import move_since, untold
from nghisu.invitations.queries.wording import shown_of
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import target_of
from nghisu.rulebook.queries.chips import chips_of

PART = "letters"
ROWS = "letters-rows"


DRAWING = "dang-lap"
"""The part of the page that asks how many letters are drawn; with the last one the page is shown anew."""


def mailing_or_404(request: ActingRequest, entry: Entry) -> Mailing:
    """The letters of a conference that are in force, or drafted; 404 where there are none."""
    one = mailing_of(request.actor, entry)
    if one is None:
        raise Http404
    return one


def issue_form(actor: Actor, one: Mailing, data: Any = None) -> IssueForm:
    """Where the numbers of letters are to come from: by default the office and the committee, each of its own version.
    Whether they wait for the signature: as the rule has it, or as it was chosen before."""
    waits = original_rule().waits if one.issued_at is None else one.waits_for_signature
    return _numbers_form(actor, one, data, waits=waits)


def _numbers_form(actor: Actor, one: Mailing, data: Any = None, **options: Any) -> IssueForm:
    suggested: dict[Version, int | None] = {}
    for version in versions_to_number(actor, one):
        signing = signing_of(one.conference.entry, one.committee, version)
        likely = issuer_for(actor, one.conference, KIND, signing)
        suggested[version] = likely.pk if likely is not None else None
    return IssueForm(issuer_choices(actor), suggested, data, **options)


def later_form(actor: Actor, one: Mailing, data: Any = None) -> IssueForm:
    """The same for letters in force, where somebody who came later gets a version that nobody was sent before."""
    return _numbers_form(actor, one, data, auto_id="sau_%s")


def letters_page(request: ActingRequest, entry: Entry, status: int = 200, **more: Any) -> HttpResponse:
    actor, one = request.actor, mailing_of(request.actor, entry)
    if one is not None and target_of(request) == DRAWING:
        standing = standing_of(actor, one)
        if standing.drawn == standing.total:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "invitations/_drawing.html", {"entry": entry, "standing": standing})
    draft = drafted_of(actor, one)
    context = frame_of(actor, entry, PART)
    context |= {
        "mailing": one,
        "draft": draft,
        "replaced": replaced_sign(one, Version.OFFICE) if one is not None else "",
        "numbers": numbers_of(actor, conference_of(actor, entry.pk)),
        "may_edit": bool(may(actor, "invitee.edit")) and entry.is_held,
        "may_issue": bool(may(actor, "invitation.issue")) and entry.is_held,
        "may_deliver": bool(may(actor, "invitation.deliver")),
    }
    if one is not None and one.state == MailingState.ISSUED:
        context |= _issued(request, one)
        if target_of(request) == ROWS:
            return render(request, "invitations/_letter_rows.html", context | {"more": True})
        if context["standing"].new and context["may_issue"]:
            context["later_form"] = later_form(actor, one)
    if draft is not None:
        context |= _drafted(request, entry, draft)
    return render(request, "invitations/mailing.html", context | more, status=status)


def _drafted(request: ActingRequest, entry: Entry, draft: Mailing) -> dict[str, Any]:
    actor, stage = request.actor, draft.conference.stage
    return {
        "to_replace": replaced_sign(draft, Version.OFFICE),
        "passages": shown_of(actor, draft).passages,
        "issue_form": issue_form(actor, draft)
        if draft.state == MailingState.APPROVED and may(actor, "invitation.issue")
        else None,
        "signings": [
            (Version(version).label, chips_of(signing_of(entry, draft.committee, version).citations))
            for version in Version.values
        ],
        **signing_told(actor, draft.conference),
        "asked_before": may_advance(actor, draft.conference, Stage.INVITED)
        if stage == Stage.PREPARING
        else [],
        "stage": Stage(stage),
        "waiting_rule": waiting_told(),
    }


def waiting_told() -> dict[str, str]:
    """On what it rests that letters wait for the signature."""
    rule = original_rule()
    return {"reading": bilingual(rule.reason, rule.reason_en, _), "basis_name": _(BASIS_NAMES[rule.basis])}


def signatures_told(actor: Actor, one: Mailing) -> dict[str, Any]:
    """The original of each version with its signature, and what waits for those that are missing."""
    originals = originals_of(one)
    cancelled = [original for original in originals if original.is_cancelled]
    citations = signing_of(one.conference.entry, one.committee, Version.BOARD).citations
    return {
        "originals": originals,
        "cancelled": cancelled,
        "untold_of_cancelled": len(
            reached_by(written_under(one, [original.version for original in cancelled])).beyond
        )
        if cancelled
        else 0,
        "waiting": held_of(one, originals),
        "waiting_rule": waiting_told(),
        "signing_chips": chips_of(citations),
        "may_sign": bool(may(actor, "signature.add")),
        "may_see_register": bool(may(actor, "register.view")),
    }


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
    together = together_by(one.conference.entry)
    move = move_since(actor, one)
    asked = {key: value for key, value in request.GET.items() if value and key != "after"}
    return {
        "standing": standing,
        **signatures_told(actor, one),
        "on_paper": untold(actor, one, move).count() if move is not None else 0,
        "signs": signs_of(one),
        "awaits_documents": awaits_documents(one.conference),
        "together": chips_of(together.citations) if together is not None else [],
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
