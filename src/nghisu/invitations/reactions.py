"""What invitations do when something happened in a storey below."""

from __future__ import annotations

from nghisu.approvals.events import (
    ApprovalEnded,
    ApprovalGranted,
    ApprovalReturned,
    ApprovalSuperseded,
    ApprovalWithdrawn,
)
from nghisu.conferences.enums import Stage
from nghisu.conferences.events import AgendaItemLeaves, ConferenceAdvanced
from nghisu.conferences.models import Conference
from nghisu.conferences.refusals import ItemInUse
from nghisu.documents.events import DocumentsCirculated, DocumentSigned, IssueCancelled
from nghisu.foundation.events import hears
from nghisu.invitations.commands.cancelled import tell_cancelled
from nghisu.invitations.commands.mailing import back_to_draft, grant, issue_again_later, mark_sent
from nghisu.invitations.commands.moving import tell_of_move
from nghisu.invitations.commands.originals import release_when_signed
from nghisu.invitations.models import Invitee
from nghisu.invitations.queries.together import together_by
from nghisu.programme.events import EntryStands
from nghisu.programme.queries.comments import said_on_return

INVITATION = "invitation"


@hears(ApprovalGranted)
def _granted(event: ApprovalGranted) -> None:
    if event.approval.kind == INVITATION:
        grant(event.by, event.approval)


@hears(ApprovalReturned)
def _returned(event: ApprovalReturned) -> None:
    if event.approval.kind == INVITATION:
        back_to_draft(event.by, event.approval, said_on_return(event.approval))


@hears(ApprovalWithdrawn)
def _withdrawn(event: ApprovalWithdrawn) -> None:
    _stopped(event)


@hears(ApprovalSuperseded)
def _superseded(event: ApprovalSuperseded) -> None:
    _stopped(event)


def _stopped(event: ApprovalEnded) -> None:
    if event.approval.kind == INVITATION:
        back_to_draft(event.by, event.approval, "")


@hears(ConferenceAdvanced)
def _advanced(event: ConferenceAdvanced) -> None:
    if event.transition.from_stage == Stage.INVITED and event.conference.stage == Stage.PREPARING:
        issue_again_later(event.by, event.conference)


@hears(DocumentsCirculated)
def _documents_out(event: DocumentsCirculated) -> None:
    """Documents that leave with the letters may be the later of both."""
    rows = Conference.objects.filter(
        committee=event.by.committee_id, pack_of__pack=event.versions[0].document.pack_id
    )
    for conference in rows.select_related("entry__subject"):
        if together_by(conference.entry) is not None:
            mark_sent(event.by, conference)


@hears(DocumentSigned)
def _signed(event: DocumentSigned) -> None:
    """Letters that wait for the signature on their original go with it, and the duty to send them is done."""
    mailing = release_when_signed(event.by, event.document)
    if mailing is not None:
        mark_sent(event.by, mailing.conference)


@hears(IssueCancelled)
def _cancelled(event: IssueCancelled) -> None:
    """Nothing leaves under a number that was cancelled, and whoever has such a letter is told."""
    tell_cancelled(event.by, event.document)


@hears(AgendaItemLeaves)
def _item_leaves(event: AgendaItemLeaves) -> None:
    """Whoever was invited for one item alone would be invited to the whole conference without it."""
    if Invitee.objects.filter(committee=event.by.committee_id, items=event.item, removed_at=None).exists():
        raise ItemInUse


@hears(EntryStands)
def _stands(event: EntryStands) -> None:
    tell_of_move(event.by, event.entry, event.move)
