"""The daily digest: what one person's letter of the morning says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghisu.foundation import clock
from nghisu.foundation.actors import Grant
from nghisu.notices.models import Notice
from nghisu.notices.queries.measures import Reader
from nghisu.notices.subjects import NamedSubject, named_subjects
from nghisu.rulebook.models import Deadline
from nghisu.rulebook.queries.owed import act_name, owed_until, units_looked_after

SHOWN = 12
"""Duties, or notices, that a part of the letter names; the rest is counted."""


@dataclass(slots=True)
class Day:
    """What is owed in a committee up to the end of a week, read once for all its people."""

    on: date
    late: list[Deadline] = field(default_factory=list)
    today: list[Deadline] = field(default_factory=list)
    week: list[Deadline] = field(default_factory=list)
    subjects: Mapping[int, NamedSubject] = field(default_factory=dict)
    _lines: dict[tuple[int, str], str] = field(default_factory=dict)

    def line(self, duty: Deadline, language: str) -> str:
        """A duty as a line of the letter; the language must be active."""
        kept = self._lines.get((duty.pk, language))
        if kept is None:
            kept = self._lines[duty.pk, language] = _line(duty, self.subjects.get(duty.subject_id))
        return kept


def day_of(committee_id: int, on: date) -> Day:
    """The duties of a committee that are late, due today, or due by Sunday, with the conferences they are for."""
    day = Day(on)
    for duty in owed_until(committee_id, on, on + timedelta(days=7 - on.isoweekday())):
        if duty.act_by is None:
            continue
        part = day.late if duty.act_by < on else day.today if duty.act_by == on else day.week
        part.append(duty)
    owed = [*day.late, *day.today, *day.week]
    day.subjects = named_subjects(committee_id, {duty.subject_id for duty in owed})
    return day


def unread_of(committee_id: int, person_ids: Iterable[int]) -> dict[int, list[Notice]]:
    """The unread notices of some people, the latest first."""
    rows = Notice.objects.filter(committee=committee_id, read_at=None, person__in=list(person_ids))
    found: dict[int, list[Notice]] = {}
    for notice in rows.order_by("-id"):
        found.setdefault(notice.person_id, []).append(notice)
    return found


def digest_of(
    reader: Reader, grants: Iterable[Grant], day: Day, unread: Sequence[Notice], foot: str
) -> dict[str, str] | None:
    """The letter of one person, in the language that is active; None when there is nothing to say."""
    units = units_looked_after(grants)
    parts = [
        (_("Quá hạn"), _mine(day.late, units)),
        (_("Đến hạn hôm nay"), _mine(day.today, units)),
        (_("Từ nay đến Chủ nhật"), _mine(day.week, units)),
    ]
    if not unread and not any(duties for _name, duties in parts):
        return None
    late, today, week = (len(duties) for _name, duties in parts)
    text = [
        _("Kính gửi đồng chí %(name)s,") % {"name": reader.name},
        _summary(late, today, week, len(unread)),
    ]
    for name, duties in parts:
        if duties:
            text.append(
                _part(name, [day.line(duty, reader.language) for duty in duties[:SHOWN]], len(duties))
            )
    if unread:
        titles = [
            "- " + (notice.words.get(reader.language) or notice.words["vi"])["title"]
            for notice in unread[:SHOWN]
        ]
        text.append(_part(_("Thông báo chưa đọc"), titles, len(unread)))
    text += [_("Xem tất cả tại: %(address)s") % {"address": settings.NGHISU_ADDRESS + "/"}, foot]
    return {
        "to": reader.email,
        "name": reader.name,
        "subject": _("Việc ngày %(day)s: %(late)s quá hạn, %(today)s hôm nay, %(week)s trong tuần")
        % {"day": f"{day.on:%d/%m/%Y}", "late": late, "today": today, "week": week},
        "text": "\n\n".join(text) + "\n",
        "language": reader.language,
    }


def _mine(duties: Sequence[Deadline], units: frozenset[int] | None) -> Sequence[Deadline]:
    return duties if units is None else [duty for duty in duties if duty.organisation_id in units]


def _summary(late: int, today: int, week: int, unread: int) -> str:
    return _(
        "Đồng chí có %(late)s việc quá hạn, %(today)s việc phải xong hôm nay, %(week)s việc từ nay đến Chủ nhật, "
        "%(unread)s thông báo chưa đọc."
    ) % {"late": late, "today": today, "week": week, "unread": unread}


def _part(name: str, lines: Sequence[str], total: int) -> str:
    more = total - len(lines)
    rest = (
        [ngettext("… và %(count)s mục nữa", "… và %(count)s mục nữa", more) % {"count": more}] if more else []
    )
    return "\n".join([name.upper(), *lines, *rest])


def _line(duty: Deadline, subject: NamedSubject | None) -> str:
    words = [f"- {duty.act_by:%d/%m}: {act_name(duty)}"]
    if subject is not None:
        words.append(f"{clock.local(subject.opening):%d/%m} {subject.title}")
    if duty.organisation is not None:
        words.append(duty.organisation.short_name or duty.organisation.name)
    return " · ".join(words)
