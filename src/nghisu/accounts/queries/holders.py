from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from nghisu.accounts.models import PositionRole
from nghisu.core.people.roles import Role
from nghisu.directory.queries import valid_on
from nghisu.foundation.actors import Grant


def holders_of(
    committee_id: int,
    roles: Iterable[Role],
    on: date,
    organisation_ids: Iterable[int] | None = None,
    *,
    unit_kinds: Iterable[str] | None = None,
) -> list[int]:
    """The people who hold one of the roles on a day, by id and in its order; with `organisation_ids` only those who
    hold it for one of these units, with `unit_kinds` only those whose position is in a unit of such a kind."""
    rows = _held(committee_id, roles, on)
    if unit_kinds is not None:
        rows = rows.filter(position__organisation__kind__in=list(unit_kinds))
    if organisation_ids is not None:
        rows = rows.filter(organisation__in=list(organisation_ids))
    found = rows.order_by().values_list("position__appointments__person", flat=True).distinct()
    return sorted(found)


def holdings_of(committee_id: int, roles: Iterable[Role], on: date) -> list[tuple[int, Role, int | None]]:
    """Who holds one of the roles on a day, each with the role and the unit it is held for, in the order of people."""
    rows = _held(committee_id, roles, on).order_by()
    found = rows.values_list("position__appointments__person", "role", "organisation").distinct()
    return sorted(
        ((person, Role(role), unit) for person, role, unit in found),
        key=lambda one: (one[0], one[1], one[2] or 0),
    )


def _held(committee_id: int, roles: Iterable[Role], on: date) -> QuerySet[PositionRole]:
    return PositionRole.objects.filter(
        valid_on(on),
        valid_on(on, "position__"),
        valid_on(on, "position__appointments__"),
        committee=committee_id,
        role__in=[role.value for role in roles],
        position__appointments__person__isnull=False,
    )


def grants_of(
    committee_id: int, on: date, person_ids: Iterable[int] | None = None
) -> dict[int, frozenset[Grant]]:
    """The roles that each person of a committee holds on a day, in one query for however many people; with
    `person_ids` only those of these people."""
    rows = PositionRole.objects.filter(
        valid_on(on),
        valid_on(on, "position__"),
        valid_on(on, "position__appointments__"),
        committee=committee_id,
        position__appointments__person__isnull=False,
    )
    if person_ids is not None:
        rows = rows.filter(position__appointments__person__in=sorted(person_ids))
    found: dict[int, set[Grant]] = {}
    for person, role, unit in (
        rows.order_by().values_list("position__appointments__person", "role", "organisation_id").distinct()
    ):
        found.setdefault(person, set()).add(Grant(Role(role), unit))
    return {person: frozenset(grants) for person, grants in found.items()}
