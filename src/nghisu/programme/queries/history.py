"""The history of a conference in words: who did what when, and what changed from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from nghisu.core.law import Rulebook
from nghisu.core.law.citation import bilingual
from nghisu.directory.models import Organisation, Room
from nghisu.foundation import clock
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.queries import history_of
from nghisu.programme.enums import form_names, part_names, scale_names
from nghisu.programme.models import Entry
from nghisu.programme.queries.lines import chair_names, kind_names
from nghisu.rulebook.models import Deadline

SHOWN = 30

ACTS = {
    "entry.added": N_("đưa hội nghị vào chương trình"),
    "entry.changed": N_("sửa hội nghị"),
    "entry.removed": N_("xóa hội nghị"),
    "entry.room_assigned": N_("xếp phòng họp"),
    "entry.moved": N_("dời hội nghị"),
    "entry.postponed": N_("hoãn hội nghị, chưa định ngày"),
    "entry.cancelled": N_("hủy hội nghị"),
    "entry.merged": N_("gộp hội nghị này vào hội nghị khác"),
    "entry.replaced_by_written": N_("thay hội nghị bằng lấy ý kiến bằng văn bản"),
    "entry.reinstated": N_("cho họp lại"),
    "entry.move_undone": N_("hoàn tác thao tác trước"),
    "entry.joined": N_("nhận gộp một hội nghị khác"),
    "entry.parted": N_("tách hội nghị đã nhận gộp"),
    "deadline.completed": N_("ghi nhận hoàn thành: %(act)s"),
    "deadline.recorded_afterwards": N_("ghi lại sau, việc đã làm trước khi dùng phần mềm: %(act)s"),
    "deadline.reopened": N_("mở lại việc: %(act)s"),
    "deadline.set_aside_afterwards": N_("ghi lại sau là không áp dụng: %(act)s"),
    "deadline.set_not_applicable": N_("ghi nhận không áp dụng: %(act)s"),
}

SPELLED = frozenset(
    {
        "entry.changed",
        "entry.room_assigned",
        "entry.moved",
        "entry.postponed",
        "entry.cancelled",
        "entry.merged",
        "entry.replaced_by_written",
        "entry.reinstated",
        "entry.move_undone",
        "entry.joined",
        "entry.parted",
    }
)
"""Acts whose changes are told field by field. That a conference was added says all: its page is what was added."""

FIELDS = {
    "title": N_("Nội dung"),
    "kind": N_("Loại hội nghị"),
    "opening": N_("Khai mạc"),
    "closing": N_("Bế mạc"),
    "part": N_("Buổi"),
    "form": N_("Hình thức"),
    "scale": N_("Phạm vi"),
    "number": N_("Số thứ tự"),
    "unscheduled": N_("Đột xuất"),
    "chair": N_("Chủ trì"),
    "chair_text": N_("Chủ trì (ghi thêm)"),
    "preparing_id": N_("Cơ quan chuẩn bị"),
    "preparing_text": N_("Cơ quan chuẩn bị"),
    "coordinating_ids": N_("Cơ quan phối hợp"),
    "coordinating_text": N_("Cơ quan phối hợp"),
    "room_id": N_("Địa điểm"),
    "room_text": N_("Địa điểm (ghi thêm)"),
    "participants": N_("Thành phần"),
    "delegates": N_("Số đại biểu"),
    "carries_appraised": N_("Có văn bản phải thẩm định"),
    "note": N_("Ghi chú"),
    "state": N_("Trạng thái"),
    "into": N_("Gộp vào"),
    "joined": N_("Hội nghị được gộp"),
    "reason": N_("Lý do"),
    "document": N_("Theo văn bản"),
}
"""What the columns of an entry are called by people, in the order in which a page lists them."""

SAME_AS = {"preparing_id": "preparing_text", "coordinating_ids": "coordinating_text"}
"""A unit is kept by number and by name: where both changed, the name says it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an act, from what to what, as people read it."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """One act of the history."""

    by: str
    what: str
    at: datetime
    changes: list[Change]
    note: str


def conference_history(
    actor: Actor, entry: Entry, deadlines: Iterable[Deadline], rulebook: Rulebook, shown: int = SHOWN
) -> tuple[list[Remembered], bool]:
    """The latest acts on a conference and its duties, latest first, and whether there are earlier ones."""
    acts = {str(row.pk): row.act for row in deadlines}
    things = [entry, *(Deadline(pk=int(pk)) for pk in acts)]
    records = list(history_of(actor, *things)[: shown + 1])
    spelled = spelled_changes(actor, records, rulebook)
    remembered = []
    for record, changes in zip(records[:shown], spelled, strict=False):
        act = (
            rulebook.acts.get(acts.get(record.thing_id, "")) if record.verb.startswith("deadline.") else None
        )
        name = bilingual(act.name, act.name_en, _) if act else record.thing_label
        what = _(ACTS[record.verb]) % {"act": name} if record.verb in ACTS else record.verb
        note = record.changes.get("note", ["", ""])[1] if record.verb.startswith("deadline.") else ""
        remembered.append(Remembered(record.actor_name, what, record.at, changes, note or ""))
    return remembered, len(records) > shown


def spelled_changes(actor: Actor, records: Sequence[AuditRecord], rulebook: Rulebook) -> list[list[Change]]:
    """What each act on an entry changed, in words."""
    names = _Names(actor, records, rulebook)
    spelled = []
    for record in records:
        touched = record.changes if record.verb in SPELLED else {}
        hidden = {number for number, text in SAME_AS.items() if text in touched}
        spelled.append(
            [
                Change(name, _(label), names.say(name, touched[name][0]), names.say(name, touched[name][1]))
                for name, label in FIELDS.items()
                if name in touched and name not in hidden
            ]
        )
    return spelled


class _Names:
    """Values of an audit record as people read them: names for numbers and codes, days for instants."""

    def __init__(self, actor: Actor, records: Iterable[AuditRecord], rulebook: Rulebook) -> None:
        units, rooms = set[int](), set[int]()
        for record in records:
            if record.verb not in SPELLED:
                continue
            units.update(_numbers(record.changes.get("preparing_id", [])))
            units.update(_numbers(record.changes.get("coordinating_ids", [])))
            rooms.update(_numbers(record.changes.get("room_id", [])))
        self.units = (
            _named(Organisation.objects.filter(committee=actor.committee_id, pk__in=units)) if units else {}
        )
        self.rooms = _named(Room.objects.filter(committee=actor.committee_id, pk__in=rooms)) if rooms else {}
        self.choices = {
            "kind": kind_names(rulebook),
            "chair": chair_names(rulebook),
            "form": form_names(),
            "part": part_names(),
            "scale": scale_names(),
            "state": {state.value: str(state.label) for state in Entry.State},
        }

    def say(self, name: str, value: Any) -> str:
        if name == "carries_appraised" and value is None:
            return _("theo loại hội nghị")
        if value in (None, "", []):
            return _("chưa ghi")
        if isinstance(value, bool):
            return _("có") if value else _("không")
        if name in ("opening", "closing"):
            return f"{clock.local(datetime.fromisoformat(value)):%H:%M %d/%m/%Y}"
        if name == "preparing_id":
            return self.units.get(value, _("đơn vị đã xóa"))
        if name == "coordinating_ids":
            return "; ".join(self.units.get(one, "") for one in value)
        if name == "room_id":
            return self.rooms.get(value, _("phòng đã xóa"))
        return self.choices.get(name, {}).get(value, str(value))


def _numbers(pair: Iterable[Any]) -> set[int]:
    found: set[int] = set()
    for value in pair:
        found.update(value if isinstance(value, list) else [value] if isinstance(value, int) else [])
    return found


def _named(rows: Any) -> dict[int, str]:
    return dict(rows.values_list("pk", "name"))
