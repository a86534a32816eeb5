"""Conferences that open on a day off: which day it is, by which notice, and where to move them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from nghisu.core.conferences.findings.finding import Code, Finding, Ground, Severity, dated, named, rows_of
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.dates import DayOff, Source, WorkCalendar
from nghisu.core.law.citation import Translate, bilingual
from nghisu.core.law.rulebook import Rulebook


def find_days_off(
    conferences: Iterable[PlannedConference], rulebook: Rulebook, calendar: WorkCalendar, gettext: Translate
) -> Iterator[Finding]:
    """A finding for each conference that opens on a weekend, a holiday or a day swapped off."""
    for conference in conferences:
        on = conference.on
        off = calendar.why_off(on) if on else None
        if on is None or off is None:
            continue
        yield Finding(
            Code.DAY_OFF,
            Severity.WARN,
            on,
            _message(conference, on, off, calendar, gettext),
            _way_out(conference, on, rulebook, calendar, gettext),
            (Ground.of_notice(off),),
            rows_of([conference]),
            (conference.key,),
        )


def _message(
    conference: PlannedConference, on: date, off: DayOff, calendar: WorkCalendar, gettext: Translate
) -> str:
    message = gettext("%(conference)s khai mạc vào %(day)s là ngày nghỉ: %(name)s (%(notice)s).") % {
        "conference": named(conference, gettext),
        "day": dated(on, gettext),
        "name": bilingual(off.name, off.name_en, gettext),
        "notice": off.notice,
    }
    if off.source is Source.COMPUTED and not calendar.is_published(on.year):
        message += " " + gettext("Ngày nghỉ năm %(year)s do hệ thống tính theo luật, chưa có thông báo.") % {
            "year": on.year
        }
    return message


def _way_out(
    conference: PlannedConference, on: date, rulebook: Rulebook, calendar: WorkCalendar, gettext: Translate
) -> str:
    after, before = calendar.on_or_after(on), calendar.on_or_before(on)
    every = regular_every(conference, rulebook)
    if every:
        # A regular sitting stays in its own turn: later rather than earlier, as its papers are not ready
        # before.
        first, last = _turn(on, every)
        for day in (after, before):
            if first <= day <= last:
                return gettext("Chuyển sang %(day)s: ngày làm việc gần nhất vẫn trong kỳ họp này.") % {
                    "day": dated(day, gettext)
                }
        return gettext(
            "Cả kỳ họp này rơi vào dịp nghỉ: gộp vào kỳ sau, hoặc họp trước vào %(before)s, sau vào "
            "%(after)s."
        ) % {"before": dated(before, gettext), "after": dated(after, gettext)}
    nearest = before if on - before < after - on else after
    return gettext("Chuyển sang %(day)s: ngày làm việc gần nhất.") % {"day": dated(nearest, gettext)}


def regular_every(conference: PlannedConference, rulebook: Rulebook) -> str:
    """How often the conference regularly meets ("weekly", "fortnightly"…); empty for one by plan or
    unscheduled."""
    kind = rulebook.kinds.get(conference.kind or "")
    cadence = kind.cadence if kind else None
    if conference.unscheduled or cadence is None or cadence.every == "plan":
        return ""
    return cadence.every


def _turn(on: date, every: str) -> tuple[date, date]:
    """The days within which a regular conference still counts as this turn's."""
    monday = on - timedelta(days=on.weekday())
    if every == "weekly":
        return monday, monday + timedelta(days=6)
    if every in ("fortnightly", "twice-a-month"):
        # Half the distance to the neighbouring turns, so that no day belongs to two of them.
        return on - timedelta(days=6), on + timedelta(days=7)
    if every == "monthly":
        return on.replace(day=1), (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return on - timedelta(days=14), on + timedelta(days=14)
