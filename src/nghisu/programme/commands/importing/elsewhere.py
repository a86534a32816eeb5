"""Rows whose conference stands in the programme on another day: which one it is, and what is to be done with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.text import fold
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.commands.importing.reading import DraftReader
from nghisu.programme.models import Entry, ImportRow

Answer = ImportRow.Answer
NEAREST = 4
"""Conferences that a row may be, at the most: of one that recurs each week those next to the day of the row."""
Matter = tuple[str, str, int]


@dataclass(slots=True)
class Elsewhere:
    """The conferences not yet held in the years of some rows, to be found by matter, kind and unit.

    `claimed` are those that rows of the file name on their very day: they stay where they are. One that is postponed is
    not yet held, whatever day it had.
    """

    by: Actor
    reader: DraftReader
    choices: Mapping[str, int | None]
    conferences: Iterable[PlannedConference]
    claimed: Collection[int] = ()
    _there: dict[Matter, list[tuple[int, date, int | None, str]]] = field(init=False)

    def __post_init__(self) -> None:
        self._there = defaultdict(list)
        years = [one.on.year for one in self.conferences if one.on is not None]
        if not years:
            return
        states = Entry.State
        rows = Entry.objects.filter(
            Q(state=states.PLANNED, opening__gt=clock.now()) | Q(state=states.POSTPONED),
            committee=self.by.committee_id,
            opening__gte=clock.beginning_of(date(min(years), 1, 1)),
            opening__lt=clock.end_of(date(max(years), 12, 31)),
        ).exclude(pk__in=self.claimed)
        for pk, title, kind, opening, unit, text in rows.order_by("opening", "id").values_list(
            "pk", "title", "kind", "opening", "preparing_id", "preparing_text"
        ):
            day = clock.local(opening).date()
            self._there[fold(title), kind, day.year].append((pk, day, unit, fold(text)))

    def nearest(self, conference: PlannedConference | None) -> list[int]:
        """The few of them that stand nearest to the day of the conference, the earliest first."""
        near = self.of(conference)[:NEAREST]
        return [pk for _day, pk in sorted((day, pk) for pk, day in near)]

    def of(self, conference: PlannedConference | None) -> list[tuple[int, date]]:
        """The conferences that this one may be, on another day: entry ids with their days, the nearest first."""
        if conference is None or conference.kind is None or conference.on is None:
            return []
        unit = self.reader.unit(conference.preparing, self.choices)
        text = fold(conference.preparing)
        on = conference.on
        fitting = [
            (pk, day)
            for pk, day, its_unit, its_text in self._there.get(
                (fold(conference.title), conference.kind, on.year), []
            )
            if day != on and (unit == its_unit if unit and its_unit else text == its_text)
        ]
        return sorted(fitting, key=lambda one: abs((one[1] - on).days))


def answer_by_itself(held: ImportRow, on: date | None, contested: bool) -> None:
    """What a row does unless a person says otherwise: it moves the one conference that it can be. With several of
    them, with another row that wants the same, or with a day that is past, a person is asked."""
    held.answer, held.moves_id = "", None
    if held.standing != ImportRow.Standing.ELSEWHERE or contested or len(held.candidates) != 1:
        return
    if on is not None and on >= clock.today():
        held.answer, held.moves_id = Answer.MOVE, held.candidates[0]


def answer_by_themselves(rows: Sequence[ImportRow], days: Mapping[int, date | None]) -> None:
    """The same for all rows of a file; `days` by row."""
    standing = [row for row in rows if row.standing == ImportRow.Standing.ELSEWHERE]
    wanted = Counter(pk for row in standing for pk in row.candidates)
    for row in standing:
        answer_by_itself(row, days.get(row.row), any(wanted[pk] > 1 for pk in row.candidates))
