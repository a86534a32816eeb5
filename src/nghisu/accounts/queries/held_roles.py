from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from nghisu.accounts.models import PositionRole
from nghisu.core.people.roles import ROLE_NAMES, Role
from nghisu.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role, the position it is held through, the unit acted for, and how long the appointment lasts."""

    role: Role
    position: str
    organisation: str
    since: date
    until: date | None

    @property
    def name(self) -> str:
        return _(ROLE_NAMES[self.role])


def held_roles(by: Actor, on: date) -> list[HeldRole]:
    """The roles the actor holds in the committee on the day, each with the position it comes from."""
    return roles_of_person(by, by.person_id, on)


def roles_of_person(by: Actor, person_id: int | None, on: date) -> list[HeldRole]:
    """The roles a person holds in the actor's committee on the day, each with the position it comes from."""
    rows = (
        PositionRole.objects.filter(
            Q(until__isnull=True) | Q(until__gte=on),
            Q(position__appointments__until__isnull=True) | Q(position__appointments__until__gte=on),
            since__lte=on,
            committee=by.committee_id,
            position__appointments__person=person_id or 0,
            position__appointments__since__lte=on,
        )
        .order_by("position__sort_key", "id")
        .values_list(
            "role",
            "position__title",
            "organisation__name",
            "position__organisation__name",
            "position__body__name",
            "position__appointments__since",
            "position__appointments__until",
        )
    )
    return [
        HeldRole(Role(role), title, acting_for or unit or body or "", since, until)
        for role, title, acting_for, unit, body, since, until in rows
    ]
