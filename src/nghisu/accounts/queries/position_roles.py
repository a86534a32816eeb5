from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nghisu.accounts.models import PositionRole
from nghisu.accounts.queries.holders import grants_of
from nghisu.core.people.roles import Role
from nghisu.core.text import fold
from nghisu.directory.models import Appointment, Position
from nghisu.directory.queries import overlapping, valid_on
from nghisu.foundation.access import load_matrix
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class PositionWithRoles:
    """A position with the roles that come with it now or will, and how many hold it on the day."""

    position: Position
    roles: Sequence[PositionRole]
    holders: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What a person gets by a role: what they may do then and could not do before."""

    name: str
    since: date
    until: date | None
    new: Sequence[str]


def positions_with_roles(by: Actor, on: date, words: str = "") -> list[PositionWithRoles]:
    """The positions of the committee on a day, those with roles first; three queries for however many."""
    rows = Position.objects.filter(valid_on(on), committee=by.committee_id)
    if fold(words):
        rows = rows.filter(search_text__contains=fold(words))
    positions = list(rows.select_related("organisation", "body").order_by("sort_key", "id"))
    roles: dict[int, list[PositionRole]] = {}
    for role in roles_of_positions(by, on, [position.pk for position in positions]):
        roles.setdefault(role.position_id, []).append(role)
    held: dict[int, int] = {}
    for position_id in Appointment.objects.filter(valid_on(on), committee=by.committee_id).values_list(
        "position", flat=True
    ):
        held[position_id] = held.get(position_id, 0) + 1
    lines = [PositionWithRoles(one, roles.get(one.pk, []), held.get(one.pk, 0)) for one in positions]
    return sorted(lines, key=lambda line: not line.roles)


def roles_of_positions(by: Actor, on: date, positions: Sequence[int]) -> list[PositionRole]:
    """The roles that come with positions on a day or later."""
    rows = PositionRole.objects.filter(committee=by.committee_id, position__in=positions)
    return list(rows.exclude(until__lt=on).select_related("organisation").order_by("since", "id"))


def gains_of(
    by: Actor, position: Position, role: Role, organisation_id: int | None, since: date, until: date | None
) -> list[Gain]:
    """Who gets what by a role: everybody who holds the position in that time, with what is new to them."""
    held = Appointment.objects.filter(
        overlapping(since, until), committee=by.committee_id, position=position
    ).select_related("person")
    rows = list(held.order_by("person__sort_key", "since"))
    grants = grants_of(by.tenant, since, [row.person_id for row in rows])
    gains = []
    for row in rows:
        had = grants.get(row.person_id, frozenset())
        own = Actor(by.committee_id, row.person.full_name, user_id=0, grants=had)
        new = [
            rule.what
            for rule in load_matrix().values()
            if (role in rule.committee and own.roles.isdisjoint(rule.committee))
            or (
                role in rule.unit
                and organisation_id is not None
                and own.roles.isdisjoint(rule.committee)
                and not any(g.role in rule.unit and g.organisation_id == organisation_id for g in had)
            )
        ]
        gains.append(Gain(row.person.full_name, max(since, row.since), row.until or until, new))
    return gains
