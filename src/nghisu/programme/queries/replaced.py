"""By which rule a written opinion takes the place of a conference."""

from __future__ import annotations

from nghisu.core.law import load_rulebook
from nghisu.core.law.rules import GateRule
from nghisu.foundation import clock
from nghisu.programme.models import Entry

SPECIAL_CASE = "special-case"


def rule_of_writing(entry: Entry) -> GateRule | None:
    """The gate of the conference's rulebook that asks for a special case (5609 II/I/1); None where its kind has none."""
    rulebook = load_rulebook(entry.subject.rulebook)
    gates = rulebook.gates_for(entry.kind, clock.local(entry.opening).date())
    return next((one for one in gates if SPECIAL_CASE in one.asks), None)
