"""Telling everybody concerned, each once, the old day and the new one and what it means for the own duties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.core.law import bilingual, load_rulebook
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.notices.commands import tell
from nghisu.notices.commands.telling import Said
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import Concerned, DutyChange

KINDS = {
    Move.Act.MOVED: "entry.moved",
    Move.Act.POSTPONED: "entry.postponed",
    Move.Act.CANCELLED: "entry.cancelled",
    Move.Act.MERGED: "entry.merged",
    Move.Act.WRITTEN: "entry.replaced_by_written",
    Move.Act.REINSTATED: "entry.reinstated",
    Move.Act.UNDONE: "entry.move_undone",
}

NEAR = 7
"""A move is urgent where the old day or the new one is at most so many days away."""


def tell_everybody(
    by: Actor, entry: Entry, move: Move, people: Iterable[Concerned], duties: Sequence[DutyChange]
) -> None:
    """Tell these people of a move, those of one unit with the changes of that unit's duties. Keeps how many."""
    groups: dict[frozenset[int], list[int]] = defaultdict(list)
    concerned = frozenset(one.organisation_id for one in duties if one.organisation_id and _is_changed(one))
    for person in people:
        groups[person.unit_ids & concerned].append(person.person_id)
    url = reverse("programme:entry", args=[entry.pk])
    for units, ids in groups.items():
        own = [one for one in duties if one.organisation_id in units and _is_changed(one)]
        move.told += tell(
            by,
            ids,
            KINDS[Move.Act(move.act)],
            partial(said_of, entry, move, own),
            url=url,
            thing=entry,
            key=f"move-{move.pk}",
            urgent=_is_urgent(move),
        )
    move.save(update_fields=["told"])


def said_of(entry: Entry, move: Move, duties: Sequence[DutyChange]) -> Said:
    """What a person is told, in the language that is active."""
    parts = [_headline(entry, move), _("Lý do: %(reason)s.") % {"reason": move.reason.rstrip(".")}]
    if move.document:
        parts.append(_("Theo văn bản: %(document)s.") % {"document": move.document})
    if duties:
        listed = "; ".join(_duty(one, entry.subject.rulebook) for one in duties)
        parts.append(_("Việc của cơ quan đồng chí: %(duties)s.") % {"duties": listed})
    return Said(_TITLES[Move.Act(move.act)]() % {"title": entry.title}, " ".join(parts))


_TITLES = {
    Move.Act.MOVED: lambda: _("Dời hội nghị: %(title)s"),
    Move.Act.POSTPONED: lambda: _("Hoãn hội nghị: %(title)s"),
    Move.Act.CANCELLED: lambda: _("Hủy hội nghị: %(title)s"),
    Move.Act.MERGED: lambda: _("Gộp hội nghị: %(title)s"),
    Move.Act.WRITTEN: lambda: _("Thay bằng lấy ý kiến bằng văn bản: %(title)s"),
    Move.Act.REINSTATED: lambda: _("Họp lại: %(title)s"),
    Move.Act.UNDONE: lambda: _("Đính chính về hội nghị: %(title)s"),
}


def _headline(entry: Entry, move: Move) -> str:
    values = {"was": _moment(move.from_opening), "now": _moment(move.to_opening)}
    if move.act == Move.Act.UNDONE:
        if entry.is_held:
            return _("Thông báo trước không còn hiệu lực: hội nghị họp lúc %(now)s.") % values
        return _("Thông báo trước không còn hiệu lực: hội nghị trở lại trạng thái “%(state)s”.") % {
            "state": Entry.State(entry.state).label
        }
    if move.act == Move.Act.REINSTATED:
        return _("Hội nghị họp lúc %(now)s.") % values
    if move.act == Move.Act.MERGED and move.into is not None:
        into = {"title": move.into.title, "at": _moment(move.into.opening)}
        return _("Không họp riêng lúc %(was)s; nội dung chuyển sang hội nghị “%(title)s”, %(at)s.") % (
            values | into
        )
    if move.act != Move.Act.MOVED:
        return _("Không họp lúc %(was)s như đã định.") % values
    if move.from_opening == move.to_opening:
        place = move.to_room.name if move.to_room else move.to_room_text
        return _("Vẫn họp lúc %(now)s; nơi họp mới: %(place)s.") % (
            values | {"place": place or _("chưa ghi")}
        )
    return _("Từ %(was)s sang %(now)s.") % values


def _duty(one: DutyChange, rulebook: str) -> str:
    """A duty and its day, in the language that is active, whatever the language it was reckoned in."""
    act = load_rulebook(rulebook).acts.get(one.act)
    name = bilingual(act.name, act.name_en, _) if act else one.name
    if one.change == "gone":
        return _("%(duty)s: không phải làm nữa") % {"duty": name}
    if one.after is None:
        return name
    if one.before is None:
        return _("%(duty)s: %(now)s") % {"duty": name, "now": _day(one.after)}
    days = {"duty": name, "was": _day(one.before), "now": _day(one.after)}
    return _("%(duty)s: trước %(was)s, nay %(now)s") % days


def _is_changed(one: DutyChange) -> bool:
    return one.change in ("earlier", "later", "new", "gone")


def _is_urgent(move: Move) -> bool:
    today = clock.today()
    days = (clock.local(move.from_opening).date(), clock.local(move.to_opening).date())
    return any(0 <= (day - today).days <= NEAR for day in days)


def _moment(at: datetime) -> str:
    return f"{clock.local(at):%H:%M %d/%m/%Y}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
