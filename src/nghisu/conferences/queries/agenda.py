from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from nghisu.conferences.enums import DECIDED
from nghisu.conferences.models import AgendaItem, Conference
from nghisu.conferences.policy import sees_agenda
from nghisu.directory.models import Appointment
from nghisu.directory.queries import valid_on
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.reading_once import read_once


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of a conference: its items in order and how long they take together, in minutes.

    `untimed` is how many items say no time, so that the sum is known to be too small.
    """

    items: Sequence[AgendaItem]
    minutes: int
    untimed: int

    @property
    def duration(self) -> tuple[int, int]:
        """Whole hours and the minutes beyond them."""
        return divmod(self.minutes, 60)


def visible_items(actor: Actor) -> QuerySet[AgendaItem]:
    """The items of a committee's agendas, with what a page shows of them. Whether the actor sees the agenda of a
    conference is asked of the conference (`agenda_of`)."""
    return AgendaItem.objects.filter(committee=actor.committee_id).select_related(
        "reporting",
        "presenter",
        "follows__conference__entry",
        "carried_from__conference__entry",
        "suggestion__organisation",
        "suggestion__person",
    )


@read_once
def agenda_of(actor: Actor, conference: Conference | None) -> Agenda:
    """The agenda as the actor may see it; empty for one who does not see it yet."""
    if conference is None or not sees_agenda(actor, conference):
        return Agenda((), 0, 0)
    items = list(visible_items(actor).filter(conference=conference))
    return Agenda(
        items=items,
        minutes=sum(item.minutes or 0 for item in items),
        untimed=sum(1 for item in items if item.minutes is None),
    )


def item_of(actor: Actor, conference: Conference | None, item_id: int) -> AgendaItem | None:
    """One item of a conference's agenda; None where there is none that the actor may see."""
    if conference is None or not sees_agenda(actor, conference):
        return None
    return visible_items(actor).filter(conference=conference, pk=item_id).first()


def presenter_choices(actor: Actor) -> list[tuple[int, str]]:
    """The people who hold a position in the committee today, each once, with the first position's name."""
    rows = (
        Appointment.objects.filter(valid_on(clock.today()), position__committee=actor.committee_id)
        .order_by("person__sort_key", "person_id", "pk")
        .values_list("person_id", "person__full_name", "position__title")
    )
    people: dict[int, str] = {}
    for pk, name, position in rows:
        people.setdefault(pk, f"{name}, {position}")
    return list(people.items())


def earlier_items(actor: Actor, conference: Conference | None) -> list[tuple[int, str]]:
    """Items of other conferences, for one of which an item of this agenda is the continuation: the latest first."""
    rows = AgendaItem.objects.filter(committee=actor.committee_id, purpose__in=DECIDED)
    if conference is not None:
        rows = rows.exclude(conference=conference)
    rows = rows.select_related("conference__entry").order_by("-conference__entry__opening", "position")
    return [
        (
            item.pk,
            f"{item.conference.code} ({clock.local(item.conference.entry.opening):%d/%m/%Y}): {item.title}",
        )
        for item in rows[:MOST_EARLIER]
    ]


MOST_EARLIER = 300
"""How many earlier items a form offers."""
