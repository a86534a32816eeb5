from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from nghisu.core.text import fold
from nghisu.directory.commands.appointments import AppointmentContent, appoint
from nghisu.directory.commands.ground import begin, cleaned, put
from nghisu.directory.models import Appointment, Person
from nghisu.directory.spelling import given_name_of, person_sort_key
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import remember
from nghisu.foundation.refusals import AccessRefused


@dataclass(frozen=True, slots=True)
class PersonContent:
    """What is stated of a person."""

    full_name: str
    gender: str = ""
    honorific: str = ""
    email: str = ""
    phone: str = ""

    def columns(self) -> dict[str, Any]:
        full_name = cleaned(self.full_name, "full_name")
        return {
            "full_name": full_name,
            "gender": self.gender,
            "honorific": " ".join(self.honorific.split()),
            "email": self.email.strip(),
            "phone": " ".join(self.phone.split()),
        }


@transaction.atomic
def add_person(by: Actor, content: PersonContent, position_id: int, first: AppointmentContent) -> Person:
    """Take a person into the directory with the position that makes them part of this committee.

    Raises what `appoint` raises.
    """
    begin(by)
    columns = content.columns()
    person = Person.objects.create(**columns, **_found_by(columns))
    remember(by, "person.added", person, after=columns)
    appoint(by, person.pk, position_id, first, known=True)
    return person


@transaction.atomic
def change_person(by: Actor, person_id: int, content: PersonContent) -> Person:
    """Correct what is stated of a person whom the committee appointed; others who did see it corrected."""
    begin(by)
    if not Appointment.objects.filter(committee=by.committee_id, person=person_id).exists():
        raise AccessRefused("no such person in the committee")
    person = Person.objects.select_for_update().get(pk=person_id)
    columns = content.columns()
    before = {name: getattr(person, name) for name in columns}
    put(person, columns | _found_by(columns))
    person.save()
    remember(by, "person.changed", person, before=before, after=columns)
    return person


def _found_by(columns: dict[str, Any]) -> dict[str, str]:
    name = columns["full_name"]
    return {"given_name": given_name_of(name), "search_text": fold(name), "sort_key": person_sort_key(name)}
