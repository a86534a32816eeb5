"""The routes a committee starts with, from `routes.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nghisu.approvals.enums import StepRule, StepScope
from nghisu.core.people.roles import Role


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step of a route: who decides, of which units, how many of them."""

    name: str
    role: Role
    scope: StepScope = StepScope.ANY
    rule: StepRule = StepRule.ANY_ONE
    passed_over_by_own: bool = False
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """The way a kind of thing takes. `revision` is 0 for one that the committee has not set itself."""

    kind: str
    name: str
    name_en: str
    steps: Sequence[StepPlan]
    one_person_may_repeat: bool = False
    revision: int = 0


@cache
def default_routes() -> dict[str, RoutePlan]:
    """The routes of the file by kind. Raises ValueError on an unknown key or word: a slip must not open a door."""
    with Path(__file__).with_name("routes.toml").open("rb") as file:
        table = tomllib.load(file)
    return {kind: _plan(kind, row) for kind, row in table.items()}


def default_route(kind: str) -> RoutePlan | None:
    """The route of a kind that a committee starts with; None where the file has none."""
    return default_routes().get(kind)


def _plan(kind: str, row: dict[str, Any]) -> RoutePlan:
    _known(kind, row, {"name", "step", "one_person_may_repeat"})
    name, name_en = _names(row)
    steps = row["step"]
    if not isinstance(steps, list) or not steps:
        raise ValueError(f"routes.toml: {kind}: no step")
    return RoutePlan(
        kind, name, name_en, [_step(kind, one) for one in steps], bool(row.get("one_person_may_repeat"))
    )


def _step(kind: str, row: dict[str, Any]) -> StepPlan:
    _known(kind, row, {"name", "role", "scope", "rule", "passed_over_by_own"})
    name, name_en = _names(row)
    return StepPlan(
        name=name,
        name_en=name_en,
        role=Role(row["role"]),
        scope=StepScope(row.get("scope", StepScope.ANY)),
        rule=StepRule(row.get("rule", StepRule.ANY_ONE)),
        passed_over_by_own=bool(row.get("passed_over_by_own")),
    )


def _names(row: dict[str, Any]) -> tuple[str, str]:
    names = row["name"]
    if not isinstance(names, list) or len(names) != 2:
        raise ValueError(f"routes.toml: {names!r}: Vietnamese and English")
    return str(names[0]), str(names[1])


def _known(kind: str, row: dict[str, Any], keys: set[str]) -> None:
    unknown = set(row) - keys
    if unknown:
        raise ValueError(f"routes.toml: {kind}: unknown key {', '.join(sorted(unknown))}")
