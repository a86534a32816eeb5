"""The tờ trình of a conference: read, written, put before those who approve, taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nghisu.approvals.queries import approval_of
from nghisu.conferences.commands import draft_proposal, submit_proposal, withdraw_proposal
from nghisu.conferences.commands.proposals import OPEN
from nghisu.conferences.enums import Stage
from nghisu.conferences.forms.proposals import ProposalForm, typed_of_proposal
from nghisu.conferences.models import Conference, Proposal
from nghisu.conferences.queries import agenda_of, conference_of
from nghisu.conferences.queries.deviations import CONTENT, approved_text_of, deviations_of
from nghisu.conferences.queries.proposals import (
    Fact,
    agenda_lines,
    bloc_facts,
    entry_facts,
    may_draft,
    owes_proposal,
    proposal_of,
    total_of,
    written_facts,
)
from nghisu.conferences.queries.standing import asked_before
from nghisu.conferences.refusals import GatesNotPassed, ProposalChangedMeanwhile
from nghisu.foundation import clock
from nghisu.foundation.access import ActingRequest, may, requires
from nghisu.foundation.commands import command_id_of, once, payload_of
from nghisu.foundation.refusals import AccessRefused, CommandReused, Refused
from nghisu.programme.models import Entry
from nghisu.programme.queries.framed import frame_of
from nghisu.programme.views.conference import entry_or_404

SUBMIT = "trinh"


@requires("proposal.view")
@require_safe
def proposal(request: ActingRequest, entry_id: int) -> HttpResponse:
    """The proposal of a conference as it stands: what it says, where it is on its way, what is missing."""
    actor = request.actor
    entry = entry_or_404(request, entry_id)
    conference = conference_of(actor, entry.pk)
    row = proposal_of(actor, conference)
    approval = None
    if row is not None and row.approval_id is not None:
        approval = approval_of(actor, row.approval_id, clock.today())
    context = frame_of(actor, entry, "proposal") | _said(request, entry, conference, row)
    context |= {
        "approval": approval,
        "may_draft": _open_to(request, entry, conference, row),
        "may_withdraw": row is not None
        and row.state == Proposal.State.SUBMITTED
        and approval is not None
        and approval.authors.filter(person=actor.person_id).exists(),
        "asked": asked_before(actor, conference, Stage.APPROVED)
        if conference is not None and conference.stage in OPEN
        else [],
    }
    return render(request, "conferences/proposal.html", context)


def _open_to(
    request: ActingRequest, entry: Entry, conference: Conference | None, row: Proposal | None
) -> bool:
    closed = (Proposal.State.SUBMITTED, Proposal.State.APPROVED)
    return (
        entry.is_held
        and may_draft(request.actor, entry)
        and (conference is None or conference.stage in OPEN)
        and (row is None or row.state not in closed)
    )


def _said(
    request: ActingRequest, entry: Entry, conference: Conference | None, row: Proposal | None
) -> dict[str, Any]:
    agenda = agenda_of(request.actor, conference)
    content = Fact(CONTENT, "", "\n".join(agenda_lines(agenda.items)))
    facts = [*entry_facts(entry), content]
    approved = approved_text_of(row)
    if conference is not None and approved:
        now = {one.key: one.now for one in deviations_of(request.actor, conference)}
        facts = [replace(one, value=approved.get(one.key, ""), now=now.get(one.key)) for one in facts]
    return {
        "conference": conference,
        "proposal": row,
        "facts": facts[:-1],
        "content": facts[-1],
        "differs": sum(one.now is not None for one in facts),
        "blocs": bloc_facts(row),
        "total": total_of(row.blocs) if row is not None else 0,
        "written": written_facts(row),
        "owes_proposal": owes_proposal(request.actor, entry),
        "may_edit_entry": bool(may(request.actor, "programme.edit")) and entry.is_held,
        "may_edit_agenda": bool(may(request.actor, "agenda.edit")) and entry.is_held,
    }


@requires("proposal.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Write the proposal; keep it, or keep it and put it before those who approve."""
    actor = request.actor
    entry = entry_or_404(request, entry_id)
    if not may_draft(actor, entry):
        raise Http404
    conference = conference_of(actor, entry.pk)
    row = _row(request, conference)
    here = reverse("conferences:proposal", args=[entry.pk])
    if not _open_to(request, entry, conference, row):
        messages.error(request, _("Tờ trình này không sửa được ở tình trạng hiện nay."))
        return HttpResponseRedirect(here)
    if request.method != "POST":
        return _form_page(request, entry, conference, row, ProposalForm(initial=typed_of_proposal(row)))
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _form_page(request, entry, conference, row, form, status=422)
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
    submits = SUBMIT in request.POST

    def keep() -> dict[str, Any]:
        return {"revision": draft_proposal(actor, entry.pk, form.content(), revision).revision}

    def put_forward() -> dict[str, Any]:
        return {"approval": submit_proposal(actor, entry.pk).approval_id}

    name = {"entry": entry_id} | payload_of(request)
    command = command_id_of(request)
    try:
        once(actor, command, "conferences.draft_proposal", name, keep)
        if submits:
            once(actor, uuid5(command, SUBMIT), "conferences.submit_proposal", name, put_forward)
    except GatesNotPassed as refusal:
        # What was typed is kept by now; what is missing stands beside its field.
        conference = conference_of(actor, entry.pk)
        row = _row(request, conference)
        form.show(refusal.missing)
        return _form_page(request, entry, conference, row, form, status=422)
    except ProposalChangedMeanwhile as refusal:
        form.add_error(None, refusal.reason)
        return _form_page(
            request, entry, conference, _row(request, conference), form, status=409, meanwhile=True
        )
    except (AccessRefused, CommandReused):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.reason)
        conference = conference_of(actor, entry.pk)
        return _form_page(request, entry, conference, _row(request, conference), form, status=409)
    messages.success(
        request, _("Đã trình tờ trình.") if submits else _("Đã lưu tờ trình, chưa trình. Có thể viết tiếp.")
    )
    return HttpResponseRedirect(here)


def _row(request: ActingRequest, conference: Conference | None) -> Proposal | None:
    if conference is None:
        return None
    return Proposal.objects.filter(committee=request.actor.committee_id, conference=conference).first()


def _form_page(
    request: ActingRequest,
    entry: Entry,
    conference: Conference | None,
    row: Proposal | None,
    form: ProposalForm,
    status: int = 200,
    meanwhile: bool = False,
) -> HttpResponse:
    context = frame_of(request.actor, entry, "proposal") | _said(request, entry, conference, row)
    context |= {"form": form, "meanwhile": meanwhile, "submit": SUBMIT}
    return render(request, "conferences/proposal_form.html", context, status=status)


@requires("proposal.draft")
@require_POST
def take_back(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Take a proposal back that waits."""
    entry = entry_or_404(request, entry_id)

    def run() -> dict[str, Any]:
        return {"state": withdraw_proposal(request.actor, entry.pk).state}

    once(
        request.actor,
        command_id_of(request),
        "conferences.withdraw_proposal",
        {"entry": entry_id} | payload_of(request),
        run,
    )
    messages.success(request, _("Đã rút lại tờ trình. Có thể sửa rồi trình lại."))
    return HttpResponseRedirect(reverse("conferences:proposal", args=[entry.pk]))
