"""Gates, limits and cadences: each has a case, and changed in any one way makes its case fail."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

import pytest

from nghisu.core.law import Basis, Form, RuleFileError, load_rulebook
from nghisu.core.law.edition import Edition
from nghisu.core.law.loader import shipped_editions
from nghisu.core.law.rule_cases import RuleCase, rule_failures
from nghisu.core.law.rules import CadenceRule, GateRule, LimitRule, Rule
from tests.law.rulebooks_at_hand import RULEBOOK_FOR_RULES, rule_cases_of, with_changed

AnyRule = TypeVar("AnyRule", bound=Rule)

ALL = [(edition, case) for edition in RULEBOOK_FOR_RULES for case in rule_cases_of(edition)]
IDS = [f"{edition}: {case.name}" for edition, case in ALL]


def without_days(edition: Edition) -> tuple[Rule, ...]:
    return (*edition.gates, *edition.limits, *edition.cadences)


@pytest.mark.parametrize(("edition", "case"), ALL, ids=IDS)
def test_a_case_holds(edition: str, case: RuleCase):
    assert list(rule_failures(case, load_rulebook(RULEBOOK_FOR_RULES[edition]))) == []


def test_every_gate_limit_and_cadence_has_a_case():
    for edition in shipped_editions().values():
        rules = {rule.id for rule in without_days(edition)}
        tried = {case.rule for case in rule_cases_of(edition.id)} if rules else set()
        assert rules == tried


def mutants(rule: Rule, edition: Edition) -> Iterator[tuple[str, Rule | None]]:
    yield "removed", None
    kinds = [kind.code for kind in edition.kinds]
    for kind in rule.kinds or kinds:
        fewer = tuple(one for one in (rule.kinds or kinds) if one != kind)
        if fewer and not isinstance(rule, CadenceRule):
            yield f"not for {kind}", replace(rule, kinds=fewer)
    for kind in kinds:
        if rule.kinds and kind not in rule.kinds and not isinstance(rule, CadenceRule):
            yield f"for {kind} too", replace(rule, kinds=(*rule.kinds, kind))
    if edition.id != "307":  # taken as a model, whatever it states is our reading
        for basis in set(Basis) - {rule.basis}:
            yield basis.value, replace(rule, basis=basis)
    for other in edition.rules:
        if {one.clause for one in other.citations} != {one.clause for one in rule.citations}:
            yield f"citing what {other.id} cites", replace(rule, citations=other.citations)
            break
    yield "not yet", replace(rule, since=rule.since and rule.since.replace(year=2050))
    if isinstance(rule, GateRule):
        yield "of another step", replace(rule, step="elsewhere")
        for asked in rule.asks:
            yield f"not asking {asked}", replace(rule, asks=tuple(one for one in rule.asks if one != asked))
    elif isinstance(rule, LimitRule):
        yield "one more", replace(rule, value=rule.value + 1)
        yield "half", replace(rule, value=rule.value / 2)
        yield "in another unit", replace(rule, unit="hours")
        yield "the other way", replace(rule, comparison="exactly")
        yield "of another scope", replace(rule, scope="elsewhere")
        yield "in another form", replace(rule, forms=() if rule.forms else (Form.ONLINE,))
        yield "of another level", replace(rule, level="" if rule.level else "city")
    elif isinstance(rule, CadenceRule):
        yield "yearly", replace(rule, every="yearly")
        yield "on another weekday", replace(rule, weekday="" if rule.weekday else "tue")
        yield "in another part of the day", replace(rule, part="" if rule.part else "morning")
        yield "in another month", replace(rule, month_of_quarter=2)
        yield "at another end", replace(rule, position="" if rule.position else "start")
        yield "another count", replace(rule, count_per_year=(rule.count_per_year or 0) + 1)
        yield "of another kind", replace(rule, kind="hop", kinds=("hop",))


def swapped(rules: tuple[AnyRule, ...], old: Rule, new: Rule | None) -> tuple[AnyRule, ...]:
    """The rules with one of them in another version of the same shape, or without it."""
    return tuple(
        new if rule is old and isinstance(new, type(rule)) else rule
        for rule in rules
        if rule is not old or new is not None
    )


def with_rule(old: Rule, new: Rule | None) -> Edition:
    edition = shipped_editions()[old.edition]
    return replace(
        edition,
        gates=swapped(edition.gates, old, new),
        limits=swapped(edition.limits, old, new),
        cadences=swapped(edition.cadences, old, new),
    )


def survives(edition: str, case: RuleCase, changed: Edition) -> bool:
    try:
        rulebook = with_changed(edition, lambda _: changed, RULEBOOK_FOR_RULES[edition])
    except RuleFileError:
        return False
    return not list(rule_failures(case, rulebook))


@pytest.mark.parametrize("edition", RULEBOOK_FOR_RULES)
def test_no_mutant_of_a_rule_survives(edition: str):
    cases = {case.rule: case for case in rule_cases_of(edition)}
    alive = [
        f"{rule.id}: {name}"
        for rule in without_days(shipped_editions()[edition])
        for name, mutant in mutants(rule, shipped_editions()[edition])
        if survives(edition, cases[rule.id], with_rule(rule, mutant))
    ]
    assert alive == []
