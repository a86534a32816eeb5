"""Building the demonstration's directory: the same people for the same seed, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django_scopes import scope

from nghisu.cli.demo.blueprint import COMMITTEES, Blueprint, read_blueprint
from nghisu.cli.demo.casting import Cast, Casting, Holding
from nghisu.cli.demo.names import InventedName
from nghisu.core.text import fold, sort_key
from nghisu.directory.models import (
    Appointment,
    Body,
    Organisation,
    Person,
    Position,
    Room,
    Term,
    TitleRank,
)
from nghisu.directory.spelling import person_sort_key
from nghisu.foundation.actors import system_actor
from nghisu.foundation.audit import remember
from nghisu.foundation.models import Committee

SEED = 5609
BATCH = 400


@dataclass(frozen=True, slots=True)
class DemoDirectory:
    """The demonstration's committees in their order, and whether this call made them."""

    committees: tuple[Committee, ...]
    created: bool


def build_directory(seed: int = SEED) -> DemoDirectory:
    """Two committees with their units, bodies, rooms and about 1,500 invented people, in one transaction.

    What is there already stays as it is, so that a second run keeps what people changed.
    """
    present = tuple(Committee.objects.filter(code__in=COMMITTEES).order_by("id"))
    if present:
        return DemoDirectory(present, created=False)
    casting = Casting(seed)
    blueprints = [read_blueprint(code) for code in COMMITTEES]
    casts: list[Cast] = []
    elsewhere: dict[str, list[int]] = {}
    for blueprint in blueprints:
        casts.append(casting.cast(blueprint, elsewhere))
        elsewhere.update(casts[-1].holders)
    names = [casting.source.draw() for _ in range(casting.people)]
    with transaction.atomic():
        people = Person.objects.bulk_create(
            [_person(number, name) for number, name in enumerate(names, start=1)], batch_size=BATCH
        )
        committees = tuple(
            _build_committee(blueprint, cast, people)
            for blueprint, cast in zip(blueprints, casts, strict=True)
        )
    return DemoDirectory(committees, created=True)


def _person(number: int, name: InventedName) -> Person:
    return Person(
        full_name=name.full,
        given_name=name.given,
        gender=name.gender,
        # Reserved for examples: no letter and no call reaches anybody.
        email=f"{fold(name.given)}.{number}@thudien.example".replace(" ", ""),
        phone=f"024 0000 {number:04d}",
        search_text=fold(name.full),
        sort_key=person_sort_key(name.full),
        is_demo=True,
    )


def _build_committee(blueprint: Blueprint, cast: Cast, people: list[Person]) -> Committee:
    committee = Committee.objects.create(**blueprint.committee, is_demo=True)
    with scope(committee=committee):
        organisations = _build_organisations(committee, blueprint)
        bodies = _build_bodies(committee, blueprint)
        positions = _build_positions(committee, blueprint, organisations, bodies)
        Appointment.objects.bulk_create(
            [_appointment(committee, holding, people, positions) for holding in cast.holdings],
            batch_size=BATCH,
        )
        _build_rooms(committee, blueprint)
        _build_precedence(committee, blueprint)
        remember(
            system_actor(committee.pk),
            "demo.created",
            committee,
            after={
                "organisations": len(organisations),
                "bodies": len(bodies),
                "positions": len(positions),
                "people": len({holding.person for holding in cast.holdings}),
                "appointments": len(cast.holdings),
                "rooms": len(blueprint.rooms),
            },
        )
    return committee


def _build_organisations(committee: Committee, blueprint: Blueprint) -> dict[str, Organisation]:
    rows = {
        unit.code: Organisation(
            committee=committee,
            code=unit.code,
            name=unit.name,
            short_name=unit.short_name,
            kind=unit.kind,
            bloc=unit.bloc,
            tier=unit.tier,
            place=unit.place,
            search_text=fold(f"{unit.name} {unit.short_name}"),
            sort_key=sort_key(unit.name),
            since=unit.since,
            until=unit.until,
        )
        for unit in blueprint.units
    }
    if len(rows) != len(blueprint.units):
        raise ValueError("two units of the demonstration have one code")
    # Superiors first, because a row can only point to one that has its number.
    top = [unit.code for unit in blueprint.units if not unit.superior]
    Organisation.objects.bulk_create([rows[code] for code in top], batch_size=BATCH)
    under = [unit for unit in blueprint.units if unit.superior]
    for unit in under:
        rows[unit.code].superior = rows[unit.superior]
    Organisation.objects.bulk_create([rows[unit.code] for unit in under], batch_size=BATCH)
    return rows


def _build_bodies(committee: Committee, blueprint: Blueprint) -> dict[str, Body]:
    bodies: dict[str, Body] = {}
    for group in blueprint.groups:
        bodies[group.code] = Body.objects.create(
            committee=committee,
            code=group.code,
            name=group.name,
            short_name=group.short_name,
            within=bodies[group.within] if group.within else None,
            search_text=fold(f"{group.name} {group.short_name}"),
            since=group.since,
        )
        for term in group.terms:
            Term.objects.create(
                committee=committee,
                body=bodies[group.code],
                number=term["number"],
                since=term["since"],
                until=term["until"],
            )
    return bodies


def _build_positions(
    committee: Committee,
    blueprint: Blueprint,
    organisations: dict[str, Organisation],
    bodies: dict[str, Body],
) -> dict[str, Position]:
    rows: dict[str, Position] = {}

    def add(code: str, title: str, title_code: str, single: bool, **place: Any) -> None:
        rows[code] = Position(
            committee=committee,
            code=code,
            title=title,
            title_code=title_code,
            seats=1 if single else None,
            search_text=fold(title),
            sort_key=sort_key(title),
            **place,
        )

    for group in blueprint.groups:
        for seat in group.seats:
            add(
                seat.code, seat.title, seat.title_code, seat.single, body=bodies[group.code], since=seat.since
            )
    for unit in blueprint.units:
        for line in unit.staff:
            add(
                unit.position_code(line),
                unit.title(line),
                line.title_code,
                line.single,
                organisation=organisations[unit.code],
                since=unit.since,
                until=unit.until,
            )
    Position.objects.bulk_create(list(rows.values()), batch_size=BATCH)
    return rows


def _appointment(
    committee: Committee, holding: Holding, people: list[Person], positions: dict[str, Position]
) -> Appointment:
    return Appointment(
        committee=committee,
        person=people[holding.person],
        position=positions[holding.position],
        since=holding.since,
        until=holding.until,
    )


def _build_rooms(committee: Committee, blueprint: Blueprint) -> None:
    Room.objects.bulk_create(
        [
            Room(
                committee=committee,
                code=row["code"],
                name=row["name"],
                place=row["place"],
                capacity=row["capacity"],
                search_text=fold(f"{row['name']} {row['place']}"),
                sort_key=sort_key(row["name"]),
                since=row.get("since", _opened(blueprint)),
                until=row.get("until"),
            )
            for row in blueprint.rooms
        ]
    )


def _opened(blueprint: Blueprint) -> date:
    """The first day of the committee's oldest body: rooms without a day of their own are there since then."""
    return min(group.since for group in blueprint.groups)


def _build_precedence(committee: Committee, blueprint: Blueprint) -> None:
    TitleRank.objects.bulk_create(
        [
            TitleRank(
                committee=committee,
                title_code=title_code,
                title=title,
                rank=rank,
                basis=order["basis"],
                since=order["since"],
                until=order.get("until"),
            )
            for order in blueprint.precedence
            for rank, (title_code, title) in enumerate(order["titles"], start=1)
        ]
    )
