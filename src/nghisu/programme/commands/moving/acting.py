"""Accepting what was shown: one act that moves or takes off a conference, derives all anew and tells everybody."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.programme.commands.ground import locked_entry
from nghisu.programme.commands.moving.keeping import Written, keep, stand
from nghisu.programme.commands.moving.telling import tell_everybody
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import Consequences, Proposal, consequences_of, differences
from nghisu.programme.queries.replaced import rule_of_writing
from nghisu.programme.refusals import (
    ConsequencesChanged,
    EntryUnderNoRule,
    GroundNotGiven,
    NothingToMove,
    ReasonNotGiven,
)
from nghisu.programme.standing_fast import must_move


@transaction.atomic
def accept_move(
    by: Actor,
    entry_id: int,
    proposal: Proposal,
    reason: str,
    document: str = "",
    seen: dict[str, Any] | None = None,
) -> Move:
    """Move a conference, postpone or cancel it, replace it by a written opinion, or take it up again: in one act.

    Its deadlines are derived anew, what was done stays done; the history keeps from what to what and why; everybody
    concerned is told once. `seen` is what was shown before (`consequences.unseal`): where anything of it is different
    now, nothing is done and ConsequencesChanged says what. Without it only the lock protects the act.

    Raises EntryStandsFast, ConsequencesChanged, ReasonNotGiven, GroundNotGiven, NothingToMove, EntryUnderNoRule, and
    AccessRefused for a conference or a room that is not the committee's.
    """
    must(by, "programme.edit")
    entry = locked_entry(by, entry_id)
    must_move(by, entry, proposal)
    must_have_reason(reason)
    if proposal.act == Move.Act.WRITTEN:
        must_have_ground(entry, document)
    now = consequences_of(by, entry, proposal, clock.today())
    must_be_as_seen(seen, now)
    if now.changes_nothing:
        raise NothingToMove
    if now.refusal:
        raise EntryUnderNoRule(now.refusal)
    written = Written(reason.strip(), document.strip())
    before = stand(by, entry, proposal, written)
    move = keep(by, entry, before, proposal, written, consequences=now.as_json())
    tell_everybody(by, entry, move, now.people, now.duties)
    return move


def must_have_reason(reason: str) -> None:
    """Raises ReasonNotGiven."""
    if not reason.strip():
        raise ReasonNotGiven


def must_have_ground(entry: Entry, document: str) -> None:
    """Raises GroundNotGiven: who allowed a written opinion in the place of a conference is named (our reading of 5609
    II/I/1, which allows it in special cases)."""
    if not document.strip():
        rule = rule_of_writing(entry)
        raise GroundNotGiven(rule.citations if rule is not None else ())


def must_be_as_seen(seen: dict[str, Any] | None, now: Consequences) -> None:
    """Raises ConsequencesChanged where something is different from what was shown."""
    if seen is None:
        return
    said = differences(seen, now)
    if said:
        raise ConsequencesChanged(said)
