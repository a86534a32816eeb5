"""Reading the rows of a draft: what each would become, and what a person has to mend first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.core.conferences.findings.orders import question_of
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.conferences.problems import Problem
from nghisu.core.law import QuestionRefused, Rulebook
from nghisu.core.text import fold
from nghisu.directory.spelling import spelled
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.adapters.xlsx_reading import ReadRow, RowReader
from nghisu.programme.commands.content import EntryContent
from nghisu.programme.models import Entry, ImportRow
from nghisu.programme.queries.places import UnitNames, room_names, unit_names
from nghisu.programme.queries.settings import opening_hours_of
from nghisu.rulebook.queries import rulebook_of

Standing = ImportRow.Standing
TwinKey = tuple[str, str, date]

LONGEST = {
    "title": 500,
    "chair": 300,
    "preparing": 300,
    "coordinating": 500,
    "room": 300,
    "participants": 500,
    "note": 500,
}
"""Letters that a field of an entry holds."""

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100

WITHOUT = {
    "title": (
        N_("Chưa ghi nội dung hội nghị."),
        N_("Ghi nội dung, ví dụ: Báo cáo tình hình thu, chi ngân sách."),
    ),
    "kind": (N_("Chưa ghi loại hội nghị."), N_("Chọn loại hội nghị: các thời hạn được tính theo loại.")),
    "date": (N_("Chưa ghi ngày."), N_("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 18/03/2026.")),
}
"""What a conference cannot be without, as each deadline is counted from it."""

GAPS = ("part_of_day", "preparing", "chair", "form", "scale")
"""What a row may leave out; it is taken in so, and found missing afterwards."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as read: the content of its entry, or why there is none; `gaps` are fields it leaves out."""

    row: int
    raw: Mapping[str, str]
    problems: tuple[Problem, ...]
    gaps: tuple[str, ...] = ()
    conference: PlannedConference | None = None


@dataclass(slots=True)
class DraftReader:
    """Reads rows of one draft by the rules, hours and directory of the actor's committee."""

    by: Actor
    year: int | None
    rulebook: Rulebook = field(init=False)
    units: UnitNames = field(init=False)
    rooms: Mapping[str, int] = field(init=False)
    _reader: RowReader = field(init=False)
    _refused: dict[tuple[object, ...], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        on = date(self.year, 1, 1) if self.year else clock.today()
        self.rulebook = rulebook_of(self.by, on)
        self.units = unit_names(self.by)
        self.rooms = room_names(self.by)
        self._reader = RowReader(self.kinds, opening_hours_of(self.by), self.year, _)

    @property
    def kinds(self) -> dict[str, str]:
        """The kinds of conference of the committee's rulebook: code → name."""
        return {kind.code: kind.name for kind in self.rulebook.kinds.values()}

    def read(self, raw: Mapping[str, str], row: int, faults: Iterable[Problem] = ()) -> Reading:
        """One row from its texts, in the language of the page. Never raises for what they say."""
        return self.weigh(self._reader.read(raw, row), faults)

    def weigh(self, read: ReadRow, faults: Iterable[Problem] = ()) -> Reading:
        """What the programme asks of a row beyond what its cells say."""
        known = tuple(faults)
        at_fault = {problem.field for problem in known}
        problems = [*known, *(one for one in read.problems if one.field not in at_fault)]
        said = {problem.field for problem in problems}
        for name, (message, way_out) in WITHOUT.items():
            if not read.raw.get(name) and name not in said:
                problems.append(Problem(name, _(message), _(way_out)))
        for name, longest in LONGEST.items():
            length = len(read.raw.get(name, ""))
            if length > longest and name not in said:
                problems.append(_too_long(name, length, longest))
        conference = read.conference
        if conference is not None and not problems:
            refused = self._refusal(conference)
            if refused:
                problems.append(Problem("date", refused, _("Kiểm tra lại ngày và loại hội nghị.")))
        gaps = tuple(name for name in GAPS if not read.raw.get(name))
        return Reading(read.row, read.raw, tuple(problems), gaps, None if problems else conference)

    def content(self, conference: PlannedConference, choices: Mapping[str, int | None]) -> EntryContent:
        """The entry that a row becomes. `choices` are a person's for units the directory does not know."""
        opening, closing = conference.opening, conference.closing
        if opening is None or conference.kind is None:
            raise ValueError(f"row {conference.row} is not a conference yet")
        coordinating = [(name, self.unit(name, choices)) for name in conference.coordinating]
        chair = conference.chair if conference.chair in self.rulebook.chairs else ""
        return EntryContent(
            title=conference.title,
            kind=conference.kind,
            opening=_instant(opening),
            closing=_instant(closing) if closing and closing > opening else None,
            part=conference.part_of_day.value if conference.part_of_day else "",
            form=conference.form.value if conference.form else "",
            scale=conference.scale or "",
            number=int(conference.number)
            if conference.number.isdecimal() and len(conference.number) < 9
            else None,
            unscheduled=conference.unscheduled,
            chair=chair or "",
            chair_text=conference.chair_text,
            preparing_id=self.unit(conference.preparing, choices),
            preparing_text=conference.preparing,
            coordinating_ids=tuple(dict.fromkeys(pk for _name, pk in coordinating if pk is not None)),
            coordinating_text="; ".join(conference.coordinating),
            room_id=self.rooms.get(spelled(conference.room)) if conference.room else None,
            room_text=conference.room,
            participants=conference.participants,
            delegates=conference.delegates,
            note=conference.note,
        )

    def unit(self, name: str, choices: Mapping[str, int | None]) -> int | None:
        """The unit that a name means: by the directory, else by a person's choice."""
        if not name:
            return None
        return self.units.find(name) or choices.get(name)

    def unknown_units(self, conference: PlannedConference) -> list[str]:
        """The units a row names that the directory does not know."""
        names = [conference.preparing, *conference.coordinating]
        return [name for name in names if name and self.units.find(name) is None]

    def _refusal(self, conference: PlannedConference) -> str:
        question = question_of(conference, self.rulebook)
        if question is None:
            return ""
        key = (question.kind, question.opening_day, question.form, question.chair, question.unscheduled)
        if key not in self._refused:
            try:
                self.rulebook.plan(question)
                self._refused[key] = ""
            except QuestionRefused as refusal:
                self._refused[key] = str(refusal)
        return self._refused[key]


def standing_of(reading: Reading, copies: bool, twin: bool, elsewhere: bool) -> Standing:
    """How a row stands: what keeps it out comes before what only wants a look."""
    if reading.problems:
        return Standing.UNREADABLE
    if copies:
        return Standing.COPY
    if twin:
        return Standing.TWIN
    if elsewhere:
        return Standing.ELSEWHERE
    return Standing.GAP if reading.gaps else Standing.SOUND


def identity_of(raw: Mapping[str, str]) -> str:
    """A digest that two rows share when they say word for word the same, their number and note left aside."""
    said = sorted((name, text) for name, text in raw.items() if text and name not in ("number", "note"))
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def twin_key(title: str, kind: str, on: date) -> TwinKey:
    """What two rows share that are the same conference: its matter, its kind, its day."""
    return fold(title), kind, on


def twins_of(by: Actor, conferences: Iterable[PlannedConference]) -> dict[TwinKey, int]:
    """The conferences that are in the programme already, by `twin_key`: entry ids."""
    days = [conference.on for conference in conferences if conference.on]
    if not days:
        return {}
    first, last = (
        _instant(datetime.combine(min(days), datetime.min.time())),
        _instant(datetime.combine(max(days), datetime.max.time())),
    )
    rows = Entry.objects.filter(committee=by.committee_id, opening__gte=first, opening__lte=last)
    return {
        twin_key(title, kind, clock.local(opening).date()): pk
        for pk, title, kind, opening in rows.order_by("-id").values_list("pk", "title", "kind", "opening")
    }


def _too_long(name: str, length: int, longest: int) -> Problem:
    return Problem(
        name,
        _("Dài %(length)s chữ, quá %(limit)s.") % {"length": length, "limit": longest},
        _("Rút gọn, phần còn lại ghi vào tài liệu của hội nghị."),
    )


def _instant(at: datetime) -> datetime:
    """An hour on a Vietnamese clock as the instant it is."""
    return at.replace(tzinfo=clock.VIETNAM)
