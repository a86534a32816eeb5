from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghisu.core.law import bilingual
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.programme.models import Entry
from nghisu.programme.queries import entries_between
from nghisu.rulebook.queries import Horizon, open_deadlines, rulebook_of
from nghisu.web.queries.duties import DutyLine, lines_of

SHOWN = 8
"""Lines in a column of the home page; the rest is a press away."""
COUNTED = 1_000
"""A column says "1000+" rather than count on."""
COMING = 14
"""Days ahead whose conferences the home page names."""
MOST_COMING = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the home page: late, today, this week."""

    horizon: Horizon
    lines: Sequence[DutyLine]
    total: int

    @property
    def count(self) -> str:
        return f"{self.total}+" if self.total >= COUNTED else str(self.total)

    @property
    def more_url(self) -> str:
        """Where all of them are listed; empty when all are shown."""
        return f"{reverse('web:duties')}?cot={self.horizon}" if self.total > len(self.lines) else ""

    @property
    def more(self) -> str:
        return _("Xem tất cả %(count)s việc") % {"count": self.count}


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A conference of the next two weeks, as the home page names it."""

    entry: Entry
    kind_name: str
    is_today: bool

    @property
    def pk(self) -> int:
        return self.entry.pk

    @property
    def opening(self) -> datetime:
        return self.entry.opening

    @property
    def title(self) -> str:
        return self.entry.title

    @property
    def kind(self) -> str:
        return self.entry.kind

    @property
    def preparing(self) -> str:
        return self.entry.preparing.name if self.entry.preparing else self.entry.preparing_text

    @property
    def form_name(self) -> str:
        return str(self.entry.get_form_display())


@dataclass(frozen=True, slots=True)
class Home:
    """What a person comes to know in ten seconds. No columns for one who has no duties to look after."""

    columns: Sequence[Column]
    sentence: str
    upcoming: Sequence[Upcoming]

    @property
    def empty(self) -> bool:
        return not any(column.total for column in self.columns)


def home_of(actor: Actor, on: date) -> Home:
    """The home page of a person on a day. The number of queries does not grow with the work."""
    columns = _columns(actor, on) if has_duties(actor) else []
    entries = entries_between(actor, on, on + timedelta(days=COMING))[:MOST_COMING]
    kinds = rulebook_of(actor, on).kinds
    upcoming = [
        Upcoming(
            entry,
            bilingual(kinds[entry.kind].name, kinds[entry.kind].name_en, _)
            if entry.kind in kinds
            else entry.kind,
            clock.local(entry.opening).date() == on,
        )
        for entry in entries
    ]
    return Home(columns, _sentence(columns, upcoming, on), upcoming)


def has_duties(actor: Actor) -> bool:
    """Whether the actor looks after duties at all, and the home page has columns."""
    return bool(may(actor, "programme.view")) and not actor.roles <= {
        Role.AUDITOR,
        Role.COMMITTEE_ADMINISTRATOR,
    }


def _columns(actor: Actor, on: date) -> list[Column]:
    found = []
    for horizon in Horizon:
        # The number of all comes with the lines, so that a full column costs no query more than an empty one.
        shown = list(open_deadlines(actor, horizon, on).annotate(total=Window(Count("id")))[:SHOWN])
        found.append((horizon, shown, shown[0].total if shown else 0))
    lines = iter(lines_of(actor, [row for _, rows, _ in found for row in rows], on))
    return [Column(horizon, [next(lines) for _ in rows], total) for horizon, rows, total in found]


def _sentence(columns: Sequence[Column], upcoming: Sequence[Upcoming], on: date) -> str:
    """The day in plain words: how much is late, how much is due today, which conference lacks what."""
    if not columns:
        return _meetings(upcoming)
    late, today = columns[0], columns[1]
    words = [_counted_late(late), _counted_today(today)]
    if not late.total and not today.total:
        words = [_("Không có việc nào quá hạn hay đến hạn hôm nay")]
    sentence = ", ".join(words)
    ahead = [
        line
        for column in columns
        for line in column.lines
        if line.entry and clock.local(line.entry.opening).date() >= on
    ]
    if ahead:
        first = min((line.entry for line in ahead if line.entry), key=lambda one: (one.opening, one.pk))
        mine = [line for line in ahead if line.entry == first]
        sentence += "; " + ngettext(
            "%(kind)s ngày %(day)s còn %(count)s việc phải làm từ nay đến hết tuần",
            "%(kind)s ngày %(day)s còn %(count)s việc phải làm từ nay đến hết tuần",
            len(mine),
        ) % {
            "kind": mine[0].kind[:1].lower() + mine[0].kind[1:],
            "day": f"{clock.local(first.opening):%d/%m}",
            "count": len(mine),
        }
    return sentence + "."


def _counted_late(late: Column) -> str:
    if not late.total:
        return _("Không có việc quá hạn")
    return ngettext("%(count)s việc quá hạn", "%(count)s việc quá hạn", late.total) % {"count": late.count}


def _counted_today(today: Column) -> str:
    if not today.total:
        return _("không có việc đến hạn hôm nay")
    return ngettext("%(count)s việc hôm nay", "%(count)s việc hôm nay", today.total) % {"count": today.count}


def _meetings(upcoming: Sequence[Upcoming]) -> str:
    if not upcoming:
        return _("Trong 14 ngày tới không có hội nghị nào của đồng chí.")
    return ngettext(
        "%(count)s hội nghị trong 14 ngày tới; gần nhất lúc %(at)s.",
        "%(count)s hội nghị trong 14 ngày tới; gần nhất lúc %(at)s.",
        len(upcoming),
    ) % {"count": len(upcoming), "at": f"{clock.local(upcoming[0].opening):%H:%M %d/%m}"}
