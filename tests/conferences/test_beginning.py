"""A conference begins with the first act that needs it, once, and is called by its kind and day."""

from __future__ import annotations

from datetime import datetime

from nghisu.conferences.commands import conference_of_entry
from nghisu.conferences.enums import Stage
from nghisu.conferences.models import Conference
from nghisu.conferences.queries import conference_by_code, conference_of
from nghisu.foundation import clock


def test_it_is_made_once_and_called_by_its_kind_and_day(specialist, add):
    entry = add()
    made = conference_of_entry(specialist, entry)
    assert (made.code, made.stage) == ("BTV-2026-03-18", Stage.PROPOSED)
    assert conference_of_entry(specialist, entry) == made
    assert Conference.objects.count() == 1


def test_two_of_one_kind_on_one_day_have_two_codes(specialist, add):
    morning = add()
    afternoon = add(
        title="Họp Ban Thường vụ bàn việc khác",
        opening=datetime(2026, 3, 18, 14, 0, tzinfo=clock.VIETNAM),
        part="afternoon",
    )
    codes = [conference_of_entry(specialist, entry).code for entry in (morning, afternoon)]
    assert codes == ["BTV-2026-03-18", "BTV-2026-03-18-2"]


def test_it_is_found_by_its_entry_and_by_its_code_by_those_who_see_the_entry(
    specialist, content_officer, add
):
    made = conference_of_entry(specialist, add())
    assert conference_of(content_officer, made.entry_id) == made
    assert conference_by_code(content_officer, "BTV-2026-03-18") == made
    assert conference_by_code(specialist, "BTV-2026-03-19") is None
