from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from nghisu.directory.models import Appointment, Person
from nghisu.directory.queries.dated import valid_on
from nghisu.directory.queries.paging import PAGE, Page, page_of
from nghisu.directory.queries.precedence import by_precedence, rank_of_person, ranks_on
from nghisu.directory.queries.wording import seen_by, with_words
from nghisu.foundation.actors import Actor

SORTS = {
    "ten": ("sort_key", "id"),
    "-ten": ("-sort_key", "-id"),
    "chuc-danh": ("rank", "sort_key", "id"),
    "-chuc-danh": ("-rank", "-sort_key", "-id"),
}


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """What is asked of the list of people: words of the name or of a title, a unit, a body, a title."""

    text: str = ""
    organisation_id: int | None = None
    body_id: int | None = None
    title_code: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person and what the person holds on the day, the highest title first."""

    person: Person
    appointments: Sequence[Appointment]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person as a committee knows them: what they hold on the day, held before, will hold."""

    person: Person
    present: Sequence[Appointment]
    past: Sequence[Appointment]
    future: Sequence[Appointment]


def people_of(
    by: Actor,
    on: date,
    wanted: PersonFilter | None = None,
    sort: str = "ten",
    after: str = "",
    size: int = PAGE,
) -> Page[PersonRow]:
    """The people who hold a position in the committee on a day, found by name or by a title they hold."""
    wanted = wanted or PersonFilter()
    held = seen_by(by, Appointment.objects.all()).filter(valid_on(on))
    asked = held
    if wanted.organisation_id is not None:
        asked = asked.filter(position__organisation=wanted.organisation_id)
    if wanted.body_id is not None:
        asked = asked.filter(
            Q(position__body=wanted.body_id)
            | Q(position__body__within=wanted.body_id)
            | Q(position__body__within__within=wanted.body_id)
        )
    if wanted.title_code:
        asked = asked.filter(position__title_code=wanted.title_code)
    rows = Person.objects.filter(pk__in=asked.values("person"))
    if wanted.text.strip():
        titled = with_words(asked, wanted.text, "position__search_text")
        rows = with_words(rows, wanted.text) | Person.objects.filter(pk__in=titled.values("person"))
    total = rows.count()
    ordering = SORTS.get(sort, SORTS["ten"])
    if ordering[0].endswith("rank"):
        rows = rows.annotate(rank=rank_of_person(by, on, held))
    found, mark = page_of(rows, ordering, after, size)
    ranks = ranks_on(by, on)
    holdings: dict[int, list[Appointment]] = {}
    for row in held.filter(person__in=[person.pk for person in found]).select_related(
        "person", "position__organisation", "position__body"
    ):
        holdings.setdefault(row.person_id, []).append(row)
    people = [PersonRow(person, by_precedence(holdings.get(person.pk, ()), ranks)) for person in found]
    return Page(people, total, mark)


def person_page(by: Actor, person_id: int, on: date) -> PersonPage | None:
    """One person with every appointment in the actor's committee; None for whom it never appointed."""
    rows = list(
        seen_by(by, Appointment.objects.all())
        .filter(person=person_id)
        .select_related("person", "position__organisation", "position__body")
        .order_by("-since", "id")
    )
    if not rows:
        return None
    present = [row for row in rows if row.since <= on and (row.until is None or row.until >= on)]
    return PersonPage(
        person=rows[0].person,
        present=by_precedence(present, ranks_on(by, on)),
        past=[row for row in rows if row.until is not None and row.until < on],
        future=[row for row in rows if row.since > on],
    )


def appointment_of(by: Actor, appointment_id: int) -> Appointment | None:
    """One appointment with its person and position; None if there is none to see."""
    rows = seen_by(by, Appointment.objects.all()).filter(pk=appointment_id)
    return rows.select_related("person", "position").first()
