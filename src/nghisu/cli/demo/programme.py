"""The demonstration's programmes: a real year of the city read in from its sheet, a ward's entered by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from django_scopes import scope

from nghisu.accounts.models import User
from nghisu.accounts.queries import actor_for
from nghisu.directory.models import Room
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, system_actor
from nghisu.foundation.models import Committee
from nghisu.programme.commands import (
    EntryContent,
    accept_import,
    add_entries,
    assign_rooms,
    draft_import,
    read_file,
    set_opening_hours,
    weigh_programme,
)
from nghisu.programme.commands.importing.reading import DraftReader
from nghisu.programme.models import Entry, Programme
from nghisu.rulebook.commands import bind_committee, enter_base_figure

DATA = Path(__file__).parent / "data"
SHEET = "chuong-trinh-cong-tac-2026.xlsx"
YEAR = 2026

TAKEN_IN_AT = datetime(2025, 12, 26, 15, 20, tzinfo=clock.VIETNAM)
"""When the year's programme was taken in: after it was issued, before the year began."""

CALLED_AT = datetime(2026, 3, 5, 16, 40, tzinfo=clock.VIETNAM)
"""When the conferences outside the programme were called."""

LAST_YEAR = 104
"""Conferences of the year before, as the office would enter them; invented."""


class DemoRowUnreadable(Exception):
    """A conference of the demonstration's own data cannot be read; says which and why."""


@dataclass(frozen=True, slots=True)
class Household:
    """Which rulebook binds a committee of the demonstration since when, and whose accounts keep its programme."""

    code: str
    rulebook: str
    since: date
    specialist: str
    chief: str = ""


HOUSEHOLDS = (
    Household("ha-noi", "5609", date(2015, 1, 30), "chuyen-vien", "chanh-van-phong"),
    Household("phuong-hoan-kiem", "307", date(2025, 7, 1), "phuong"),
)

ROOMS_OF_KINDS = {
    "thuong-truc": "phong-hop-thuong-truc",
    "ban-thuong-vu": "phong-hop-ban-thuong-vu",
    "ban-chap-hanh": "hoi-truong-thanh-uy",
    "so-tong-ket": "hoi-truong-thanh-uy",
    "quan-triet": "trung-tam-hoi-nghi-thanh-pho",
}
ROOM_ONLINE = "phong-hop-truc-tuyen"


def build_programmes(committees: dict[str, Committee]) -> int:
    """The programmes of both committees, with what their conferences owe. Returns how many conferences there are.

    A committee that has a programme keeps it as it is.
    """
    made = 0
    for household in HOUSEHOLDS:
        committee = committees[household.code]
        with scope(committee=committee):
            bind_committee(system_actor(committee.pk), household.rulebook, household.since)
            if not Programme.objects.exists():
                made += _build(committee, household)
    return made


def _build(committee: Committee, household: Household) -> int:
    with clock.standing(TAKEN_IN_AT):
        by = person(household.specialist, committee)
        if household.chief:
            chief = person(household.chief, committee)
            set_opening_hours(chief, time(8, 0), time(14, 0))
            enter_base_figure(chief, YEAR - 1, LAST_YEAR)
            _take_in(by)
        else:
            add_entries(by, _by_hand(by, household.code, unscheduled=False))
    with clock.standing(CALLED_AT):
        by = person(household.specialist, committee)
        called = _by_hand(by, household.code, unscheduled=True)
        if called:
            add_entries(by, called)
    return Entry.objects.count()


def weigh(committees: dict[str, Committee]) -> None:
    """Make the findings, so that the first page that shows them need not."""
    for household in HOUSEHOLDS:
        committee = committees[household.code]
        with scope(committee=committee):
            by = person(household.specialist, committee)
            for programme in Programme.objects.all():
                weigh_programme(by, programme)


def person(username: str, committee: Committee) -> Actor:
    """The actor that an account of the demonstration is in a committee today."""
    return actor_for(User.objects.get(username=username), committee.pk, clock.today())


def _take_in(by: Actor) -> None:
    draft = draft_import(by, read_file(by, (DATA / SHEET).read_bytes(), SHEET))
    accept_import(by, draft.pk)
    rooms = dict(Room.objects.values_list("code", "pk"))
    assign_rooms(
        by,
        {
            entry.pk: rooms[ROOM_ONLINE if _is_online(entry) else ROOMS_OF_KINDS[entry.kind]]
            for entry in Entry.objects.all()
        },
    )


def _is_online(entry: Entry) -> bool:
    return entry.form == Entry.Form.ONLINE and entry.kind != "quan-triet"


def _by_hand(by: Actor, committee: str, *, unscheduled: bool) -> list[EntryContent]:
    """The conferences that a person of the demonstration typed, read by the reader of the import."""
    with (DATA / "conferences.toml").open("rb") as file:
        rows: list[dict[str, str]] = tomllib.load(file)["conference"]
    reader = DraftReader(by, YEAR)
    contents = []
    for number, row in enumerate(rows, start=1):
        if row["committee"] != committee or bool(row.get("unscheduled")) != unscheduled:
            continue
        reading = reader.read({name: text for name, text in row.items() if name != "committee"}, number)
        if reading.conference is None:
            raise DemoRowUnreadable(f"{row['title']}: {'; '.join(one.message for one in reading.problems)}")
        contents.append(reader.content(reading.conference, {}))
    return contents
