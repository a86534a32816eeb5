"""Which roles walk through the whole house in every run, and which in the long run only."""

from __future__ import annotations

from typing import Any

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation.access import load_matrix


def readers() -> list[Any]:
    """Every role; one to which the matrix opens no door that nobody before it went through walks in the long run.

    A door that a role enters for its own unit alone is another than the same one entered for the whole committee.
    """
    doors = {
        role: {
            (action, whole)
            for action, rule in load_matrix().items()
            for whole, roles in ((True, rule.committee), (False, rule.unit))
            if role in roles
        }
        for role in Role
        if role is not Role.INSTALLATION_ADMINISTRATOR
    }
    walked: set[tuple[str, bool]] = set()
    found = []
    for role in sorted(doors, key=lambda role: -len(doors[role])):
        found.append(pytest.param(role, marks=[] if doors[role] - walked else [pytest.mark.long]))
        walked |= doors[role]
    return found
