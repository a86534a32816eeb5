"""The conferences of a period as a version freezes them: words and codes that no reader's language changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from nghisu.core.conferences.hours import PartOfDay
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.law import Form, Rulebook
from nghisu.core.planning.periods import Period, Tier
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.programme.enums import form_names, part_names, scale_names
from nghisu.programme.models import Entry, Theme
from nghisu.programme.queries.entries import held, opening_within
from nghisu.programme.queries.lines import chair_names, kind_names
from nghisu.rulebook.queries import rulebook_of

Line = dict[str, Any]

OFFICIAL = "vi"
"""A programme is an official paper: what a version says is in Vietnamese, whoever reads it."""


def entries_of_period(by: Actor, period: Period) -> QuerySet[Entry]:
    """What the programme of a period holds: the planned conferences that open in it; of a week the unscheduled, too."""
    rows = opening_within(held(Entry.objects.filter(committee=by.committee_id)), period.since, period.until)
    if period.tier is not Tier.WEEK:
        rows = rows.filter(unscheduled=False)
    return rows.order_by("opening", "id")


def frozen_lines(by: Actor, period: Period) -> list[Line]:
    """What the programme of a period says now: its conferences, of a term its themes."""
    if period.tier is Tier.TERM:
        return [_theme_line(theme) for theme in themes_of(by, period)]
    chairs = _official_chairs(rulebook_of(by, period.since))
    rows = entries_of_period(by, period).select_related("preparing", "room").prefetch_related("coordinating")
    return [_line(entry, chairs) for entry in rows]


def themes_of(by: Actor, period: Period) -> QuerySet[Theme]:
    """The themes of a term, by year."""
    rows = Theme.objects.filter(committee=by.committee_id, term=str(period))
    return rows.select_related("lead", "entry").order_by("year", "id")


def _official_chairs(rulebook: Rulebook) -> dict[str, str]:
    with override(OFFICIAL):
        return chair_names(rulebook)


def _line(entry: Entry, chairs: Mapping[str, str]) -> Line:
    units = "; ".join(sorted(unit.name for unit in entry.coordinating.all()))
    return {
        "id": entry.pk,
        "number": entry.number,
        "title": entry.title,
        "kind": entry.kind,
        "opening": _spelled(entry.opening),
        "closing": _spelled(entry.closing) if entry.closing else None,
        "part": entry.part,
        "form": entry.form,
        "scale": entry.scale,
        "unscheduled": entry.unscheduled,
        "chair": chairs.get(entry.chair, entry.chair_text),
        "preparing": entry.preparing.name if entry.preparing else entry.preparing_text,
        "coordinating": entry.coordinating_text or units,
        "room": entry.room.name if entry.room else entry.room_text,
        "participants": entry.participants,
        "delegates": entry.delegates,
        "note": entry.note,
    }


def _theme_line(theme: Theme) -> Line:
    return {
        "id": theme.pk,
        "title": theme.title,
        "year": theme.year,
        "preparing": theme.lead.name if theme.lead else "",
        "note": theme.note,
    }


def _spelled(at: datetime) -> str:
    return clock.local(at).replace(tzinfo=None).isoformat(timespec="minutes")


def conferences_of(lines: Iterable[Mapping[str, Any]]) -> list[PlannedConference]:
    """The conferences that frozen lines speak of, for a spreadsheet that can be taken in again."""
    return [
        PlannedConference(
            key=str(line["id"]),
            title=line["title"],
            kind=line["kind"],
            opening=datetime.fromisoformat(line["opening"]),
            closing=datetime.fromisoformat(line["closing"]) if line["closing"] else None,
            number=str(line["number"] or ""),
            part_of_day=PartOfDay(line["part"]) if line["part"] else None,
            preparing=line["preparing"],
            coordinating=tuple(part.strip() for part in line["coordinating"].split(";") if part.strip()),
            chair_text=line["chair"],
            form=Form(line["form"]) if line["form"] else None,
            scale=line["scale"] or None,
            room=line["room"],
            participants=line["participants"],
            delegates=line["delegates"],
            note=line["note"],
            unscheduled=line["unscheduled"],
        )
        for line in lines
    ]


def field_names() -> dict[str, str]:
    """What the fields of a frozen line are called."""
    return {
        "number": _("Số"),
        "title": _("Nội dung"),
        "kind": _("Loại hội nghị"),
        "opening": _("Khai mạc"),
        "closing": _("Bế mạc"),
        "part": _("Buổi"),
        "form": _("Hình thức"),
        "scale": _("Phạm vi"),
        "unscheduled": _("Đột xuất"),
        "chair": _("Chủ trì"),
        "preparing": _("Cơ quan chuẩn bị"),
        "coordinating": _("Phối hợp"),
        "room": _("Địa điểm"),
        "participants": _("Thành phần"),
        "delegates": _("Số đại biểu"),
        "note": _("Ghi chú"),
        "year": _("Năm"),
    }


def said(name: str, value: Any, kinds: Mapping[str, str]) -> str:
    """A field of a frozen line in words, in the reader's language; empty where nothing is stated."""
    if value is None or value == "" or value is False:
        return ""
    if value is True:
        return _("có")
    if name in ("opening", "closing"):
        return said_instant(str(value))
    names = {"kind": kinds, "part": part_names(), "form": form_names(), "scale": scale_names()}.get(name)
    return names.get(str(value), str(value)) if names else str(value)


def said_instant(text: str) -> str:
    """An instant of a line: "08:00 thứ Tư 18/03/2026"."""
    at = datetime.fromisoformat(text)
    return f"{at:%H:%M} {weekday_names()[at.weekday()]} {at:%d/%m/%Y}"


def weekday_names() -> Sequence[str]:
    return (
        _("thứ Hai"),
        _("thứ Ba"),
        _("thứ Tư"),
        _("thứ Năm"),
        _("thứ Sáu"),
        _("thứ Bảy"),
        _("Chủ nhật"),
    )


def official_kinds(by: Actor, on: date) -> dict[str, str]:
    """The kinds of conference by their official names."""
    with override(OFFICIAL):
        return kind_names(rulebook_of(by, on))
