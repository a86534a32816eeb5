"""The demonstration's one conference that was moved already: its history has something to read."""

from __future__ import annotations

from datetime import date, datetime

from django_scopes import scope

from nghisu.cli.demo.programme import person
from nghisu.foundation import clock
from nghisu.foundation.models import Committee
from nghisu.programme.commands import accept_move
from nghisu.programme.models import Entry, Move
from nghisu.programme.queries.consequences import moved_to_day

CITY, OFFICE = "ha-noi", "chuyen-vien"
MOVED_AT = datetime(2026, 3, 6, 15, 20, tzinfo=clock.VIETNAM)
WAS, NOW = date(2026, 10, 28), date(2026, 10, 30)
REASON, DOCUMENT = "Đồng chí Bí thư dự kỳ họp Quốc hội", "Công văn số 318-CV/VPTU ngày 06/3/2026"


def move_one(committees: dict[str, Committee]) -> int:
    """Move the conference of the Ban Thường vụ at the end of October by two days, unless it was moved before."""
    committee = committees[CITY]
    with scope(committee=committee), clock.standing(MOVED_AT):
        if Move.objects.exists():
            return 0
        by = person(OFFICE, committee)
        since, until = clock.beginning_of(WAS), clock.end_of(WAS)
        entry = Entry.objects.get(kind="ban-thuong-vu", opening__gte=since, opening__lt=until)
        accept_move(by, entry.pk, moved_to_day(by, entry, NOW), REASON, DOCUMENT)
        return 1
