"""The demonstration's committees as files say them: read, checked, no database."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nghisu.core.text import fold

DATA = Path(__file__).parent / "data"


def code_of(name: str) -> str:
    """The code of a name: folded, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


@dataclass(frozen=True, slots=True)
class StaffLine:
    """A position that every unit of a pattern has, and how many hold it."""

    title: str
    title_code: str
    count: int = 1
    single: bool = False
    roles: tuple[str, ...] = ()
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation to be."""

    code: str
    name: str
    short_name: str
    kind: str
    bloc: str
    tier: int
    since: date
    until: date | None = None
    superior: str = ""
    place: str = ""
    place_name: str = ""
    twin: str = ""
    staff: tuple[StaffLine, ...] = ()
    head_also: str = ""
    deputies_also: str = ""
    head_same_as: str = ""
    holders_from: tuple[str, ...] = ()

    def position_code(self, line: StaffLine) -> str:
        return f"{self.code}-{line.title_code}"

    def title(self, line: StaffLine) -> str:
        return line.title.format(name=self.name, place=self.place_name)


@dataclass(frozen=True, slots=True)
class BodySeat:
    """A position of a body. Seats that no head of a unit fills go to `fill_from`, then to new people."""

    code: str
    title: str
    title_code: str
    since: date
    appointed: date
    count: int = 1
    single: bool = False
    roles: tuple[str, ...] = ()
    fill_from: tuple[str, ...] = ()
    shared_with: str = ""
    earlier: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A body to be, with its terms."""

    code: str
    name: str
    short_name: str
    within: str
    since: date
    terms: tuple[Mapping[str, Any], ...]
    seats: tuple[BodySeat, ...]


@dataclass(frozen=True, slots=True)
class Blueprint:
    """All that one committee of the demonstration consists of."""

    committee: Mapping[str, str]
    groups: tuple[Group, ...]
    units: tuple[Unit, ...]
    rooms: tuple[Mapping[str, Any], ...]
    precedence: tuple[Mapping[str, Any], ...] = field(default=())

    @property
    def roles(self) -> dict[str, tuple[tuple[str, ...], str]]:
        """Roles by the code of the position they hang on, with the code of the unit they are held for."""
        found = {seat.code: (seat.roles, "") for group in self.groups for seat in group.seats if seat.roles}
        for unit in self.units:
            if unit.until is None:
                for line in unit.staff:
                    if line.roles:
                        found[unit.position_code(line)] = (line.roles, unit.code)
        return found


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demonstration: it belongs to the `nth` holder of a position."""

    username: str
    persona: str
    persona_en: str
    committee: str
    position: str
    roles: tuple[str, ...]
    nth: int = 1


COMMITTEES = ("ha-noi", "phuong-hoan-kiem")


@cache
def read_blueprint(code: str) -> Blueprint:
    """The blueprint of a committee of the demonstration."""
    table = _toml(f"{code}.toml")
    staffing = {
        pattern: tuple(StaffLine(**{**line, "roles": tuple(line.get("roles", ()))}) for line in lines)
        for pattern, lines in _toml("staffing.toml").items()
    }
    tier = 1 if table["committee"]["level"] == "province" else 3
    units = [_unit(row, staffing, tier) for row in table["organisations"]]
    if "communes" in table:
        units += _communes(table["communes"], staffing)
    return Blueprint(
        committee=table["committee"],
        groups=tuple(_group(row) for row in table["bodies"]),
        units=tuple(units),
        rooms=tuple(table["rooms"]),
        precedence=tuple(table["precedence"]),
    )


@cache
def read_accounts() -> tuple[DemoAccount, ...]:
    """The accounts of the demonstration, one for each persona."""
    rows = _toml("demo-accounts.toml")["accounts"]
    return tuple(DemoAccount(**{**row, "roles": tuple(row["roles"])}) for row in rows)


def _toml(name: str) -> dict[str, Any]:
    with (DATA / name).open("rb") as file:
        return tomllib.load(file)


def _group(row: dict[str, Any]) -> Group:
    seats = []
    for seat in row["positions"]:
        lists = {"roles": tuple(seat.get("roles", ())), "fill_from": tuple(seat.get("fill_from", ()))}
        seats.append(BodySeat(**{"appointed": seat["since"], **seat, **lists}))
    return Group(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        within=row.get("within", ""),
        since=row["since"],
        terms=tuple(row["terms"]),
        seats=tuple(seats),
    )


def _unit(row: dict[str, Any], staffing: Mapping[str, tuple[StaffLine, ...]], tier: int) -> Unit:
    return Unit(
        **{
            "code": code_of(row["name"]),
            "short_name": "",
            "tier": tier,
            **row,
            "staff": staffing[row["staff"]] if "staff" in row else (),
            "holders_from": tuple(row.get("holders_from", ())),
        }
    )


def _communes(row: dict[str, Any], staffing: Mapping[str, tuple[StaffLine, ...]]) -> list[Unit]:
    """A Party committee and a people's committee for each commune of the file."""
    units = []
    with (DATA / row["file"]).open(encoding="utf-8", newline="") as file:
        for commune in csv.DictReader(file):
            full = commune["commune"]
            place = full[:1].lower() + full[1:]
            party, government = f"Đảng ủy {place}", f"UBND {place}"
            shared: dict[str, Any] = {
                "tier": 3,
                "since": row["since"],
                "place": commune["commune_code"],
                "place_name": place,
                "short_name": "",
            }
            units.append(
                Unit(
                    code=code_of(party),
                    name=party,
                    kind="commune-committee",
                    bloc="party",
                    staff=staffing["commune-committee"],
                    **shared,
                )
            )
            units.append(
                Unit(
                    code=code_of(government),
                    name=government,
                    kind="commune-government",
                    bloc="government",
                    superior="ubnd-thanh-pho",
                    twin=code_of(party),
                    staff=staffing["commune-government"],
                    **shared,
                )
            )
    return units
