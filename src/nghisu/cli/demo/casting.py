"""Who holds what in a committee of the demonstration: people drawn and put into positions. No database."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from nghisu.cli.demo.blueprint import Blueprint, BodySeat, Unit
from nghisu.cli.demo.names import NameSource

SHOWN_FROM = date(2021, 3, 1)
SHOWN_UNTIL = date(2025, 12, 31)
TWO_TIERS_SINCE = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Holding:
    """Person number `person` holds the position of the code from a day until another."""

    person: int
    position: str
    since: date
    until: date | None = None


@dataclass(slots=True)
class Cast:
    """The people of the demonstration by number, and what each holds in one committee."""

    holdings: list[Holding] = field(default_factory=list)
    holders: dict[str, list[int]] = field(default_factory=dict)

    def give(self, person: int, position: str, since: date, until: date | None = None) -> None:
        self.holdings.append(Holding(person, position, since, until))
        if until is None:
            self.holders.setdefault(position, []).append(person)


class Casting:
    """Draws the people of all committees, one committee after the other, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.source = NameSource(seed)
        self.people = 0
        self._random = random.Random(seed + 1)  # noqa: S311  invents days, guards nothing

    def cast(self, blueprint: Blueprint, elsewhere: Mapping[str, list[int]]) -> Cast:
        """Fill every position of a blueprint. `elsewhere`: who holds what in the committees cast before."""
        cast = Cast()
        titles: dict[str, list[int]] = {}
        wanted: dict[str, list[int]] = {}
        shared = _shared_leaders(blueprint, elsewhere)
        for unit in blueprint.units:
            if unit.until is None:
                self._staff(cast, unit, titles, wanted, shared)
        seated: set[int] = set()
        # The smallest body chooses first: who sits in Thường trực takes no seat of the larger bodies.
        for group in reversed(blueprint.groups):
            for seat in group.seats:
                self._seat(cast, seat, titles, wanted, seated, elsewhere)
        for unit in blueprint.units:
            if unit.until is not None:
                self._staff_of_old(cast, unit, unit.until, titles)
        return cast

    def _staff(
        self,
        cast: Cast,
        unit: Unit,
        titles: dict[str, list[int]],
        wanted: dict[str, list[int]],
        shared: Mapping[str, list[int]],
    ) -> None:
        for place, line in enumerate(unit.staff):
            code = unit.position_code(line)
            if line.same_as:
                people = list(cast.holders[f"{unit.twin}-{line.same_as}"])
            elif place == 0 and unit.head_same_as:
                people = list(cast.holders[unit.head_same_as])
            elif place == 0 and unit.head_also in shared:
                people = list(shared[unit.head_also])
            else:
                people = [self._new() for _ in range(line.count)]
            if place == 0 and unit.head_also:
                wanted.setdefault(unit.head_also, []).extend(people)
            if place == 1 and unit.deputies_also:
                wanted.setdefault(unit.deputies_also, []).extend(people)
            for person in people:
                cast.give(person, code, self._appointed(unit))
            titles.setdefault(line.title_code, []).extend(people)

    def _seat(
        self,
        cast: Cast,
        seat: BodySeat,
        titles: Mapping[str, list[int]],
        wanted: Mapping[str, list[int]],
        seated: set[int],
        elsewhere: Mapping[str, list[int]],
    ) -> None:
        chosen: list[int] = []
        for person in self._candidates(seat, titles, wanted, elsewhere):
            if len(chosen) == seat.count:
                break
            if person not in seated:
                chosen.append(person)
                seated.add(person)
        while len(chosen) < seat.count:
            chosen.append(self._new())
        seated.update(chosen)
        for place, person in enumerate(chosen):
            if seat.earlier and place < seat.earlier["count"]:
                cast.give(person, seat.code, seat.earlier["since"], seat.earlier["until"])
            cast.give(person, seat.code, seat.appointed)

    @staticmethod
    def _candidates(
        seat: BodySeat,
        titles: Mapping[str, list[int]],
        wanted: Mapping[str, list[int]],
        elsewhere: Mapping[str, list[int]],
    ) -> Iterator[int]:
        if seat.shared_with:
            yield from elsewhere[seat.shared_with]
        yield from wanted.get(seat.code, ())
        for title_code in seat.fill_from:
            yield from titles.get(title_code, ())

    def _staff_of_old(self, cast: Cast, unit: Unit, until: date, titles: Mapping[str, list[int]]) -> None:
        """A unit that is no more: its positions were held by people who work elsewhere today."""
        pool = [person for code in unit.holders_from for person in titles[code]]
        for line in unit.staff:
            for person in self._random.sample(pool, line.count):
                since = self._day(date(2020, 8, 1), until - timedelta(days=365))
                cast.give(person, unit.position_code(line), since, until)
                pool.remove(person)

    def _new(self) -> int:
        self.people += 1
        return self.people - 1

    def _appointed(self, unit: Unit) -> date:
        """The day somebody came to a unit: its first day if it is new, else some day of the last years."""
        if unit.since >= TWO_TIERS_SINCE:
            return unit.since
        return self._day(max(unit.since, SHOWN_FROM), SHOWN_UNTIL)

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self._random.randint(0, max((last - first).days, 0)))


def _shared_leaders(blueprint: Blueprint, elsewhere: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """Heads of units who sit in a seat that the same person holds in another committee."""
    return {
        seat.code: elsewhere[seat.shared_with]
        for group in blueprint.groups
        for seat in group.seats
        if seat.shared_with
    }
