"""A planned conference with nothing wrong in it, to be spoilt by a test."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from itertools import count

import pytest

from nghisu.core.conferences.findings import Finding, check_programme
from nghisu.core.conferences.hours import OpeningHours, PartOfDay
from nghisu.core.conferences.planned import PlannedConference
from nghisu.core.dates import default_calendar
from nghisu.core.law.compose import load_rulebook
from nghisu.core.law.question import Form

Plan = Callable[..., PlannedConference]
Check = Callable[..., list[Finding]]

_numbers = count(4)


def planned(on: date = date(2026, 3, 19), part: PartOfDay = PartOfDay.MORNING, **stated) -> PlannedConference:
    """An online review on a working day, sound in every field; `stated` replaces what it states."""
    row = next(_numbers)
    sound = PlannedConference(
        key=str(row),
        row=row,
        title=f"Hội nghị tổng kết việc thứ {row}",
        kind="so-tong-ket",
        opening=OpeningHours().opening(on, part),
        part_of_day=part,
        preparing=f"Cơ quan {row}",
        chair_text="Đồng chí Bí thư",
        form=Form.ONLINE,
        scale="internal",
        room=f"Phòng {row}",
        participants=f"Cán bộ {row}",
        delegates=20,
    )
    return replace(sound, **stated)


@pytest.fixture
def plan() -> Plan:
    return planned


@pytest.fixture
def check() -> Check:
    """The findings of one code among these conferences, by the city's rulebook."""

    def checking(code: str, *conferences: PlannedConference, **options) -> list[Finding]:
        found = check_programme(conferences, load_rulebook(), default_calendar(), **options)
        return [finding for finding in found if finding.code == code]

    return checking


@pytest.fixture
def at() -> Callable[[date, int, int], object]:
    def opening(on: date, hour: int, minute: int = 0):
        from datetime import datetime

        return datetime.combine(on, time(hour, minute))

    return opening
