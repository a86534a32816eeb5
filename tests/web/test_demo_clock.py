"""The clock of the demonstration can be moved by all who look at it; an office at work has none."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from nghisu.core.people.roles import Role
from nghisu.foundation.models import AuditRecord, StandingClock
from nghisu.foundation.refusals import AccessRefused
from nghisu.foundation.standing_clock import ClockOutOfRange, move_clock

MORNING = datetime(2026, 3, 10, 0, 30, tzinfo=UTC)


@pytest.fixture
def demonstration(settings, db):
    settings.NGHISU_DEMO = True
    StandingClock.objects.create(id=1, stands_at=MORNING)


@pytest.fixture
def client(demonstration, client_of):
    return client_of(Role.OFFICE_SPECIALIST)


def moved(client, **typed):
    return client.post("/dong-ho/", {"command_id": str(uuid4()), "day": "20/3/2026", "hour": "13:45"} | typed)


def test_every_page_says_where_the_clock_stands(client):
    page = client.get("/").content.decode()
    assert "Đồng hồ đang đứng ở thứ Ba 10/03/2026, 07:30" in page
    assert "Hôm nay, thứ Ba 10/03/2026" in page


def test_moving_it_moves_the_day_of_every_page_and_is_remembered(client):
    answer = moved(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    page = client.get("/").content.decode()
    assert "Hôm nay, thứ Sáu 20/03/2026" in page
    assert "Đồng hồ minh họa đã chuyển tới 13:45 20/03/2026." in page
    assert AuditRecord.objects.filter(verb="clock.moved").count() == 1


@pytest.mark.parametrize("day", ["31/2/2026", "", "mai"])
def test_a_day_that_is_none_is_refused_and_the_clock_stays(client, day):
    assert moved(client, day=day).status_code == 422
    assert StandingClock.objects.get().stands_at == MORNING


@pytest.mark.parametrize("day", ["1/1/1999", "1/1/2050"])
def test_a_year_without_rules_is_refused_in_words(client, day):
    answer = moved(client, day=day)
    assert answer.status_code == 422
    assert "chỉ chỉnh được trong các năm" in answer.content.decode()
    assert StandingClock.objects.get().stands_at == MORNING


def test_the_command_refuses_such_a_year_too(demonstration, actor_of):
    with pytest.raises(ClockOutOfRange):
        move_clock(actor_of(Role.OFFICE_SPECIALIST), datetime(2050, 1, 1, tzinfo=UTC))


def test_the_same_form_sent_twice_moves_it_once(client):
    form = {"command_id": str(uuid4()), "day": "20/3/2026", "hour": "13:45"}
    client.post("/dong-ho/", form)
    client.post("/dong-ho/", form)
    assert AuditRecord.objects.filter(verb="clock.moved").count() == 1


def test_an_office_at_work_has_no_such_page_no_band_and_no_such_command(settings, client_of, actor_of):
    settings.NGHISU_DEMO = False
    client = client_of(Role.OFFICE_SPECIALIST)
    assert client.get("/dong-ho/").status_code == 404
    assert moved(client).status_code == 404
    assert "Đồng hồ đang đứng" not in client.get("/").content.decode()
    with pytest.raises(AccessRefused):
        move_clock(actor_of(Role.OFFICE_SPECIALIST), MORNING)
    assert not StandingClock.objects.exists()
