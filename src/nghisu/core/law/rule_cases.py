"""Cases of rules that give no day: what a gate asks, how much a limit allows, how often a kind meets.

A case says for which kinds of conference the rule is met on a day, and what it then says. It is complete: the rule
must not be met for a kind that the case does not list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nghisu.core.law.citation import Citation
from nghisu.core.law.loader.block import blocks_of, refuse_other_tables
from nghisu.core.law.loader.source import read_source
from nghisu.core.law.refusals import Place
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import Rule

SHAPES = ("gate", "limit", "cadence")


@dataclass(frozen=True, slots=True)
class RuleCase:
    """A rule by its id, the kinds for which it is met on a day, and what it says."""

    name: str
    shape: str
    rule: str
    on: date
    kinds: tuple[str, ...]
    says: dict[str, object]
    at: Place


def read_rule_cases(text: str, path: Path) -> list[RuleCase]:
    """The cases of a file; RuleFileError where one is not as its schema."""
    source = read_source(text, path)
    refuse_other_tables(source, ("rule_case",))
    cases: list[RuleCase] = []
    for block in blocks_of(source, "rule_case"):
        shape = block.text("shape")
        if shape not in SHAPES:
            raise block.refuse(f"không hiểu “{shape}” ở “shape” (dùng: {', '.join(SHAPES)})", "shape")
        says = block.take("says")
        if not isinstance(says, dict) or "cite" not in says:
            raise block.refuse("“says” phải là một bảng có “cite”", "says")
        cases.append(
            RuleCase(
                name=block.text("name"),
                shape=shape,
                rule=block.text("rule"),
                on=block.needed_day("on"),
                kinds=block.texts("kinds", required=True),
                says=says,
                at=block.place(),
            )
        )
        block.finish()
    return cases


def rules_met(rulebook: Rulebook, shape: str, kind: str, on: date) -> tuple[Rule, ...]:
    """The rules of a shape that a conference of a kind meets on a day."""
    if shape == "gate":
        return rulebook.gates_for(kind, on)
    if shape == "limit":
        return rulebook.limits_for(on, kind)
    return rulebook.cadences_for(kind, on)


def what_a_rule_says(rule: Rule) -> dict[str, object]:
    """All that a rule says, in the words of a rule file; what it leaves out is left out."""
    said: dict[str, object] = {
        "basis": rule.basis.value,
        "cite": [_short(one, rule) for one in rule.citations],
    }
    for name in _SAID:
        value = getattr(rule, name, None)
        if value not in (None, "", ()):
            said[name] = [str(one) for one in value] if isinstance(value, tuple) else value
    return said


_SAID = (
    "step",
    "asks",
    "appraised_by",
    "value",
    "unit",
    "comparison",
    "scope",
    "period",
    "level",
    "group",
    "excepts",
    "forms",
    "every",
    "weekday",
    "part",
    "month_of_quarter",
    "position",
    "count_per_year",
)


def _short(citation: Citation, rule: Rule) -> str:
    return citation.clause if citation.edition == rule.edition else f"{citation.edition}:{citation.clause}"


def rule_failures(case: RuleCase, rulebook: Rulebook) -> Iterator[str]:
    """Where the rulebook says something else than the case expects; nothing when they agree."""
    met: Rule | None = None
    for kind in rulebook.kinds:
        found = [rule for rule in rules_met(rulebook, case.shape, kind, case.on) if rule.id == case.rule]
        if bool(found) != (kind in case.kinds):
            yield f"{case.rule}: {'met' if found else 'not met'} by {kind}"
        met = found[0] if found else met
    if met is not None:
        said = what_a_rule_says(met)
        for name in sorted(said.keys() | case.says.keys()):
            if said.get(name) != case.says.get(name):
                yield f"{case.rule}: {name} is {said.get(name)} instead of {case.says.get(name)}"
