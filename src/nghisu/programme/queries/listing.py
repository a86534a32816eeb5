"""The conferences of a year as a list: filtered, sorted, fifty at a time by keyset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.addresses import month_after
from nghisu.programme.models import Entry
from nghisu.programme.queries.entries import day_start, held, matching, visible_entries
from nghisu.programme.queries.lines import EntryLine
from nghisu.rulebook.queries.deadlines import visible_deadlines, waived_on
from nghisu.rulebook.queries.standings import STILL_OPEN

PAGE = 50

DEFAULT_SORT = "ngay"
SORTS: Mapping[str, Any] = {
    "ngay": F("opening"),
    "so": Coalesce(F("number"), Value(0)),
    "don-vi": Coalesce(F("preparing__sort_key"), Value("")),
}
"""What a list may be sorted by; `-` before the name turns it round."""


NOT_HELD = frozenset(Entry.State.values) - {Entry.State.PLANNED.value}
"""The states of a conference that is not held; each can be asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks of the list. An empty field asks for nothing."""

    text: str = ""
    kind: str = ""
    form: str = ""
    unit: int | None = None
    state: str = ""
    month: int | None = None
    sort: str = DEFAULT_SORT

    @property
    def filtered(self) -> bool:
        return any((self.text, self.kind, self.form, self.unit, self.state, self.month))


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the value sorted by and the number of the last conference."""

    value: str
    pk: int

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The cursor of an address; None where there is none, or one that nobody could have been given."""
        value, _, pk = text.rpartition("~")
        sound = pk.isdecimal() and len(pk) < 19 and "\0" not in value
        return cls(value[:400], int(pk)) if sound else None

    def __str__(self) -> str:
        return f"{self.value}~{self.pk}"


def entries_of_year(actor: Actor, year: int) -> QuerySet[Entry]:
    """What opens in a year, unscheduled conferences too, as far as the actor may see it."""
    return visible_entries(actor).filter(
        opening__gte=day_start(date(year, 1, 1)), opening__lt=day_start(date(year + 1, 1, 1))
    )


def wanted_entries(actor: Actor, year: int, wanted: Wanted, on: date) -> QuerySet[Entry]:
    """The conferences of a year that were asked for, in no order yet."""
    rows = matching(entries_of_year(actor, year), wanted.text)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.form:
        rows = rows.filter(form=wanted.form)
    if wanted.unit is not None:
        rows = rows.filter(preparing_id=wanted.unit)
    if wanted.month:
        first = date(year, wanted.month, 1)
        rows = rows.filter(opening__gte=day_start(first), opening__lt=day_start(month_after(first)))
    return _in_state(actor, rows, wanted.state, on)


def _in_state(actor: Actor, rows: QuerySet[Entry], state: str, on: date) -> QuerySet[Entry]:
    still_open = visible_deadlines(actor).filter(STILL_OPEN, subject_id=OuterRef("subject_id")).order_by()
    late = Exists(still_open.filter(~waived_on(on), act_by__lt=on))
    today = Exists(still_open.filter(act_by=on))
    if state == "late":
        return rows.filter(late)
    if state == "today":
        return rows.filter(today)
    if state == "due":
        return rows.filter(Exists(still_open.filter(act_by__gt=on)), ~late, ~today)
    if state == "done":
        return held(rows).filter(~Exists(still_open.filter(act_by__isnull=False)))
    if state == "finding":
        return rows.filter(Exists(Entry.findings.through.objects.filter(entry_id=OuterRef("pk"))))
    if state == "unscheduled":
        return rows.filter(unscheduled=True)
    if state in NOT_HELD:
        return rows.filter(state=state)
    return rows


def page_of(rows: QuerySet[Entry], sort: str, after: Cursor | None) -> tuple[QuerySet[Entry], str]:
    """The rows from a cursor on, in order, one more than a page holds; and the sort as it is understood."""
    backwards, name = sort.startswith("-"), sort.removeprefix("-")
    if name not in SORTS:
        backwards, name = False, DEFAULT_SORT
    rows = rows.annotate(sorted_by=SORTS[name])
    if after is not None:
        value = _typed(name, after.value)
        if value is not None:
            beyond = "lt" if backwards else "gt"
            rows = rows.filter(
                Q(**{f"sorted_by__{beyond}": value}) | Q(**{"sorted_by": value, f"pk__{beyond}": after.pk})
            )
    sign = "-" if backwards else ""
    return rows.order_by(f"{sign}sorted_by", f"{sign}pk")[: PAGE + 1], sign + name


def _typed(name: str, text: str) -> Any:
    """The value of a cursor as its column holds it; None where it is not one."""
    if name == "ngay":
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return None
        return at if at.tzinfo is not None else None
    if name == "so":
        return int(text) if text.isdecimal() and len(text) < 10 else None
    return text


def cursor_after(line: EntryLine, sort: str) -> str:
    """The cursor after a line of a list sorted so."""
    values = {
        "ngay": line.opening.isoformat(),
        "so": str(line.number or 0),
        "don-vi": line.unit_key,
    }
    return str(Cursor(values[sort.removeprefix("-")], line.pk))


def preparing_units(actor: Actor, year: int) -> list[tuple[int, str]]:
    """The units that prepare something in a year, in Vietnamese order: what the list can be narrowed to."""
    ids = entries_of_year(actor, year).order_by().values("preparing_id")
    return list(
        Organisation.objects.filter(committee=actor.committee_id, pk__in=ids).values_list("pk", "name")
    )


def days_of_year(actor: Actor, year: int) -> dict[date, int]:
    """How many conferences open on each day of a year, for the year's band."""
    days: dict[date, int] = {}
    for opening in held(entries_of_year(actor, year)).order_by().values_list("opening", flat=True):
        day = clock.local(opening).date()
        days[day] = days.get(day, 0) + 1
    return days
