from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from nghisu.accounts.adapters.origin import device_cookie
from nghisu.accounts.models import SignIn, User
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from tests.accounts.signing_in import PATH, START, try_to_sign_in
from tests.factories import PASSWORD, Ground, make_person, make_user


@pytest.fixture
def user(ground: Ground) -> User:
    return ground.user(Role.OFFICE_SPECIALIST)


def test_five_failures_are_free_then_every_try_waits_longer(user):
    client = Client()
    with time_machine.travel(START, tick=False) as moment:
        for _ in range(5):
            assert try_to_sign_in(client, user.username, "sai").status_code == 422
        waits = []
        for _ in range(4):
            refused = try_to_sign_in(client, user.username, "sai")
            assert refused.status_code == 429
            waits.append(int(refused.headers["Retry-After"]))
            moment.shift(timedelta(seconds=waits[-1]))
            assert try_to_sign_in(client, user.username, "sai").status_code == 422
    assert waits == [10, 20, 40, 80]


def test_the_wait_is_said_in_words_and_what_was_typed_stays(user):
    client = Client()
    for _ in range(5):
        try_to_sign_in(client, user.username, "sai")
    page = try_to_sign_in(client, user.username)
    assert "giây rồi thử lại" in page.content.decode()
    assert user.username in page.content.decode()


def test_nobody_is_locked_out_after_the_wait_the_right_password_opens(user):
    client = Client()
    with time_machine.travel(START, tick=False) as moment:
        for _ in range(5):
            try_to_sign_in(client, user.username, "sai")
        moment.shift(timedelta(seconds=10))
        assert try_to_sign_in(client, user.username).status_code == 302


def test_a_try_that_had_to_wait_is_not_checked_and_lengthens_nothing(user):
    client = Client()
    with time_machine.travel(START, tick=False) as moment:
        for _ in range(5):
            try_to_sign_in(client, user.username, "sai")
        for _ in range(20):
            assert try_to_sign_in(client, user.username).status_code == 429
        moment.shift(timedelta(seconds=10))
        assert try_to_sign_in(client, user.username).status_code == 302


def test_a_browser_that_signed_in_before_still_opens_while_others_guess(user):
    desk, stranger = Client(), Client()
    with time_machine.travel(START, tick=False) as moment:
        try_to_sign_in(desk, user.username)
        desk.post("/dang-xuat/")
        for _ in range(12):
            try_to_sign_in(stranger, user.username, "sai")
            moment.shift(timedelta(seconds=1))
        assert try_to_sign_in(stranger, user.username).status_code == 429
        assert try_to_sign_in(desk, user.username).status_code == 302


def test_a_made_up_browser_name_gains_nothing(user):
    with time_machine.travel(START, tick=False):
        for number in range(6):
            client = Client()
            client.cookies[device_cookie()] = f"{number:022d}"
            answer = try_to_sign_in(client, user.username, "sai")
    assert answer.status_code == 429


def test_a_browser_known_to_one_account_is_a_stranger_to_another(user, ground):
    leader = ground.user(Role.OFFICE_CHIEF)
    client = Client()
    try_to_sign_in(client, user.username)
    for _ in range(5):
        try_to_sign_in(client, leader.username, "sai")
    assert try_to_sign_in(client, leader.username).status_code == 429


def test_unknown_names_are_slowed_down_alike(db):
    answers = [try_to_sign_in(Client(), "khong-co-ai", "sai").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_hundred_failures_at_one_address_slow_it_down_over_all_accounts(user):
    at = clock.server_now()
    SignIn.objects.bulk_create(
        SignIn(at=at, username=f"ten-{n}", address="203.0.113.7", outcome="wrong") for n in range(100)
    )
    refused = Client(REMOTE_ADDR="203.0.113.7").post(PATH, {"username": user.username, "password": PASSWORD})
    assert (refused.status_code, int(refused.headers["Retry-After"]) <= 10) == (429, True)
    elsewhere = Client(REMOTE_ADDR="203.0.113.8").post(
        PATH, {"username": user.username, "password": PASSWORD}
    )
    assert elsewhere.status_code == 302


def test_229_sites_behind_one_address_sign_in_at_once(ground):
    people = [make_user(f"diem-cau-{n}", make_person(f"Cán bộ {n}")) for n in range(229)]
    SignIn.objects.bulk_create(
        SignIn(at=clock.server_now(), username=u.username, user=u, address="203.0.113.7", outcome="signed-in")
        for u in people
    )
    last = Client(REMOTE_ADDR="203.0.113.7").post(
        PATH, {"username": people[-1].username, "password": PASSWORD}
    )
    assert last.status_code == 302
