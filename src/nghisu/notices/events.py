"""What other programs can be told of: the events that have a public name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghisu.foundation.events import Event

PING = "ping"

EVENT_NAMES: Mapping[str, Promise] = {
    PING: _("Gửi thử"),
    "entry.added": _("Thêm hội nghị"),
    "entry.changed": _("Sửa hội nghị"),
    "entry.removed": _("Xóa hội nghị"),
    "entry.moved": _("Dời hội nghị"),
    "entry.postponed": _("Hoãn hội nghị"),
    "entry.cancelled": _("Hủy hội nghị"),
    "entry.merged": _("Gộp hội nghị"),
    "entry.reinstated": _("Họp lại"),
    "entry.move_undone": _("Hoàn tác việc dời"),
    "conference.advanced": _("Hội nghị sang giai đoạn khác"),
    "deadline.completed": _("Ghi nhận hoàn thành một việc"),
    "deadline.reopened": _("Mở lại một việc"),
    "programme.issued": _("Ban hành chương trình"),
    "approval.granted": _("Đã phê duyệt"),
    "approval.returned": _("Trả lại để sửa"),
    "approval.withdrawn": _("Rút lại nội dung trình"),
    "document.issued": _("Ban hành văn bản"),
    "document.handed_in": _("Nộp một bản tài liệu hội nghị"),
    "consultation.closed": _("Kết thúc lấy ý kiến bằng văn bản"),
    "invitation.answered": _("Có trả lời giấy mời"),
}
"""What the events are called by people, in the order in which they are chosen."""


def public_events() -> dict[str, str]:
    """The public names that some event of this build bears, with what people call them."""
    known = {kind.public_name for kind in _kinds(Event) if kind.public_name}
    named = {name: str(said) for name, said in EVENT_NAMES.items() if name in known}
    return named | {name: name for name in sorted(known - set(named))}


def event_name(name: str) -> str:
    """What an event is called by people."""
    return str(EVENT_NAMES.get(name, name))


def _kinds(kind: type[Event]) -> Iterator[type[Event]]:
    for derived in kind.__subclasses__():
        yield derived
        yield from _kinds(derived)
