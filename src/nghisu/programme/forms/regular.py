"""The form over the preview of regular conferences: which readings count, which turns are wanted, on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nghisu.core.planning.cadences import Regular
from nghisu.core.planning.periods import Period
from nghisu.foundation.sheets.written_dates import NotADay, read_day
from nghisu.programme.commands.regular import Picked
from nghisu.programme.queries.regular import KindChoice

READING = "cach-"
"""Before the code of a kind: which reading of its cadence is followed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A turn in the preview, with what a person picked and typed for it."""

    one: Regular
    picked: bool
    day: str
    error: str = ""


def chosen_in(
    typed: Mapping[str, str], known: Mapping[str, str], choices: Sequence[KindChoice]
) -> dict[str, str]:
    """The readings that an address or a form asks for, else those followed so far."""
    found = {}
    for choice in choices:
        ids = [reading.rule.id for reading in choice.readings]
        asked = typed.get(READING + choice.kind, "")
        found[choice.kind] = asked if asked in ids else known.get(choice.kind, "")
        if found[choice.kind] not in ids:
            found[choice.kind] = ids[0]
    return found


def first_lines(turns: Sequence[Regular]) -> list[Line]:
    """The preview before anybody touched it: what has a free day is picked, what clashes or has none is not."""
    return [
        Line(
            one,
            bool(one.day and not one.standing and not one.clashes),
            f"{one.day:%d/%m/%Y}" if one.day else "",
        )
        for one in turns
    ]


def typed_lines(turns: Sequence[Regular], typed: Mapping[str, str], period: Period) -> list[Line]:
    """The preview as a person sent it, each wrong day with what is wrong."""
    lines = []
    for one in turns:
        picked = f"chon-{one.key}" in typed and not one.standing
        text = typed.get(f"ngay-{one.key}", "").strip()[:40]
        lines.append(Line(one, picked, text, _fault(text, one) if picked else ""))
    return lines


def picked_in(lines: Sequence[Line]) -> list[Picked]:
    """What was picked, each on its day; only for lines without faults."""
    found = []
    for line in lines:
        day = _read(line.day) if line.picked else None
        if day is not None:
            found.append(Picked(line.one.key, day))
    return found


def _fault(text: str, one: Regular) -> str:
    day = _read(text)
    if day is None:
        return _("Ghi ngày theo kiểu 18/3/2026.")
    if not one.turn.first <= day <= one.turn.last:
        return _("Ngày này không còn thuộc kỳ ấy (từ %(first)s đến %(last)s).") % {
            "first": f"{one.turn.first:%d/%m/%Y}",
            "last": f"{one.turn.last:%d/%m/%Y}",
        }
    return ""


def _read(text: str) -> date | None:
    try:
        return read_day(text, _).on if text else None
    except NotADay:
        return None
