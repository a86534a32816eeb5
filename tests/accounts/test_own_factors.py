from __future__ import annotations

import re

import pytest
from django.test import Client

from nghisu.accounts.models import Authenticator, RecoveryCode, SignInPolicy, User
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from tests.accounts.second_steps import STEP_PATH, Phone, give_phone, give_recovery_code
from tests.accounts.signing_in import try_to_sign_in
from tests.conftest import signed_in
from tests.factories import PASSWORD, SINCE, Ground

PAGE = "/tai-khoan/xac-thuc/"
APP = f"{PAGE}ung-dung/"


@pytest.fixture
def user(ground: Ground) -> User:
    return ground.user(Role.OFFICE_SPECIALIST)


def secret_on(client: Client) -> str:
    """The secret that the page offers to type where the camera fails."""
    found = re.search(r'factor-secret"[^>]*>([A-Z2-7 ]+)<', client.get(APP).content.decode())
    assert found is not None
    return found[1].replace(" ", "")


def set_up(client: Client) -> tuple[Phone, list[str]]:
    """Set the app up as a person does; returns it, and the recovery codes that were shown."""
    phone = Phone(secret_on(client))
    answer = client.post(APP, {"code": phone.shows()})
    assert answer.status_code == 200
    return phone, answer.context["codes"]


def test_the_app_is_set_up_with_a_code_of_it_and_asked_for_from_then_on(user, unscoped):
    client = signed_in(user)
    _phone, codes = set_up(client)
    assert len(set(codes)) == 10
    assert AuditRecord.objects.get().verb == "factor.app_added"
    assert try_to_sign_in(Client(), user.username).headers["Location"] == STEP_PATH
    other = Client()
    try_to_sign_in(other, user.username)
    assert other.post(STEP_PATH, {"code": codes[3].lower()}).status_code == 302


def test_the_code_shown_at_the_set_up_does_not_open_as_well(user):
    client = signed_in(user)
    phone = Phone(secret_on(client))
    code = phone.shows()
    client.post(APP, {"code": code})
    other = Client()
    try_to_sign_in(other, user.username)
    assert other.post(STEP_PATH, {"code": code}).status_code == 422


def test_an_app_that_shows_other_codes_is_not_taken(user):
    client = signed_in(user)
    secret_on(client)
    assert client.post(APP, {"code": "12345"}).status_code == 422
    assert try_to_sign_in(Client(), user.username).headers["Location"] == "/"


def test_the_picture_holds_the_secret_and_is_gone_once_the_app_is_set_up(user):
    client = signed_in(user)
    picture = client.get(f"{APP}ma-qr.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")
    assert b"style" not in picture.content
    assert b"script" not in picture.content
    set_up(client)
    assert client.get(f"{APP}ma-qr.svg").status_code == 302


def test_the_secret_is_not_in_the_database_as_it_is(user):
    secret = secret_on(signed_in(user))
    assert secret not in str(list(Authenticator.objects.values()))


def test_the_app_is_taken_away_with_the_password_only(user, unscoped):
    give_phone(user)
    give_recovery_code(user)
    client = signed_in(user)
    assert client.post(f"{APP}go/", {"present": "không phải mật khẩu"}).status_code == 422
    assert Authenticator.objects.exists()
    assert client.post(f"{APP}go/", {"present": PASSWORD}).headers["Location"] == PAGE
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert [record.verb for record in AuditRecord.objects.all()] == ["factor.app_removed"]


def test_new_recovery_codes_take_the_place_of_the_old_ones(user):
    give_phone(user)
    old = give_recovery_code(user)
    client = signed_in(user)
    answer = client.post(f"{PAGE}ma-du-phong/", {"present": PASSWORD})
    assert len(answer.context["codes"]) == 10
    other = Client()
    try_to_sign_in(other, user.username)
    assert other.post(STEP_PATH, {"code": old}).status_code == 422
    assert "no-store" in answer.headers["Cache-Control"]


class TestAskedByTheCommittee:
    @pytest.fixture(autouse=True)
    def policy(self, ground, unscoped) -> SignInPolicy:
        return SignInPolicy.objects.create(
            committee=ground.committee, second_factor_since=SINCE, roles=[Role.OFFICE_SPECIALIST.value]
        )

    def test_one_who_has_none_is_led_to_set_one_up_and_can_do_nothing_else(self, user):
        client = Client()
        try_to_sign_in(client, user.username)
        for path in ("/", "/lich/", "/tai-khoan/", "/danh-ba/nguoi/"):
            assert client.get(path).headers["Location"] == PAGE
        assert client.post("/chuong-trinh/them/", {}).headers["Location"] == PAGE
        assert client.get("/lich/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == PAGE
        assert "yêu cầu" in client.get(PAGE).content.decode()
        set_up(client)
        assert client.get("/").status_code == 200

    def test_leaving_and_choosing_the_language_stay_possible(self, user):
        client = Client()
        try_to_sign_in(client, user.username)
        assert client.post("/ngon-ngu/", {"language": "en"}).status_code == 302
        assert client.post("/dang-xuat/").headers["Location"] == "/dang-nhap/"

    def test_nobody_is_asked_before_the_day(self, user, policy):
        policy.second_factor_since = clock.today().replace(year=clock.today().year + 1)
        policy.save()
        client = Client()
        try_to_sign_in(client, user.username)
        assert client.get("/").status_code == 200

    def test_another_role_is_not_asked(self, ground):
        client = Client()
        try_to_sign_in(client, ground.user(Role.DELEGATE).username)
        assert client.get("/").status_code == 200

    def test_one_who_has_a_second_step_goes_on(self, user):
        phone = give_phone(user)
        client = Client()
        try_to_sign_in(client, user.username)
        client.post(STEP_PATH, {"code": phone.shows()})
        assert client.get("/").status_code == 200
