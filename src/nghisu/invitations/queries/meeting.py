"""When and where a conference is, as it is told to those invited: in lines, and for their calendars."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from nghisu.foundation import clock
from nghisu.programme.adapters.ics import Dated, calendar_file
from nghisu.programme.enums import form_names
from nghisu.programme.models import Entry

LASTS = timedelta(hours=3)
"""How long a conference is taken to last where no closing is stated."""


def place_of(entry: Entry) -> str:
    return entry.room.name if entry.room is not None else entry.room_text


def meeting_lines(entry: Entry) -> list[str]:
    """What one must know to come."""
    opening = clock.local(entry.opening)
    lines = [
        _("Hội nghị: %(title)s") % {"title": entry.title},
        _("Thời gian: %(hour)s ngày %(day)s") % {"hour": f"{opening:%H:%M}", "day": f"{opening:%d/%m/%Y}"},
    ]
    if place_of(entry):
        lines.append(_("Địa điểm: %(place)s") % {"place": place_of(entry)})
    if entry.form:
        lines.append(_("Hình thức: %(form)s") % {"form": form_names().get(entry.form, "")})
    return lines


def calendar_of(entry: Entry, invitee_id: int) -> bytes:
    """The line for the calendar of one who is invited: the same line each time, changed where the conference is."""
    line = Dated(
        uid=f"giay-moi-{entry.pk}-{invitee_id}@nghisu",
        title=entry.title,
        begins=entry.opening,
        ends=entry.closing or entry.opening + LASTS,
        changed_at=clock.now(),
        sequence=entry.revision,
        place=place_of(entry),
        cancelled=not entry.is_held,
    )
    return calendar_file(entry.title, [line], method="PUBLISH")
