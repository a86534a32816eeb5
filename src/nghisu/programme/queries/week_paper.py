"""The calendar of a week as a paper says it: each day by morning and afternoon, who chairs, where, who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import override

from nghisu.core.conferences.hours import OpeningHours, PartOfDay
from nghisu.core.dates import Source
from nghisu.core.planning.periods import Period
from nghisu.directory.models import Organisation
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import Committee
from nghisu.programme.models import Entry, ProgrammeVersion
from nghisu.programme.queries.entries import held
from nghisu.programme.queries.frozen import OFFICIAL, weekday_names
from nghisu.programme.queries.lines import chair_names, open_between
from nghisu.programme.queries.parts import three_offices
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.queries import calendar_of, rulebook_of

PARTS = ((PartOfDay.MORNING, "Sáng"), (PartOfDay.AFTERNOON, "Chiều"), (PartOfDay.EVENING, "Tối"))


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A conference as the paper says it."""

    time: str
    title: str
    chair: str
    place: str
    participants: str
    unit: str


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part of a day, with its conferences; none is said, too."""

    name: str
    lines: Sequence[PaperLine]


@dataclass(frozen=True, slots=True)
class PaperDay:
    """A day of the week: its name, why it is off if it is, its parts."""

    on: date
    name: str
    off: str
    parts: Sequence[PaperPart]

    @property
    def rows(self) -> int:
        """Lines of the table that it takes."""
        return sum(max(1, len(part.lines)) for part in self.parts)


@dataclass(frozen=True, slots=True)
class WeekPaper:
    """The whole paper, in Vietnamese."""

    superior: str
    issuer: str
    place: str
    signed_on: date
    title: str
    subject: str
    issued_by: str
    days: Sequence[PaperDay]
    office: str

    @property
    def place_and_date(self) -> str:
        """As papers date themselves: a leading 0 for days below 10 and for January and February."""
        on = self.signed_on
        month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
        return f"{self.place}, ngày {on.day:02d} tháng {month} năm {on.year}"


def week_paper(by: Actor, monday: date) -> WeekPaper:
    """The paper of the week that begins on a Monday, as far as the actor may see its conferences."""
    sunday = monday + timedelta(days=6)
    committee = Committee.objects.get(pk=by.tenant)
    office = next(
        (one for one in three_offices(by, monday) if one.kind == Organisation.Kind.PARTY_OFFICE), None
    )
    issued = ProgrammeVersion.objects.filter(
        committee=by.committee_id, tier="week", since=monday, state=ProgrammeVersion.State.ISSUED
    ).first()
    with override(OFFICIAL):
        chairs = chair_names(rulebook_of(by, monday))
        names = weekday_names()
    hours = opening_hours_of(by)
    calendar = calendar_of(by)
    rows = list(held(open_between(by, monday, sunday)).select_related("preparing", "room"))
    days = []
    for step in range(7):
        on = monday + timedelta(days=step)
        own = [entry for entry in rows if _first(entry) <= on <= _last(entry)]
        if not own and on.weekday() >= 5 and not calendar.is_working(on):
            continue
        off = calendar.why_off(on)
        days.append(
            PaperDay(
                on,
                names[on.weekday()][0].upper() + names[on.weekday()][1:],
                off.name if off and off.source is not Source.WEEKEND else "",
                _parts(own, on, hours, chairs),
            )
        )
    number = Period.week(monday).number
    return WeekPaper(
        superior=committee.name,
        issuer=office.name if office else committee.name,
        place=committee.place,
        signed_on=clock.today(),
        title="LỊCH CÔNG TÁC TUẦN",
        subject=f"tuần {number}, từ ngày {monday:%d/%m} đến ngày {sunday:%d/%m/%Y}",
        issued_by=issued.document if issued else "",
        days=days,
        office=office.name if office else "",
    )


def _parts(own: Sequence[Entry], on: date, hours: OpeningHours, chairs: dict[str, str]) -> list[PaperPart]:
    parts = []
    for code, name in PARTS:
        lines = [_line(entry, on, chairs) for entry in own if _part(entry, on, hours) is code]
        if lines or code is not PartOfDay.EVENING:
            parts.append(PaperPart(name, lines))
    return parts


def _part(entry: Entry, on: date, hours: OpeningHours) -> PartOfDay:
    """A conference that goes on from a day before stands in the morning."""
    return hours.part_of(clock.local(entry.opening).time()) if _first(entry) == on else PartOfDay.MORNING


def _line(entry: Entry, on: date, chairs: dict[str, str]) -> PaperLine:
    opening = clock.local(entry.opening)
    return PaperLine(
        time=f"{opening:%H:%M}" if opening.date() == on else "(tiếp)",
        title=entry.title,
        chair=chairs.get(entry.chair, entry.chair_text),
        place=entry.room.name if entry.room else entry.room_text,
        participants=entry.participants,
        unit=entry.preparing.name if entry.preparing else entry.preparing_text,
    )


def _first(entry: Entry) -> date:
    return clock.local(entry.opening).date()


def _last(entry: Entry) -> date:
    return clock.local(entry.closing).date() if entry.closing else _first(entry)
