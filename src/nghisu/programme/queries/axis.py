"""A conference's duties in time: dots on one axis, and the list that says everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.programme.models import Entry
from nghisu.rulebook.queries import DeadlineState, OwedDuty

NEAR = 21
"""Days by which the axis is drawn out so that today still stands on it."""
CLOSE = 3
"""Dots nearer than so many hundredths of the axis become one with a count."""
GRAVITY = (
    DeadlineState.LATE,
    DeadlineState.WAIVED,
    DeadlineState.TODAY,
    DeadlineState.DUE,
    DeadlineState.DONE,
)


@dataclass(slots=True)
class Dot:
    """Duties of one place on the axis: the gravest state and how many."""

    at: int
    state: DeadlineState
    count: int = 1


@dataclass(frozen=True, slots=True)
class Axis:
    """Places in hundredths. `today` is None when today lies far from all of it."""

    dots: list[Dot]
    opening: int
    today: int | None
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the list: today, the opening, or a duty."""

    duty: OwedDuty | None = None
    is_today: bool = False
    is_opening: bool = False
    on: date | None = None
    time: str = ""


def axis_of(entry: Entry, duties: Sequence[OwedDuty], on: date) -> Axis | None:
    """The axis of a conference's dated duties, in order; None where it has none."""
    opening = clock.local(entry.opening).date()
    days = [duty.row.act_by for duty in duties if duty.row.act_by]
    if not days:
        return None
    first, last = min(*days, opening), max(*days, opening)
    if (first - on).days <= NEAR and (on - last).days <= NEAR:
        first, last = min(first, on), max(last, on)
    span = max(1, (last - first).days)

    def place(day: date) -> int:
        return round(100 * (day - first).days / span)

    dots: list[Dot] = []
    for duty in duties:
        if duty.row.act_by is None:
            continue
        at = place(duty.row.act_by)
        if dots and at - dots[-1].at < CLOSE:
            dots[-1].count += 1
            dots[-1].state = min(dots[-1].state, duty.state, key=GRAVITY.index)
        else:
            dots.append(Dot(at, duty.state))
    return Axis(dots, place(opening), place(on) if first <= on <= last else None, first, last)


def moments_of(entry: Entry, duties: Sequence[OwedDuty], on: date) -> list[Moment]:
    """Today, the opening and the dated duties, in the order of their days."""
    at: datetime = clock.local(entry.opening)
    marked: list[tuple[date, int, Moment]] = [
        (on, 0, Moment(is_today=True, on=on)),
        (at.date(), 2, Moment(is_opening=True, on=at.date(), time=f"{at:%H:%M}")),
    ]
    for duty in duties:
        if duty.row.act_by is not None:
            order = 3 if duty.side == "after" else 1
            marked.append((duty.row.act_by, order, Moment(duty=duty, on=duty.row.act_by)))
    return [moment for _day, _order, moment in sorted(marked, key=lambda one: one[:2])]


def steps_of(entry: Entry, open_duties: int, on: date) -> list[dict[str, str]]:
    """What can be known now of a conference's stages: it is prepared, it is held, it is over."""
    opening = clock.local(entry.opening).date()
    closing = clock.local(entry.closing).date() if entry.closing else opening
    reached = 0 if on < opening else 1 if on <= closing else 2
    over = reached == 2 and not open_duties
    names = (_("Chuẩn bị"), _("Ngày họp"), _("Sau hội nghị"))
    return [
        {
            "name": name,
            "state": "done" if over or place < reached else "current" if place == reached else "todo",
        }
        for place, name in enumerate(names)
    ]
