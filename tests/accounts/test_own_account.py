from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nghisu.accounts.models import User
from nghisu.core.people.roles import Role
from nghisu.foundation.access import ActingRequest
from nghisu.foundation.models import AuditRecord
from tests.accounts.signing_in import PATH
from tests.conftest import signed_in
from tests.factories import PASSWORD, Ground


@pytest.fixture
def user(ground: Ground) -> User:
    return ground.user(Role.OFFICE_SPECIALIST)


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
        assert acting(client.get("/cap-uy/")).committee == ground.committee
        client.post("/cap-uy/", {"committee": str(other_ground.committee.pk)})
        request = acting(client.get("/cap-uy/"))
        assert request.committee == other_ground.committee
        assert request.actor.grants == frozenset()

    def test_a_committee_one_does_not_serve_does_not_exist(self, client_of, other_committee):
        client = client_of(Role.CLERK)
        assert client.post("/cap-uy/", {"committee": str(other_committee.pk)}).status_code == 404
        assert client.post("/cap-uy/", {"committee": "9" * 30}).status_code == 404


def acting(answer: Any) -> ActingRequest:
    """The request behind an answer, as the middleware left it."""
    request: ActingRequest = answer.wsgi_request
    return request
