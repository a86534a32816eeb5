from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nghisu.directory.models import Appointment, Position
from nghisu.directory.queries.dated import valid_on
from nghisu.directory.queries.paging import PAGE, Page, page_of
from nghisu.directory.queries.precedence import rank_of_position
from nghisu.directory.queries.wording import seen_by, with_words
from nghisu.foundation.actors import Actor

SORTS = {
    "ten": ("sort_key", "id"),
    "-ten": ("-sort_key", "-id"),
    "thu-tu": ("rank", "sort_key", "id"),
    "-thu-tu": ("-rank", "-sort_key", "-id"),
}


@dataclass(frozen=True, slots=True)
class PositionFilter:
    """What is asked of the list of positions: words, a unit, a body, only those nobody holds."""

    text: str = ""
    organisation_id: int | None = None
    body_id: int | None = None
    vacant: bool = False


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position and who holds it on the day."""

    position: Position
    holders: Sequence[Appointment]


def positions_of(
    by: Actor,
    on: date,
    wanted: PositionFilter | None = None,
    sort: str = "thu-tu",
    after: str = "",
    size: int = PAGE,
) -> Page[PositionRow]:
    """The positions there are on a day, with their holders."""
    wanted = wanted or PositionFilter()
    held = seen_by(by, Appointment.objects.all()).filter(valid_on(on))
    rows = with_words(seen_by(by, Position.objects.all()).filter(valid_on(on)), wanted.text)
    if wanted.organisation_id is not None:
        rows = rows.filter(organisation=wanted.organisation_id)
    if wanted.body_id is not None:
        rows = rows.filter(body=wanted.body_id)
    if wanted.vacant:
        rows = rows.exclude(pk__in=held.values("position"))
    total = rows.count()
    ordering = SORTS.get(sort, SORTS["thu-tu"])
    rows = rows.annotate(rank=rank_of_position(by, on)).select_related("organisation", "body")
    found, mark = page_of(rows, ordering, after, size)
    holders: dict[int, list[Appointment]] = {}
    for row in (
        held.filter(position__in=[position.pk for position in found])
        .select_related("person")
        .order_by("person__sort_key", "id")
    ):
        holders.setdefault(row.position_id, []).append(row)
    positions = [PositionRow(position, holders.get(position.pk, ())) for position in found]
    return Page(positions, total, mark)


def position_of(by: Actor, position_id: int) -> Position | None:
    """One position with its unit or body; None if there is none to see."""
    rows = seen_by(by, Position.objects.all()).filter(pk=position_id)
    return rows.select_related("organisation", "body").first()


def position_choices(by: Actor, on: date) -> list[tuple[int, str]]:
    """The positions there are on a day or will be, for a form that asks for one."""
    rows = seen_by(by, Position.objects.all()).exclude(until__lt=on).order_by("sort_key", "id")
    return list(rows.values_list("id", "title"))
