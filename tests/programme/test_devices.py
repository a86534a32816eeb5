from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from nghisu.accounts.models import Device
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.programme.models import Entry
from tests.conftest import signed_in
from tests.house.furnishing import Furnished, furnish

SCREEN = "/man-hinh/"
MORNING = datetime(2026, 3, 25, 0, 30, tzinfo=UTC)
"""Half past seven in Viet Nam, half an hour before the opening."""


@pytest.fixture
def here(ground) -> Furnished:
    return furnish(ground)


@pytest.fixture
def office(here: Furnished) -> Client:
    with time_machine.travel(MORNING, tick=False):
        return signed_in(here.ground.user(Role.OFFICE_SPECIALIST))


def register(office: Client, entry: Entry) -> str:
    """A screen of the hall is registered: the code that is shown."""
    answer = office.post(f"/hoi-nghi/{entry.pk}/thiet-bi/", {"kind": "hall", "name": "Màn hình lớn"})
    found = re.search(r'slip-secret"[^>]*>([^<]+)<', answer.content.decode())
    assert found is not None
    return found[1]


def pair(office: Client, entry: Entry) -> Client:
    device = Client()
    assert device.post(SCREEN, {"code": register(office, entry).lower()}).status_code == 302
    return device


def shows(device: Client, entry: Entry) -> bool:
    return entry.title in device.get(SCREEN).content.decode()


def test_a_code_typed_on_the_device_shows_the_conference_and_nothing_else(here, office, unscoped):
    with time_machine.travel(MORNING, tick=False):
        device = pair(office, here.entry)
        page = device.get(SCREEN)
        assert here.entry.title in page.content.decode()
        assert here.other_entry.pk != here.entry.pk
        assert page.headers["Refresh"] == "60"
        for path in ("/", "/lich/", f"/hoi-nghi/{here.entry.pk}/", "/danh-ba/nguoi/"):
            assert device.get(path).headers["Location"].startswith("/dang-nhap/")
        assert {"device.registered", "device.paired"} <= set(
            AuditRecord.objects.values_list("verb", flat=True)
        )


def test_it_outlasts_the_rest_of_a_persons_session_and_ends_with_the_day(here, office):
    with time_machine.travel(MORNING, tick=False) as moment:
        device = pair(office, here.entry)
        moment.shift(timedelta(hours=5))
        assert shows(device, here.entry)
        assert office.get("/").status_code == 302
        moment.move_to(clock.end_of(MORNING.date()))
        assert not shows(device, here.entry)


def test_it_ends_with_the_closing_where_that_is_known(here, office, unscoped):
    Entry.objects.filter(pk=here.entry.pk).update(closing=here.entry.opening + timedelta(hours=2))
    with time_machine.travel(MORNING, tick=False) as moment:
        device = pair(office, here.entry)
        moment.move_to(here.entry.opening + timedelta(hours=1, minutes=59))
        assert shows(device, here.entry)
        moment.shift(timedelta(minutes=1))
        assert not shows(device, here.entry)


def test_revoked_it_shows_nothing_at_the_very_next_request(here, office, unscoped):
    with time_machine.travel(MORNING, tick=False):
        device = pair(office, here.entry)
        row = Device.objects.get()
        assert (
            office.post(f"/hoi-nghi/{here.entry.pk}/thiet-bi/", {"thu-hoi": str(row.pk)}).status_code == 302
        )
        assert not shows(device, here.entry)


def test_a_code_opens_one_device_within_half_an_hour(here, office):
    with time_machine.travel(MORNING, tick=False) as moment:
        code = register(office, here.entry)
        assert Client().post(SCREEN, {"code": code}).status_code == 302
        assert Client().post(SCREEN, {"code": code}).status_code == 422
        late = register(office, here.entry)
        moment.shift(timedelta(minutes=30, seconds=1))
        assert Client().post(SCREEN, {"code": late}).status_code == 422


def test_neither_code_nor_token_stands_in_the_database(here, office, unscoped):
    with time_machine.travel(MORNING, tick=False):
        code = register(office, here.entry)
        device = Client()
        device.post(SCREEN, {"code": code})
        token = device.cookies[
            "nghisu_screen" if "nghisu_screen" in device.cookies else "__Host-nghisu-screen"
        ]
        kept: Any = str(list(Device.objects.values())) + str(list(AuditRecord.objects.values()))
        assert token.value not in kept
        assert code not in kept


def test_guessing_at_codes_is_slowed_down_by_the_address_and_hinders_no_other(here, office):
    with time_machine.travel(MORNING, tick=False):
        guesser = Client(REMOTE_ADDR="203.0.113.7")
        answers = [guesser.post(SCREEN, {"code": "AAAA-BBBB"}).status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]
        assert pair(office, here.entry).get(SCREEN).status_code == 200


def test_another_offices_conference_gets_no_devices_from_here(here, office, other_ground):
    elsewhere = furnish(other_ground)
    with time_machine.travel(MORNING, tick=False):
        assert (
            office.post(
                f"/hoi-nghi/{elsewhere.entry.pk}/thiet-bi/", {"kind": "hall", "name": "x"}
            ).status_code
            == 404
        )
