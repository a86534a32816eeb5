"""What a committee of a level begins with: bodies, offices, positions with their roles, the order of titles."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class PositionPattern:
    """A position that stands from the first day, and the roles that come with it."""

    key: str
    title: str
    title_code: str
    seats: int | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyPattern:
    code: str
    name: str
    short_name: str
    within: str
    positions: tuple[PositionPattern, ...]


@dataclass(frozen=True, slots=True)
class OfficePattern:
    """An office that serves the committee, its council or its people's committee; made where it is asked for, or
    always (`needed`). `usual`: most committees of the level have one."""

    key: str
    kind: str
    bloc: str
    name: str
    short_name: str
    needed: bool
    usual: bool
    positions: tuple[PositionPattern, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a committee of one level begins with. Names hold {short}, {party}, {place_kind}, {unit}."""

    rulebook: str
    bodies: tuple[BodyPattern, ...]
    offices: tuple[OfficePattern, ...]
    basis: str
    titles: tuple[tuple[str, str], ...]

    def positions(self) -> Iterator[PositionPattern]:
        """Every position, those of the party office first: there an administrator usually works."""
        for office in self.offices:
            yield from office.positions
        for body in self.bodies:
            yield from body.positions


@cache
def read_pattern(level: str) -> Pattern:
    """The pattern of a level: `province` or `commune`."""
    table = tomllib.loads((DATA / f"{level}.toml").read_text(encoding="utf-8"))
    return Pattern(
        rulebook=table["rulebook"],
        bodies=tuple(
            BodyPattern(
                row["code"],
                row["name"],
                row["short_name"],
                row.get("within", ""),
                _positions(row["positions"]),
            )
            for row in table["bodies"]
        ),
        offices=tuple(
            OfficePattern(
                row["key"],
                row["kind"],
                row["bloc"],
                row["name"],
                row["short_name"],
                row.get("needed", False),
                row.get("usual", False),
                _positions(row["positions"]),
            )
            for row in table["offices"]
        ),
        basis=table["precedence"]["basis"],
        titles=tuple((code, title) for code, title in table["precedence"]["titles"]),
    )


def _positions(rows: list[Mapping[str, Any]]) -> tuple[PositionPattern, ...]:
    return tuple(
        PositionPattern(row["key"], row["title"], row["title_code"], row.get("seats"), tuple(row["roles"]))
        for row in rows
    )


PARTY_OF = (
    ("thành ủy", "Đảng bộ thành phố"),
    ("tỉnh ủy", "Đảng bộ tỉnh"),
    ("đảng ủy phường", "Đảng bộ phường"),
    ("đảng ủy xã", "Đảng bộ xã"),
    ("đảng ủy đặc khu", "Đảng bộ đặc khu"),
)
"""A committee's short name and the name of its Party organisation (Ban Chấp hành Đảng bộ …)."""

PLACE_KINDS = ("phường", "xã", "đặc khu", "thành phố", "tỉnh")


def party_of(short_name: str) -> str:
    """The Party organisation of a committee: Đảng ủy phường → Đảng bộ phường."""
    for committee, party in PARTY_OF:
        if short_name.lower().startswith(committee):
            return party
    return short_name.replace("Đảng ủy", "Đảng bộ")


def place_kind_of(short_name: str) -> str:
    """What kind of place a committee leads: Đảng ủy phường → phường; Thành ủy → thành phố."""
    party = party_of(short_name).lower()
    return next((kind for kind in PLACE_KINDS if party.endswith(kind)), "")
