"""The preview of regular conferences in words: for each turn its day, why it is another one, what is in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.core.conferences.findings.finding import dated
from nghisu.core.dates import DayOff
from nghisu.core.law.citation import bilingual
from nghisu.core.planning.cadences import Regular
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.enums import part_names
from nghisu.programme.models import Entry
from nghisu.rulebook.queries.chips import Chip, chips_of


class Lined(Protocol):
    """A turn with what a person picked and typed for it."""

    @property
    def one(self) -> Regular: ...
    @property
    def picked(self) -> bool: ...
    @property
    def day(self) -> str: ...
    @property
    def error(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A turn as the preview shows it."""

    key: str
    kind: str
    kind_name: str
    called: str
    own_day: str
    part: str
    proposed: date | None
    held_on: str
    picked: bool
    day: str
    error: str
    reason: str
    notices: Sequence[str]
    chips: Sequence[Chip]
    warnings: Sequence[str]
    standing: str
    standing_url: str


def preview_rows(by: Actor, lines: Sequence[Lined], kinds: Mapping[str, str]) -> list[Row]:
    """The lines of the preview in words."""
    parts = part_names()
    held_on = _held_on(by, lines)
    return [
        Row(
            key=line.one.key,
            kind=line.one.rule.kind,
            kind_name=kinds.get(line.one.rule.kind, line.one.rule.kind),
            called=line.one.turn.called,
            own_day=dated(line.one.turn.day, _),
            part=parts[line.one.part.value].lower(),
            proposed=line.one.day,
            held_on=held_on.get(line.one.standing, ""),
            picked=line.picked,
            day=line.day,
            error=line.error,
            reason=_reason(line.one),
            notices=_notices(line.one.away),
            chips=chips_of(conflict.order.citations[0] for conflict in line.one.conflicts[:1]),
            warnings=[clash.message for clash in line.one.clashes],
            standing=line.one.standing,
            standing_url=reverse("programme:entry", args=[int(line.one.standing)])
            if line.one.standing
            else "",
        )
        for line in lines
    ]


def _held_on(by: Actor, lines: Sequence[Lined]) -> dict[str, str]:
    """The days of the conferences that already stand, by their keys."""
    ids = [int(line.one.standing) for line in lines if line.one.standing]
    rows = Entry.objects.filter(committee=by.committee_id, pk__in=ids).values_list("pk", "opening")
    return {str(pk): dated(clock.local(opening).date(), _) for pk, opening in rows}


def _reason(one: Regular) -> str:
    """Why the proposed day is not the turn's own; empty where it is."""
    said = []
    if one.standing:
        return ""
    if one.away:
        names = ", ".join(dict.fromkeys(bilingual(off.name, off.name_en, _) for off in one.away[:4]))
        if one.day is None:
            said.append(
                _("Cả kỳ rơi vào dịp nghỉ (%(names)s): gộp vào kỳ sau, hoặc ghi một ngày khác.")
                % {"names": names}
            )
        else:
            said.append(
                _("%(own)s là ngày nghỉ (%(names)s), chuyển sang %(day)s.")
                % {"own": dated(one.turn.day, _).capitalize(), "names": names, "day": dated(one.day, _)}
            )
    if one.avoided and one.day:
        if one.avoided_people:
            said.append(
                _("Tránh %(day)s vì các đồng chí trong tập thể này đã họp vào buổi ấy.")
                % {"day": dated(one.avoided, _)}
            )
        else:
            said.append(
                _("Tránh %(day)s vì ngày ấy không giữ được thứ tự các việc chuẩn bị.")
                % {"day": dated(one.avoided, _)}
            )
    elif one.conflicts:
        said.append(_("Ngày này không giữ được thứ tự các việc chuẩn bị; đầu kỳ không có ngày nào giữ được."))
    return " ".join(said)


def _notices(away: Sequence[DayOff]) -> list[str]:
    """The notices by which the days are off, each once."""
    return list(dict.fromkeys(off.notice for off in away if off.notice))
