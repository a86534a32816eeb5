"""What an administrator resets or locks leaves no other way in: tokens and calendar addresses end with the sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from nghisu.accounts.commands import make_token
from nghisu.accounts.commands.administering import (
    close_account,
    end_sessions_of,
    issue_reset_code,
    reopen_account,
)
from nghisu.accounts.commands.removing_factors import ask_factor_removal
from nghisu.accounts.commands.resetting import reset_password
from nghisu.accounts.commands.tries import Origin
from nghisu.accounts.models import ApiToken, User
from nghisu.core.people.roles import Role
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditRecord
from nghisu.programme.commands import CalendarChoice, open_calendar
from nghisu.programme.models import CalendarAddress
from nghisu.rulebook.commands import bind_committee
from tests.accounts.second_steps import give_phone
from tests.conftest import signed_in

NEW = "mật khẩu khác hẳn cho 2027"


def reset(by: Actor, user: User) -> None:
    _user, code = issue_reset_code(by, uuid4(), user.pk, 24)
    reset_password(user.username, code, NEW, Origin("192.0.2.1"))


def take_factors(by: Actor, user: User) -> None:
    give_phone(user)
    ask_factor_removal(by, user.pk, "Mất điện thoại")


def lock_and_open(by: Actor, user: User) -> None:
    close_account(by, user.pk, "Nghi lộ mật khẩu")
    reopen_account(by, user.pk)


def nothing(by: Actor, user: User) -> None:
    """The control."""


def end_sessions(by: Actor, user: User) -> None:
    end_sessions_of(by, user.pk)


@pytest.fixture
def ways_in(ground, actor_of, standing_clock, in_committee) -> Callable[[], list[int]]:
    """A person with a browser, a token and a calendar address; asked, it says how each is answered."""
    administrator = actor_of(Role.COMMITTEE_ADMINISTRATOR)
    bind_committee(administrator, "5609", date(2015, 1, 30))
    by = actor_of(Role.OFFICE_SPECIALIST)
    browser = signed_in(ground.user(Role.OFFICE_SPECIALIST))
    _token, secret = make_token(by, "Phần mềm", ["programme.read"], 30)
    _address, calendar = open_calendar(by, CalendarChoice("own"))

    def ask() -> list[int]:
        return [
            browser.get("/viec/").status_code,
            Client().get("/api/v1/entries", headers={"Authorization": f"Bearer {secret}"}).status_code,
            Client().get(f"/lich/ics/{calendar}.ics").status_code,
        ]

    return ask


@pytest.mark.parametrize("act", [reset, take_factors, lock_and_open])
def test_a_reset_or_a_lock_closes_every_way_in_for_good(act, ways_in, actor_of, ground):
    assert ways_in() == [200, 200, 200]
    act(actor_of(Role.COMMITTEE_ADMINISTRATOR), ground.user(Role.OFFICE_SPECIALIST))
    assert ways_in() == [302, 401, 404]
    told = AuditRecord.objects.filter(
        committee=ground.committee, verb__in=["token.revoked", "calendar.closed"]
    )
    assert sorted(told.values_list("verb", flat=True)) == ["calendar.closed", "token.revoked"]


@pytest.mark.parametrize(("act", "answered"), [(nothing, [200, 200, 200]), (end_sessions, [302, 200, 200])])
def test_the_control_what_is_no_reset_leaves_them(act, answered, ways_in, actor_of, ground):
    act(actor_of(Role.COMMITTEE_ADMINISTRATOR), ground.user(Role.OFFICE_SPECIALIST))
    assert ways_in() == answered


def test_the_keys_of_others_stay(ways_in, actor_of, ground, client_of):
    chief = actor_of(Role.OFFICE_CHIEF)
    make_token(chief, "Phần mềm khác", ["programme.read"], 30)
    open_calendar(chief, CalendarChoice("own"))
    reset(actor_of(Role.COMMITTEE_ADMINISTRATOR), ground.user(Role.OFFICE_SPECIALIST))
    assert ApiToken.objects.filter(revoked_at=None).count() == 1
    assert CalendarAddress.objects.filter(revoked_at=None).count() == 1
