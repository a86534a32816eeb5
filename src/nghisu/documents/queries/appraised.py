"""Which documents are appraised in which part and by whom: as the rulebook of the committee says (5609 I/III/1.2/b2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghisu.core.law import Rulebook
from nghisu.core.law.citation import Citation, bilingual
from nghisu.core.law.rules import AppraisedPart, GateRule
from nghisu.directory.models import Organisation
from nghisu.documents.models import Appraisal, Document
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.rulebook.queries import rulebook_of
from nghisu.rulebook.queries.chips import Chip, chips_of

APPRAISED_GATE = "document-appraised"
"""The gate of a rulebook that asks for it; a rulebook without the gate asks for nothing."""
Said = Collection[tuple[str, str]]
"""What appraisals of one version came to: part and outcome of each."""


def appraisal_gate(rulebook: Rulebook) -> GateRule | None:
    """The rule by which documents are appraised, where the rulebook has one."""
    return next((gate for gate in rulebook.gates if gate.id == APPRAISED_GATE), None)


def parts_asked(document: Document, gate: GateRule | None) -> list[AppraisedPart]:
    """The parts in which a document is appraised before it goes out."""
    if gate is None:
        return []
    own = is_of_office(document)
    return [one for one in gate.appraised_by if one.asked_of(document.kind, own)]


def is_of_office(document: Document) -> bool:
    """Whether Văn phòng wrote a document itself: no unit handed it in."""
    return document.owner is None or document.owner.kind == Organisation.Kind.PARTY_OFFICE


def standing_of(part: str, said: Said) -> str:
    """Where a part of an appraisal stands: "accepted" once all who were asked accepted it, "returned", "asked", ""."""
    outcomes = {outcome for of, outcome in said if of == part} - {Appraisal.Outcome.WITHDRAWN}
    if outcomes == {Appraisal.Outcome.ACCEPTED}:
        return str(Appraisal.Outcome.ACCEPTED)
    if Appraisal.Outcome.RETURNED in outcomes:
        return str(Appraisal.Outcome.RETURNED)
    return str(Appraisal.Outcome.ASKED) if outcomes else ""


def by_words(by: Sequence[str]) -> str:
    """Units of some kinds, in words."""
    words = {"party-office": _("Văn phòng"), "party-agency": _("ban Đảng")}
    return ", ".join(words.get(kind, kind) for kind in by)


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the appraisal of a document as its page and the API show it: who appraises what, where the newest version
    stands, the reading and the clauses; `asked` whether the rulebook asks it of this document."""

    part: str
    what: str
    by: str
    asked: bool
    standing: str
    reading: str
    grounds: Sequence[Chip]

    @property
    def tone(self) -> str:
        tones = {"accepted": "done", "returned": "late", "asked": "soon"}
        return tones.get(self.standing, "soon" if self.asked else "none")

    @property
    def word(self) -> str:
        """Where it stands, in words."""
        if self.standing:
            return str(Appraisal.Outcome(self.standing).label)
        return _("Chưa giao") if self.asked else _("Không bắt buộc")


def appraisal_citations(actor: Actor) -> Sequence[Citation]:
    """The clauses that say who appraises; none where the committee's rulebook asks for no appraisal."""
    gate = appraisal_gate(rulebook_of(actor, clock.today()))
    return gate.citations if gate is not None else ()


def parts_shown(actor: Actor, document: Document, said: Said) -> list[PartShown]:
    """The parts of the appraisal of a document; `said` is what its newest version was told. Without a rule of the
    rulebook, both parts, asked by nobody."""
    gate = appraisal_gate(rulebook_of(actor, clock.today()))
    rules = {one.part: one for one in gate.appraised_by} if gate is not None else {}
    asked = {one.part for one in parts_asked(document, gate)}
    chips = chips_of(gate.citations) if gate is not None else []
    shown = []
    for part, what in Appraisal.Part.choices:
        rule = rules.get(part)
        shown.append(
            PartShown(
                part=part,
                what=str(what),
                by=by_words(rule.by) if rule is not None else "",
                asked=part in asked,
                standing=standing_of(part, said),
                reading=bilingual(rule.reason, rule.reason_en, _) if rule is not None else "",
                grounds=chips if rule is not None else [],
            )
        )
    return shown
