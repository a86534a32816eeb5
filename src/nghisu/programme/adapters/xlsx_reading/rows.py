"""Reading one line of a programme from the texts in its cells: the same for a sheet and for a person who
corrects it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from rapidfuzz import fuzz, process

from nghisu.core.conferences.hours import OpeningHours, PartOfDay
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.conferences.problems import Problem
from nghisu.core.law.question import Form
from nghisu.foundation.sheets.header import plain
from nghisu.foundation.sheets.written_dates import NotADay, When, read_day, read_hour
from nghisu.programme.adapters.xlsx_reading.read import ReadRow
from nghisu.programme.adapters.xlsx_reading.vocabulary import Vocabulary, vocabulary

LIKELY = 60
"""How alike (0–100) a known word must be to be offered as what was meant; it is offered, never taken."""

SHOWN = 80
"""Letters of a word not known that are compared and shown."""

MOST_DELEGATES = 1_000_000
LONGEST = {"title": 500, "participants": 500, "note": 500, "coordinating": 500, "preparing": 300}
"""Letters a field may have; what is longer is a text that belongs into a document, not into a programme."""

Gettext = Callable[[str], str]


def identity(message: str) -> str:
    """The messages as written, in Vietnamese."""
    return message


@dataclass(slots=True)
class RowReader:
    """Reads lines of one sheet; remembers what it has already understood, as a programme repeats itself.

    `kinds` are the kinds of conference of the office's rulebook: code → name. `year` is the programme's own
    year.
    """

    kinds: Mapping[str, str]
    hours: OpeningHours = field(default_factory=OpeningHours)
    year: int | None = None
    gettext: Gettext = identity
    words: Vocabulary = field(default_factory=vocabulary)
    _known_kinds: dict[str, str] = field(init=False, default_factory=dict)
    _days: dict[str, When | NotADay] = field(init=False, default_factory=dict)
    _plain: dict[str, str] = field(init=False, default_factory=dict)
    _bodies: dict[str, str | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._known_kinds = {word: code for word, code in self.words.kinds.items() if code in self.kinds}
        for code, name in self.kinds.items():
            self._known_kinds |= {
                plain(name): code,
                plain(name).removeprefix("hoi nghi "): code,
                plain(code): code,
            }

    def read(self, raw: Mapping[str, str], row: int, *, key: str | None = None) -> ReadRow:
        """One line: its conference, or the problems that keep it from being one. Never raises for what a
        cell says."""
        texts = {name: _tidy(value) for name, value in raw.items()}
        problems: list[Problem] = []
        title = texts.get("title", "")
        problems.extend(
            self._too_long(name, len(texts[name]), most)
            for name, most in LONGEST.items()
            if len(texts.get(name, "")) > most
        )
        kind = self._code("kinds", texts.get("kind", ""), self._known_kinds, problems, shown="kind")
        form = self._code("form", texts.get("form", ""), self.words.form, problems)
        scale = self._code("scale", texts.get("scale", ""), self.words.scale, problems)
        opening, closing, part = self._when(texts, problems)
        conference = PlannedConference(
            key=key or str(row),
            row=row,
            number=texts.get("number", ""),
            title=title,
            kind=kind,
            opening=opening,
            closing=closing,
            part_of_day=part,
            preparing=texts.get("preparing", ""),
            coordinating=_units(texts.get("coordinating", "")),
            chair=self._body(texts.get("chair", "")),
            chair_text=texts.get("chair", ""),
            form=Form(form) if form else None,
            scale=scale,
            room=texts.get("room", ""),
            participants=texts.get("participants", ""),
            delegates=self._delegates(texts.get("delegates", ""), problems),
            note=texts.get("note", ""),
            unscheduled=self._unscheduled(texts.get("unscheduled", ""), problems),
        )
        return ReadRow(row, texts, None if problems else conference, tuple(problems))

    def _too_long(self, name: str, length: int, most: int) -> Problem:
        return Problem(
            name,
            self.gettext("%(column)s dài %(length)s chữ, quá %(limit)s.")
            % {"column": self.words.column_names[name], "length": length, "limit": most},
            self.gettext("Rút gọn, phần còn lại ghi vào tài liệu."),
        )

    def _fold(self, text: str) -> str:
        known = self._plain.get(text)
        if known is None:
            known = self._plain[text] = plain(text)
        return known

    def _body(self, text: str) -> str | None:
        if text not in self._bodies:
            self._bodies[text] = self.words.body(text)
        return self._bodies[text]

    def _code(
        self,
        table: str,
        text: str,
        known: Mapping[str, str],
        problems: list[Problem],
        *,
        shown: str | None = None,
    ) -> str | None:
        """The code a word stands for; a word that is not known is a problem, with what it may have meant."""
        if not text:
            return None
        code = known.get(self._fold(text))
        if code:
            return code
        name_of = self.kinds if table == "kinds" else self.words.names[table]
        listed = [name_of[one] for one in dict.fromkeys(known.values()) if one in name_of]
        column = self.words.column_names[shown or table]
        near = process.extractOne(
            self._fold(text)[:SHOWN], known.keys(), scorer=fuzz.WRatio, score_cutoff=LIKELY
        )
        way_out = self.gettext("Chọn một trong: %(names)s.") % {"names": "; ".join(listed)}
        if near:
            way_out = self.gettext("Có phải là “%(name)s”? %(otherwise)s") % {
                "name": name_of[known[near[0]]],
                "otherwise": way_out,
            }
        problems.append(
            Problem(
                shown or table,
                self.gettext("%(column)s “%(text)s” không có trong danh mục.")
                % {"column": column, "text": text[:SHOWN]},
                way_out,
            )
        )
        return None

    def _when(
        self, texts: Mapping[str, str], problems: list[Problem]
    ) -> tuple[datetime | None, datetime | None, PartOfDay | None]:
        part, hour = self._part(texts.get("part_of_day", ""), problems)
        text = texts.get("date", "")
        if not text:
            return None, None, part
        day = self._days.get(text)
        if day is None:
            try:
                day = read_day(text, self.gettext)
            except NotADay as reason:
                day = reason
            self._days[text] = day
        if isinstance(day, NotADay):
            problems.append(Problem("date", day.message, day.way_out))
            return None, None, part
        if day.named_weekday is not None and day.named_weekday != day.on.weekday():
            problems.append(
                Problem(
                    "date",
                    self.gettext("“%(text)s”: ngày %(date)s không phải là thứ đã ghi.")
                    % {"text": text, "date": f"{day.on:%d/%m/%Y}"},
                    self.gettext("Sửa lại ngày hoặc thứ cho khớp nhau."),
                )
            )
        hour = hour or day.hour
        if hour:
            opening = datetime.combine(day.on, hour)
            part = part or self.hours.part_of(hour)
        else:
            # Without a part of the day the day alone is known; the morning stands in, and the gap is a
            # finding.
            opening = self.hours.opening(day.on, part or PartOfDay.MORNING)
        return opening, self._closing(texts.get("ends", ""), day, opening, part, problems), part

    def _closing(
        self, text: str, day: When, opening: datetime, part: PartOfDay | None, problems: list[Problem]
    ) -> datetime | None:
        last = day.until or day.on
        if not text:
            if day.until and day.until > day.on:
                return datetime.combine(last, self.hours.afternoon_end)
            return self.hours.closing(last, part) if part is PartOfDay.WHOLE_DAY else None
        hour = read_hour(text)
        closing = datetime.combine(last, hour) if hour else None
        if closing is None or closing <= opening:
            problems.append(
                Problem(
                    "ends",
                    self.gettext(
                        "Giờ kết thúc “%(text)s” không đọc được hoặc không sau giờ khai mạc %(opening)s."
                    )
                    % {"text": text[:40], "opening": f"{opening:%H:%M}"},
                    self.gettext("Ghi giờ theo dạng giờ:phút, ví dụ 11:30."),
                )
            )
        return closing

    def _part(self, text: str, problems: list[Problem]) -> tuple[PartOfDay | None, time | None]:
        if not text:
            return None, None
        hour = read_hour(text)
        if hour:
            return self.hours.part_of(hour), hour
        code = self._code("part_of_day", text, self.words.part_of_day, problems)
        return (PartOfDay(code) if code else None), None

    def _delegates(self, text: str, problems: list[Problem]) -> int | None:
        if not text:
            return None
        digits = re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", text)
        found = re.fullmatch(r"\D{0,12}(\d{1,9})\D{0,20}", digits)
        if found and 0 < int(found[1]) <= MOST_DELEGATES:
            return int(found[1])
        problems.append(
            Problem(
                "delegates",
                self.gettext("Số đại biểu “%(text)s” không phải là một số.") % {"text": text[:40]},
                self.gettext("Ghi một số, ví dụ 120."),
            )
        )
        return None

    def _unscheduled(self, text: str, problems: list[Problem]) -> bool:
        if not text:
            return False
        answer = self.words.yes_no.get(self._fold(text))
        if answer is None:
            problems.append(
                Problem(
                    "unscheduled",
                    self.gettext("Cột đột xuất ghi “%(text)s”.") % {"text": text[:40]},
                    self.gettext(
                        "Đánh dấu x cho hội nghị đột xuất, để trống cho hội nghị theo chương trình."
                    ),
                )
            )
        return answer == "yes"


def read_row(
    raw: Mapping[str, str],
    *,
    row: int,
    kinds: Mapping[str, str],
    hours: OpeningHours | None = None,
    year: int | None = None,
    gettext: Gettext = identity,
) -> ReadRow:
    """Read again a line that a person has corrected: texts by field, as in `ReadRow.raw`."""
    return RowReader(kinds, hours or OpeningHours(), year, gettext).read(raw, row)


def out_of_year(on: date | None, year: int | None) -> bool:
    """Whether a day lies outside the programme's own year."""
    return on is not None and year is not None and on.year != year


def _tidy(text: str) -> str:
    """NFC, no control characters, one space between words; a line break in a cell becomes a space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _units(text: str) -> tuple[str, ...]:
    """The units a cell names, separated by semicolons or by line breaks already made into semicolons."""
    return tuple(unit.strip() for unit in text.split(";") if unit.strip())
