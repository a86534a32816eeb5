"""The schedule: each day once, caught up when the worker was off, neither repeated nor skipped by a clock set back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from nghisu.foundation import clock
from nghisu.foundation.models import Outgoing
from nghisu.foundation.outbox import Worker, daily, every, schedule

days: list[date] = []
pulses: list[datetime] = []


@pytest.fixture(autouse=True)
def _own_schedule(monkeypatch):
    monkeypatch.setattr(schedule, "_jobs", {})
    days.clear()
    pulses.clear()
    daily("sundial", time(6, 30))(days.append)
    every("pulse", timedelta(minutes=5))(lambda: pulses.append(clock.server_now()))


def at(moment: str) -> None:
    with time_machine.travel(f"{moment}+07:00", tick=False):
        Worker(only=frozenset({"job"})).drain()


@pytest.mark.django_db
def test_a_daily_job_runs_once_a_day_from_its_hour_on():
    for moment in (
        "2026-03-10T06:29:00",
        "2026-03-10T06:31:00",
        "2026-03-10T17:00:00",
        "2026-03-11T09:00:00",
    ):
        at(moment)
    assert days == [date(2026, 3, 10), date(2026, 3, 11)]


@pytest.mark.django_db
def test_a_clock_set_back_by_hours_repeats_nothing_and_the_next_day_comes():
    for moment in (
        "2026-03-10T06:31:00",
        "2026-03-10T03:00:00",
        "2026-03-10T06:32:00",
        "2026-03-11T06:31:00",
    ):
        at(moment)
    assert days == [date(2026, 3, 10), date(2026, 3, 11)]


@pytest.mark.django_db
def test_a_clock_set_back_over_midnight_repeats_nothing():
    for moment in (
        "2026-03-11T06:31:00",
        "2026-03-10T23:00:00",
        "2026-03-11T07:00:00",
        "2026-03-12T07:00:00",
    ):
        at(moment)
    assert days == [date(2026, 3, 11), date(2026, 3, 12)]


@pytest.mark.django_db
def test_a_clock_that_was_a_year_ahead_and_was_put_right_skips_no_day():
    for moment in ("2027-03-10T06:31:00", "2026-03-10T06:31:00", "2026-03-11T06:31:00"):
        at(moment)
    assert days == [date(2027, 3, 10), date(2026, 3, 10), date(2026, 3, 11)]


@pytest.mark.django_db
def test_an_interval_goes_on_after_the_clock_was_set_back():
    for moment in (
        "2026-03-10T08:00:00",
        "2026-03-10T08:03:00",
        "2026-03-10T08:05:00",
        "2026-03-10T07:00:00",
    ):
        at(moment)
    assert [f"{clock.local(one):%H:%M}" for one in pulses] == ["08:00", "08:05", "07:00"]


@pytest.mark.django_db
def test_the_day_is_that_of_the_standing_clock():
    with clock.standing(datetime(2026, 3, 10, 7, 30, tzinfo=clock.VIETNAM)):
        Worker(only=frozenset({"job"})).drain()
    assert days == [date(2026, 3, 10)]


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_again_like_everything_else(monkeypatch):
    def failing(day: date) -> None:
        raise ValueError("cloudy")

    daily("sundial", time(6, 30))(failing)
    at("2026-03-10T06:31:00")
    row = Outgoing.objects.get(label="sundial")
    assert (row.state, row.tries) == (Outgoing.State.WAITING, 1)
    assert "cloudy" in row.fault
