"""Which findings of the year would appear, and which would vanish."""

from __future__ import annotations

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
from nghisu.programme.queries.planned import planned_of
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
    old: dict[str, Finding] = {}
    new: dict[str, Finding] = {}
    for year in sorted(years):
        others = [planned_of(row) for row in entries_weighed_of_year(actor, year) if row.pk != before.pk]
        old |= _keyed(_checked(actor, _with(others, before, year), year))
        new |= _keyed(_checked(actor, _with(others, after, year), year))
    appear = [_found(key, one) for key, one in new.items() if key not in old]
    vanish = [_found(key, one) for key, one in old.items() if key not in new]
    return _gravest(appear), _gravest(vanish)


def _with(others: list[PlannedConference], entry: Entry, year: int) -> list[PlannedConference]:
    if not entry.is_held or clock.local(entry.opening).year != year:
        return others
    return sorted([*others, planned_of(entry)], key=lambda one: (one.opening, int(one.key)))


def _checked(actor: Actor, conferences: Sequence[PlannedConference], year: int) -> list[Finding]:
    return check_together(
        conferences,
        rulebook_of(actor, date(year, 1, 1)),
        calendar_of(actor),
        base_year_count=base_figure(actor, year - 1),
        year=year,
        hours=opening_hours_of(actor),
        gettext=_,
    )


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
