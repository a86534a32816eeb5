from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django_scopes import scopes_disabled

from nghisu.accounts.models import User
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor, Grant
from nghisu.foundation.models import Committee

_Row = tuple[int, int | None, int | None, int | None, str | None, int | None, date | None, date | None]


@dataclass(slots=True)
class Station:
    """What a person is in one committee on one day: the roles held and the bodies sat in."""

    committee_id: int
    grants: set[Grant] = field(default_factory=set)
    body_ids: set[int] = field(default_factory=set)


def stations_of(user: User, on: date) -> dict[int, Station]:
    """The committees in which the account's person holds a position on the day, in one query.

    A member of a body is a member of the larger bodies it sits within, too.
    """
    if user.person_id is None:
        return {}
    # Before the committee is known there is no scope to stand in: the person's own rows decide.
    with scopes_disabled():
        found = (
            Appointment.objects.filter(valid_on(on), valid_on(on, "position__"), person=user.person_id)
            .order_by("committee_id", "id")
            .values_list(
                "committee_id",
                "position__body_id",
                "position__body__within_id",
                "position__body__within__within_id",
                "position__roles__role",
                "position__roles__organisation_id",
                "position__roles__since",
                "position__roles__until",
            )
        )
        rows: list[_Row] = list(cast(Any, found))  # the roles' columns are empty where a position has none
    stations: dict[int, Station] = {}
    for committee_id, body, larger, largest, role, organisation_id, since, until in rows:
        station = stations.setdefault(committee_id, Station(committee_id))
        station.body_ids.update(body_id for body_id in (body, larger, largest) if body_id is not None)
        if role is not None and since is not None and since <= on and (until is None or on <= until):
            station.grants.add(Grant(Role(role), organisation_id))
    return stations


def actor_for(
    user: User, committee_id: int | None, on: date, stations: Mapping[int, Station] | None = None
) -> Actor:
    """The actor that an account is on a day: in the committee asked for, or else in the first one served.

    An account that serves nowhere on that day is an actor without a committee, who sees nothing of any.
    """
    if stations is None:
        stations = stations_of(user, on)
    if committee_id not in stations:
        committee_id = min(stations, default=None)
    station = stations[committee_id] if committee_id is not None else None
    grants = set(station.grants) if station is not None else set()
    if user.is_installation_administrator:
        grants.add(Grant(Role.INSTALLATION_ADMINISTRATOR))
    return Actor(
        committee_id=committee_id,
        name=user.person.full_name if user.person is not None else user.username,
        user_id=user.pk,
        person_id=user.person_id,
        grants=frozenset(grants),
        body_ids=frozenset(station.body_ids) if station is not None else frozenset(),
        language=user.language,
    )


def is_open(user: User) -> bool:
    """Whether anybody may work with the account at all today."""
    return user.is_active and (user.active_until is None or clock.today() <= user.active_until)


def committees_of(stations: Mapping[int, Station]) -> list[Committee]:
    """The committees of a person's stations, in their order."""
    return list(Committee.objects.filter(id__in=stations).order_by("id"))
