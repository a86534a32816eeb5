from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from nghisu.core.text import fold, sort_key
from nghisu.directory.commands.appointments import held_by_day
from nghisu.directory.commands.ground import begin, cleaned, must_be_in_order, new_code, own, put
from nghisu.directory.models import Appointment, Body, Organisation, Position
from nghisu.directory.refusals import (
    FewerSeatsThanHolders,
    NotThereYet,
    OutsideOfAppointments,
    PositionNowhere,
    StillHeld,
)
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember


@dataclass(frozen=True, slots=True)
class PositionContent:
    """What is stated of a position: in a unit, in a body, or in both."""

    title: str
    title_code: str
    since: date
    organisation_id: int | None = None
    body_id: int | None = None
    seats: int | None = None

    def columns(self) -> dict[str, Any]:
        return {
            "title": cleaned(self.title, "title"),
            "title_code": self.title_code,
            "organisation_id": self.organisation_id,
            "body_id": self.body_id,
            "seats": self.seats,
            "since": self.since,
        }


@transaction.atomic
def add_position(by: Actor, content: PositionContent) -> Position:
    """Set up a position in a unit or body. Raises PositionNowhere, NotThereYet."""
    committee_id = begin(by)
    columns = content.columns()
    if not columns["title_code"]:
        columns["title_code"] = new_code(Position.objects.none(), by, content.title)
    _must_stand_somewhere(by, content, None)
    position = Position(
        committee_id=committee_id,
        code=new_code(Position.objects.all(), by, content.title, 100),
        **columns,
        **_found_by(columns),
    )
    position.save()
    remember(by, "position.added", position, after=_told(position))
    return position


@transaction.atomic
def change_position(by: Actor, position_id: int, content: PositionContent) -> Position:
    """Correct a position. Raises also FewerSeatsThanHolders, OutsideOfAppointments."""
    begin(by)
    position = own(by, Position.objects.all(), position_id)
    columns = content.columns()
    columns["title_code"] = columns["title_code"] or position.title_code
    must_be_in_order(content.since, position.until)
    _must_stand_somewhere(by, content, position.until)
    held = list(Appointment.objects.filter(position=position).select_related("person").order_by("since"))
    if held and held[0].since < content.since:
        raise OutsideOfAppointments(held[0].person.full_name, held[0].since)
    if content.seats is not None:
        for day, count in held_by_day(held):
            if count > content.seats:
                raise FewerSeatsThanHolders(content.seats, day)
    before = _told(position)
    put(position, columns | _found_by(columns))
    position.save()
    remember(by, "position.changed", position, before=before, after=_told(position))
    return position


@transaction.atomic
def close_position(by: Actor, position_id: int, until: date | None) -> Position:
    """Say which day is a position's last; None opens it again. Raises StillHeld, NotThereYet."""
    begin(by)
    position = own(by, Position.objects.select_related("organisation", "body"), position_id)
    must_be_in_order(position.since, until)
    if until is not None:
        lasting = Appointment.objects.filter(position=position).exclude(until__lte=until)
        count = lasting.count()
        if count:
            raise StillHeld(count, lasting.select_related("person").order_by("id")[0].person.full_name)
    for place in (position.organisation, position.body):
        if place is not None and place.until is not None and (until is None or until > place.until):
            raise NotThereYet(place.name, place.since, place.until, "until")
    before = position.until
    position.until = until
    position.save(update_fields=["until"])
    remember(
        by,
        "position.closed" if until else "position.reopened",
        position,
        before={"until": before},
        after={"until": until},
    )
    return position


def _told(position: Position) -> dict[str, Any]:
    """What the trail tells of a position, in words where a number would say nothing."""
    return {
        "position_title": position.title,
        "title_code": position.title_code,
        "organisation": position.organisation.name if position.organisation else "",
        "body": position.body.name if position.body else "",
        "seats": position.seats,
        "since": position.since,
    }


def _found_by(columns: dict[str, Any]) -> dict[str, str]:
    return {"search_text": fold(columns["title"]), "sort_key": sort_key(columns["title"])}


def _must_stand_somewhere(by: Actor, content: PositionContent, until: date | None) -> None:
    """A position stands in a unit or a body of the committee that is there as long as the position."""
    places: list[Organisation | Body] = []
    if content.organisation_id is not None:
        places.append(own(by, Organisation.objects.all(), content.organisation_id))
    if content.body_id is not None:
        places.append(own(by, Body.objects.all(), content.body_id))
    if not places:
        raise PositionNowhere
    for place in places:
        ended = place.until is not None and (until is None or until > place.until)
        if place.since > content.since or ended:
            raise NotThereYet(place.name, place.since, place.until, "since")
