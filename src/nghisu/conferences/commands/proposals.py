from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import override

from nghisu.accounts.queries import holders_of
from nghisu.approvals.commands import submit, withdraw
from nghisu.approvals.commands.ending import end
from nghisu.approvals.enums import ApprovalState
from nghisu.approvals.models import Approval
from nghisu.conferences.blocs import BLOCS
from nghisu.conferences.commands.beginning import conference_of_entry
from nghisu.conferences.commands.ground import locked_conference
from nghisu.conferences.commands.stages import must_be_held, must_have_passed, step
from nghisu.conferences.enums import Stage
from nghisu.conferences.models import AgendaItem, Conference, Proposal
from nghisu.conferences.queries.proposals import KIND, may_draft, shown_of_proposal
from nghisu.conferences.refusals import (
    ProposalApproved,
    ProposalChangedMeanwhile,
    ProposalOnItsWay,
    StageNotNext,
)
from nghisu.core.people.roles import Role
from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused
from nghisu.notices.commands import Said, tell
from nghisu.programme.models import Entry
from nghisu.programme.queries import visible_entries
from nghisu.rulebook.commands import done_by_act

State = Proposal.State
MOVED_ON = N_("Hội nghị đã dời, hoãn, hủy hoặc gộp")
OPEN = frozenset({Stage.PROPOSED, Stage.RETURNED})


@dataclass(frozen=True, slots=True)
class ProposalContent:
    """What is written in a proposal; `blocs` the number of delegates by bloc."""

    purpose: str = ""
    requirements: str = ""
    need_rule: str = ""
    need_why: str = ""
    no_guidance: str = ""
    combined: str = ""
    budget: str = ""
    division: str = ""
    ceremony: str = ""
    press: str = ""
    blocs: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def draft_proposal(
    by: Actor, entry_id: int, content: ProposalContent, revision: int | None = None
) -> Proposal:
    """Write the proposal of a conference, or change it; the conference begins with it where nobody has begun it.

    `revision` is what was seen: where somebody changed it since, ProposalChangedMeanwhile. Raises ProposalOnItsWay,
    ProposalApproved, ConferenceNotHeld, AccessRefused for one who writes no proposal of this conference.
    """
    entry = _entry(by, entry_id)
    conference = locked_conference(by, conference_of_entry(by, entry).pk)
    must_be_held(conference)
    proposal = Proposal.objects.select_for_update().filter(conference=conference).order_by().first()
    is_new = proposal is None
    if proposal is None:
        proposal = Proposal(
            committee_id=by.tenant,
            conference=conference,
            drafted_by_name=by.name,
            drafted_by_person=by.person_id,
        )
    _must_be_open(conference, proposal)
    if revision is not None and revision != proposal.revision:
        raise ProposalChangedMeanwhile
    after = _columns(content)
    before = {name: getattr(proposal, name) for name in after}
    if is_new or before != after:
        for name, value in after.items():
            setattr(proposal, name, value)
        proposal.revision += 1
        proposal.save()
        remember(by, "proposal.drafted", proposal, before=before, after=after, label=entry.title)
    return proposal


@transaction.atomic
def submit_proposal(by: Actor, entry_id: int) -> Proposal:
    """Put the proposal before those who approve it; what it must state is all there or was passed over.

    Raises GatesNotPassed with what is missing and its clauses, ProposalOnItsWay, ProposalApproved, NobodyToDecide.
    """
    entry = _entry(by, entry_id)
    conference = locked_conference(by, conference_of_entry(by, entry).pk)
    must_be_held(conference)
    proposal = (
        Proposal.objects.select_for_update(of=("self",)).filter(conference=conference).order_by().first()
    )
    must_have_passed(by, conference, Stage.APPROVED)
    if proposal is None:
        raise StageNotNext
    _must_be_open(conference, proposal)
    if conference.stage == Stage.RETURNED:
        step(by, conference, Stage.PROPOSED)
    proposal.conference = conference
    drafter = proposal.drafted_by_person
    approval = submit(
        by,
        kind=KIND,
        thing=proposal,
        shown=shown_of_proposal(by, proposal),
        drafters=[drafter] if drafter is not None else [],
    )
    proposal.state, proposal.approval_id = State.SUBMITTED, approval.pk
    proposal.submitted_at, proposal.submitted_by_id, proposal.submitted_by_name = (
        clock.now(),
        by.user_id,
        by.name,
    )
    proposal.returned_note = ""
    proposal.save()
    remember(by, "proposal.submitted", proposal, after={"digest": approval.digest}, label=entry.title)
    return proposal


@transaction.atomic
def withdraw_proposal(by: Actor, entry_id: int) -> Proposal:
    """Take back a proposal that waits, by who put it forward. Raises AccessRefused, AlreadyDecided."""
    entry = _entry(by, entry_id)
    proposal = Proposal.objects.filter(committee=by.committee_id, conference__entry=entry).first()
    if proposal is None or proposal.approval_id is None:
        raise StageNotNext
    withdraw(by, proposal.approval_id)  # heard in reactions, which make it a draft again
    proposal.refresh_from_db()
    return proposal


def grant_proposal(by: Actor, approval: Approval) -> None:
    """The proposal was approved: the conference is, its duty is done as of the day it was put forward, and the units
    that prepare it are told."""
    proposal, conference = _of_approval(by, approval)
    if proposal is None or conference is None or proposal.state != State.SUBMITTED:
        return
    proposal.state, proposal.approved_at, proposal.approved_by_name = State.APPROVED, clock.now(), by.name
    proposal.save()
    remember(by, "proposal.approved", proposal, after={"digest": approval.digest}, label=approval.title)
    step(by, conference, Stage.APPROVED)
    if proposal.submitted_at is not None:
        done_by_act(
            by,
            conference.entry.subject_id,
            "proposal",
            at=proposal.submitted_at,
            by_id=proposal.submitted_by_id,
            by_name=proposal.submitted_by_name,
            note=_approved_on(proposal),
        )
    _tell_units(by, conference, proposal)


def return_proposal(by: Actor, approval: Approval, why: str) -> None:
    """The proposal came back with comments; `why` is what was said."""
    proposal, conference = _of_approval(by, approval)
    if proposal is None or conference is None or proposal.state != State.SUBMITTED:
        return
    proposal.state, proposal.returned_note = State.RETURNED, nfc(why)
    proposal.save()
    remember(by, "proposal.returned", proposal, after={"note": why}, label=approval.title)
    step(by, conference, Stage.RETURNED, why)


def stop_proposal(by: Actor, approval: Approval) -> None:
    """The approval ended without a decision: taken back, or what was shown has changed. It is a draft again."""
    proposal, _standing = _of_approval(by, approval)
    if proposal is not None and proposal.state == State.SUBMITTED:
        proposal.state = State.DRAFT
        proposal.save(update_fields=["state"])
        remember(by, "proposal.stopped", proposal, label=approval.title)


def reopen_proposal(by: Actor, conference: Conference) -> None:
    """The conference was taken back to its proposal, which is then written and approved anew."""
    proposal = Proposal.objects.select_for_update().filter(conference=conference).order_by().first()
    if proposal is not None and proposal.state == State.APPROVED:
        proposal.state = State.DRAFT
        proposal.save(update_fields=["state"])


def end_silently(by: Actor, entry: Entry) -> None:
    """A conference stands otherwise than before: what waits for approval waits no more. Those who were asked are told
    with the move itself, so that nobody is told twice."""
    waiting = (
        Approval.objects.select_for_update()
        .filter(
            committee=by.committee_id,
            kind=KIND,
            state=ApprovalState.PENDING,
            thing_id__in=Proposal.objects.filter(committee=by.committee_id, conference__entry=entry).values(
                "pk"
            ),
        )
        .order_by()
    )
    for approval in waiting:
        end(by, approval, ApprovalState.SUPERSEDED, MOVED_ON)


def _approved_on(proposal: Proposal) -> str:
    """What a duty notes of its approval, in the language of the records."""
    with override("vi"):
        day = clock.local(proposal.approved_at or clock.now())
        return _("Tờ trình được duyệt ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}


def _columns(content: ProposalContent) -> dict[str, Any]:
    stated = asdict(content)
    blocs = {code: int(stated["blocs"][code]) for code in BLOCS if stated["blocs"].get(code)}
    return {name: nfc(value).strip() for name, value in stated.items() if name != "blocs"} | {"blocs": blocs}


def _must_be_open(conference: Conference, proposal: Proposal) -> None:
    if proposal.state == State.SUBMITTED:
        raise ProposalOnItsWay
    if conference.stage not in OPEN or proposal.state == State.APPROVED:
        raise ProposalApproved


def _entry(by: Actor, entry_id: int) -> Entry:
    """The conference's entry, for one who writes its proposal."""
    entry = visible_entries(by).filter(pk=entry_id).select_related("subject", "room", "preparing").first()
    if entry is None or not may_draft(by, entry):
        raise AccessRefused(str(entry_id))
    return entry


def _of_approval(by: Actor, approval: Approval) -> tuple[Proposal | None, Conference | None]:
    rows = Proposal.objects.select_for_update(of=("self",)).filter(
        committee=by.committee_id, pk=approval.thing_id
    )
    proposal = rows.order_by().first()
    if proposal is None:
        return None, None
    conference = (
        Conference.objects.select_for_update(of=("self",))
        .select_related("entry", "entry__subject")
        .filter(committee=by.committee_id, pk=proposal.conference_id)
        .order_by()
        .first()
    )
    return proposal, conference


def _tell_units(by: Actor, conference: Conference, proposal: Proposal) -> None:
    """Tell the units that prepare, help or report that the conference is approved; who drafted is told already."""
    entry = conference.entry
    units = {unit.pk for unit in entry.coordinating.all()} | {entry.preparing_id or 0}
    reporting = AgendaItem.objects.filter(committee=by.committee_id, conference=conference)
    units |= set(reporting.exclude(reporting=None).values_list("reporting", flat=True))
    people = holders_of(
        by.tenant, [Role.CONTENT_OFFICER, Role.CONTENT_HEAD], clock.today(), sorted(units - {0})
    )

    def said() -> Said:
        return Said(
            _("Hội nghị đã được duyệt: %(title)s") % {"title": entry.title},
            _("Khai mạc %(at)s. Hãy xem nội dung, tài liệu cần có của cơ quan đồng chí.")
            % {"at": f"{clock.local(entry.opening):%H:%M %d/%m/%Y}"},
        )

    tell(
        by,
        set(people) - {proposal.drafted_by_person},
        "conference.approved",
        said,
        url=reverse("conferences:agenda", args=[entry.pk]),
        thing=conference,
        key=f"conference-approved-{conference.pk}-{conference.revision}",
    )
