"""Whom an issued document can be sent to, by which ways each is reached, and what a choice of them would come to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from nghisu.accounts.models import User
from nghisu.accounts.queries.holders import grants_of
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.directory.models import Appointment, Organisation, Person
from nghisu.directory.queries import valid_on
from nghisu.directory.spelling import spelled
from nghisu.documents.enums import DispatchWay, FileRole
from nghisu.documents.models import Dispatch, DocumentFile, IssuedDocument, Recipient
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor

WRITTEN_TO = (Role.CLERK, Role.CONTENT_HEAD)
"""To whom of a unit letters go, the first that has an address."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """To whom a document is to go, and by which ways."""

    unit_ids: frozenset[int] = frozenset()
    person_ids: frozenset[int] = frozenset()
    ways: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reached:
    """The people behind a recipient: those with an account, and the addresses of those who have one."""

    accounts: Sequence[int] = ()
    addresses: Sequence[tuple[int, str, str]] = ()
    """Person, name, address."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One recipient of a choice: the ways that are new, and those that reach nobody there."""

    recipient: Recipient
    ways: Sequence[DispatchWay]
    without: Sequence[DispatchWay]
    reached: Reached

    @property
    def said_ways(self) -> str:
        """The new ways, in words."""
        return ", ".join(str(way.label) for way in self.ways)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a choice would come to."""

    lines: Sequence[PlanLine] = field(default_factory=tuple)

    @property
    def going(self) -> list[PlanLine]:
        """Who would be sent the document now."""
        return [line for line in self.lines if line.ways]

    @property
    def unreached(self) -> list[PlanLine]:
        """Whom a way that was chosen does not reach."""
        return [line for line in self.lines if line.without]

    @property
    def known(self) -> list[PlanLine]:
        """Who was sent it by all these ways already."""
        return [line for line in self.lines if not line.ways and not line.without]

    @property
    def digest(self) -> str:
        """What tells this plan from another: a person sends what was seen, nothing else."""
        said = [(one.recipient.unit_id, one.recipient.person_id, sorted(one.ways)) for one in self.going]
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def plan_of(by: Actor, row: IssuedDocument, chosen: Chosen) -> Plan:
    """What sending a document to these recipients by these ways would come to today: nobody twice by one way, and no way
    that reaches nobody. What is not the committee's own is passed over. The same number of queries for however many."""
    today = clock.today()
    there = {(one.unit_id, one.person_id): one for one in Recipient.objects.filter(issued=row)}
    sent: dict[int, set[str]] = {}
    for pk, way in Dispatch.objects.filter(recipient__issued=row).values_list("recipient", "way"):
        sent.setdefault(pk, set()).add(way)
    asked = [*_units(by, chosen.unit_ids, today), *_people(by, chosen.person_ids, today)]
    rows = [there.get((one.unit_id, one.person_id), one) for one in asked]
    for one in rows:
        one.issued = row
    reached = reached_by(by, rows)
    ways = [way for way in DispatchWay if way.value in chosen.ways]
    has_file = bool(files_to_send(row))
    lines = []
    for one in rows:
        behind = reached[key_of(one)]
        new = [way for way in ways if way.value not in sent.get(one.pk or 0, set())]
        can = [way for way in new if _reaches(way, one, behind, has_file=has_file)]
        lines.append(PlanLine(one, can, [way for way in new if way not in can], behind))
    return Plan(
        sorted(lines, key=lambda line: (line.recipient.person_id is not None, line.recipient.sort_key))
    )


def _reaches(way: DispatchWay, one: Recipient, behind: Reached, *, has_file: bool) -> bool:
    if way == DispatchWay.ACCOUNT:
        return bool(behind.accounts)
    if way == DispatchWay.MAIL:
        return settings.NGHISU_SENDS_MAIL and has_file and bool(behind.addresses)
    if way == DispatchWay.NETWORK:
        return has_file and one.unit_id is not None
    return True


def key_of(one: Recipient) -> tuple[int | None, int | None]:
    """What tells a recipient from others of the same document."""
    return one.unit_id, one.person_id


def reached_by(by: Actor, rows: Iterable[Recipient]) -> Mapping[tuple[int | None, int | None], Reached]:
    """The people behind recipients today: of a unit those who act for it, as the roles of their positions say; letters go
    to its clerks alone, else to its heads, else to whoever acts for it."""
    rows = list(rows)
    units = {one.unit_id for one in rows if one.unit_id is not None}
    acting: dict[int, list[int]] = {}
    first: dict[tuple[int | None, int], int] = {}
    if units:
        for person, grants in sorted(grants_of(by.tenant, clock.today()).items()):
            for grant in grants:
                unit = grant.organisation_id
                if unit in units:
                    place = WRITTEN_TO.index(grant.role) if grant.role in WRITTEN_TO else len(WRITTEN_TO)
                    first[unit, person] = min(place, first.get((unit, person), place))
        for unit, person in first:
            acting.setdefault(unit or 0, []).append(person)
    behind = {
        key_of(one): acting.get(one.unit_id, []) if one.unit_id is not None else [one.person_id or 0]
        for one in rows
    }
    people = {person for found in behind.values() for person in found}
    accounts = set(User.objects.filter(person__in=people, is_active=True).values_list("person", flat=True))
    named = {
        pk: (pk, name, email)
        for pk, name, email in Person.objects.filter(pk__in=people)
        .exclude(email="")
        .values_list("pk", "full_name", "email")
    }

    def addresses(unit: int | None, found: Sequence[int]) -> list[tuple[int, str, str]]:
        written = [one for one in found if one in named]
        place = min((first.get((unit, one), 0) for one in written), default=0)
        return [named[one] for one in written if first.get((unit, one), 0) == place]

    return {
        key: Reached([one for one in found if one in accounts], addresses(key[0], found))
        for key, found in behind.items()
    }


def _units(by: Actor, ids: Iterable[int], on: date) -> list[Recipient]:
    rows = units_on(by, on).filter(pk__in=set(ids))
    return [
        Recipient(
            committee_id=by.tenant,
            unit=one,
            name=one.name,
            search_text=one.search_text,
            sort_key=one.sort_key,
        )
        for one in rows
    ]


def _people(by: Actor, ids: Iterable[int], on: date) -> list[Recipient]:
    found: dict[int, Recipient] = {}
    for one in appointed_on(by, on).filter(person__in=set(ids)):
        if one.person_id in found:
            continue
        title = one.position.title
        found[one.person_id] = Recipient(
            committee_id=by.tenant,
            person=one.person,
            name=one.person.full_name,
            title=title[:300],
            search_text=fold(f"{one.person.full_name} {title}")[:600],
            sort_key=one.person.sort_key,
        )
    return list(found.values())


def places_of(by: Actor, rows: Iterable[Recipient]) -> list[tuple[Recipient, str, str]]:
    """Recipients with the unit that a person belongs to today, and the address that letters reach them at: one query."""
    rows = list(rows)
    people = [one.person_id for one in rows if one.person_id is not None]
    own: dict[int, Organisation] = {}
    for held in (
        appointed_on(by, clock.today()).select_related("position__organisation").filter(person__in=people)
    ):
        if held.position.organisation is not None:
            own.setdefault(held.person_id, held.position.organisation)
    found = []
    for one in rows:
        unit = one.unit if one.person_id is None else own.get(one.person_id)
        place = unit.name if unit is not None and one.person_id is not None else ""
        found.append((one, place, unit.address if unit is not None else ""))
    return found


def units_on(by: Actor, on: date) -> QuerySet[Organisation]:
    """The committee's units on a day."""
    return Organisation.objects.filter(valid_on(on), committee=by.committee_id).order_by("sort_key", "id")


def appointed_on(by: Actor, on: date) -> QuerySet[Appointment]:
    """Who holds a position in the committee on a day, of one person the one held longest first."""
    rows = Appointment.objects.filter(valid_on(on), committee=by.committee_id)
    return rows.select_related("person", "position").order_by("since", "id")


@dataclass(frozen=True, slots=True)
class Offered:
    """To whom a document can be sent today: groups of units, units and people by their names as compared."""

    groups: Sequence[tuple[str, str, frozenset[int]]]
    """Code, name, units."""
    units: Mapping[str, int]
    people: Mapping[str, frozenset[int]]


def offered_to(by: Actor) -> Offered:
    """Whom a form offers: two queries."""
    today = clock.today()
    units: dict[str, int] = {}
    groups: dict[tuple[int, int, str], set[int]] = {}
    for one in units_on(by, today):
        for name in (one.name, one.short_name):
            if name:
                units.setdefault(spelled(name), one.pk)
        for place, (of, code) in enumerate((("bloc", one.bloc), ("kind", one.kind))):
            enum = Organisation.Bloc if of == "bloc" else Organisation.Kind
            groups.setdefault((place, enum.values.index(code), f"{of}-{code}"), set()).add(one.pk)
    people: dict[str, set[int]] = {}
    for held in appointed_on(by, today):
        name = held.person.full_name
        for said in (name, f"{name} {held.position.title}"):
            people.setdefault(spelled(said), set()).add(held.person_id)
    names = {f"bloc-{one.value}": str(one.label) for one in Organisation.Bloc}
    names |= {f"kind-{one.value}": str(one.label) for one in Organisation.Kind}
    return Offered(
        [(code, names[code], frozenset(ids)) for (_p, _i, code), ids in sorted(groups.items())],
        units,
        {name: frozenset(ids) for name, ids in people.items()},
    )


def files_to_send(row: IssuedDocument) -> list[DocumentFile]:
    """The files that go with an issued document: the signed one, else the issued PDF, else the scan; and what is attached
    to it."""
    files = list(DocumentFile.objects.filter(issued=row).select_related("file").order_by("id"))
    main: list[DocumentFile] = []
    for role in (FileRole.SIGNED, FileRole.PDF, FileRole.SCAN):
        main = main or [one for one in files if one.role == role][-1:]
    return [*main, *(one for one in files if one.role == FileRole.ATTACHED)]
