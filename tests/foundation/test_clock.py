"""One clock for the whole house (TRUST 21)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from nghisu.foundation import clock


def test_a_day_begins_at_midnight_in_viet_nam():
    with clock.standing(datetime(2026, 3, 9, 17, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 10)
    with clock.standing(datetime(2026, 3, 9, 16, 59, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 9)


def test_a_standing_clock_stands_and_runs_on_afterwards():
    at = datetime(2026, 3, 10, 0, 30, tzinfo=UTC)
    with clock.standing(at):
        assert clock.now() == clock.now() == at
    assert clock.now() - datetime.now(UTC) < timedelta(seconds=1)


def test_a_clock_never_stands_at_an_instant_without_a_zone():
    with pytest.raises(ValueError, match="aware"), clock.standing(datetime(2026, 3, 10)):  # noqa: DTZ001
        pass


def test_the_machine_s_own_zone_changes_nothing():
    with time_machine.travel(datetime(2026, 1, 1, 18, 0, tzinfo=UTC), tick=False):
        assert clock.today() == date(2026, 1, 2)
