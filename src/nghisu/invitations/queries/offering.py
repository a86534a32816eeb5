"""What a form offers to choose people by, as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from nghisu.conferences.models import Conference
from nghisu.directory.models import Appointment
from nghisu.directory.queries import body_choices, organisation_choices, titles_of, valid_on
from nghisu.foundation.actors import Actor
from nghisu.invitations.enums import Source
from nghisu.invitations.queries.choosing import groups_of


def offered(by: Actor, source: Source, on: date) -> dict[str, list[tuple[Any, str]]]:
    """The choices of the fields that a source asks for."""
    if source is Source.BODY:
        return {"body": list(body_choices(by, on))}
    if source is Source.UNIT:
        return {"organisation": list(organisation_choices(by, on)), "title_code": list(titles_of(by, on))}
    if source is Source.TITLE:
        return {"title_code": list(titles_of(by, on))}
    if source is Source.GROUP:
        return {"group": list(groups_of(by))}
    if source is Source.PERSON:
        return {"person": people_on(by, on)}
    return {}


def items_of(conference: Conference | None) -> dict[str, list[tuple[Any, str]]]:
    """The items of the agenda that people may be invited to."""
    if conference is None:
        return {"item": []}
    rows = conference.agenda.order_by("position", "id").values_list("pk", "position", "title")
    return {"item": [(pk, f"{position}. {title}") for pk, position, title in rows]}


def people_on(by: Actor, on: date) -> list[tuple[int, str]]:
    """The people who hold a position on a day, each with the title by which they are told apart."""
    rows = (
        Appointment.objects.filter(valid_on(on), committee=by.committee_id)
        .order_by("person__sort_key", "person_id", "id")
        .values_list("person_id", "person__full_name", "position__title")
    )
    named: dict[int, str] = {}
    for person, name, title in rows:
        named.setdefault(person, f"{name}, {title}")
    return list(named.items())
