"""What a conference does when something happened in a storey below, or on its own way."""

from __future__ import annotations

from nghisu.approvals.commands import supersede
from nghisu.approvals.events import (
    ApprovalEnded,
    ApprovalGranted,
    ApprovalReturned,
    ApprovalSuperseded,
    ApprovalWithdrawn,
)
from nghisu.conferences.commands.carrying import carry_agenda, take_back_agenda
from nghisu.conferences.commands.matters import end_opinion
from nghisu.conferences.commands.pack_readers import keep_pack_readers
from nghisu.conferences.commands.proposals import (
    end_silently,
    grant_proposal,
    reopen_proposal,
    return_proposal,
    stop_proposal,
)
from nghisu.conferences.enums import Stage
from nghisu.conferences.events import ConferenceAdvanced
from nghisu.conferences.models import Conference, ConferencePack, Proposal, SchemeOpinion
from nghisu.conferences.queries.opinions import OPINION
from nghisu.conferences.queries.proposals import KIND
from nghisu.conferences.refusals import EntryIsPrepared
from nghisu.foundation.actors import Actor
from nghisu.foundation.events import hears
from nghisu.programme.events import EntryChanged, EntryMerged, EntryRemoved, EntryStands, MoveUndone
from nghisu.programme.models import Entry
from nghisu.programme.queries.comments import said_on_return


@hears(ApprovalGranted)
def _granted(event: ApprovalGranted) -> None:
    if event.approval.kind == KIND:
        grant_proposal(event.by, event.approval)
    elif event.approval.kind == OPINION:
        end_opinion(event.by, event.approval, SchemeOpinion.State.GRANTED)


@hears(ApprovalReturned)
def _returned(event: ApprovalReturned) -> None:
    if event.approval.kind == KIND:
        return_proposal(event.by, event.approval, said_on_return(event.approval))
    elif event.approval.kind == OPINION:
        end_opinion(event.by, event.approval, SchemeOpinion.State.RETURNED, said_on_return(event.approval))


@hears(ApprovalWithdrawn)
def _withdrawn(event: ApprovalWithdrawn) -> None:
    _stopped(event)


@hears(ApprovalSuperseded)
def _superseded(event: ApprovalSuperseded) -> None:
    _stopped(event)


def _stopped(event: ApprovalEnded) -> None:
    if event.approval.kind == KIND:
        stop_proposal(event.by, event.approval)
    elif event.approval.kind == OPINION:
        end_opinion(event.by, event.approval, SchemeOpinion.State.DRAFT)


@hears(ConferenceAdvanced)
def _advanced(event: ConferenceAdvanced) -> None:
    if event.conference.stage == Stage.PROPOSED and event.transition.from_stage != Stage.RETURNED:
        reopen_proposal(event.by, event.conference)


@hears(EntryStands)
def _stands(event: EntryStands) -> None:
    end_silently(event.by, event.entry)


@hears(EntryMerged)
def _merged(event: EntryMerged) -> None:
    if event.move.into is not None:
        carry_agenda(event.by, event.entry, event.move.into)
        _keep_readers_of(event.by, event.move.into)


@hears(MoveUndone)
def _undone(event: MoveUndone) -> None:
    undone = event.move.undoes
    if undone is not None and undone.into is not None:
        take_back_agenda(event.by, event.entry, undone.into)
        _keep_readers_of(event.by, event.entry)


def _keep_readers_of(by: Actor, entry: Entry) -> None:
    """The pack of a conference that is merged is read where it is held, and no more once the merger is undone."""
    conference = Conference.objects.filter(committee=by.committee_id, entry=entry).first()
    if conference is not None:
        keep_pack_readers(by, conference)


@hears(EntryChanged)
def _changed(event: EntryChanged) -> None:
    rows = Proposal.objects.filter(
        committee=event.by.committee_id, conference__entry=event.entry, state=Proposal.State.SUBMITTED
    )
    for proposal in rows:
        supersede(event.by, KIND, proposal.pk)


@hears(EntryRemoved)
def _removed(event: EntryRemoved) -> None:
    """An entry that was put in by mistake goes with a conference in which nothing was prepared; another stays."""
    conference = Conference.objects.filter(committee=event.by.committee_id, entry=event.entry_id).first()
    if conference is None:
        return
    prepared = (conference.agenda, conference.transitions, conference.overrides)
    further = (
        Proposal.objects.filter(conference=conference),
        ConferencePack.objects.filter(conference=conference),
    )
    if any(rows.exists() for rows in further) or any(rows.exists() for rows in prepared):
        raise EntryIsPrepared(conference.code)
    conference.delete()
