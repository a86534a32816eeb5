"""Where a conference stands on its way: what the next stage asks, what is missing, who passed over what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from nghisu.conferences.enums import Stage
from nghisu.conferences.gates import Missing, facts_of
from nghisu.conferences.models import Conference, Confirmation, Override, Transition
from nghisu.core.conferences.stages import WAY, onward
from nghisu.core.law import Citation, bilingual, load_rulebook
from nghisu.core.law.rules import GateRule
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.foundation.reading_once import reading_once
from nghisu.programme.models import Entry
from nghisu.rulebook.queries.chips import Chip, chips_of


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Who passed over a gate, when, why and by which document."""

    by: str
    at: datetime
    reason: str
    document: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who confirmed what only a person can judge, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Something missing before a stage: what, by which gate and clauses, and who confirmed it or passed it over if
    somebody did."""

    missing: Missing
    gate: str
    gate_name: str
    chips: Sequence[Chip]
    passed_over: PassedOver | None = None
    citations: Sequence[Citation] = ()
    confirmed: Confirmed | None = None

    @property
    def said(self) -> str:
        return self.missing.said

    @property
    def may_be_passed_over(self) -> bool:
        """Whether somebody may pass it over: what no rule asks is a fact, and no one's to allow."""
        return bool(self.gate) and self.is_open

    @property
    def may_be_confirmed(self) -> bool:
        """Whether it is a person's to judge, and nobody has yet."""
        return bool(self.missing.judged) and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether nobody confirmed it and nobody passed it over."""
        return self.passed_over is None and self.confirmed is None


@dataclass(frozen=True, slots=True)
class NextStage:
    """What stands between a conference and the stage that follows."""

    stage: Stage
    asked: Sequence[Asked] = field(default_factory=tuple)

    @property
    def open(self) -> list[Asked]:
        """What is missing and was neither confirmed nor passed over."""
        return [one for one in self.asked if one.is_open]

    @property
    def passed_over(self) -> list[Asked]:
        return [one for one in self.asked if one.passed_over is not None]

    @property
    def confirmed(self) -> list[Asked]:
        return [one for one in self.asked if one.confirmed is not None]


def gates_of(entry: Entry) -> dict[str, GateRule]:
    """The gates that the entry's rulebook sets for its kind on its day, by id."""
    rulebook = load_rulebook(entry.subject.rulebook)
    return {one.id: one for one in rulebook.gates_for(entry.kind, clock.local(entry.opening).date())}


def asked_before(actor: Actor, conference: Conference, stage: Stage) -> list[Asked]:
    """What is missing before a stage, each with the gate that asks for it; empty where all is there."""
    with reading_once():
        found = [one for facts in facts_of(stage) for one in facts(actor, conference)]
    return asked_of(actor, conference, found)


def asked_of(actor: Actor, conference: Conference, found: Sequence[Missing]) -> list[Asked]:
    """Some things that are missing, each with the gate of the conference's rulebook that asks for it and who confirmed it
    or passed it over; what none of its gates asks is left out."""
    gates = gates_of(conference.entry)
    bound = [(one, [gates[name] for name in (one.gate, *one.also) if name in gates]) for one in found]
    bound = [(one, rules) for one, rules in bound if rules or not one.gate]
    if not bound:
        return []
    overrides = {
        (one.gate, one.key): one
        for one in Override.objects.filter(committee=actor.committee_id, conference=conference)
    }
    confirmations = {
        (one.gate, one.key): Confirmed(one.by_name, one.at)
        for one in Confirmation.objects.filter(committee=actor.committee_id, conference=conference)
    }
    asked = []
    for one, rules in bound:
        gate = rules[0].id if rules else ""
        override = overrides.get((gate, one.key))
        asked.append(
            Asked(
                missing=one,
                gate=gate,
                gate_name=bilingual(rules[0].name, rules[0].name_en, _) if rules else "",
                chips=chips_of(citation for rule in rules for citation in rule.citations),
                passed_over=PassedOver(override.by_name, override.at, override.reason, override.document)
                if override
                else None,
                citations=tuple(citation for rule in rules for citation in rule.citations),
                confirmed=confirmations.get((gate, one.key)) if one.judged else None,
            )
        )
    return asked


def next_stage_of(actor: Actor, conference: Conference) -> NextStage | None:
    """The stage that follows and what it asks; None at the end of the way."""
    following = onward(conference.stage)
    if following is None:
        return None
    if conference.stage == Stage.RETURNED:
        following = Stage.APPROVED
    return NextStage(Stage(following), asked_before(actor, conference, Stage(following)))


def may_advance(actor: Actor, conference: Conference, stage: Stage) -> list[Asked]:
    """What still stands in the way of a stage, with its clauses; empty where the conference may go on."""
    return [one for one in asked_before(actor, conference, stage) if one.is_open]


def stepper_of(actor: Actor, entry: Entry) -> list[dict[str, str]]:
    """The stages as steps, for the head of a conference's pages; none where nobody has begun it."""
    stage = (
        Conference.objects.filter(committee=actor.committee_id, entry=entry)
        .values_list("stage", flat=True)
        .first()
    )
    if stage is None or not may(actor, "conference.view"):
        return []
    reached = WAY.index(stage) if stage in WAY else 0
    steps = []
    for place, one in enumerate(WAY):
        state = "done" if place < reached else "current" if place == reached else "todo"
        name = Stage(one).label
        if stage == Stage.RETURNED and place == 0:
            name = Stage.RETURNED.label
        if stage == Stage.ARCHIVED:
            state = "done"
        steps.append({"name": str(name), "state": state})
    return steps


def transitions_of(actor: Actor, conference: Conference) -> list[Transition]:
    """The steps a conference has taken, the latest first."""
    return list(Transition.objects.filter(committee=actor.committee_id, conference=conference))


def overrides_of(actor: Actor, conference: Conference) -> list[Override]:
    """What was passed over for a conference, in the order in which it was."""
    return list(Override.objects.filter(committee=actor.committee_id, conference=conference))


def confirmations_of(actor: Actor, conference: Conference) -> list[Confirmation]:
    """What people confirmed by name for a conference, in the order in which they did."""
    return list(Confirmation.objects.filter(committee=actor.committee_id, conference=conference))
