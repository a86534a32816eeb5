"""What a programme does when something happened in a storey below."""

from __future__ import annotations

from nghisu.accounts.events import KeysRevoked
from nghisu.approvals.events import (
    ApprovalEnded,
    ApprovalGranted,
    ApprovalReturned,
    ApprovalSuperseded,
    ApprovalWithdrawn,
)
from nghisu.foundation.events import hears
from nghisu.programme.commands.calendar_addresses import close_calendars_of
from nghisu.programme.commands.rederiving import rederive_for_days
from nghisu.programme.commands.ruling import rule_anew
from nghisu.programme.commands.sending import agreed_by_head, back_with_the_author
from nghisu.programme.commands.versions import grant, send_back, stop
from nghisu.programme.queries.comments import said_on_return
from nghisu.rulebook.events import OwnDaysChanged, RulebookBound

PROGRAMME, SUGGESTION = "programme", "suggestion"


@hears(ApprovalGranted)
def _granted(event: ApprovalGranted) -> None:
    if event.approval.kind == PROGRAMME:
        grant(event.by, event.approval)
    elif event.approval.kind == SUGGESTION:
        agreed_by_head(event.by, event.approval)


@hears(ApprovalReturned)
def _returned(event: ApprovalReturned) -> None:
    why = said_on_return(event.approval)
    if event.approval.kind == PROGRAMME:
        send_back(event.by, event.approval, why)
    elif event.approval.kind == SUGGESTION:
        back_with_the_author(event.by, event.approval, why)


@hears(ApprovalWithdrawn)
def _withdrawn(event: ApprovalWithdrawn) -> None:
    _stopped(event)


@hears(ApprovalSuperseded)
def _superseded(event: ApprovalSuperseded) -> None:
    _stopped(event)


def _stopped(event: ApprovalEnded) -> None:
    if event.approval.kind == PROGRAMME:
        stop(event.by, event.approval)
    elif event.approval.kind == SUGGESTION:
        back_with_the_author(event.by, event.approval, "")


@hears(RulebookBound)
def _bound(event: RulebookBound) -> None:
    rule_anew(event.by, event.binding.since)


@hears(KeysRevoked)
def _keys_revoked(event: KeysRevoked) -> None:
    close_calendars_of(event.by, event.user_id)


@hears(OwnDaysChanged)
def _other_days(event: OwnDaysChanged) -> None:
    rederive_for_days(event.by)
