from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nghisu.directory.models import Appointment, Position, TitleRank
from nghisu.directory.queries.dated import valid_on
from nghisu.directory.queries.wording import seen_by
from nghisu.foundation.actors import Actor

LAST = 1_000_000
"""The place of a title that no order of precedence names: after all that one names."""


@dataclass(frozen=True, slots=True)
class RankedTitle:
    """A title in the order of precedence, and how many hold it on the day."""

    rank: TitleRank
    holders: int


def ranks_on(by: Actor, on: date) -> dict[str, int]:
    """The place of each title on a day, by the title's code."""
    rows = seen_by(by, TitleRank.objects.all()).filter(valid_on(on)).order_by("-rank")
    return dict(rows.values_list("title_code", "rank"))


def precedence_of(by: Actor, on: date) -> list[RankedTitle]:
    """The titles in their order on a day."""
    holders = dict(
        seen_by(by, Appointment.objects.all())
        .filter(valid_on(on))
        .order_by()
        .values_list("position__title_code")
        .annotate(people=Count("person", distinct=True))
    )
    rows = seen_by(by, TitleRank.objects.all()).filter(valid_on(on)).order_by("rank", "id")
    return [RankedTitle(rank, holders.get(rank.title_code, 0)) for rank in rows]


def by_precedence(appointments: Iterable[Appointment], ranks: dict[str, int]) -> list[Appointment]:
    """Appointments in the order of their titles, people of one title by name."""
    return sorted(
        appointments,
        key=lambda row: (
            ranks.get(row.position.title_code, LAST),
            row.person.sort_key,
            row.position.sort_key,
            row.pk,
        ),
    )


def rank_of_position(by: Actor, on: date) -> Coalesce:
    """The place of a position's title, to sort positions by in the database."""
    rank = (
        seen_by(by, TitleRank.objects.all())
        .filter(valid_on(on), title_code=OuterRef("title_code"))
        .order_by("rank")
        .values("rank")[:1]
    )
    return Coalesce(Subquery(rank, output_field=IntegerField()), LAST)


def rank_of_person(by: Actor, on: date, held: QuerySet[Appointment]) -> Coalesce:
    """The place of the highest title a person holds among `held`, to sort people by in the database."""
    rank = (
        seen_by(by, TitleRank.objects.all())
        .filter(
            valid_on(on),
            title_code__in=held.filter(person=OuterRef(OuterRef("pk"))).values("position__title_code"),
        )
        .order_by("rank")
        .values("rank")[:1]
    )
    return Coalesce(Subquery(rank, output_field=IntegerField()), LAST)


def titles_of(by: Actor, on: date) -> list[tuple[str, str]]:
    """Code and name of the titles in use on a day, for a form that asks for one."""
    named = list(
        seen_by(by, TitleRank.objects.all())
        .filter(valid_on(on))
        .order_by("rank")
        .values_list("title_code", "title")
    )
    known = {code for code, _title in named}
    others = (
        seen_by(by, Position.objects.all())
        .filter(valid_on(on))
        .exclude(title_code__in=known)
        .order_by("title_code")
        .values_list("title_code", flat=True)
        .distinct()
    )
    return named + [(code, code) for code in others]
