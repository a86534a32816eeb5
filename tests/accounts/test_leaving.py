from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from nghisu.accounts.models import User
from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord
from tests.accounts.signing_in import try_to_sign_in
from tests.conftest import signed_in
from tests.factories import Ground, make_appointment, make_position


@pytest.fixture
def admin(ground: Ground) -> Client:
    return signed_in(ground.user(Role.COMMITTEE_ADMINISTRATOR))


@pytest.fixture
def user(ground: Ground, unscoped: None) -> User:
    return ground.user(Role.CONTENT_OFFICER)


def page_of(user: User) -> str:
    return f"/quan-tri/thoi-viec/{user.person_id}/"


def typed(day: date) -> dict[str, str]:
    return {"last_day": f"{day:%d/%m/%Y}", "note": "QĐ 12 ngày 01/3/2026"}


def test_all_appointments_end_with_the_day_and_the_account_and_its_sessions_with_it(admin, user, ground):
    make_appointment(user.person, make_position(ground.committee, "Ủy viên", body=ground.executive_committee))
    desk = signed_in(user)
    yesterday = clock.today() - timedelta(days=1)
    assert admin.post(page_of(user), typed(yesterday)).status_code == 302
    assert set(Appointment.objects.filter(person=user.person).values_list("until", flat=True)) == {yesterday}
    assert desk.get("/").status_code == 302
    assert try_to_sign_in(Client(), user.username).status_code == 422
    verbs = set(AuditRecord.objects.values_list("verb", flat=True))
    assert {"appointment.ended", "account.ends"} <= verbs


def test_the_last_day_is_still_a_day_of_work(admin, user):
    desk = signed_in(user)
    admin.post(page_of(user), typed(clock.today()))
    assert desk.get("/").status_code == 200


def test_the_page_says_what_waits_and_who_else_holds_the_role(admin, user, ground):
    leaver = admin.get(page_of(user)).context["leaver"]
    (succession,) = leaver.successions
    assert succession.organisation == ground.department.name
    assert succession.others == []
    assert "hãy giao trước" in admin.get(page_of(user)).content.decode()


def test_one_who_serves_elsewhere_keeps_the_account(admin, user, other_ground):
    make_appointment(user.person, make_position(other_ground.committee, "Văn thư", other_ground.office))
    admin.post(page_of(user), typed(clock.today() - timedelta(days=1)))
    assert try_to_sign_in(Client(), user.username).status_code == 302
    left = Appointment.objects.get(person=user.person, until=None)
    assert left.committee == other_ground.committee


def test_nobody_lets_themselves_go(admin, ground, unscoped):
    own = ground.user(Role.COMMITTEE_ADMINISTRATOR)
    assert admin.post(page_of(own), typed(clock.today())).status_code == 422
    assert Appointment.objects.get(person=own.person).until is None


def test_an_appointment_that_begins_later_is_named_and_nothing_is_ended(admin, user, ground):
    later = clock.today() + timedelta(days=30)
    make_appointment(user.person, make_position(ground.committee, "Trưởng phòng", ground.office), since=later)
    answer = admin.post(page_of(user), typed(clock.today()))
    assert answer.status_code == 422
    assert "Trưởng phòng" in answer.content.decode()
    assert not Appointment.objects.filter(person=user.person, until__isnull=False).exists()


def test_a_person_of_another_committee_does_not_exist(admin, other_ground, unscoped):
    assert admin.get(page_of(other_ground.user(Role.CLERK))).status_code == 404
