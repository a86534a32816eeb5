from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client

from nghisu.accounts.models import Authenticator, RecoveryCode, SignIn, User
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from tests.accounts.second_steps import STEP_PATH, Phone, give_phone, give_recovery_code
from tests.accounts.signing_in import PATH, START, try_to_sign_in
from tests.factories import Ground


@pytest.fixture
def user(ground: Ground) -> User:
    return ground.user(Role.OFFICE_SPECIALIST)


@pytest.fixture
def phone(user: User) -> Phone:
    return give_phone(user)


def step(client: Client, code: str):
    return client.post(STEP_PATH, {"code": code})


def is_in(client: Client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def test_the_password_alone_opens_nothing_where_there_is_a_second_step(user, phone):
    client = Client()
    assert try_to_sign_in(client, user.username, next="/lich/").headers["Location"] == STEP_PATH
    assert not is_in(client)
    assert step(client, phone.shows()).headers["Location"] == "/lich/"
    assert is_in(client)
    assert list(SignIn.objects.order_by("id").values_list("outcome", "means")) == [
        ("first-step", ""),
        ("signed-in", "app"),
    ]


def test_a_session_entered_in_two_steps_lasts_as_long_as_any_other(user, phone, settings):
    """The ten minutes of waiting for the second step do not follow into the session that it opens."""
    client = Client()
    try_to_sign_in(client, user.username)
    step(client, phone.shows())
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    with time_machine.travel(clock.server_now() + timedelta(minutes=20), tick=False):
        assert is_in(client)


def test_without_a_second_step_the_password_is_enough(user):
    client = Client()
    assert try_to_sign_in(client, user.username).headers["Location"] == "/"
    assert SignIn.objects.get().means == "password"


def test_the_page_of_the_second_step_is_of_no_use_before_the_password(user, phone):
    assert Client().get(STEP_PATH).headers["Location"] == PATH
    assert step(Client(), phone.shows()).headers["Location"] == PATH


def test_the_second_step_is_waited_for_ten_minutes(user, phone):
    client = Client()
    with time_machine.travel(START, tick=False) as moment:
        try_to_sign_in(client, user.username)
        moment.shift(timedelta(minutes=10, seconds=1))
        assert step(client, phone.shows()).headers["Location"] == PATH
        assert not is_in(client)


@pytest.mark.parametrize("code", ["Một lời", "١٢٣٤٥٦", "12345６", "\ud83d"])
def test_a_code_in_other_signs_than_digits_is_a_wrong_code(user, phone, code):
    """Comparing it letter by letter would fail: the comparison takes bytes."""
    client = Client()
    try_to_sign_in(client, user.username)
    body = urlencode({"code": code}, errors="surrogatepass")
    answer = client.post(STEP_PATH, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert client.post(STEP_PATH, {"code": phone.shows()}).status_code == 302  # the control


def test_a_wrong_code_is_said_to_be_wrong_and_may_be_typed_again(user, phone):
    client = Client()
    try_to_sign_in(client, user.username)
    answer = step(client, "000000" if phone.shows() != "000000" else "111111")
    assert answer.status_code == 422
    assert "gõ lại" in answer.content.decode()
    assert step(client, phone.shows()).status_code == 302


class TestReplay:
    def test_a_code_opens_once(self, user, phone):
        with time_machine.travel(START, tick=False):
            code = phone.shows()
            first, second = Client(), Client()
            for client in (first, second):
                try_to_sign_in(client, user.username)
            assert step(first, code).status_code == 302
            assert step(second, code).status_code == 422
            assert not is_in(second)

    def test_a_code_older_than_the_one_used_is_refused_too(self, user, phone):
        with time_machine.travel(START, tick=False):
            client = Client()
            try_to_sign_in(client, user.username)
            step(client, phone.shows())
            try_to_sign_in(client, user.username)
            assert step(client, phone.shows(late=30)).status_code == 422

    def test_the_code_of_the_next_half_minute_opens_again(self, user, phone):
        client = Client()
        with time_machine.travel(START, tick=False) as moment:
            try_to_sign_in(client, user.username)
            step(client, phone.shows())
            moment.shift(timedelta(seconds=30))
            try_to_sign_in(client, user.username)
            assert step(client, phone.shows()).status_code == 302


@pytest.mark.parametrize(("late", "status"), [(30, 302), (-30, 302), (60, 422), (-60, 422)])
def test_a_phone_may_be_half_a_minute_off_and_no_more(user, phone, late, status):
    client = Client()
    with time_machine.travel(START, tick=False):
        try_to_sign_in(client, user.username)
        assert step(client, phone.shows(late=late)).status_code == status


class TestRecoveryCodes:
    def test_one_opens_once_however_it_is_typed(self, user, phone):
        give_recovery_code(user, "2345-6789-ABCD")
        client = Client()
        try_to_sign_in(client, user.username)
        assert step(client, " 2345 6789abcd ").status_code == 302
        assert SignIn.objects.get(outcome="signed-in").means == "recovery"
        again = Client()
        try_to_sign_in(again, user.username)
        assert step(again, "2345-6789-ABCD").status_code == 422

    def test_that_of_somebody_else_opens_nothing(self, user, phone, ground):
        give_recovery_code(ground.user(Role.CLERK), "2345-6789-ABCD")
        client = Client()
        try_to_sign_in(client, user.username)
        assert step(client, "2345-6789-ABCD").status_code == 422

    def test_they_are_kept_as_digests_only(self, user):
        give_recovery_code(user, "2345-6789-ABCD")
        kept = str(list(RecoveryCode.objects.values())).upper().replace("-", "")
        assert "23456789ABCD" not in kept


def test_guessing_at_codes_is_slowed_down_like_guessing_at_passwords(user, phone):
    client = Client()
    with time_machine.travel(START, tick=False):
        try_to_sign_in(client, user.username)
        wrong = "000000" if phone.shows() != "000000" else "111111"
        answers = [step(client, wrong).status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]
        # The right password does not set the count back: codes are guessed at by one who knows it.
        assert try_to_sign_in(client, user.username).status_code == 429


def test_the_session_gets_a_new_name_at_each_of_the_two_steps(user, phone):
    client = Client()
    session = client.session
    session["left_by_somebody"] = "x"
    session.save()
    names = [client.session.session_key]
    try_to_sign_in(client, user.username)
    names.append(client.session.session_key)
    assert "left_by_somebody" not in client.session
    step(client, phone.shows())
    names.append(client.session.session_key)
    assert len(set(names)) == 3


def test_an_account_closed_between_the_steps_stays_closed(user, phone):
    client = Client()
    try_to_sign_in(client, user.username)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert step(client, phone.shows()).status_code == 422


def test_the_secret_is_sealed_and_outlives_a_change_of_the_key(user, phone, settings):
    client = Client()
    old = settings.SECRET_KEY
    before = Authenticator.objects.get().sealed_secret
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "một khóa mới, dài và khó đoán hơn khóa cũ nhiều",
        [old],
    )
    try_to_sign_in(client, user.username)
    with time_machine.travel(clock.server_now() + timedelta(minutes=1), tick=False):
        assert step(client, phone.shows()).status_code == 302
    # Sealed with the new key now: the old one may go.
    assert Authenticator.objects.get().sealed_secret != before
    settings.SECRET_KEY_FALLBACKS = []
    with time_machine.travel(clock.server_now() + timedelta(minutes=2), tick=False):
        try_to_sign_in(client, user.username)
        assert step(client, phone.shows()).status_code == 302


def test_a_secret_that_no_key_opens_lets_nobody_in(user, phone, settings):
    """The control of the one above: without the old key among the fallbacks the app is lost, and nothing fails."""
    settings.SECRET_KEY = "một khóa khác hẳn mà không giữ lại khóa cũ"
    client = Client()
    try_to_sign_in(client, user.username)
    assert step(client, phone.shows()).status_code == 422


def test_the_trail_says_who_signed_in_after_both_steps_only(user, phone, unscoped):
    client = Client()
    try_to_sign_in(client, user.username)
    assert not AuditRecord.objects.exists()
    step(client, phone.shows())
    assert AuditRecord.objects.get().verb == "user.signed_in"
