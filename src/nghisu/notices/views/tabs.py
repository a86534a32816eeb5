from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from nghisu.foundation.access import ActingRequest, may
from nghisu.notices.queries.inbox import unread_count
from nghisu.notices.queries.letters import letter_counts


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the pages of notices."""

    url: str
    name: str
    current: bool
    count: int = 0


def tabs_of(request: ActingRequest, current: str) -> list[Tab]:
    """The parts that the actor may enter, with what waits in each."""
    by = request.actor
    held, dead = letter_counts(by)
    parts = [
        ("inbox", "notices.own", _("Hộp thông báo"), unread_count(by)),
        ("measure", "notices.own", _("Cách nhận"), 0),
        ("held", "outbox.release", _("Chờ duyệt gửi"), held),
        ("dead", "outbox.mend", _("Gửi không được"), dead),
        ("plans", "settings.edit", _("Lịch nhắc"), 0),
    ]
    return [
        Tab(reverse(f"notices:{name}"), label, name == current, count)
        for name, action, label, count in parts
        if may(by, action)
    ]
