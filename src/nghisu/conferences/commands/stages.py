from __future__ import annotations

from django.db import transaction

from nghisu.conferences.commands.ground import locked_conference
from nghisu.conferences.enums import Stage
from nghisu.conferences.events import ConferenceAdvanced
from nghisu.conferences.models import Conference, Confirmation, Override, Transition
from nghisu.conferences.policy import right_to_enter
from nghisu.conferences.queries.proposals import approved_by_programme
from nghisu.conferences.queries.standing import Asked, asked_before, may_advance
from nghisu.conferences.refusals import (
    ConferenceNotHeld,
    GateNotMissing,
    GatesNotPassed,
    NotApprovedYet,
    ReasonNotWritten,
    StageNotNext,
)
from nghisu.core.conferences.stages import may_follow, onward
from nghisu.core.text import nfc
from nghisu.foundation import clock
from nghisu.foundation.access import must
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.events import publish

BACK = {
    Stage.APPROVED: Stage.PROPOSED,
    Stage.PREPARING: Stage.PROPOSED,
    Stage.INVITED: Stage.PREPARING,
}
"""Where a conference goes when it is taken back from a stage."""


@transaction.atomic
def advance(by: Actor, conference_id: int, to: Stage, reason: str = "", document: str = "") -> Transition:
    """Take a conference on to the stage that follows, all that the rules ask before it being there or passed over.

    It is approved by its tờ trình or, where its kind owes none, by the programme that was issued with it; no one approves
    it by hand. Raises StageNotNext, ConferenceNotHeld, NotApprovedYet, GatesNotPassed with what is missing and its
    clauses, AccessRefused.
    """
    must(by, right_to_enter(to))
    conference = locked_conference(by, conference_id)
    must_be_held(conference)
    if onward(conference.stage) != to or conference.stage == Stage.RETURNED:
        raise StageNotNext
    must_have_passed(by, conference, to)
    if to == Stage.APPROVED and not approved_by_programme(by, conference):
        raise NotApprovedYet
    return step(by, conference, to, reason, document)


def must_be_held(conference: Conference) -> None:
    """Raises ConferenceNotHeld."""
    if not conference.entry.is_held:
        raise ConferenceNotHeld(conference.entry.get_state_display())


def must_have_passed(by: Actor, conference: Conference, to: Stage) -> None:
    """Raises GatesNotPassed with what is missing before a stage."""
    missing = may_advance(by, conference, to)
    if missing:
        raise GatesNotPassed(missing)


def step(by: Actor, conference: Conference, to: Stage, reason: str = "", document: str = "") -> Transition:
    """Put a locked conference into another stage, keep who did it and why, and let the house hear of it.

    The gates are asked by whoever calls this. Raises StageNotNext for a step that there is none of.
    """
    if not may_follow(conference.stage, to):
        raise StageNotNext
    before = conference.stage
    transition = Transition.objects.create(
        committee_id=by.tenant,
        conference=conference,
        from_stage=before,
        to_stage=to,
        reason=nfc(reason).strip()[:500],
        document=nfc(document).strip()[:200],
        revision=conference.revision + 1,
        by_id=by.user_id,
        by_name=by.name,
        at=clock.now(),
    )
    conference.stage, conference.revision = to, conference.revision + 1
    conference.save(update_fields=["stage", "revision"])
    remember(
        by,
        "conference.advanced",
        conference,
        before={"stage": before},
        after={"stage": str(to), "reason": transition.reason, "document": transition.document},
        label=f"{conference.code} · {conference.entry.title}",
    )
    publish(ConferenceAdvanced(by=by, conference=conference, transition=transition))
    return transition


@transaction.atomic
def turn_back(by: Actor, conference_id: int, reason: str, document: str = "") -> Transition:
    """Take a conference back: to its proposal, which is then written and approved anew, or from the invitation to the
    preparation. What was done, who was told and all papers stay. Raises ReasonNotWritten, StageNotNext."""
    must(by, "conference.advance")
    if not reason.strip():
        raise ReasonNotWritten
    conference = locked_conference(by, conference_id)
    must_be_held(conference)
    to = BACK.get(Stage(conference.stage))
    if to is None:
        raise StageNotNext
    return step(by, conference, to, reason, document)


@transaction.atomic
def override_gate(
    by: Actor, conference_id: int, stage: Stage, gate: str, key: str, reason: str, document: str
) -> Override:
    """Pass over one thing that a gate asks, by one who may: who, why, by which document are kept for good.

    It covers exactly what is missing now: something else that the same gate asks later is asked again.
    Raises ReasonNotWritten, GateNotMissing, AccessRefused.
    """
    must(by, "gate.override")
    if not reason.strip() or not document.strip():
        raise ReasonNotWritten
    conference = locked_conference(by, conference_id)
    must_be_held(conference)
    asked = _asked(by, conference, stage, gate, key)
    if not asked.may_be_passed_over:
        raise GateNotMissing
    override = Override.objects.create(
        committee_id=by.tenant,
        conference=conference,
        stage=stage,
        gate=gate,
        key=key,
        said=asked.said[:600],
        clauses=[chip.label for chip in asked.chips],
        reason=nfc(reason).strip()[:500],
        document=nfc(document).strip()[:200],
        by_id=by.user_id,
        by_name=by.name,
        at=clock.now(),
    )
    remember(
        by,
        "gate.overridden",
        conference,
        after={
            "gate": asked.gate_name,
            "missing": override.said,
            "clauses": override.clauses,
            "reason": override.reason,
            "document": override.document,
        },
        label=f"{conference.code} · {conference.entry.title}",
    )
    return override


@transaction.atomic
def confirm_gate(by: Actor, conference_id: int, stage: Stage, gate: str, key: str) -> Confirmation:
    """State by name what only a person can judge before a stage: it is kept for good, what was stated and its clause.

    It holds for what was judged: another version of a document is judged anew. Raises GateNotMissing, also where the
    programme knows by itself that something is missing; AccessRefused.
    """
    must(by, right_to_enter(stage))
    conference = locked_conference(by, conference_id)
    must_be_held(conference)
    asked = _asked(by, conference, stage, gate, key)
    if not asked.may_be_confirmed:
        raise GateNotMissing
    confirmation = Confirmation.objects.create(
        committee_id=by.tenant,
        conference=conference,
        stage=stage,
        gate=gate,
        key=key,
        said=asked.missing.judged[:600],
        clauses=[chip.label for chip in asked.chips],
        by_id=by.user_id,
        by_name=by.name,
        at=clock.now(),
    )
    remember(
        by,
        "gate.confirmed",
        conference,
        after={"gate": asked.gate_name, "confirmed": confirmation.said, "clauses": confirmation.clauses},
        label=f"{conference.code} · {conference.entry.title}",
    )
    return confirmation


def _asked(by: Actor, conference: Conference, stage: Stage, gate: str, key: str) -> Asked:
    for one in asked_before(by, conference, stage):
        if (one.gate, one.missing.key) == (gate, key):
            return one
    raise GateNotMissing
