from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nghisu.accounts.models import FactorRemoval, ResetCode, SignIn, User
from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from nghisu.notices.models import Notice
from tests.accounts.second_steps import STEP_PATH, give_phone
from tests.accounts.signing_in import PATH, START, try_to_sign_in
from tests.conftest import signed_in
from tests.factories import PASSWORD, Ground, make_appointment, make_person, make_position, make_user

PAGE = "/quan-tri/tai-khoan/"
RESET = "/dang-nhap/mat-khau-moi/"
NEW = "một câu dễ nhớ cho mình"


@pytest.fixture
def admin(ground: Ground) -> Client:
    return signed_in(ground.user(Role.COMMITTEE_ADMINISTRATOR))


@pytest.fixture
def user(ground: Ground) -> User:
    return ground.user(Role.CLERK)


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def secret_on(answer: Any) -> str:
    """What the slip shows."""
    found = re.search(r'slip-secret"[^>]*>([^<]+)<', answer.content.decode())
    return found[1] if found else ""


def of(user: User, part: str = "") -> str:
    return f"{PAGE}{user.pk}/{part}"


class TestANewAccount:
    @pytest.fixture
    def person(self, ground, unscoped):
        person = make_person("Đặng Thị Ước")
        make_appointment(person, make_position(ground.committee, "Chuyên viên", ground.office))
        return person

    def test_it_is_named_after_the_person_opens_with_the_slip_and_asks_for_an_own_password_first(
        self, admin, person, unscoped
    ):
        answer = admin.post(f"{PAGE}them/", {"person": str(person.pk), "username": ""})
        user = User.objects.get(person=person)
        assert user.username == "dang.thi.uoc"
        start = secret_on(answer)
        assert start not in str(AuditRecord.objects.values())
        client = Client()
        assert try_to_sign_in(client, user.username, start).status_code == 302
        for path in ("/", "/lich/", "/tai-khoan/phien/"):
            assert client.get(path).headers["Location"] == "/tai-khoan/mat-khau/"
        client.post("/tai-khoan/mat-khau/", {"present": start, "new": NEW, "again": NEW})
        assert is_in(client)

    def test_the_start_password_is_worth_nothing_after_a_week(self, admin, person):
        with time_machine.travel(START, tick=False) as moment:
            admin = signed_in(User.objects.get(pk=admin.session["_auth_user_id"]))
            start = secret_on(admin.post(f"{PAGE}them/", {"person": str(person.pk)}))
            moment.shift(timedelta(days=7, seconds=1))
            assert try_to_sign_in(Client(), "dang.thi.uoc", start).status_code == 422

    def test_a_second_of_the_name_gets_a_number_and_a_taken_name_is_refused(self, admin, person):
        make_user("dang.thi.uoc", make_person("Đặng Thị Ước"))
        assert (
            admin.post(f"{PAGE}them/", {"person": str(person.pk), "username": "Đặng.Thị.Ước"}).status_code
            == 422
        )
        admin.post(f"{PAGE}them/", {"person": str(person.pk)})
        assert User.objects.get(person=person).username == "dang.thi.uoc.2"

    def test_sent_twice_it_is_made_once_and_the_password_is_not_shown_again(self, admin, person):
        form = {"person": str(person.pk), "command_id": "0b0e2a54-29ae-4c5d-9a34-5c9d54ad3d12"}
        assert secret_on(admin.post(f"{PAGE}them/", form))
        again = admin.post(f"{PAGE}them/", form)
        assert again.status_code in {200, 422}
        assert not secret_on(again)
        assert User.objects.filter(person=person).count() == 1

    def test_somebody_of_another_committee_cannot_be_chosen(self, admin, other_ground, unscoped):
        person = make_person("Người Cao Nguyên")
        make_appointment(person, make_position(other_ground.committee, "Văn thư", other_ground.office))
        assert admin.post(f"{PAGE}them/", {"person": str(person.pk)}).status_code == 422


class TestAForgottenPassword:
    def code_for(self, admin: Client, user: User, hours: int = 2) -> str:
        return secret_on(admin.post(of(user, "ma-moi/"), {"hours": str(hours)}))

    def set_new(self, user: User, code: str, new: str = NEW, client: Client | None = None) -> Any:
        typed = {"username": user.username, "code": code, "new": new, "again": new}
        return (client or Client()).post(RESET, typed)

    def test_the_code_sets_a_new_password_once_and_ends_every_session(self, admin, user, unscoped):
        elsewhere = signed_in(user)
        code = self.code_for(admin, user)
        assert try_to_sign_in(Client(), user.username).status_code == 302  # the old one opens until then
        assert self.set_new(user, code.lower().replace("-", " ")).headers["Location"] == PATH
        assert not is_in(elsewhere)
        assert try_to_sign_in(Client(), user.username).status_code == 422
        assert try_to_sign_in(Client(), user.username, NEW).status_code == 302
        assert self.set_new(user, code, "một câu khác hẳn câu trước").status_code == 422
        assert SignIn.objects.filter(outcome="reset").count() == 1
        assert code not in str(list(ResetCode.objects.values())) + str(list(AuditRecord.objects.values()))

    def test_a_code_ends_with_its_hours_and_with_the_next_code(self, ground, user):
        with time_machine.travel(START, tick=False) as moment:
            admin = signed_in(ground.user(Role.COMMITTEE_ADMINISTRATOR))
            first = self.code_for(admin, user)
            second = self.code_for(admin, user)
            assert self.set_new(user, first).status_code == 422
            moment.shift(timedelta(hours=2, seconds=1))
            assert self.set_new(user, second).status_code == 422

    def test_a_weak_password_is_refused_and_the_code_stays_good(self, admin, user):
        code = self.code_for(admin, user)
        assert "new" in self.set_new(user, code, "ngan").context["form"].errors
        assert self.set_new(user, code).status_code == 302

    def test_somebody_elses_code_and_an_unknown_name_get_the_same_sentence(self, admin, user, ground):
        code = self.code_for(admin, user)
        other = ground.user(Role.ARCHIVIST)
        stranger = User(username="khong-co-ai")
        said = {str(self.set_new(one, code).context["form"].errors) for one in (other, stranger)}
        assert len(said) == 1

    def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(self, user, monkeypatch):
        from argon2 import low_level

        worked: list[str] = []
        genuine = low_level.hash_secret

        def counted(*args: Any, **more: Any) -> Any:
            worked.append("hash")
            return genuine(*args, **more)

        monkeypatch.setattr(low_level, "hash_secret", counted)
        self.set_new(user, "2222-3333-4444")
        known = len(worked)
        self.set_new(User(username="khong-co-ai"), "2222-3333-4444")
        assert known == len(worked) - known == 1

    def test_guessing_at_codes_is_slowed_down(self, admin, user):
        self.code_for(admin, user)
        answers = [self.set_new(user, "2222-3333-4444").status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]

    def test_the_owner_is_told_and_a_second_step_stays_asked(self, admin, user, unscoped):
        give_phone(user)
        code = self.code_for(admin, user)
        assert Notice.objects.get(person=user.person).urgent
        self.set_new(user, code)
        assert try_to_sign_in(Client(), user.username, NEW).headers["Location"] == STEP_PATH


class TestALostSecondStep:
    def ask(self, client: Client, user: User) -> Any:
        return client.post(of(user, "go-xac-thuc/"), {"reason": "mất điện thoại"})

    def test_one_asks_another_agrees_and_the_owner_is_told(self, admin, user, ground, unscoped):
        give_phone(user)
        chief = ground.user(Role.OFFICE_CHIEF)
        desk = signed_in(user)
        assert self.ask(admin, user).status_code == 302
        removal = FactorRemoval.objects.get()
        assert try_to_sign_in(Client(), user.username).headers["Location"] == STEP_PATH
        assert {notice.person for notice in Notice.objects.all()} == {user.person, chief.person}
        answer = {"yeu-cau": str(removal.pk), "dong-y": "1"}
        assert admin.post("/quan-tri/go-xac-thuc/", answer).status_code == 409  # not by the one who asked
        assert signed_in(chief).post("/quan-tri/go-xac-thuc/", answer).status_code == 302
        assert try_to_sign_in(Client(), user.username).headers["Location"] == "/"
        assert not is_in(desk)
        assert [one.verb for one in AuditRecord.objects.order_by("id")][:2] == [
            "factor.removal_asked",
            "factor.all_removed",
        ]
        assert signed_in(chief).post("/quan-tri/go-xac-thuc/", answer).status_code == 409  # decided

    def test_declined_it_stays(self, admin, user, ground, unscoped):
        give_phone(user)
        chief = signed_in(ground.user(Role.OFFICE_CHIEF))
        self.ask(admin, user)
        chief.post("/quan-tri/go-xac-thuc/", {"yeu-cau": str(FactorRemoval.objects.get().pk), "khong": "1"})
        assert try_to_sign_in(Client(), user.username).headers["Location"] == STEP_PATH

    def test_one_who_is_alone_does_it_at_once(self, admin, user, unscoped):
        give_phone(user)
        self.ask(admin, user)
        assert not FactorRemoval.objects.exists()
        assert try_to_sign_in(Client(), user.username).headers["Location"] == "/"

    def test_the_chief_whose_own_it_is_does_not_agree(self, admin, ground, unscoped):
        chief = ground.user(Role.OFFICE_CHIEF)
        give_phone(chief)
        other = make_person("Quản Trị Hai")
        make_appointment(
            other,
            make_position(ground.committee, "Quản trị", ground.office, roles=(Role.COMMITTEE_ADMINISTRATOR,)),
        )
        make_user("quan-tri-hai", other)
        self.ask(admin, chief)
        removal = {"yeu-cau": str(FactorRemoval.objects.get().pk), "dong-y": "1"}
        assert signed_in(chief).post("/quan-tri/go-xac-thuc/", removal).status_code == 409

    def test_another_committees_request_does_not_exist(self, admin, user, ground, other_ground, unscoped):
        give_phone(user)
        ground.user(Role.OFFICE_CHIEF)
        self.ask(admin, user)
        removal = {"yeu-cau": str(FactorRemoval.objects.get().pk), "dong-y": "1"}
        stranger = signed_in(other_ground.user(Role.OFFICE_CHIEF))
        assert stranger.post("/quan-tri/go-xac-thuc/", removal).status_code == 404


class TestClosing:
    def test_a_closed_account_is_dead_at_the_very_next_request_and_can_be_opened_again(self, admin, user):
        desk = signed_in(user)
        assert is_in(desk)
        admin.post(of(user, "khoa/"), {"reason": "nghỉ ốm dài ngày"})
        assert not is_in(desk)
        assert try_to_sign_in(Client(), user.username).status_code == 422
        admin.post(of(user, "mo-lai/"))
        assert try_to_sign_in(Client(), user.username).status_code == 302

    def test_an_account_past_its_last_day_is_closed_by_itself(self, user):
        desk = signed_in(user)
        User.objects.filter(pk=user.pk).update(active_until=clock.today())
        assert is_in(desk)
        User.objects.filter(pk=user.pk).update(active_until=clock.today() - timedelta(days=1))
        assert not is_in(desk)
        assert try_to_sign_in(Client(), user.username).status_code == 422

    def test_all_sessions_of_a_person_are_ended(self, admin, user):
        desks = [signed_in(user), signed_in(user)]
        admin.post(of(user, "phien/"))
        assert [is_in(desk) for desk in desks] == [False, False]


class TestWhoseItIs:
    def test_ones_own_account_is_not_administered_here(self, admin, ground):
        own = ground.user(Role.COMMITTEE_ADMINISTRATOR)
        assert admin.get(of(own)).status_code == 200
        assert admin.post(of(own, "khoa/"), {"reason": "thử"}).status_code == 404

    @pytest.mark.parametrize("part", ["ma-moi/", "khoa/", "go-xac-thuc/", "mo-lai/", "phien/"])
    def test_one_committees_administrator_does_not_open_the_doors_of_another(
        self, admin, user, other_ground, part, unscoped
    ):
        """A person of two committees: an administrator of the one would enter the other with a reset code."""
        make_appointment(user.person, make_position(other_ground.committee, "Bí thư", other_ground.office))
        give_phone(user)
        assert admin.post(of(user, part), {"hours": "2", "reason": "thử"}).status_code in {409, 422}
        assert not ResetCode.objects.exists()
        user.refresh_from_db()
        assert user.is_active
        system = signed_in(other_ground.user(Role.INSTALLATION_ADMINISTRATOR))
        assert system.post(of(user, part), {"hours": "2", "reason": "thử"}).status_code in {200, 302}

    def test_the_installations_administrator_sees_the_accounts_no_committee_answers_for(
        self, ground, user, unscoped
    ):
        system = signed_in(ground.user(Role.INSTALLATION_ADMINISTRATOR))
        make_user("khong-con-ai", make_person("Không Còn Chức"))
        names = [line.user.username for line in system.get(PAGE).context["rows"]]
        assert "khong-con-ai" in names
        assert user.username not in names

    def test_who_runs_the_installation_is_in_its_own_list_and_not_in_a_committees(self, ground, unscoped):
        """As after `nghisu init`: the first administrator holds a title in the committee and runs the machine."""
        first = ground.user(Role.COMMITTEE_ADMINISTRATOR)
        User.objects.filter(pk=first.pk).update(is_installation_administrator=True)
        assert first.username in [line.user.username for line in signed_in(first).get(PAGE).context["rows"]]
        plain = make_person("Quản Trị Khác")
        role = Role.COMMITTEE_ADMINISTRATOR
        make_appointment(
            plain, make_position(ground.committee, "Quản trị thứ hai", ground.office, roles=(role,))
        )
        second = signed_in(make_user("quan-tri-khac", plain))
        assert first.username not in [line.user.username for line in second.get(PAGE).context["rows"]]


def test_the_list_is_found_by_name_and_state_and_costs_the_same_with_one_row_and_three(admin, ground):
    admin.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        assert len(admin.get(PAGE).context["rows"]) == 1
    give_phone(ground.user(Role.CLERK))
    ground.user(Role.ARCHIVIST)
    with CaptureQueriesContext(connection) as three:
        assert len(admin.get(PAGE).context["rows"]) == 3
    assert len(one) == len(three)
    assert len(admin.get(PAGE, {"loai": "chua-hai-buoc"}).context["rows"]) == 2
    assert len(admin.get(PAGE, {"q": "archivist"}).context["rows"]) == 1
    assert admin.get(f"{PAGE}tep/").content.startswith(b"PK")


def test_the_policy_is_set_on_screen(admin, ground, unscoped):
    form = {"second_factor_since": "01/03/2026", "roles": ["clerk"]}
    assert admin.post("/quan-tri/dang-nhap/", form).status_code == 302
    clerk = Client()
    try_to_sign_in(clerk, ground.user(Role.CLERK).username, PASSWORD)
    assert clerk.get("/").headers["Location"] == "/tai-khoan/xac-thuc/"
    admin.post("/quan-tri/dang-nhap/", {"second_factor_since": "", "roles": ["clerk"]})
    again = Client()
    try_to_sign_in(again, ground.user(Role.CLERK).username, PASSWORD)
    assert is_in(again)
