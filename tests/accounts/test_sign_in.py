from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from nghisu.accounts.models import SignIn, User
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from tests.accounts.signing_in import PATH, try_to_sign_in
from tests.factories import Ground, make_person, make_user


@pytest.fixture
def user(ground: Ground) -> User:
    return ground.user(Role.OFFICE_SPECIALIST)


def test_a_right_password_opens_the_page_that_was_asked_for(user):
    answer = try_to_sign_in(Client(), user.username, next="/tai-khoan/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tai-khoan/")


def test_the_name_is_taken_with_capitals_diacritics_and_stray_spaces(db):
    make_user("tran.thi.hoa", make_person("Trần Thị Hòa"))
    assert try_to_sign_in(Client(), " Trần.Thị.Hòa ").status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://gia-mao.example/",
        "//gia-mao.example/",
        "/\\gia-mao.example",
        "javascript:alert(1)",
        "http:///x",
    ],
)
def test_nobody_is_sent_to_another_site_after_signing_in(user, elsewhere):
    assert try_to_sign_in(Client(), user.username, next=elsewhere).headers["Location"] == "/"


def test_wrong_password_unknown_name_and_closed_account_get_the_same_sentence(user, db):
    make_user("da-nghi", make_person("Đã Nghỉ"), is_active=False)
    answers = [
        try_to_sign_in(Client(), user.username, "sai mật khẩu rồi"),
        try_to_sign_in(Client(), "khong-co-ai", "sai mật khẩu rồi"),
        try_to_sign_in(Client(), "da-nghi"),
    ]
    assert {answer.status_code for answer in answers} == {422}
    sentences = {str(answer.context["form"].non_field_errors()[0]) for answer in answers}
    assert len(sentences) == 1
    assert list(SignIn.objects.order_by("id").values_list("outcome", "user__username")) == [
        ("wrong", user.username),
        ("wrong", None),
        ("inactive", "da-nghi"),
    ]


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(user, monkeypatch):
    from argon2 import PasswordHasher, low_level

    worked: list[str] = []

    def counted(name: str, genuine: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **more: Any) -> Any:
            worked.append(name)
            return genuine(*args, **more)

        return run

    monkeypatch.setattr(low_level, "hash_secret", counted("hash", low_level.hash_secret))
    monkeypatch.setattr(PasswordHasher, "verify", counted("verify", PasswordHasher.verify))

    try_to_sign_in(Client(), user.username, "sai mật khẩu rồi")
    known = len(worked)
    worked.clear()
    try_to_sign_in(Client(), "khong-co-ai", "sai mật khẩu rồi")

    assert known == len(worked) == 1


def test_a_new_session_begins_at_the_sign_in_and_the_old_one_is_worth_nothing(user):
    client = Client()
    session = client.session
    session["left_by_somebody"] = "x"
    session.save()
    before = client.session.session_key

    try_to_sign_in(client, user.username)

    assert client.session.session_key != before
    assert "left_by_somebody" not in client.session


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_and_back(user):
    client = Client()
    answer = client.get("/tai-khoan/?x=1")
    assert answer.headers["Location"] == "/dang-nhap/?next=%2Ftai-khoan%2F%3Fx%3D1"
    page = client.get(answer.headers["Location"])
    assert page.context["form"]["next"].value() == "/tai-khoan/?x=1"


def test_a_part_of_a_page_asked_for_without_a_session_leads_the_whole_page_to_the_sign_in(db):
    answer = Client().get(
        "/tai-khoan/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/tai-khoan/?a=b"}
    )
    assert answer.headers["HX-Redirect"] == "/dang-nhap/?next=%2Ftai-khoan%2F%3Fa%3Db"
    assert answer.content == b""


def test_signing_in_and_out_is_in_the_log_and_in_the_audit_trail(user, unscoped):
    client = Client()
    try_to_sign_in(client, user.username)
    assert client.post("/dang-xuat/").headers["Location"] == PATH

    assert [row.outcome for row in SignIn.objects.order_by("id")] == ["signed-in", "signed-out"]
    records = AuditRecord.objects.order_by("id")
    assert [record.verb for record in records] == ["user.signed_in", "user.signed_out"]
    assert {record.committee for record in records} == {user.person.appointments.get().committee}
    assert client.get("/tai-khoan/").status_code == 302


def test_signing_out_by_a_link_is_refused(client_of):
    client = client_of(Role.CLERK)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.get("/tai-khoan/").status_code == 200


def test_the_log_keeps_the_servers_own_time_where_the_demonstrations_clock_stands(user, standing_clock):
    try_to_sign_in(Client(), user.username)
    assert abs(SignIn.objects.get().at - clock.server_now()) < timedelta(minutes=1)


def test_the_password_is_hashed_with_argon2id(db):
    user = User.objects.create_user("moi", "một mật khẩu đủ dài")
    assert user.password.startswith("argon2$argon2id$")


class TestWhereATryComesFrom:
    def test_a_proxy_on_the_same_machine_is_believed_for_the_address_it_saw(self, user):
        Client(REMOTE_ADDR="127.0.0.1").post(
            PATH,
            {"username": user.username, "password": "sai"},
            headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"},
        )
        assert SignIn.objects.get().address == "203.0.113.9"

    def test_a_visitor_who_names_an_address_of_their_own_is_not_believed(self, user):
        Client(REMOTE_ADDR="203.0.113.9").post(
            PATH, {"username": user.username, "password": "sai"}, headers={"X-Forwarded-For": "198.51.100.1"}
        )
        assert SignIn.objects.get().address == "203.0.113.9"


class TestDemonstration:
    def test_the_demonstration_offers_its_accounts_by_persona(self, db, settings):
        settings.NGHISU_DEMO = True
        make_user("vai-mau", make_person("Lý Văn Mẫu"), persona="Chánh Văn phòng")
        page = Client().get(PATH).content.decode()
        assert "Chánh Văn phòng" in page
        assert "Lý Văn Mẫu" in page

    def test_an_installation_at_work_offers_none(self, db):
        make_user("vai-mau", make_person("Lý Văn Mẫu"), persona="Chánh Văn phòng")
        page = Client().get(PATH).content.decode()
        assert "Chánh Văn phòng" not in page
        assert "hoi-nghi-mau" not in page
