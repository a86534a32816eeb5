from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from nghisu.accounts.models import User
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from tests.accounts.signing_in import START
from tests.conftest import signed_in
from tests.factories import Ground


@pytest.fixture
def user(ground: Ground) -> User:
    return ground.user(Role.OFFICE_SPECIALIST)


def test_a_session_ends_after_thirty_minutes_without_work(user):
    with time_machine.travel(START, tick=False) as moment:
        client = signed_in(user)
        moment.shift(timedelta(minutes=31))
        answer = client.get("/tai-khoan/")
        assert answer.headers["Location"] == "/dang-nhap/?next=%2Ftai-khoan%2F&het-phien=1"
        assert "đã hết" in client.get(answer.headers["Location"]).content.decode()


def test_work_keeps_a_session_alive_for_twelve_hours_and_no_longer(user):
    with time_machine.travel(START, tick=False) as moment:
        client = signed_in(user)
        for _ in range(12 * 3):
            moment.shift(timedelta(minutes=20))
            assert client.get("/tai-khoan/").status_code == 200
        moment.shift(timedelta(minutes=1))
        assert client.get("/tai-khoan/").status_code == 302


def test_reading_pages_writes_the_session_at_most_once_a_minute(user, django_assert_num_queries):
    with time_machine.travel(START, tick=False) as moment:
        client = signed_in(user)
        moment.shift(timedelta(seconds=59))
        client.get("/tai-khoan/")
        assert client.session["seen_at"] == client.session["signed_in_at"]
        moment.shift(timedelta(seconds=1))
        client.get("/tai-khoan/")
        assert client.session["seen_at"] == client.session["signed_in_at"] + 60


def test_the_demonstrations_clock_neither_ends_nor_prolongs_a_session(user, settings):
    from nghisu.foundation.models import StandingClock

    settings.NGHISU_DEMO = True
    client = signed_in(user)
    StandingClock.objects.create(stands_at=clock.server_now() + timedelta(days=400))
    assert client.get("/tai-khoan/").status_code == 200


def test_a_session_that_never_began_is_none(user):
    client = Client()
    client.force_login(user)
    assert client.get("/tai-khoan/").status_code == 302
