from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from nghisu.accounts.adapters.origin import device_cookie
from nghisu.accounts.models import SignIn, User
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from tests.conftest import signed_in
from tests.factories import PASSWORD, make_person, make_user

PATH = "/dang-nhap/"
START = "2026-03-10T07:30:00+07:00"


def try_to_sign_in(client: Client, username: str, password: str = PASSWORD, **more: str):
    return client.post(PATH, {"username": username, "password": password, **more})


@pytest.fixture
def user(ground) -> User:
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
    from argon2 import low_level

    worked: list[str] = []
    genuine_hash, genuine_verify = low_level.hash_secret, low_level.verify_secret
    monkeypatch.setattr(
        "argon2.low_level.hash_secret", lambda *a, **k: worked.append("hash") or genuine_hash(*a, **k)
    )
    monkeypatch.setattr(
        "argon2.low_level.verify_secret", lambda *a, **k: worked.append("verify") or genuine_verify(*a, **k)
    )
    monkeypatch.setattr(
        "argon2._password_hasher.verify_secret",
        lambda *a, **k: worked.append("verify") or genuine_verify(*a, **k),
    )

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


class TestSlowingDown:
    def test_five_failures_are_free_then_every_try_waits_longer(self, user):
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

    def test_the_wait_is_said_in_words_and_what_was_typed_stays(self, user):
        client = Client()
        for _ in range(5):
            try_to_sign_in(client, user.username, "sai")
        page = try_to_sign_in(client, user.username)
        assert "giây rồi thử lại" in page.content.decode()
        assert user.username in page.content.decode()

    def test_nobody_is_locked_out_after_the_wait_the_right_password_opens(self, user):
        client = Client()
        with time_machine.travel(START, tick=False) as moment:
            for _ in range(5):
                try_to_sign_in(client, user.username, "sai")
            moment.shift(timedelta(seconds=10))
            assert try_to_sign_in(client, user.username).status_code == 302

    def test_a_try_that_had_to_wait_is_not_checked_and_lengthens_nothing(self, user):
        client = Client()
        with time_machine.travel(START, tick=False) as moment:
            for _ in range(5):
                try_to_sign_in(client, user.username, "sai")
            for _ in range(20):
                assert try_to_sign_in(client, user.username).status_code == 429
            moment.shift(timedelta(seconds=10))
            assert try_to_sign_in(client, user.username).status_code == 302

    def test_a_browser_that_signed_in_before_still_opens_while_others_guess(self, user):
        desk, stranger = Client(), Client()
        with time_machine.travel(START, tick=False) as moment:
            try_to_sign_in(desk, user.username)
            desk.post("/dang-xuat/")
            for _ in range(12):
                try_to_sign_in(stranger, user.username, "sai")
                moment.shift(timedelta(seconds=1))
            assert try_to_sign_in(stranger, user.username).status_code == 429
            assert try_to_sign_in(desk, user.username).status_code == 302

    def test_a_made_up_browser_name_gains_nothing(self, user):
        with time_machine.travel(START, tick=False):
            for number in range(6):
                client = Client()
                client.cookies[device_cookie()] = f"{number:022d}"
                answer = try_to_sign_in(client, user.username, "sai")
        assert answer.status_code == 429

    def test_a_browser_known_to_one_account_is_a_stranger_to_another(self, user, ground):
        leader = ground.user(Role.OFFICE_CHIEF)
        client = Client()
        try_to_sign_in(client, user.username)
        for _ in range(5):
            try_to_sign_in(client, leader.username, "sai")
        assert try_to_sign_in(client, leader.username).status_code == 429

    def test_unknown_names_are_slowed_down_alike(self, db):
        answers = [try_to_sign_in(Client(), "khong-co-ai", "sai").status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]

    def test_a_hundred_failures_at_one_address_slow_it_down_over_all_accounts(self, user):
        at = clock.server_now()
        SignIn.objects.bulk_create(
            SignIn(at=at, username=f"ten-{n}", address="203.0.113.7", outcome="wrong") for n in range(100)
        )
        refused = Client(REMOTE_ADDR="203.0.113.7").post(
            PATH, {"username": user.username, "password": PASSWORD}
        )
        assert (refused.status_code, int(refused.headers["Retry-After"]) <= 10) == (429, True)
        elsewhere = Client(REMOTE_ADDR="203.0.113.8").post(
            PATH, {"username": user.username, "password": PASSWORD}
        )
        assert elsewhere.status_code == 302

    def test_229_sites_behind_one_address_sign_in_at_once(self, ground):
        people = [make_user(f"diem-cau-{n}", make_person(f"Cán bộ {n}")) for n in range(229)]
        SignIn.objects.bulk_create(
            SignIn(
                at=clock.server_now(), username=u.username, user=u, address="203.0.113.7", outcome="signed-in"
            )
            for u in people
        )
        last = Client(REMOTE_ADDR="203.0.113.7").post(
            PATH, {"username": people[-1].username, "password": PASSWORD}
        )
        assert last.status_code == 302


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


class TestSessions:
    def test_a_session_ends_after_thirty_minutes_without_work(self, user):
        with time_machine.travel(START, tick=False) as moment:
            client = signed_in(user)
            moment.shift(timedelta(minutes=31))
            answer = client.get("/tai-khoan/")
            assert answer.headers["Location"] == "/dang-nhap/?next=%2Ftai-khoan%2F&het-phien=1"
            assert "đã hết" in client.get(answer.headers["Location"]).content.decode()

    def test_work_keeps_a_session_alive_for_twelve_hours_and_no_longer(self, user):
        with time_machine.travel(START, tick=False) as moment:
            client = signed_in(user)
            for _ in range(12 * 3):
                moment.shift(timedelta(minutes=20))
                assert client.get("/tai-khoan/").status_code == 200
            moment.shift(timedelta(minutes=1))
            assert client.get("/tai-khoan/").status_code == 302

    def test_reading_pages_writes_the_session_at_most_once_a_minute(self, user, django_assert_num_queries):
        with time_machine.travel(START, tick=False) as moment:
            client = signed_in(user)
            moment.shift(timedelta(seconds=59))
            client.get("/tai-khoan/")
            assert client.session["seen_at"] == client.session["signed_in_at"]
            moment.shift(timedelta(seconds=1))
            client.get("/tai-khoan/")
            assert client.session["seen_at"] == client.session["signed_in_at"] + 60

    def test_the_demonstrations_clock_neither_ends_nor_prolongs_a_session(self, user, settings):
        from nghisu.foundation.models import StandingClock

        settings.NGHISU_DEMO = True
        client = signed_in(user)
        StandingClock.objects.create(stands_at=clock.server_now() + timedelta(days=400))
        assert client.get("/tai-khoan/").status_code == 200

    def test_a_session_that_never_began_is_none(self, user):
        client = Client()
        client.force_login(user)
        assert client.get("/tai-khoan/").status_code == 302


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


class TestPassword:
    new = "một câu dễ nhớ cho mình"

    def change(self, client: Client, **typed: str):
        typed = {"present": PASSWORD, "new": self.new, "again": self.new} | typed
        return client.post(reverse("accounts:password"), typed)

    def test_a_new_password_ends_every_other_session(self, user, unscoped):
        here, elsewhere = signed_in(user), signed_in(user)
        assert self.change(here).headers["Location"] == "/tai-khoan/"
        assert here.get("/tai-khoan/").status_code == 200
        assert elsewhere.get("/tai-khoan/").status_code == 302
        assert AuditRecord.objects.get().verb == "user.password_changed"
        assert self.new not in str(AuditRecord.objects.values())

    def test_the_same_form_sent_twice_changes_it_once_and_answers_the_same(self, user, unscoped):
        client = signed_in(user)
        same = {"command_id": "0b0e2a54-29ae-4c5d-9a34-5c9d54ad3d11"}
        assert self.change(client, **same).status_code == self.change(client, **same).status_code == 302
        assert AuditRecord.objects.filter(verb="user.password_changed").count() == 1
        assert (
            self.change(
                client, new="câu khác hẳn câu trước", again="câu khác hẳn câu trước", **same
            ).status_code
            == 409
        )

    @pytest.mark.parametrize("weak", ["ngan", "123456789012", "passwordpassword", "office-specialist"])
    def test_a_password_that_is_easy_to_guess_is_refused_with_the_reason(self, user, weak):
        answer = self.change(signed_in(user), new=weak, again=weak)
        assert answer.status_code == 422
        assert answer.context["form"].errors["new"]
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_guessing_at_the_present_password_is_slowed_down_too(self, user):
        client = signed_in(user)
        answers = [self.change(client, present="sai").status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]

    def test_two_different_new_passwords_are_refused(self, user):
        assert self.change(signed_in(user), again="một câu khác hẳn kia").status_code == 422


class TestLanguage:
    def test_a_visitor_reads_english_after_choosing_it(self, db):
        client = Client()
        answer = client.post("/ngon-ngu/", {"language": "en", "next": PATH})
        assert answer.headers["Location"] == PATH
        assert client.get(PATH).headers["Content-Language"] == "en"

    def test_the_choice_of_a_signed_in_person_follows_the_account(self, user, unscoped):
        signed_in(user).post("/ngon-ngu/", {"language": "en"})
        assert signed_in(user).get("/tai-khoan/").headers["Content-Language"] == "en"
        assert AuditRecord.objects.get().changes == {"language": ["vi", "en"]}

    def test_a_language_there_is_not_does_not_exist(self, db):
        assert Client().post("/ngon-ngu/", {"language": "xx"}).status_code == 404


class TestCommittees:
    def test_one_who_serves_two_committees_works_in_the_one_chosen(self, ground, other_ground, unscoped):
        from tests.factories import make_appointment, make_position

        user = ground.user(Role.CLERK)
        make_appointment(user.person, make_position(other_ground.committee, "Văn thư", other_ground.office))
        client = signed_in(user)
        assert client.get("/cap-uy/").wsgi_request.committee == ground.committee
        client.post("/cap-uy/", {"committee": str(other_ground.committee.pk)})
        request = client.get("/cap-uy/").wsgi_request
        assert request.committee == other_ground.committee
        assert request.actor.grants == frozenset()

    def test_a_committee_one_does_not_serve_does_not_exist(self, client_of, other_committee):
        client = client_of(Role.CLERK)
        assert client.post("/cap-uy/", {"committee": str(other_committee.pk)}).status_code == 404
        assert client.post("/cap-uy/", {"committee": "9" * 30}).status_code == 404
