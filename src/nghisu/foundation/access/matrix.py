from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nghisu.core.people.roles import Role


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do one action: `committee` roles anywhere in their committee, `unit` roles for their own unit only,
    `signed_in` everybody who signed in."""

    action: str
    what: str
    committee: frozenset[Role]
    unit: frozenset[Role]
    signed_in: bool = False


@cache
def load_matrix() -> dict[str, Rule]:
    """The access matrix. Raises ValueError on an unknown key or role: a slip must not open a door."""
    path = Path(__file__).with_name("matrix.toml")
    with path.open("rb") as file:
        table = tomllib.load(file)
    rules = {}
    for action, row in table.items():
        unknown = set(row) - {"what", "committee", "unit", "signed_in"}
        if unknown:
            raise ValueError(f"{path.name}: {action}: unknown key {', '.join(sorted(unknown))}")
        rules[action] = Rule(
            action=action,
            what=row["what"],
            committee=frozenset(Role(name) for name in row.get("committee", [])),
            unit=frozenset(Role(name) for name in row.get("unit", [])),
            signed_in=row.get("signed_in", False),
        )
    return rules
