"""Whom a programme concerns: who prepares, chairs or must be there, each with the conferences that are theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from nghisu.accounts.queries import holders_of
from nghisu.core.people.roles import Role
from nghisu.directory.models import Body, Organisation
from nghisu.directory.queries import bodies_of
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.rulebook.queries import rulebook_of

OF_UNITS = (Role.CONTENT_OFFICER, Role.CONTENT_HEAD)
OTHER_OFFICES = (Organisation.Kind.COUNCIL_OFFICE, Organisation.Kind.PEOPLE_COMMITTEE_OFFICE)


def concerned_by(by: Actor, entry_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """The people whom some conferences concern, by id, each with which of them: the officers and heads of the units
    that prepare or help, the members of the body that chairs and of the one that meets, and the other two offices."""
    today = clock.today()
    entries = list(
        Entry.objects.filter(committee=by.committee_id, pk__in=list(entry_ids))
        .prefetch_related("coordinating")
        .order_by("opening", "id")
    )
    if not entries:
        return {}
    found: dict[int, set[int]] = defaultdict(set)
    by_unit: dict[int, set[int]] = defaultdict(set)
    by_body: dict[str, set[int]] = defaultdict(set)
    kinds = rulebook_of(by, today).kinds
    for entry in entries:
        units = {unit.pk for unit in entry.coordinating.all()} | {entry.preparing_id or 0} - {0}
        for unit in units:
            by_unit[unit].add(entry.pk)
        kind = kinds.get(entry.kind)
        for body in {entry.chair, kind.body if kind else ""} - {""}:
            by_body[body].add(entry.pk)
    for unit, numbers in by_unit.items():
        for person in holders_of(by.tenant, OF_UNITS, today, [unit]):
            found[person] |= numbers
    for code, members in members_of(by, by_body).items():
        for person in members:
            found[person] |= by_body[code]
    for person in holders_of(by.tenant, [Role.OTHER_OFFICE_OFFICER], today):
        found[person] |= {entry.pk for entry in entries}
    return {person: frozenset(numbers) for person, numbers in found.items()}


def members_of(by: Actor, codes: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """The members of bodies by the body's code, those of bodies within it included."""
    wanted = set(codes)
    return {
        one.body.code: [seat.person_id for seat in one.members]
        for one in bodies_of(by, clock.today())
        if one.body.code in wanted
    }


def members_of_bodies(by: Actor, bodies: Iterable[Body]) -> set[int]:
    """The members of some bodies together."""
    members = members_of(by, (body.code for body in bodies))
    return {person for people in members.values() for person in people}
