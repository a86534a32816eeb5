from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from nghisu.directory.commands.ground import begin, must_be_in_order, own, put
from nghisu.directory.models import Appointment, Person, Position
from nghisu.directory.queries import overlapping
from nghisu.directory.refusals import AlreadyHeld, NotThereYet, PositionTaken
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class AppointmentContent:
    """From when until when, the last day included, and by which decision."""

    since: date
    until: date | None = None
    note: str = ""

    def columns(self) -> dict[str, object]:
        return {"since": self.since, "until": self.until, "note": " ".join(self.note.split())}


@transaction.atomic
def appoint(
    by: Actor, person_id: int, position_id: int, content: AppointmentContent, known: bool = False
) -> Appointment:
    """Give a person a position (bổ nhiệm, bầu, phân công).

    The person is one whom the committee appointed before, unless the caller has just made them (`known`).
    Raises EndsBeforeStart, NotThereYet, AlreadyHeld, PositionTaken.
    """
    committee_id = begin(by)
    person = _person(by, person_id, known)
    position = own(by, Position.objects.all(), position_id)
    _must_be_free(position, person, content)
    appointment = Appointment(
        committee_id=committee_id, person=person, position=position, **content.columns()
    )
    appointment.save()
    remember(by, "appointment.added", appointment, after=content.columns())
    return appointment


@transaction.atomic
def change_appointment(by: Actor, appointment_id: int, content: AppointmentContent) -> Appointment:
    """Correct the days or the note of an appointment. Raises what `appoint` raises."""
    begin(by)
    appointment = own(by, Appointment.objects.select_related("person", "position"), appointment_id)
    _must_be_free(appointment.position, appointment.person, content, appointment.pk)
    before = {name: getattr(appointment, name) for name in content.columns()}
    put(appointment, content.columns())
    appointment.save()
    remember(by, "appointment.changed", appointment, before=before, after=content.columns())
    return appointment


@transaction.atomic
def end_appointment(by: Actor, appointment_id: int, until: date, note: str = "") -> Appointment:
    """Say which day is the last of an appointment (thôi giữ chức). Raises what `appoint` raises."""
    begin(by)
    appointment = own(by, Appointment.objects.select_related("person", "position"), appointment_id)
    content = AppointmentContent(appointment.since, until, note or appointment.note)
    _must_be_free(appointment.position, appointment.person, content, appointment.pk)
    before = {name: getattr(appointment, name) for name in content.columns()}
    put(appointment, content.columns())
    appointment.save()
    remember(by, "appointment.ended", appointment, before=before, after=content.columns())
    return appointment


def _person(by: Actor, person_id: int, known: bool) -> Person:
    if not known and not Appointment.objects.filter(committee=by.committee_id, person=person_id).exists():
        raise AccessRefused("no such person in the committee")
    return Person.objects.get(pk=person_id)


def _must_be_free(
    position: Position, person: Person, content: AppointmentContent, apart_from: int = 0
) -> None:
    """The position is there for the whole time, the person does not hold it already, and a seat is free."""
    must_be_in_order(content.since, content.until)
    if content.since < position.since or (
        position.until is not None and (content.until is None or content.until > position.until)
    ):
        raise NotThereYet(
            position.title,
            position.since,
            position.until,
            "since" if content.since < position.since else "until",
        )
    others = list(
        Appointment.objects.filter(overlapping(content.since, content.until), position=position)
        .exclude(pk=apart_from)
        .select_related("person")
        .order_by("since", "id")
    )
    for other in others:
        if other.person_id == person.pk:
            raise AlreadyHeld(person.full_name, position.title, other.since)
    if position.seats is not None and most_at_once(others) >= position.seats:
        last = others[-1]
        raise PositionTaken(position.title, last.person.full_name, last.since, last.until, position.seats)


def most_at_once(appointments: list[Appointment]) -> int:
    """How many of the appointments hold on one and the same day, at the most."""
    return max((count for _day, count in held_by_day(appointments)), default=0)


def held_by_day(appointments: list[Appointment]) -> list[tuple[date, int]]:
    """The days on which the number of holders changes, with the number from that day on."""
    changes: dict[date, int] = {}
    for row in appointments:
        changes[row.since] = changes.get(row.since, 0) + 1
        if row.until is not None:
            after = row.until + timedelta(days=1)
            changes[after] = changes.get(after, 0) - 1
    found, count = [], 0
    for day in sorted(changes):
        count += changes[day]
        found.append((day, count))
    return found
