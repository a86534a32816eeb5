from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghisu.core.law import bilingual, load_rulebook
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.access import may
from nghisu.foundation.actors import Actor
from nghisu.invitations.queries.originals import awaiting_signature
from nghisu.programme.models import Entry
from nghisu.programme.queries import entries_between
from nghisu.programme.queries.entries import day_start, held
from nghisu.rulebook.queries import Horizon, due_by_sunday, open_deadlines, rulebook_of
from nghisu.web.queries.duties import DutyLine, lines_of

SHOWN = 8
"""Lines in a column of the home page; the rest is a press away."""
COUNTED = 1_000
"""A column says "1000+" from here on: beyond that the figure helps nobody."""
COMING = 14
"""Days ahead whose conferences the home page names."""
MOST_COMING = 8
MOST_LETTERS = 4
"""Conferences whose letters wait for a signature, as the home page names them."""
MOST_WAITING = 100
"""What waits is said as "99+" rather than counted further: beyond that nobody counts."""


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
class Waits:
    """What waits for the person beside the duties, in words, and where it is."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Home:
    """What a person comes to know in ten seconds. No columns for one who has no duties to look after."""

    columns: Sequence[Column]
    sentence: str
    upcoming: Sequence[Upcoming]
    waits: Sequence[Waits] = ()

    @property
    def empty(self) -> bool:
        return not any(column.total for column in self.columns)


def home_of(actor: Actor, on: date, counts: Mapping[str, int] | None = None) -> Home:
    """The home page of a person on a day, with what waits by stage of work (`waiting_counts`). The number of queries
    does not grow with the work."""
    columns = _columns(actor, on) if has_duties(actor) else []
    coming = held(entries_between(actor, on, on + timedelta(days=COMING)))
    entries = list(coming.annotate(total=Window(Count("id")))[:MOST_COMING])
    total = entries[0].total if entries else 0
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
    return Home(
        columns,
        _sentence(actor, columns, upcoming, total, on),
        upcoming,
        [*_waits(counts or {}), *_letters_to_sign(actor)],
    )


def _waits(counts: Mapping[str, int]) -> list[Waits]:
    """What is to be approved, unread, to be read: a leader sees it without looking for a sign in a corner."""
    found = []
    approvals, notices = counts.get("approvals", 0), counts.get("notices", 0)
    if approvals:
        words = ngettext(
            "%(count)s nội dung chờ đồng chí duyệt", "%(count)s nội dung chờ đồng chí duyệt", approvals
        )
        found.append(Waits(words % {"count": up_to_a_hundred(approvals)}, reverse("approvals:inbox")))
    if notices:
        words = ngettext("%(count)s thông báo chưa đọc", "%(count)s thông báo chưa đọc", notices)
        found.append(Waits(words % {"count": up_to_a_hundred(notices)}, reverse("notices:inbox")))
    reading = counts.get("reading", 0)
    if reading:
        words = ngettext(
            "%(count)s tài liệu chưa đọc, %(pages)s trang",
            "%(count)s tài liệu chưa đọc, %(pages)s trang",
            reading,
        )
        said = words % {"count": reading, "pages": counts.get("pages", 0)}
        found.append(Waits(said, reverse("documents:papers")))
    return found


def _letters_to_sign(actor: Actor) -> list[Waits]:
    """Letters of invitation that go nowhere until somebody like the actor signs their original."""
    return [
        Waits(
            _("Giấy mời chờ ký bản gốc: %(title)s") % {"title": entry.title},
            reverse("invitations:mailing", args=[entry.pk]),
        )
        for entry in awaiting_signature(actor, MOST_LETTERS)
    ]


def up_to_a_hundred(count: int) -> str:
    """A count of what waits: it is not counted further than a hundred."""
    return str(count) if count < MOST_WAITING else f"{MOST_WAITING - 1}+"


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


def _sentence(
    actor: Actor, columns: Sequence[Column], upcoming: Sequence[Upcoming], total: int, on: date
) -> str:
    """The day in plain words: how much is late, how much is due today, which conference lacks what."""
    if not columns:
        return _meetings(upcoming, total)
    late, today = columns[0], columns[1]
    words = [_counted_late(late), _counted_today(today)]
    if not late.total and not today.total:
        words = [_("Không có việc nào quá hạn hay đến hạn hôm nay")]
    sentence = ", ".join(words)
    next_one = _next_with_work(actor, on)
    if next_one:
        kind, opening, count = next_one
        sentence += "; " + ngettext(
            "%(kind)s ngày %(day)s còn %(count)s việc phải làm từ nay đến hết tuần",
            "%(kind)s ngày %(day)s còn %(count)s việc phải làm từ nay đến hết tuần",
            count,
        ) % {
            "kind": kind[:1].lower() + kind[1:],
            "day": f"{clock.local(opening):%d/%m}",
            "count": count,
        }
    return sentence + "."


def _next_with_work(actor: Actor, on: date) -> tuple[str, datetime, int] | None:
    """The nearest conference still to come that has open duties up to Sunday: its kind, its opening, how many."""
    found = (
        due_by_sunday(actor, on)
        .filter(subject__entry__opening__gte=day_start(on))
        .order_by()
        .values_list("subject__rulebook", "subject__entry__kind", "subject__entry__opening", "subject_id")
        .annotate(count=Count("id"))
        .order_by("subject__entry__opening", "subject_id")
        .first()
    )
    if found is None:
        return None
    rulebook, kind, opening, _subject, count = found
    named = load_rulebook(rulebook).kinds.get(kind)
    return (bilingual(named.name, named.name_en, _) if named else kind), opening, count


def _counted_late(late: Column) -> str:
    if not late.total:
        return _("Không có việc quá hạn")
    return ngettext("%(count)s việc quá hạn", "%(count)s việc quá hạn", late.total) % {"count": late.count}


def _counted_today(today: Column) -> str:
    if not today.total:
        return _("không có việc đến hạn hôm nay")
    return ngettext("%(count)s việc hôm nay", "%(count)s việc hôm nay", today.total) % {"count": today.count}


def _meetings(upcoming: Sequence[Upcoming], total: int) -> str:
    if not upcoming:
        return _("Trong %(days)s ngày tới không có hội nghị nào của đồng chí.") % {"days": COMING}
    return ngettext(
        "%(count)s hội nghị trong %(days)s ngày tới; gần nhất lúc %(at)s.",
        "%(count)s hội nghị trong %(days)s ngày tới; gần nhất lúc %(at)s.",
        total,
    ) % {"count": total, "days": COMING, "at": f"{clock.local(upcoming[0].opening):%H:%M %d/%m}"}
