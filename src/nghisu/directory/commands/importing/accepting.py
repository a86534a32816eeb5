from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from nghisu.core.text import fold, sort_key
from nghisu.directory.commands.ground import begin
from nghisu.directory.commands.importing.drafting import held_draft, rows_of
from nghisu.directory.commands.importing.ground import Place
from nghisu.directory.commands.importing.people import PersonRow
from nghisu.directory.commands.importing.units import UnitRow
from nghisu.directory.commands.importing.weighing import CHANGING, Standing, Weighed, weigh
from nghisu.directory.events import PositionsImported
from nghisu.directory.models import (
    Appointment,
    DirectoryImport,
    DirectoryImportRow,
    Organisation,
    Person,
    Position,
)
from nghisu.directory.refusals import ImportEmptied, ImportHasOpenRows
from nghisu.directory.spelling import given_name_of, person_sort_key
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import Act, remember, remember_each
from nghisu.foundation.events import publish

BATCH = 400
NAMED = 12
"""Rows that a refusal names one by one."""


@transaction.atomic
def accept_directory_import(by: Actor, draft_id: int) -> DirectoryImport:
    """Take a draft into the directory: units, positions, people and appointments, all of them or none.

    The draft is weighed once more under the directory's lock, so that what came in meanwhile is met.
    Raises ImportHasOpenRows while a row that is not left out cannot be read or is a question, ImportEmptied when
    nothing would be made, ImportAccepted.
    """
    begin(by)
    draft = held_draft(by, draft_id)
    rows = rows_of(by, draft)
    before = {row.pk: row.standing for row in rows}
    weighed = weigh(by, draft, rows)
    open_rows = [
        row for row in rows if not row.left_out and row.standing in (Standing.UNREADABLE, Standing.ASKED)
    ]
    if open_rows:
        raise ImportHasOpenRows(_listed(open_rows))
    taken = {(row.part, row.row) for row in rows if not row.left_out and row.standing == Standing.SOUND}
    if not taken:
        raise ImportEmptied
    making = _Making(by, weighed, taken)
    draft.made = making.run()
    draft.accepted_at = clock.now()
    draft.accepted_by_name = by.name
    draft.save(update_fields=["made", "accepted_at", "accepted_by_name"])
    moved = [row for row in rows if row.standing != before[row.pk]]
    DirectoryImportRow.objects.bulk_update(moved, CHANGING, batch_size=200)
    told = {"file": draft.file_name, "sha256": draft.file_digest} | draft.made
    remember(by, "directory.imported", draft, after=told)
    if making.positions:
        publish(PositionsImported(by=by, position_ids=tuple(one.pk for one in making.positions)))
    return draft


class _Making:
    """One acceptance: what is made so far, by the rows that bring it."""

    def __init__(self, by: Actor, weighed: Weighed, taken: set[tuple[str, int]]) -> None:
        self.by, self.weighed = by, weighed
        self.unit_rows = [read for read in weighed.units if ("units", read.row) in taken]
        self.person_rows = [read for read in weighed.people if ("people", read.row) in taken]
        self.units: dict[int, Organisation] = {}
        self.people: dict[str, int] = {}
        self.positions: list[Position] = []
        self._by_title: dict[tuple[Place, str], Position] = {}

    def run(self) -> dict[str, int]:
        self._make_units()
        self._make_positions()
        people = self._make_people()
        appointments = self._make_appointments()
        return {
            "organisations": len(self.units),
            "positions": len(self.positions),
            "people": people,
            "appointments": appointments,
        }

    def _make_units(self) -> None:
        codes = _Codes(
            Organisation.objects.filter(committee=self.by.committee_id).values_list("code", flat=True)
        )
        for read in self.unit_rows:
            self.units[read.row] = Organisation(
                committee_id=self.by.tenant,
                code=codes.claim(read.code) or codes.made_of(read.name, 60),
                name=read.name,
                short_name=read.short_name,
                kind=read.kind,
                bloc=read.bloc,
                tier=read.tier,
                address=" ".join(read.raw.get("address", "").split()),
                search_text=fold(f"{read.name} {read.short_name}"),
                sort_key=sort_key(read.name),
                since=_day(read.since),
            )
        # Superiors first, because a row can only point to one that has its number.
        waiting = list(self.unit_rows)
        while waiting:
            ready = [read for read in waiting if self._is_ready(read)]
            for read in ready:
                self.units[read.row].superior_id = self._unit_id(read.superior)
            Organisation.objects.bulk_create([self.units[read.row] for read in ready], batch_size=BATCH)
            rows = {read.row for read in ready}
            waiting = [read for read in waiting if read.row not in rows]
        remember_each(
            self.by,
            "organisation.added",
            (Act(unit, after=_unit_told(unit)) for unit in self.units.values()),
        )

    def _is_ready(self, read: UnitRow) -> bool:
        place = read.superior
        return place is None or not place.is_new or self.units[place.number].pk is not None

    def _unit_id(self, place: Place | None) -> int | None:
        if place is None:
            return None
        return self.units[place.number].pk if place.is_new else place.number

    def _make_positions(self) -> None:
        """Positions that the directory does not have: one of each title in each place, from the first day it is held."""
        ground = self.weighed.ground
        codes = _Codes(Position.objects.filter(committee=self.by.committee_id).values_list("code", flat=True))
        for read in self.person_rows:
            if read.position is not None or read.place is None or read.since is None:
                continue
            key = (read.place, ground.title_key(read.title, read.place))
            known = self._by_title.get(key)
            if known is not None:
                known.since = min(known.since, read.since)
                continue
            self._by_title[key] = Position(
                committee_id=self.by.tenant,
                code=codes.made_of(read.title, 100),
                title=read.title,
                title_code=ground.ranked.get(fold(read.title)) or _slug(read.title, 60),
                organisation_id=None if read.place.kind == "body" else self._unit_id(read.place),
                body_id=read.place.number if read.place.kind == "body" else None,
                search_text=fold(read.title),
                sort_key=sort_key(read.title),
                since=read.since,
            )
        self.positions = Position.objects.bulk_create(self._by_title.values(), batch_size=BATCH)
        remember_each(
            self.by,
            "position.added",
            (Act(one, after={"position_title": one.title, "since": one.since}) for one in self.positions),
        )

    def _make_people(self) -> int:
        new = [read for read in self.person_rows if read.who == "new"]
        people = Person.objects.bulk_create(
            [
                Person(
                    full_name=read.full_name,
                    given_name=given_name_of(read.full_name),
                    gender=read.gender,
                    email=read.email,
                    phone=read.phone,
                    search_text=fold(read.full_name),
                    sort_key=person_sort_key(read.full_name),
                )
                for read in new
            ],
            batch_size=BATCH,
        )
        for read, person in zip(new, people, strict=True):
            self.people[f"r{read.row}"] = person.pk
        told = [
            Act(person, after={"full_name": person.full_name, "email": person.email, "phone": person.phone})
            for person in people
        ]
        remember_each(self.by, "person.added", told)
        return len(people)

    def _make_appointments(self) -> int:
        made = Appointment.objects.bulk_create(
            [
                Appointment(
                    committee_id=self.by.tenant,
                    person_id=self._person_id(read),
                    position_id=self._position_id(read),
                    since=_day(read.since),
                    until=read.until,
                    note=read.note,
                )
                for read in self.person_rows
            ],
            batch_size=BATCH,
        )
        rows = Appointment.objects.select_related("person", "position").in_bulk([one.pk for one in made])
        told = [
            Act(rows[one.pk], after={"since": one.since, "until": one.until, "note": one.note})
            for one in made
        ]
        remember_each(self.by, "appointment.added", told)
        return len(made)

    def _person_id(self, read: PersonRow) -> int:
        """Whom a row means. A row that means another's person stands for whom that one brings or recognised."""
        if read.who.startswith("p"):
            return int(read.who[1:])
        return self.people[f"r{read.row}" if read.who == "new" else read.who]

    def _position_id(self, read: PersonRow) -> int:
        if read.position is not None:
            return read.position.pk
        if read.place is None:
            raise ValueError(read.row)
        return self._by_title[read.place, self.weighed.ground.title_key(read.title, read.place)].pk


class _Codes:
    """Codes of a committee, each given once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)

    def claim(self, code: str) -> str:
        """A code that was asked for, if it is still free; empty otherwise."""
        if not code or code in self.taken:
            return ""
        self.taken.add(code)
        return code

    def made_of(self, name: str, longest: int) -> str:
        """A code made of a name."""
        stem = _slug(name, longest - 7)
        code, number = stem, 2
        while code in self.taken:
            code, number = f"{stem}-{number}", number + 1
        self.taken.add(code)
        return code


def _day(since: date | None) -> date:
    """The first day of a row that was found sound, which has one."""
    if since is None:
        raise ValueError("a sound row has its first day")
    return since


def _slug(name: str, longest: int) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:longest].strip("-") or "x"


def _unit_told(unit: Organisation) -> dict[str, Any]:
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "organisation_kind": unit.kind,
        "bloc": unit.bloc,
        "tier": unit.tier,
        "superior": unit.superior.name if unit.superior else "",
        "since": unit.since,
    }


def _listed(rows: Iterable[DirectoryImportRow]) -> str:
    numbers = [str(row.row) for row in rows]
    named = ", ".join(numbers[:NAMED])
    return named if len(numbers) <= NAMED else f"{named}… ({len(numbers)})"
