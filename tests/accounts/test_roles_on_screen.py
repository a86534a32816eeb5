from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from nghisu.accounts.commands.position_roles import give_role
from nghisu.accounts.models import PositionRole
from nghisu.accounts.queries import actor_for
from nghisu.core.people.roles import Role
from nghisu.directory.models import Position
from nghisu.foundation import clock
from nghisu.foundation.actors import Grant
from nghisu.foundation.models import AuditRecord
from nghisu.notices.models import Notice
from tests.conftest import signed_in
from tests.factories import Ground, make_appointment, make_person, make_position, make_user

PAGE = "/quan-tri/vai-tro/"


@pytest.fixture
def admin(ground: Ground) -> Client:
    return signed_in(ground.user(Role.COMMITTEE_ADMINISTRATOR))


@pytest.fixture
def position(ground: Ground, unscoped: None) -> Position:
    return make_position(ground.committee, "Chuyên viên tổng hợp", ground.office)


@pytest.fixture
def holder(position: Position) -> Client:
    person = make_person("Cán Bộ Mới")
    make_appointment(person, position)
    return signed_in(make_user("can-bo-moi", person))


def typed(role: Role, **more: str) -> dict[str, str]:
    return {"role": role.value, "organisation": "", "since": f"{clock.today():%d/%m/%Y}", "until": ""} | more


def test_the_list_shows_positions_of_units_and_of_bodies_those_with_roles_first(admin, position, ground):
    make_position(ground.committee, "Ủy viên", body=ground.executive_committee)
    lines = admin.get(PAGE).context["lines"]
    assert [bool(line.roles) for line in lines] == [True, False, False]
    assert {line.position.title for line in lines} >= {"Chuyên viên tổng hợp", "Ủy viên"}
    assert len(admin.get(PAGE, {"q": "uy vien"}).context["lines"]) == 1


def test_the_preview_says_who_gets_what_and_gives_nothing(admin, position, holder):
    answer = admin.post(f"{PAGE}{position.pk}/", typed(Role.OFFICE_SPECIALIST, xem="1"))
    (gain,) = answer.context["gains"]
    assert gain.name == "Cán Bộ Mới"
    assert "Thêm, sửa, xóa mục trong chương trình" in gain.new
    assert holder.get("/chuong-trinh/").status_code == 404


def test_a_role_given_opens_doors_at_once_and_ended_closes_them(admin, position, holder):
    admin.post(f"{PAGE}{position.pk}/", typed(Role.OFFICE_SPECIALIST, ghi="1"))
    assert holder.get("/chuong-trinh/").status_code == 302
    role = PositionRole.objects.get(position=position)
    role.since -= timedelta(days=9)
    role.save()
    yesterday = clock.today() - timedelta(days=1)
    admin.post(
        f"{PAGE}{position.pk}/", {"thoi": "1", "vai_tro": str(role.pk), "until": f"{yesterday:%d/%m/%Y}"}
    )
    assert holder.get("/chuong-trinh/").status_code == 404
    assert [one.verb for one in AuditRecord.objects.order_by("id")] == [
        "position.role_given",
        "position.role_ended",
    ]


def test_what_somebody_may_do_already_is_no_gain(admin, position, holder, ground):
    PositionRole.objects.create(
        committee=ground.committee, position=position, role=Role.OFFICE_CHIEF.value, since=date(2025, 1, 1)
    )
    answer = admin.post(f"{PAGE}{position.pk}/", typed(Role.OFFICE_SPECIALIST, xem="1"))
    assert "Thêm, sửa, xóa mục trong chương trình" not in answer.context["gains"][0].new


def test_the_same_role_twice_and_a_period_that_ends_before_it_begins_are_refused(admin, position):
    admin.post(f"{PAGE}{position.pk}/", typed(Role.CLERK, ghi="1"))
    assert admin.post(f"{PAGE}{position.pk}/", typed(Role.CLERK, ghi="1")).status_code == 422
    wrong = typed(Role.AUDITOR, ghi="1", since="10/03/2026", until="09/03/2026")
    assert admin.post(f"{PAGE}{position.pk}/", wrong).status_code == 422
    assert PositionRole.objects.filter(position=position).count() == 1


def test_the_last_administrator_cannot_be_taken_away(admin, ground, unscoped):
    role = PositionRole.objects.get(role=Role.COMMITTEE_ADMINISTRATOR.value)
    form = {"thoi": "1", "vai_tro": str(role.pk), "until": f"{clock.today():%d/%m/%Y}"}
    page = admin.post(f"{PAGE}{role.position_id}/", form, follow=True)
    assert "không còn ai là quản trị" in page.content.decode()
    role.refresh_from_db()
    assert role.until is None


def test_the_installations_role_and_another_committees_unit_are_not_to_be_had(admin, position, other_ground):
    assert (
        admin.post(f"{PAGE}{position.pk}/", typed(Role.INSTALLATION_ADMINISTRATOR, ghi="1")).status_code
        == 422
    )
    foreign = typed(Role.CLERK, ghi="1", organisation=str(other_ground.office.pk))
    assert admin.post(f"{PAGE}{position.pk}/", foreign).status_code == 422
    assert not PositionRole.objects.filter(position=position).exists()


def test_a_role_of_another_position_is_not_ended_from_here(admin, position, ground, unscoped):
    ground.user(Role.CLERK)
    other = PositionRole.objects.get(role=Role.CLERK.value)
    form = {"thoi": "1", "vai_tro": str(other.pk), "until": f"{clock.today():%d/%m/%Y}"}
    assert admin.post(f"{PAGE}{position.pk}/", form).status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICE_CHIEF, Role.STANDING_BOARD_MEMBER, Role.CHAIR])
def test_of_a_role_that_decides_the_chief_and_the_auditors_hear_at_once_and_not_the_giver(
    admin, position, ground, other_ground, role
):
    """Whoever may give any role is not alone in knowing of it."""
    watching = [ground.user(Role.OFFICE_CHIEF).person_id, ground.user(Role.AUDITOR).person_id]
    other_ground.user(Role.AUDITOR)
    assert admin.post(f"{PAGE}{position.pk}/", typed(role) | {"ghi": "1"}).status_code == 302
    told = Notice.objects.filter(kind="account.deciding_role")
    assert sorted(told.values_list("person", flat=True)) == sorted(watching)
    said = told[0].words["vi"]["title"]
    assert "Chuyên viên tổng hợp" in said
    assert ground.user(Role.COMMITTEE_ADMINISTRATOR).person.full_name in said
    assert all(told.values_list("urgent", flat=True))
    assert AuditRecord.objects.get(verb="position.role_given").committee_id == ground.committee.pk


def test_a_chief_who_gives_the_role_is_not_told_of_the_own_act(position, ground):
    chief = ground.user(Role.OFFICE_CHIEF)
    auditor = ground.user(Role.AUDITOR)
    by = replace(
        actor_for(chief, ground.committee.pk, clock.today()),
        grants=frozenset({Grant(Role.COMMITTEE_ADMINISTRATOR)}),
    )
    give_role(by, position.pk, Role.CHAIR, None, clock.today())
    assert Notice.objects.get().person_id == auditor.person_id


def test_the_control_of_a_role_that_decides_nothing_nobody_hears(admin, position, ground):
    ground.user(Role.AUDITOR)
    assert admin.post(f"{PAGE}{position.pk}/", typed(Role.CLERK) | {"ghi": "1"}).status_code == 302
    assert not Notice.objects.exists()
