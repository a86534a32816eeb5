from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import Q

from nghisu.core.dates import DayOff, DayWorked, Source, WorkCalendar, default_calendar
from nghisu.core.law import Rulebook, load_rulebook
from nghisu.foundation.actors import Actor
from nghisu.rulebook.models import Binding, OwnDay
from nghisu.rulebook.refusals import NoRulebookBound


def binding_on(actor: Actor, on: date) -> Binding | None:
    """The binding in force for the actor's committee on a day; before the first one, the first one."""
    bindings = Binding.objects.filter(committee=actor.committee_id)
    return (
        bindings.filter(Q(until=None) | Q(until__gte=on), since__lte=on).order_by("-since").first()
        or bindings.order_by("since").first()
    )


def rulebook_of(actor: Actor, on: date) -> Rulebook:
    """The rulebook that binds the actor's committee on a day (bộ quy định áp dụng).

    Raises NoRulebookBound when the committee has been bound to none.
    """
    binding = binding_on(actor, on)
    if binding is None:
        raise NoRulebookBound
    return load_rulebook(binding.rulebook)


def rulebooks_on(actor: Actor, days: Iterable[date]) -> dict[date, Rulebook]:
    """The rulebook that binds the actor's committee on each of many days, by one query.

    Raises NoRulebookBound when the committee has been bound to none.
    """
    bindings = list(Binding.objects.filter(committee=actor.committee_id).order_by("since"))
    if not bindings:
        raise NoRulebookBound
    found = {}
    for on in set(days):
        valid = [one for one in bindings if one.since <= on and (one.until is None or on <= one.until)]
        found[on] = load_rulebook((valid[-1] if valid else bindings[0]).rulebook)
    return found


def bindings_of(actor: Actor) -> list[Binding]:
    """Every binding of the actor's committee, the latest first."""
    return list(Binding.objects.filter(committee=actor.committee_id).order_by("-since"))


def own_days_of(actor: Actor, year: int | None = None) -> list[OwnDay]:
    """The days off and worked of the committee's own, of a year or all of them."""
    rows = OwnDay.objects.filter(committee=actor.committee_id).order_by("day")
    return list(rows.filter(day__year=year) if year is not None else rows)


def calendar_of(actor: Actor) -> WorkCalendar:
    """The days off and the swapped days that count for the actor's committee: those published, and its own."""
    own = own_days_of(actor)
    return calendar_with([(one.day, one.works, one.name, one.document) for one in own])


def calendar_with(own: Iterable[tuple[date, bool, str, str]]) -> WorkCalendar:
    """The published calendar with days of a committee's own: the day, whether it is worked, its name, its document."""
    return _with(tuple(own))


@lru_cache(maxsize=64)
def _with(own: tuple[tuple[date, bool, str, str], ...]) -> WorkCalendar:
    """Kept, because a calendar lays out the years it is asked about once."""
    published = default_calendar()
    if not own:
        return published
    entered = tuple(
        (DayWorked if works else DayOff)(day, name, name, document, "stated", Source.OFFICE)
        for day, works, name, document in own
    )
    return WorkCalendar(published.years, entered)
