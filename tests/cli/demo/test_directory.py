"""The demonstration as everybody finds it after `make run`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest
from django_scopes import scope, scopes_disabled
from openpyxl import load_workbook

from nghisu.accounts.models import PositionRole, User
from nghisu.accounts.queries import actor_for
from nghisu.cli.demo.accounts import build_accounts
from nghisu.cli.demo.blueprint import COMMITTEES, DATA, read_accounts, read_blueprint
from nghisu.cli.demo.build import build_directory
from nghisu.cli.demo.names import NameSource
from nghisu.core.people.roles import Role
from nghisu.directory.models import (
    Appointment,
    Body,
    Organisation,
    Person,
    Position,
    Room,
    TitleRank,
)
from nghisu.directory.queries import (
    OrganisationFilter,
    PersonFilter,
    bodies_of,
    organisations_of,
    people_of,
    valid_on,
)
from nghisu.foundation.models import AuditRecord, Committee

DAY = date(2026, 3, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Iterator[Committee]:
    build_directory()
    committee = Committee.objects.get(code="ha-noi")
    with scope(committee=committee):
        yield committee


def test_the_demonstration_is_built_within_ten_seconds() -> None:
    started = time.perf_counter()
    demo = build_directory()
    assert demo.created
    assert time.perf_counter() - started < 10


def test_about_1500_invented_people_hold_positions(city: Committee) -> None:
    assert 1_400 <= Person.objects.count() <= 1_600
    assert not Person.objects.filter(is_demo=False).exists()
    assert Person.objects.values("full_name").distinct().count() == Person.objects.count()


def test_the_same_seed_makes_the_same_people_and_another_seed_makes_others() -> None:
    def names(seed: int) -> list[str]:
        source = NameSource(seed)
        return [source.draw().full for _ in range(50)]

    assert names(7) == names(7)
    assert names(7) != names(8)


def test_a_second_run_keeps_what_people_changed(city: Committee) -> None:
    room = Room.objects.get(code="phong-hop-so-1")
    Room.objects.filter(pk=room.pk).update(capacity=41)
    before = Person.objects.count()
    again = build_directory()
    assert not again.created
    assert [committee.code for committee in again.committees] == list(COMMITTEES)
    assert Person.objects.count() == before
    assert Room.objects.get(pk=room.pk).capacity == 41


def test_making_it_is_one_record_of_the_trail_for_each_committee(city: Committee) -> None:
    records = AuditRecord.objects.filter(verb="demo.created")
    assert {record.committee_id for record in records} == set(Committee.objects.values_list("id", flat=True))


def test_every_unit_and_body_named_in_the_programme_is_in_the_directory(city: Committee) -> None:
    sheet = load_workbook(DATA / "chuong-trinh-cong-tac-2026.xlsx").worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    named = {name.strip() for row in rows for cell in row[5:7] if cell for name in str(cell).split(";")}
    chairs = {str(row[7]).strip() for row in rows if row[7]}
    units = set(Organisation.objects.filter(valid_on(DAY)).values_list("name", flat=True))
    bodies = set(Body.objects.filter(valid_on(DAY)).values_list("name", flat=True))
    assert len(rows) == 96
    assert named <= units
    assert chairs <= bodies


def test_each_of_the_126_communes_has_a_party_committee_and_a_peoples_committee(city: Committee) -> None:
    for kind in (Organisation.Kind.COMMUNE_COMMITTEE, Organisation.Kind.COMMUNE_GOVERNMENT):
        rows = Organisation.objects.filter(valid_on(DAY), kind=kind, tier=3)
        assert rows.values("place").distinct().count() == 126
        assert rows.count() == 126
    heads = Appointment.objects.filter(valid_on(DAY), position__title_code="bi-thu-dang-uy-xa-phuong")
    assert heads.count() == 126


def test_the_chair_of_a_commune_is_deputy_secretary_of_its_party_committee(city: Committee) -> None:
    chair = Appointment.objects.get(position__code="ubnd-xa-soc-son-chu-tich-ubnd-xa-phuong")
    deputy = Appointment.objects.get(position__code="dang-uy-xa-soc-son-pho-bi-thu-dang-uy-xa-phuong")
    assert chair.person_id == deputy.person_id


def test_three_levels_are_there_until_30_june_2025_and_two_after(city: Committee) -> None:
    def districts(on: date) -> set[str]:
        return set(Organisation.objects.filter(valid_on(on), tier=2).values_list("name", flat=True))

    last_day, first_day = date(2025, 6, 30), date(2025, 7, 1)
    assert "Quận ủy Hoàn Kiếm" in districts(last_day)
    assert districts(first_day) == set()
    ward = Organisation.objects.get(name="Đảng ủy phường Hàng Bạc")
    assert ward.superior is not None
    assert ward.superior.name == "Quận ủy Hoàn Kiếm"
    assert not Organisation.objects.filter(valid_on(last_day), name="Đảng ủy phường Hoàn Kiếm").exists()
    assert Organisation.objects.filter(valid_on(first_day), name="Đảng ủy phường Hoàn Kiếm").exists()


def test_the_bodies_sit_one_within_the_other(city: Committee) -> None:
    build_accounts()
    actor = actor_for(User.objects.get(username="chuyen-vien"), city.pk, DAY)
    sizes = {body.body.code: len(body.members) for body in bodies_of(actor, DAY)}
    assert sizes == {"ban-chap-hanh": 75, "ban-thuong-vu": 17, "thuong-truc": 5}
    first = bodies_of(actor, DAY)[0].members[0]
    assert first.position.title == "Bí thư Thành ủy"
    assert {body.term.number for body in bodies_of(actor, DAY) if body.term} == {"XVIII"}
    assert {body.term.number for body in bodies_of(actor, date(2024, 1, 2)) if body.term} == {"XVII"}


def test_a_position_for_one_is_held_by_one(city: Committee) -> None:
    with scopes_disabled():
        for position in Position.objects.filter(seats=1).prefetch_related("appointments"):
            holders = [row for row in position.appointments.all() if row.until is None]
            assert len(holders) <= 1, position.code


def test_every_title_of_a_leader_has_its_place_in_the_order(city: Committee) -> None:
    ranked = set(TitleRank.objects.filter(valid_on(DAY)).values_list("title_code", flat=True))
    for group in read_blueprint("ha-noi").groups:
        assert {seat.title_code for seat in group.seats} <= ranked
    assert not {"giam-doc-so", "truong-ban-dang", "bi-thu-dang-uy-xa-phuong"} - ranked


def test_the_secretary_of_the_ward_is_one_person_in_two_committees() -> None:
    build_directory()
    with scopes_disabled():
        in_city = Appointment.objects.get(
            position__code="dang-uy-phuong-hoan-kiem-bi-thu-dang-uy-xa-phuong", until=None
        )
        in_ward = Appointment.objects.get(
            committee__code="phuong-hoan-kiem", position__code="bi-thu", until=None
        )
    assert in_city.person_id == in_ward.person_id
    assert in_city.committee_id != in_ward.committee_id


def test_the_ward_has_about_25_people_and_its_own_rooms() -> None:
    build_directory()
    ward = Committee.objects.get(code="phuong-hoan-kiem")
    with scope(committee=ward):
        assert 20 <= Appointment.objects.values("person").distinct().count() <= 35
        assert Room.objects.count() == 2
        assert not Organisation.objects.filter(name="Văn phòng Thành ủy").exists()


def test_there_is_an_account_for_each_persona_with_the_roles_of_its_positions() -> None:
    build_directory()
    assert build_accounts() == len(read_accounts())
    assert build_accounts() == 0
    held: set[Role] = set()
    for account in read_accounts():
        user = User.objects.get(username=account.username)
        committee = Committee.objects.get(code=account.committee)
        actor = actor_for(user, committee.pk, DAY)
        assert {role.value for role in actor.roles} == set(account.roles), account.username
        held |= actor.roles
    assert held == set(Role)


def test_an_account_acts_for_the_unit_of_its_position() -> None:
    build_directory()
    build_accounts()
    with scopes_disabled():
        personnel = Organisation.objects.get(code="ban-to-chuc-thanh-uy")
        actor = actor_for(User.objects.get(username="don-vi"), personnel.committee_id, DAY)
        assert actor.organisation_ids == {personnel.pk}
        assert PositionRole.objects.filter(organisation=None, role="delegate").exists()


def test_the_lists_of_the_demonstration_are_found_without_diacritics(city: Committee) -> None:
    build_accounts()
    actor = actor_for(User.objects.get(username="chuyen-vien"), city.pk, DAY)
    found = organisations_of(actor, DAY, OrganisationFilter("ban to chuc"))
    assert [row.name for row in found.rows] == ["Ban Tổ chức Thành ủy"]
    people = people_of(actor, DAY, PersonFilter("giam doc so y te"), sort="chuc-danh")
    assert "Giám đốc Sở Y tế" in [held.position.title for held in people.rows[0].appointments]
