"""Whether those who were asked in writing passed the matter: how many agree, of how many, by which rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.conferences.models import Consultation
from nghisu.conferences.queries.consultations import AGREE, OTHER, Tally, sheets_of, tallies_of
from nghisu.core.conferences.majority import base_of, is_enough, is_majority_rule
from nghisu.core.law import bilingual
from nghisu.core.law.citation import Citation
from nghisu.core.law.rules import LimitRule
from nghisu.core.law.wording.rules import say_rule
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.chips import Chip, chips_of


@dataclass(frozen=True, slots=True)
class Agreed:
    """How many are for a question, of how many: those who agree or, where it has options, those for the one that most
    chose. A reservation is no refusal; another opinion is for nothing that was asked."""

    position: int
    text: str
    choice: str
    count: int
    base: int
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Passing:
    """Whether a consultation passed its matter: each of its questions must have its majority (our reading)."""

    rule: LimitRule | None
    said: str
    lines: Sequence[Agreed]

    @property
    def passes(self) -> bool:
        return bool(self.lines) and all(line.is_enough for line in self.lines)

    @property
    def nobody_agreed(self) -> bool:
        """Whether to a question nobody agreed: that passes nothing, whoever allows it."""
        return not self.lines or any(not line.count for line in self.lines)

    @property
    def citations(self) -> Sequence[Citation]:
        return self.rule.citations if self.rule is not None else ()

    @property
    def chips(self) -> Sequence[Chip]:
        return chips_of(self.citations)

    @property
    def reason(self) -> str:
        """Why the rule is read so, where it is our reading."""
        return bilingual(self.rule.reason, self.rule.reason_en, _) if self.rule is not None else ""


def passing_of(actor: Actor, row: Consultation) -> Passing:
    """How a consultation that is closed stands, by the rule of the day on which it was."""
    questions, sheets = sheets_of(actor, row)
    rule = _majority_of(actor, row)
    lines = [_agreed(tally, rule) for tally in tallies_of(questions, sheets)]
    return Passing(rule, say_rule(rule, {}, _) if rule is not None else "", lines)


def _majority_of(actor: Actor, row: Consultation) -> LimitRule | None:
    """The rule by which the body passes a matter in writing; None where its rulebook has none."""
    on = clock.local(row.closed_at).date() if row.closed_at is not None else clock.today()
    rulebook = rulebook_of(actor, on)
    kinds = [kind.code for kind in rulebook.kinds.values() if kind.body == row.body.code]
    rules = (one for kind in kinds for one in rulebook.limits_for(on, kind) if is_majority_rule(one))
    return next(rules, None)


def _agreed(tally: Tally, rule: LimitRule | None) -> Agreed:
    offered = [(choice, count) for choice, count in tally.counts if choice.code != OTHER]
    agreeing = [one for one in offered if one[0].code == AGREE]
    choice, count = agreeing[0] if agreeing else max(offered, key=lambda one: one[1])
    base = base_of(rule, tally.asked, tally.answered)
    return Agreed(
        tally.question.position, tally.question.text, choice.name, count, base, is_enough(rule, count, base)
    )
