from datetime import UTC, datetime, timedelta

import pytest

from nghisu.accounts.policy import wait_for_account, wait_for_address

NOW = datetime(2026, 3, 10, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 10), (6, 20), (7, 40), (8, 80), (9, 160), (10, 300), (500, 300)],
)
def test_the_wait_doubles_from_the_fifth_failure_up_to_five_minutes(failures, seconds):
    assert wait_for_account([NOW] * failures, NOW) == seconds


def test_the_wait_runs_from_the_latest_failure():
    failures = [NOW - timedelta(seconds=s) for s in (50, 40, 30, 20, 4)]
    assert wait_for_account(failures, NOW) == 6


def test_failures_of_more_than_a_quarter_of_an_hour_ago_count_no_longer():
    assert wait_for_account([NOW - timedelta(minutes=15)] * 50, NOW) == 0


@pytest.mark.parametrize(("failures", "seconds"), [(99, 0), (100, 10), (5000, 10)])
def test_an_address_waits_ten_seconds_from_the_hundredth_failure_however_many(failures, seconds):
    assert wait_for_address(failures, NOW, NOW) == seconds
