"""What waits for a person who leaves, and to whom it passes: read across the apps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nghisu.accounts.models import PositionRole, User
from nghisu.accounts.queries import actor_for, holders_of
from nghisu.approvals.queries import waiting_for
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment, Person
from nghisu.directory.queries import valid_on
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import Deadline


@dataclass(frozen=True, slots=True)
class Succession:
    """A role that the person held: for which unit, how many duties of the unit are open, and who else holds it."""

    role: str
    organisation: str
    open_duties: int
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class Leaver:
    """A person on the day of leaving: what is held, what waits, who takes over."""

    person: Person
    user: User | None
    appointments: Sequence[Appointment]
    successions: Sequence[Succession]
    approvals: int


def leaver_of(by: Actor, person_id: int, on: date) -> Leaver | None:
    """The person as the actor's committee knows them; None for one it never appointed."""
    held = Appointment.objects.filter(committee=by.committee_id, person=person_id)
    if not held.exists():
        return None
    person = Person.objects.get(pk=person_id)
    user = User.objects.select_related("person").filter(person=person_id).first()
    lasting = held.exclude(until__lt=on).select_related("position__organisation", "position__body")
    approvals = 0
    if user is not None and by.committee_id is not None:
        self_ = actor_for(user, by.committee_id, on)
        approvals = waiting_for(self_, on).count() if self_.committee_id == by.committee_id else 0
    return Leaver(
        person, user, list(lasting.order_by("position__sort_key")), _successions(by, person_id, on), approvals
    )


def _successions(by: Actor, person_id: int, on: date) -> list[Succession]:
    roles = PositionRole.objects.filter(
        valid_on(on),
        valid_on(on, "position__appointments__"),
        committee=by.committee_id,
        position__appointments__person=person_id,
    ).select_related("organisation")
    found = {}
    for row in roles.order_by("role", "organisation"):
        found[row.role, row.organisation_id] = row
    day = on + timedelta(days=1)
    lines = []
    for (role, unit_id), row in found.items():
        others = holders_of(by.tenant, [Role(role)], day, None if unit_id is None else [unit_id])
        names = Person.objects.filter(pk__in=[one for one in others if one != person_id])
        duties = (
            Deadline.objects.filter(
                committee=by.committee_id, organisation=unit_id, done_at=None, not_applicable=False
            )
            .exclude(act_by=None)
            .count()
            if unit_id is not None
            else 0
        )
        lines.append(
            Succession(
                row.get_role_display(),
                row.organisation.name if row.organisation else "",
                duties,
                list(names.order_by("sort_key").values_list("full_name", flat=True)[:5]),
            )
        )
    return lines
