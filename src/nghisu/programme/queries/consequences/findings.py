"""Which findings of the year would appear, and which would vanish."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nghisu.core.conferences.findings import Code, Finding
from nghisu.core.conferences.findings.check import check_together
from nghisu.core.conferences.planned import PlannedConference
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.programme.queries.conference import ground_chip
from nghisu.programme.queries.lines import LONGEST
from nghisu.programme.queries.planned import planned_lines, planned_of
from nghisu.programme.queries.programmes import entries_weighed_of_year
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.queries import base_figure, calendar_of, rulebook_of


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that a move would bring or take away. `key` names it, whatever the language."""

    key: str
    code: str
    severity: str
    message: str
    way_out: str
    chips: Sequence[dict[str, str]]

    @property
    def is_clash(self) -> bool:
        """Whether it says that something else takes place at the same time."""
        return self.code == Code.CLASH.value

    def as_json(self) -> dict[str, object]:
        """The finding as it is kept with the move."""
        return {"code": self.code, "severity": self.severity, "message": self.message}


def findings_compared(actor: Actor, before: Entry, after: Entry) -> tuple[list[Found], list[Found]]:
    """What appears and what vanishes when a conference becomes another, over the year or the two years concerned."""
    years = {clock.local(one.opening).year for one in (before, after) if one.is_held}
    days = [clock.local(one.opening).date() for one in (before, after)]
    hours, calendar = opening_hours_of(actor), calendar_of(actor)
    old: dict[str, Finding] = {}
    new: dict[str, Finding] = {}
    for year in sorted(years):
        rulebook, base = rulebook_of(actor, date(year, 1, 1)), base_figure(actor, year - 1)
        others = [
            one for one in planned_lines(entries_weighed_of_year(actor, year)) if one.key != str(before.pk)
        ]
        for found, entry in ((old, before), (new, after)):
            conferences = _with(others, entry, year)
            found |= _keyed(
                check_together(
                    conferences,
                    rulebook,
                    calendar,
                    base_year_count=base,
                    year=year,
                    hours=hours,
                    near=[one for one in conferences if _is_near(one, days)],
                    gettext=_,
                )
            )
    appear = [_found(key, one) for key, one in new.items() if key not in old]
    vanish = [_found(key, one) for key, one in old.items() if key not in new]
    return _gravest(appear), _gravest(vanish)


def _with(others: list[PlannedConference], entry: Entry, year: int) -> list[PlannedConference]:
    if not entry.is_held or clock.local(entry.opening).year != year:
        return others
    itself = planned_of(entry)
    at = bisect([(one.opening, int(one.key)) for one in others], (itself.opening, entry.pk))
    return [*others[:at], itself, *others[at:]]


def _is_near(one: PlannedConference, days: Sequence[date]) -> bool:
    """Whether it may go on on one of these days, or on those after, on which the conference itself may go on."""
    return one.on is not None and any(abs(one.on - day) <= LONGEST for day in days)


def _keyed(found: Iterable[Finding]) -> dict[str, Finding]:
    """By what is found of which conferences; of a day or of a number it is the same finding as long as it stays."""
    keyed: dict[str, Finding] = {}
    for one in found:
        concerned = "" if one.limit else ",".join(sorted(one.keys))
        day = one.on.isoformat() if one.on and (one.limit or one.code is Code.DAY_OFF) else ""
        keyed.setdefault(f"{one.code.value}/{one.severity.value}/{one.limit}/{day}/{concerned}", one)
    return keyed


def _found(key: str, one: Finding) -> Found:
    chips = [ground_chip({**ground.as_json(), "edition": ground.edition}) for ground in one.citations]
    return Found(key, one.code.value, one.severity.value, one.message, one.way_out, chips)


def _gravest(found: list[Found]) -> list[Found]:
    order = ("refuse", "warn", "note")
    return sorted(found, key=lambda one: (order.index(one.severity), one.key))
