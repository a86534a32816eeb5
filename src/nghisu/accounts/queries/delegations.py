from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from nghisu.accounts.models import Delegation, PositionRole, User
from nghisu.accounts.queries.holders import grants_of
from nghisu.directory.models import Person
from nghisu.directory.queries import valid_on
from nghisu.foundation.access import load_matrix, may
from nghisu.foundation.actors import Actor, Grant


@dataclass(frozen=True, slots=True)
class LentPower:
    """What a person may decide in another's name: whose, with which roles, for which kinds (empty: all)."""

    delegator_id: int
    delegator_name: str
    grants: frozenset[Grant]
    kinds: frozenset[str]


def in_force_on(on: date) -> Q:
    """Delegations that are in force on a day."""
    return Q(since__lte=on, until__gte=on, revoked_at=None)


def powers_lent_to(by: Actor, on: date) -> list[LentPower]:
    """What others have delegated to the actor for a day, in the order in which it was delegated."""
    rows = list(
        Delegation.objects.filter(in_force_on(on), committee=by.committee_id, delegate=by.person_id)
        .select_related("delegator")
        .order_by("id")
    )
    if not rows or by.committee_id is None:
        return []
    held = grants_of(by.committee_id, on, {row.delegator_id for row in rows})
    return [
        LentPower(
            row.delegator_id,
            row.delegator.full_name,
            held.get(row.delegator_id, frozenset()),
            frozenset(row.kinds),
        )
        for row in rows
    ]


def delegates_of(committee_id: int, person_ids: Iterable[int], on: date, kind: str) -> list[int]:
    """The people, by id, who may decide things of a kind in the name of one of these people on a day."""
    rows = Delegation.objects.filter(
        in_force_on(on), committee=committee_id, delegator__in=sorted(person_ids)
    )
    return sorted({row.delegate_id for row in rows if not row.kinds or kind in row.kinds})


def visible_delegations(by: Actor) -> QuerySet[Delegation]:
    """The delegations an actor may see: made by or to the actor; the committee's administrator sees all."""
    rows = Delegation.objects.filter(committee=by.committee_id).select_related("delegator", "delegate")
    if may(by, "delegation.any"):
        return rows
    return rows.filter(Q(delegator=by.person_id) | Q(delegate=by.person_id))


def possible_delegates(by: Actor, on: date) -> list[Person]:
    """Whom something can be delegated to: people with an account who hold a role of the committee's work, in
    Vietnamese order."""
    roles = [role.value for role in load_matrix()["approval.decide"].committee]
    serving = PositionRole.objects.filter(
        valid_on(on),
        valid_on(on, "position__"),
        valid_on(on, "position__appointments__"),
        committee=by.committee_id,
        role__in=roles,
    ).values("position__appointments__person")
    accounts = User.objects.filter(is_active=True, person__in=serving)
    return list(Person.objects.filter(pk__in=accounts.values("person")).order_by("sort_key", "id"))
