"""What the rows of a file are held against: the directory as it is, and the names that the file itself brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process

from nghisu.core.text import fold
from nghisu.directory.models import Appointment, Body, Organisation, Person, Position, TitleRank
from nghisu.directory.spelling import spelled
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee

LIKELY = 78
"""How alike (0–100) a name must be to be named as what may have been meant; it is named, never taken."""

EARLIEST = 1945
"""The first year that a sheet of units and people may speak of."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a position stands: a unit or body of the directory (its id), or a unit that the file brings (its row)."""

    kind: str
    number: int

    @property
    def is_new(self) -> bool:
        return self.kind == "row"


@dataclass(frozen=True, slots=True)
class Standing:
    """A place's name and the days it is there."""

    name: str
    short_name: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class HeldPosition:
    """A position of the directory, with how many may hold it at once."""

    pk: int
    title: str
    seats: int | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """A person whom the committee appointed, as far as it takes to recognise them."""

    pk: int
    full_name: str
    email: str
    phone: str


class Names:
    """Places by their names as compared. A name that two bear means neither."""

    def __init__(self) -> None:
        self._by_name: dict[str, Place | None] = {}

    def add(self, place: Place, names: Iterable[str]) -> None:
        for name in {spelled(name) for name in names if name}:
            known = self._by_name.setdefault(name, place)
            if known != place:
                self._by_name[name] = None

    def find(self, name: str) -> Place | None:
        return self._by_name.get(spelled(name))

    def is_doubtful(self, name: str) -> bool:
        """Whether more than one place bears the name."""
        return self._by_name.get(spelled(name), self) is None

    def near(self, name: str) -> str:
        """The name most alike, to be named to a person; empty where none is."""
        found = process.extractOne(
            spelled(name), self._by_name.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY
        )
        return found[0] if found else ""


def digits_of(phone: str) -> str:
    """A telephone number as numbers are compared: +84 stands for the 0 in front."""
    kept = "".join(sign for sign in phone if sign.isdigit())
    return "0" + kept[2:] if kept.startswith("84") and len(kept) > 9 else kept


@dataclass(slots=True)
class Ground:
    """The directory of the actor's committee, read once for all the rows of a file."""

    committee: Committee
    units: Names = field(default_factory=Names)
    places: Names = field(default_factory=Names)
    standings: dict[Place, Standing] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    positions: dict[Place, dict[str, list[HeldPosition]]] = field(default_factory=dict)
    people: dict[str, list[Known]] = field(default_factory=dict)
    by_contact: dict[str, list[Known]] = field(default_factory=dict)
    known: dict[int, Known] = field(default_factory=dict)
    held: dict[int, list[tuple[int, date, date | None]]] = field(default_factory=dict)
    """Position → who holds it: person, first day, last day."""
    ranked: dict[str, str] = field(default_factory=dict)
    """Folded title → the code of its rank."""

    @property
    def own_names(self) -> list[str]:
        """The names of the committee that a title may end with: Bí thư Đảng ủy phường."""
        party = self.committee.short_name.replace("Đảng ủy", "Đảng bộ")
        return [self.committee.name, self.committee.short_name, party]

    def title_key(self, title: str, place: Place) -> str:
        """A title as titles of a place are compared: without the name of the place or of the committee at its end.

        "Chánh Văn phòng" and "Chánh Văn phòng Đảng ủy phường" are one title of that office.
        """
        standing = self.standings[place]
        endings = sorted(
            {spelled(name) for name in (standing.name, standing.short_name, *self.own_names) if name},
            key=len,
            reverse=True,
        )
        key = spelled(title)
        for _again in range(2):
            for ending in endings:
                if key != ending and key.endswith(" " + ending):
                    key = key[: -len(ending)].strip()
                    break
        return key


def read_ground(by: Actor) -> Ground:
    """Read the directory. Only people whom this committee appointed are known: another's stay unseen."""
    ground = Ground(Committee.objects.get(pk=by.tenant))
    for body in Body.objects.filter(committee=by.committee_id).order_by("id"):
        place = Place("body", body.pk)
        ground.standings[place] = Standing(body.name, body.short_name, body.since, body.until)
        ground.places.add(place, (body.name, body.short_name, body.code))
    for unit in Organisation.objects.filter(committee=by.committee_id).order_by("id"):
        place = Place("unit", unit.pk)
        ground.standings[place] = Standing(unit.name, unit.short_name, unit.since, unit.until)
        ground.codes[unit.code] = unit.pk
        if unit.until is None:
            ground.units.add(place, (unit.name, unit.short_name, unit.code))
            ground.places.add(place, (unit.name, unit.short_name, unit.code))
    for row in Position.objects.filter(committee=by.committee_id).order_by("id"):
        held = HeldPosition(row.pk, row.title, row.seats, row.since, row.until)
        for place in _places(row):
            key = ground.title_key(row.title, place)
            ground.positions.setdefault(place, {}).setdefault(key, []).append(held)
    _read_people(by, ground)
    ground.ranked = {
        fold(title): code
        for code, title in TitleRank.objects.filter(committee=by.committee_id)
        .order_by("since")
        .values_list("title_code", "title")
    }
    return ground


def _places(row: Position) -> list[Place]:
    found = []
    if row.organisation_id is not None:
        found.append(Place("unit", row.organisation_id))
    if row.body_id is not None:
        found.append(Place("body", row.body_id))
    return found


def _read_people(by: Actor, ground: Ground) -> None:
    appointments = Appointment.objects.filter(committee=by.committee_id)
    for pk, full_name, email, phone in (
        Person.objects.filter(pk__in=appointments.values("person"))
        .order_by("id")
        .values_list("pk", "full_name", "email", "phone")
    ):
        known = Known(pk, full_name, email, phone)
        ground.known[pk] = known
        ground.people.setdefault(fold(full_name), []).append(known)
        for contact in contacts_of(email, phone):
            ground.by_contact.setdefault(contact, []).append(known)
    for position, person, since, until in appointments.order_by("id").values_list(
        "position_id", "person_id", "since", "until"
    ):
        ground.held.setdefault(position, []).append((person, since, until))


def contacts_of(email: str, phone: str) -> list[str]:
    """What a person is reached by, as it is compared: letters in lower case, telephone numbers as digits."""
    return [contact for contact in (email.strip().lower(), digits_of(phone)) if contact]


def overlap(since: date, until: date | None, other_since: date, other_until: date | None) -> bool:
    """Whether two stretches of days, their last days included, have one in common."""
    return (until is None or other_since <= until) and (other_until is None or since <= other_until)


Raw = Mapping[str, str]
