"""The rulebooks that ship, their cases, and a way to put one together again with a rule changed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from nghisu.core.dates import default_calendar
from nghisu.core.law import Answer, Deadline, Question, load_rulebook, read_question
from nghisu.core.law.cases import CaseOfLaw, read_cases
from nghisu.core.law.compose import compose, shipped_plans
from nghisu.core.law.edition import Edition
from nghisu.core.law.loader import regulations_folder, shipped_editions
from nghisu.core.law.rule_cases import RuleCase, read_rule_cases
from nghisu.core.law.rulebook import Rulebook
from nghisu.core.law.rules import DeadlineRule, OrderRule

RULES_FILE = "rules.toml"
"""The cases of rules that give no day."""

RULEBOOK_FOR_RULES = {"5609": "5609", "226": "5609", "307": "307", "45": "45"}
"""The editions that have such rules, and the rulebook in which their cases are tried."""

RULEBOOK_OF = {"5609": "5609", "45": "45"}
"""The editions that give deadlines, and the rulebook in which their cases are tried."""


Some = TypeVar("Some")


def folder_of(edition: str) -> Path:
    return next(
        path.parent
        for path in regulations_folder().glob("*/edition.toml")
        if f'\nid = "{edition}"\n' in "\n" + path.read_text(encoding="utf-8")
    )


@cache
def cases_of(edition: str) -> tuple[CaseOfLaw, ...]:
    paths = sorted(path for path in (folder_of(edition) / "cases").glob("*.toml") if path.name != RULES_FILE)
    return tuple(case for path in paths for case in read_cases(path.read_text(encoding="utf-8"), path))


@cache
def rule_cases_of(edition: str) -> tuple[RuleCase, ...]:
    path = folder_of(edition) / "cases" / RULES_FILE
    return tuple(read_rule_cases(path.read_text(encoding="utf-8"), path))


def with_changed(edition: str, change: Callable[[Edition], Edition], rulebook: str | None = None) -> Rulebook:
    """The rulebook of an edition after a change to it; RuleFileError where the change is refused."""
    editions = dict(shipped_editions())
    editions[edition] = change(editions[edition])
    return compose(shipped_plans()[rulebook or RULEBOOK_OF[edition]], editions)


def with_deadline(edition: str, old: DeadlineRule, new: DeadlineRule | None) -> Rulebook:
    def change(one: Edition) -> Edition:
        return replace(one, deadlines=tuple(_swapped(one.deadlines, old, new)))

    return with_changed(edition, change)


def with_order(edition: str, old: OrderRule, new: OrderRule | None) -> Rulebook:
    def change(one: Edition) -> Edition:
        return replace(one, orders=tuple(_swapped(one.orders, old, new)))

    return with_changed(edition, change)


def _swapped(rules: Iterable[Some], old: Some, new: Some | None) -> Iterable[Some]:
    for rule in rules:
        if rule is not old:
            yield rule
        elif new is not None:
            yield new


def asked(kind: str, opening: str, **more: object) -> Question:
    """A question in the words of the command line."""
    return read_question({"kind": kind, "opening": opening, **more})


def answered(kind: str, opening: str, **more: object) -> Answer:
    """What the city's rulebook answers."""
    return load_rulebook().derive(asked(kind, opening, **more), default_calendar())


def owed(act: str, kind: str, opening: str, **more: object) -> Deadline:
    """One deadline of that answer, which must be there."""
    found = answered(kind, opening, **more).deadline(act)
    assert found is not None, f"{act} is not owed"
    return found
