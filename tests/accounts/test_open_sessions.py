from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nghisu.accounts.models import Session, User
from nghisu.core.people.roles import Role
from nghisu.foundation.models import AuditRecord
from tests.accounts.signing_in import START, try_to_sign_in
from tests.factories import PASSWORD, Ground

PAGE = "/tai-khoan/phien/"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604"


@pytest.fixture
def user(ground: Ground) -> User:
    return ground.user(Role.OFFICE_SPECIALIST)


def at_desk(user: User, agent: str = EDGE, address: str = "203.0.113.5") -> Client:
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    assert try_to_sign_in(client, user.username).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def names_on(client: Client) -> dict[str, str]:
    """The sessions that the page lists: what they are called, by their browser."""
    return {row.browser: row.name for row in client.get(PAGE).context["rows"]}


def test_the_page_lists_where_the_account_is_open_and_which_is_this_one(user, ground):
    desk, _phone = at_desk(user), at_desk(user, IPHONE, "203.0.113.9")
    at_desk(ground.user(Role.CLERK), "Mozilla/5.0 (X11; Linux) Firefox/140.0")
    page = desk.get(PAGE)
    assert {(row.browser, row.address) for row in page.context["rows"]} == {
        ("Edge, Windows", "203.0.113.5"),
        ("Safari, iPhone", "203.0.113.9"),
    }
    assert page.context["here"] == names_on(desk)["Edge, Windows"]
    assert all(row.session_key not in page.content.decode() for row in page.context["rows"])


def test_an_ended_session_is_a_strangers_at_the_very_next_request(user, unscoped):
    desk, phone = at_desk(user), at_desk(user, IPHONE)
    assert is_in(phone)
    assert desk.post(PAGE, {"phien": names_on(desk)["Safari, iPhone"]}).headers["Location"] == PAGE
    assert not is_in(phone)
    assert is_in(desk)
    assert AuditRecord.objects.order_by("id").last().verb == "session.ended"  # type: ignore[union-attr]  # there is one


def test_all_others_are_ended_at_once(user):
    desk, phone, tablet = at_desk(user), at_desk(user, IPHONE), at_desk(user, "Firefox/140.0")
    desk.post(PAGE, {"tat-ca": "1"})
    assert [is_in(one) for one in (desk, phone, tablet)] == [True, False, False]


def test_ending_the_session_at_hand_is_signing_out(user):
    desk = at_desk(user)
    assert desk.post(PAGE, {"phien": names_on(desk)["Edge, Windows"]}).headers["Location"] == "/dang-nhap/"
    assert not is_in(desk)


def test_somebody_elses_session_does_not_exist(user, ground):
    desk, other = at_desk(user), at_desk(ground.user(Role.CLERK), IPHONE)
    assert desk.post(PAGE, {"phien": names_on(other)["Safari, iPhone"]}).status_code == 404
    assert desk.post(PAGE, {"phien": ""}).status_code == 404
    assert is_in(other)


def test_a_request_under_way_does_not_bring_an_ended_session_back(user):
    """The session is loaded, ended from elsewhere, and then written: it stays ended."""
    desk, phone = at_desk(user), at_desk(user, IPHONE)
    under_way = phone.session
    assert under_way["seen_at"]
    desk.post(PAGE, {"tat-ca": "1"})
    under_way["seen_at"] += 60
    with pytest.raises(UpdateError):
        under_way.save()
    assert not is_in(phone)


def test_sessions_that_ran_out_are_not_listed_and_are_cleared_away(user):
    with time_machine.travel(START, tick=False) as moment:
        at_desk(user, IPHONE)
        moment.shift(timedelta(minutes=31))
        desk = at_desk(user)
        assert list(names_on(desk)) == ["Edge, Windows"]
        moment.shift(timedelta(hours=13))
        at_desk(user)
        assert Session.objects.count() == 1


def test_a_new_password_leaves_this_session_alone_in_the_list(user):
    desk, _phone = at_desk(user), at_desk(user, IPHONE)
    new = "một câu dễ nhớ cho mình"
    desk.post("/tai-khoan/mat-khau/", {"present": PASSWORD, "new": new, "again": new})
    assert list(names_on(desk)) == ["Edge, Windows"]


def test_the_list_costs_the_same_with_one_session_and_with_three(user):
    desk = at_desk(user)
    with CaptureQueriesContext(
        connection,
    ) as one:
        desk.get(PAGE)
    for agent in (IPHONE, "Firefox/140.0"):
        at_desk(user, agent)
    with CaptureQueriesContext(connection) as three:
        desk.get(PAGE)
    assert len(one) == len(three)
