"""Calendars as other programs read them (iCalendar, RFC 5545), by the library alone: nothing is spelled by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from nghisu.core.text import nfc
from nghisu.foundation import clock

ICS = "text/calendar; charset=utf-8"
PRODUCT = "-//Nghị Sự//nghisu//VI"
ZONE = "Asia/Ho_Chi_Minh"
REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing on a calendar. With instants it takes place from then until then; with days it lasts whole days, and
    keeps nobody from anything. `uid` stays the same for good, `sequence` grows with every change."""

    uid: str
    title: str
    begins: datetime | date
    ends: datetime | date
    changed_at: datetime
    sequence: int = 0
    place: str = ""
    text: str = ""
    url: str = ""
    cancelled: bool = False
    categories: tuple[str, ...] = ()


def calendar_file(name: str, items: Iterable[Dated], method: str = "PUBLISH") -> bytes:
    """A calendar with its time zone, as a file. What was changed last bears the instant of its change, so that the
    same content is the same file."""
    calendar = Calendar()  # type: ignore[no-untyped-call]  # the library's own
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    calendar.add_component(_zone())
    for item in items:
        calendar.add_component(_event(item))
    content: bytes = calendar.to_ical()
    return content


def _event(item: Dated) -> Event:
    event = Event()  # type: ignore[no-untyped-call]  # the library's own
    event.add("uid", item.uid)
    event.add("dtstamp", item.changed_at)
    event.add("last-modified", item.changed_at)
    event.add("sequence", item.sequence)
    event.add("dtstart", _when(item.begins))
    event.add("dtend", _when(item.ends))
    event.add("summary", _plain(item.title))
    if item.place:
        event.add("location", _plain(item.place))
    if item.text:
        event.add("description", _plain(item.text))
    if item.url:
        event.add("url", item.url)
    if item.categories:
        event.add("categories", list(item.categories))
    event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    event.add(
        "transp", "OPAQUE" if isinstance(item.begins, datetime) and not item.cancelled else "TRANSPARENT"
    )
    event.add("class", "PRIVATE")
    return event


def _when(at: datetime | date) -> datetime | date:
    return clock.local(at) if isinstance(at, datetime) else at


def _plain(text: str) -> str:
    """Text without control signs, which no calendar program shows and some stumble over."""
    return "".join(sign for sign in nfc(text) if sign == "\n" or ord(sign) >= 32)


def _zone() -> Timezone:
    """Viet Nam's time: seven hours ahead of UTC, all year."""
    zone = Timezone()  # type: ignore[no-untyped-call]  # the library's own
    standard = TimezoneStandard()  # type: ignore[no-untyped-call]  # the library's own
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001  local time of the zone itself
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone
