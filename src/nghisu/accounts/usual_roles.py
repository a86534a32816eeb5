"""Which roles usually come with a title: read from `usual_roles.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.directory.spelling import spelled


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[Role, ...]], ...]:
    text = files(__package__).joinpath("usual_roles.toml").read_text(encoding="utf-8")
    return tuple(
        (
            tuple(spelled(one) for one in row["begins"]),
            tuple(spelled(one) for one in row.get("but", ())),
            tuple(Role(role) for role in row["roles"]),
        )
        for row in tomllib.loads(text)["title"]
    )


def usual_roles(title: str) -> tuple[Role, ...]:
    """The roles that come with a new position of this title; none for a title that no pattern knows."""
    words = spelled(title)
    for begins, but, roles in _patterns():
        if words.startswith(begins) and not words.startswith(but or ("\0",)):
            return roles
    return ()


def usual_roles_said(title: str) -> str:
    """The same in words, for a preview."""
    return ", ".join(_(ROLE_NAMES[role]) for role in usual_roles(title))
