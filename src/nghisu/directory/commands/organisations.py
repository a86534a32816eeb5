from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from nghisu.core.text import fold, sort_key
from nghisu.directory.commands.ground import (
    begin,
    cleaned,
    must_be_in_order,
    must_be_new,
    new_code,
    own,
    put,
)
from nghisu.directory.models import Appointment, Organisation, Position
from nghisu.directory.refusals import NotThereYet, StillHasSubordinates, StillHeld, SuperiorCycle
from nghisu.foundation.actors import Actor
from nghisu.foundation.audit import Act, remember, remember_each


@dataclass(frozen=True, slots=True)
class OrganisationContent:
    """What is stated of a unit."""

    name: str
    kind: str
    bloc: str
    tier: int
    since: date
    short_name: str = ""
    superior_id: int | None = None
    place: str = ""
    address: str = ""

    def columns(self) -> dict[str, Any]:
        name = cleaned(self.name, "name")
        short_name = " ".join(self.short_name.split())
        return {
            "name": name,
            "short_name": short_name,
            "kind": self.kind,
            "bloc": self.bloc,
            "tier": self.tier,
            "superior_id": self.superior_id,
            "place": self.place,
            "address": " ".join(self.address.split()),
            "since": self.since,
        }


@transaction.atomic
def add_organisation(by: Actor, content: OrganisationContent) -> Organisation:
    """Take a unit into the directory. Raises NameTaken, NotThereYet."""
    committee_id = begin(by)
    columns = content.columns()
    must_be_new(Organisation.objects.all(), columns["name"], content.since, None)
    _must_fit_under(by, None, content)
    organisation = Organisation(
        committee_id=committee_id,
        code=new_code(Organisation.objects.all(), by, content.name),
        **columns,
        **_found_by(columns),
    )
    organisation.save()
    remember(by, "organisation.added", organisation, after=_told(organisation))
    return organisation


@transaction.atomic
def change_organisation(by: Actor, organisation_id: int, content: OrganisationContent) -> Organisation:
    """Correct what is stated of a unit. Raises NameTaken, SuperiorCycle, NotThereYet, EndsBeforeStart."""
    begin(by)
    organisation = own(by, Organisation.objects.all(), organisation_id)
    columns = content.columns()
    must_be_in_order(content.since, organisation.until)
    must_be_new(
        Organisation.objects.all(), columns["name"], content.since, organisation.until, organisation.pk
    )
    _must_fit_under(by, organisation, content)
    before = _told(organisation)
    put(organisation, columns | _found_by(columns))
    organisation.save()
    remember(by, "organisation.changed", organisation, before=before, after=_told(organisation))
    return organisation


@transaction.atomic
def close_organisation(
    by: Actor, organisation_id: int, until: date | None, with_people: bool = False
) -> Organisation:
    """Say which day is a unit's last; None opens it again. Its positions end with it.

    `with_people` ends the appointments that would last longer; without it they are a reason to refuse
    (StillHeld), as units under it always are (StillHasSubordinates).
    """
    begin(by)
    organisation = own(by, Organisation.objects.all(), organisation_id)
    must_be_in_order(organisation.since, until)
    if until is not None:
        _must_have_nothing_under(organisation, until)
        _end_appointments(by, organisation, until, with_people)
    ended = list(Position.objects.filter(organisation=organisation, until=organisation.until))
    if until is not None:
        ended = [row for row in ended if row.since <= until]
    acts = [
        Act(row, before={"until": row.until}, after={"until": until}) for row in ended if row.until != until
    ]
    Position.objects.filter(pk__in=[row.pk for row in ended]).update(until=until)
    remember_each(by, "position.closed" if until else "position.reopened", acts)
    before = organisation.until
    organisation.until = until
    organisation.save(update_fields=["until"])
    remember(
        by,
        "organisation.closed" if until else "organisation.reopened",
        organisation,
        before={"until": before},
        after={"until": until},
    )
    return organisation


def _told(organisation: Organisation) -> dict[str, Any]:
    """What the trail tells of a unit, in words where a number would say nothing."""
    return {
        "name": organisation.name,
        "short_name": organisation.short_name,
        "organisation_kind": organisation.kind,
        "bloc": organisation.bloc,
        "tier": organisation.tier,
        "superior": organisation.superior.name if organisation.superior else "",
        "place": organisation.place,
        "address": organisation.address,
        "since": organisation.since,
    }


def _found_by(columns: dict[str, Any]) -> dict[str, str]:
    return {
        "search_text": fold(f"{columns['name']} {columns['short_name']}"),
        "sort_key": sort_key(columns["name"]),
    }


def _must_fit_under(by: Actor, organisation: Organisation | None, content: OrganisationContent) -> None:
    """The superior is the committee's own, is there on the unit's first day, and is not under the unit."""
    if content.superior_id is None:
        return
    superior = own(by, Organisation.objects.all(), content.superior_id)
    if superior.since > content.since or (superior.until is not None and superior.until < content.since):
        raise NotThereYet(superior.name, superior.since, superior.until, "superior")
    if organisation is None:
        return
    under = dict(Organisation.objects.order_by().values_list("id", "superior_id"))
    above: int | None = superior.pk
    seen: set[int] = set()
    while above is not None and above not in seen:
        if above == organisation.pk:
            raise SuperiorCycle(superior.name)
        seen.add(above)
        above = under.get(above)


def _must_have_nothing_under(organisation: Organisation, until: date) -> None:
    lasting = (
        Organisation.objects.filter(superior=organisation).exclude(until__lte=until).order_by("sort_key")
    )
    count = lasting.count()
    if count:
        raise StillHasSubordinates(count, lasting[0].name)


def _end_appointments(by: Actor, organisation: Organisation, until: date, with_people: bool) -> None:
    lasting = (
        Appointment.objects.filter(position__organisation=organisation)
        .exclude(until__lte=until)
        .select_related("person", "position")
        .order_by("person__sort_key")
    )
    rows = list(lasting)
    if not rows:
        return
    later = [row for row in rows if row.since > until]
    if later or not with_people:
        raise StillHeld(len(later or rows), (later or rows)[0].person.full_name)
    acts = [Act(row, before={"until": row.until}, after={"until": until}) for row in rows]
    Appointment.objects.filter(pk__in=[row.pk for row in rows]).update(until=until)
    remember_each(by, "appointment.ended", acts)
