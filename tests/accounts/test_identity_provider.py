from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from nghisu.accounts.models import Identity, SignIn, User
from nghisu.accounts.provider import Provider, ProviderRefused, read_provider
from nghisu.core.people.roles import Role
from nghisu.foundation.models import AuditRecord
from tests.accounts.identity_provider import CLIENT, SECRET, Office, key_of, open_office
from tests.accounts.second_steps import STEP_PATH, give_phone
from tests.accounts.signing_in import PATH
from tests.factories import Ground

AWAY = "/dang-nhap/co-quan/"
BACK = "/dang-nhap/co-quan/ve/"
NAME = "Tài khoản Thành ủy"


@pytest.fixture
def user(ground: Ground) -> User:
    return ground.user(Role.OFFICE_SPECIALIST)


@pytest.fixture
def office(user: User, settings: Any) -> Iterator[Office]:
    with open_office() as opened:
        opened.person = {"sub": "0042", "preferred_username": user.username}
        settings.NGHISU_OIDC = Provider(opened.issuer, CLIENT, SECRET, NAME, link=True)
        yield opened


def come_back(client: Client, office: Office, next: str = "", **changed: str) -> Any:
    """Press the button, sign in at the office, come back."""
    sent = client.get(AWAY, {"next": next} if next else {})
    assert sent.status_code == 302
    return client.get(BACK, office.send_back(sent.headers["Location"]) | changed)


def is_in(client: Client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def test_the_button_carries_the_offices_name_only_where_there_is_one(office, settings):
    assert NAME in Client().get(PATH).content.decode()
    settings.NGHISU_OIDC = None
    assert NAME not in Client().get(PATH).content.decode()
    assert Client().get(AWAY).status_code == 404
    assert Client().get(BACK).status_code == 404


def test_the_first_sign_in_links_the_account_by_its_name_and_the_number_decides_from_then_on(
    office, user, unscoped
):
    client = Client()
    assert come_back(client, office, next="/quy-dinh/").headers["Location"] == "/quy-dinh/"
    assert is_in(client)
    assert Identity.objects.get().subject == "0042"
    assert [record.verb for record in AuditRecord.objects.order_by("id")] == [
        "identity.linked",
        "user.signed_in",
    ]
    assert SignIn.objects.get().means == "provider"
    office.person = {"sub": "0042", "preferred_username": "ten-da-doi"}
    again = Client()
    come_back(again, office)
    assert is_in(again)


def test_a_name_that_changed_hands_at_the_office_opens_nothing(office, user):
    come_back(Client(), office)
    office.person = {"sub": "0043", "preferred_username": user.username}
    client = Client()
    assert come_back(client, office).headers["Location"] == PATH
    assert not is_in(client)


def test_nobody_is_linked_where_the_installation_does_not_allow_it(office, settings):
    settings.NGHISU_OIDC = Provider(office.issuer, CLIENT, SECRET, NAME, link=False)
    client = Client()
    come_back(client, office)
    assert not is_in(client)
    assert not Identity.objects.exists()


def test_a_person_who_has_no_account_here_gets_none(office):
    office.person = {"sub": "0099", "preferred_username": "nguoi-la"}
    client = Client()
    assert "chưa được nối" in client.get(come_back(client, office).headers["Location"]).content.decode()
    assert not is_in(client)
    assert not User.objects.filter(username="nguoi-la").exists()
    assert SignIn.objects.get().outcome == "wrong"


def test_two_people_of_one_address_are_not_told_apart_by_it(office, user, ground, settings):
    settings.NGHISU_OIDC = Provider(office.issuer, CLIENT, SECRET, NAME, claim="email", link=True)
    office.person = {"sub": "1", "email": "chung@vensong.gov.vn"}
    for one in (user, ground.user(Role.CLERK)):
        one.person.email = "chung@vensong.gov.vn"
        one.person.save()
    client = Client()
    come_back(client, office)
    assert not is_in(client)
    user.person.email = "rieng@vensong.gov.vn"
    user.person.save()
    office.person["email"] = "RIENG@vensong.gov.vn"
    come_back(client, office)
    assert is_in(client)


LIES = {
    "a nonce of another visit": {"nonce": "khác"},
    "no nonce": {"nonce": None},
    "for another client": {"aud": "phan-mem-khac"},
    "for two, and not by us": {"aud": [CLIENT, "phan-mem-khac"]},
    "of another issuer": {"iss": "https://gia-mao.example"},
    "expired": {"exp": int(time.time()) - 120},
    "from the future": {"iat": int(time.time()) + 3_600},
    "without a person": {"sub": None},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=list(LIES))
def test_a_word_that_is_not_for_us_now_lets_nobody_in(office, lie):
    office.lies = lie
    client = Client()
    assert come_back(client, office).headers["Location"] == PATH
    assert not is_in(client)
    assert not Identity.objects.exists()
    office.lies = {}  # the control: told the truth, the same office is believed
    come_back(client, office)
    assert is_in(client)


def test_a_word_signed_with_another_key_lets_nobody_in(office):
    office.signs_with = key_of("somebody else")
    client = Client()
    come_back(client, office)
    assert not is_in(client)


def test_an_office_that_calls_itself_by_another_name_is_not_asked(office):
    office.calls_itself = "https://gia-mao.example"
    assert Client().get(AWAY).headers["Location"] == PATH


def test_an_answer_nobody_asked_for_or_with_another_state_is_refused(office):
    client = Client()
    assert client.get(BACK, {"code": "x", "state": "y"}).headers["Location"] == PATH
    assert come_back(client, office, state="khác").headers["Location"] == PATH
    assert not is_in(client)


def test_an_answer_is_taken_once(office):
    client = Client()
    brought = office.send_back(client.get(AWAY).headers["Location"])
    assert client.get(BACK, brought).headers["Location"] == "/"
    client.post("/dang-xuat/")
    assert client.get(BACK, brought).headers["Location"] == PATH
    assert not is_in(client)


def test_a_code_stolen_on_the_way_is_worth_nothing_without_the_verifier(office):
    victim, thief = Client(), Client()
    brought = office.send_back(victim.get(AWAY).headers["Location"])
    own = office.send_back(thief.get(AWAY).headers["Location"])
    assert thief.get(BACK, own | {"code": brought["code"]}).headers["Location"] == PATH
    assert not is_in(thief)


def test_a_second_step_is_asked_unless_the_offices_own_is_trusted(office, user, settings):
    phone = give_phone(user)
    client = Client()
    assert come_back(client, office).headers["Location"] == STEP_PATH
    assert not is_in(client)
    assert client.post(STEP_PATH, {"code": phone.shows()}).status_code == 302
    assert is_in(client)
    settings.NGHISU_OIDC = Provider(
        office.issuer, CLIENT, SECRET, NAME, link=True, trusted_second_factor=True
    )
    trusted = Client()
    assert come_back(trusted, office).headers["Location"] == "/"


def test_a_closed_account_stays_closed(office, user):
    come_back(Client(), office)
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()
    come_back(client, office)
    assert not is_in(client)
    assert SignIn.objects.latest("id").outcome == "inactive"


def test_who_came_from_the_office_is_offered_to_sign_out_there_too(office):
    client = Client()
    come_back(client, office)
    page = client.get(client.post("/dang-xuat/").headers["Location"]).content.decode()
    assert f"{office.issuer}/ra?client_id={CLIENT}&amp;post_logout_redirect_uri=" in page
    assert not is_in(client)


def test_an_office_that_does_not_answer_leaves_the_password(office, settings):
    settings.NGHISU_OIDC = Provider("http://127.0.0.1:9", CLIENT, SECRET, NAME)
    client = Client()
    page = client.get(client.get(AWAY).headers["Location"])
    assert page.status_code == 200
    assert "dùng mật khẩu" in page.content.decode()


TABLE = {"issuer": "https://sso.coquan.vn", "client_id": "a", "client_secret": "b", "name": "Cơ quan"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"issuer": "http://sso.coquan.vn"}, "https"),
        ({"client_secret": ""}, "client_secret"),
        ({"claim": "phone"}, "claim"),
        ({"link": "có"}, "link"),
        ({"lien_ket": True}, "lien_ket"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_what_to_mend(changed, said):
    assert read_provider(TABLE).claim == "preferred_username"
    with pytest.raises(ProviderRefused, match=said):
        read_provider(TABLE | changed)
