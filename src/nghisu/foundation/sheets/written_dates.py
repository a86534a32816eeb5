"""Days and hours as people write them in a sheet: 18/3/2026, 18-03-2026, 2026-03-18, ngày 18 tháng 3 năm
2026."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nghisu.core.text import fold

EARLIEST, LATEST = 2000, 2100
"""Years a programme may speak of; anything else is a slip of the pen. Other sheets say how far back theirs reach."""

FIRST_SERIAL = date(1899, 12, 30)
"""The day that a spreadsheet counts as zero (its calendar has a 29 February 1900 that never was)."""
FIRST_SERIAL_1904 = date(1904, 1, 1)

_WEEKDAYS = {
    "thu hai": 0, "thu 2": 0, "t2": 0, "thu ba": 1, "thu 3": 1, "t3": 1, "thu tu": 2, "thu 4": 2, "t4": 2,
    "thu nam": 3, "thu 5": 3, "t5": 3, "thu sau": 4, "thu 6": 4, "t6": 4, "thu bay": 5, "thu 7": 5, "t7": 5,
    "chu nhat": 6, "cn": 6,
}  # fmt: skip
_WEEKDAY = re.compile(rf"^({'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b[\s,.:;-]*")
_HOUR = re.compile(
    r"(?<![\d/.-])([01]?\d|2[0-3])\s*(?::|h|gio|g)\s*([0-5]\d)?(?::[0-5]\d(?:\.\d+)?)?(?:\s*phut)?(?![\d/.-])"
)
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t(?=\d))?$")
_NUMBERS = re.compile(r"^(?:ngay\s*)?(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$")
_WORDS = re.compile(r"^(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*(?:nam|,|/|-)?\s*(\d{4})$")
_WITHOUT_YEAR = re.compile(r"^(?:ngay\s*)?(\d{1,2})\s*(?:[-/.]|thang)\s*(\d{1,2})$")
_DAYS = re.compile(r"^(?:ngay\s*)?(\d{1,2})\s*(?:-|va|,|den)\s*(\d{1,2})\s*([/.]|thang)\s*(\d{1,2})\s*(.*)$")
_FROM_TO = re.compile(r"^(?:tu\s+)?(.*\d{4})\s*(?:-|–|den|va)\s*(.*\d{4})$")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")

Gettext = Callable[[str], str]


class NotADay(Exception):
    """The words name no day, or one that the calendar does not have. Says why, and what to type."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out


@dataclass(frozen=True, slots=True)
class When:
    """A day as written, with the last day of a conference of several, and the hour where one is written."""

    on: date
    until: date | None = None
    hour: time | None = None
    named_weekday: int | None = None
    """Monday 0 … Sunday 6, as the words name it: it may not be the day's own."""


def read_day(words: str, gettext: Gettext, earliest: int = EARLIEST) -> When:
    """The day these words name, of the year `earliest` or later; raises `NotADay`."""
    text = " ".join(fold(words).split())
    hour: time | None = None
    if text.count("t") == 1 and re.match(r"^\d{4}-\d\d-\d\dt\d", text):
        text = text.replace("t", " ")
    if found := _HOUR.search(text):
        hour = time(int(found[1]), int(found[2] or 0))
        text = (text[: found.start()] + " " + text[found.end() :]).strip(" ,;-")
    named = None
    if found := _WEEKDAY.match(text):
        named = _WEEKDAYS[found[1]]
        text = text[found.end() :]
    text = text.strip(" ,;()")
    if found := _DAYS.match(text):
        first, last, mark, month, rest = found.groups()
        tail = f"{mark}{month}{rest}" if mark != "thang" else f" thang {month} {rest}"
        both = f"{first}{tail}", f"{last}{tail}"
    elif found := _FROM_TO.match(text):
        both = found[1], found[2]
    else:
        return When(_one(text, words, gettext, earliest), None, hour, named)
    on, until = (_one(one, words, gettext, earliest) for one in both)
    if until < on:
        raise NotADay(
            gettext("“%(text)s”: ngày cuối đứng trước ngày đầu.") % {"text": words},
            gettext("Ghi ngày đầu rồi đến ngày cuối, ví dụ 18-19/03/2026."),
        )
    return When(on, until, hour, named)


def _one(text: str, words: str, gettext: Gettext, earliest: int) -> date:
    if found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif (found := _NUMBERS.match(text)) or (found := _WORDS.match(text)):
        day, month, year = (int(part) for part in found.groups())
        if year < 100:
            year += 2000
    elif _SERIAL.match(text):
        return from_serial(float(text), gettext=gettext, earliest=earliest)
    elif _WITHOUT_YEAR.match(text):
        raise NotADay(
            gettext("Ngày “%(text)s” không ghi năm.") % {"text": words},
            gettext("Ghi đủ ngày, tháng, năm, ví dụ 18/03/2026."),
        )
    else:
        raise NotADay(
            gettext("“%(text)s” không phải là một ngày.") % {"text": words},
            gettext("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 18/03/2026."),
        )
    return _checked(year, month, day, words, gettext, earliest)


def _checked(year: int, month: int, day: int, words: str, gettext: Gettext, earliest: int) -> date:
    way_out = gettext("Sửa lại ngày theo dạng ngày/tháng/năm, ví dụ 18/03/2026.")
    if not earliest <= year <= LATEST:
        raise NotADay(
            gettext("Ngày “%(text)s”: năm %(year)s không nằm trong khoảng %(first)s–%(last)s.")
            % {"text": words, "year": year, "first": earliest, "last": LATEST},
            way_out,
        )
    if not 1 <= month <= 12:
        raise NotADay(
            gettext("Ngày “%(text)s”: không có tháng %(month)s.") % {"text": words, "month": month}, way_out
        )
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NotADay(
            gettext("Ngày “%(text)s” không có trong lịch: tháng %(month)s năm %(year)s chỉ có %(last)s ngày.")
            % {"text": words, "month": month, "year": year, "last": last},
            way_out,
        )
    return date(year, month, day)


def from_serial(
    serial: float, *, since_1904: bool = False, gettext: Gettext, earliest: int = EARLIEST
) -> date:
    """The day of a spreadsheet's serial number (46099 is 18/03/2026); raises `NotADay` where it cannot
    be one."""
    first = FIRST_SERIAL_1904 if since_1904 else FIRST_SERIAL
    if 0 < serial < 80_000:
        on = first + timedelta(days=int(serial))
        if earliest <= on.year <= LATEST:
            return on
    raise NotADay(
        gettext("Số %(number)s ở ô ngày không phải là một ngày.") % {"number": f"{serial:g}"},
        gettext("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 18/03/2026."),
    )


def read_hour(words: str) -> time | None:
    """The hour written as 14:30, 14h30, 8 giờ, 14 giờ 30 phút; None where the words name none."""
    text = " ".join(fold(words).split())
    found = _HOUR.search(text)
    return time(int(found[1]), int(found[2] or 0)) if found else None


def written(value: datetime | date | time) -> str:
    """A day or an hour as a person would type it: dd/mm/yyyy, hh:mm."""
    if isinstance(value, datetime):
        day = f"{value:%d/%m/%Y}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    return f"{value:%H:%M}" if isinstance(value, time) else f"{value:%d/%m/%Y}"
