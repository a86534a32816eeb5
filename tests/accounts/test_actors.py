from datetime import date, timedelta

import pytest
from django_scopes import scopes_disabled

from nghisu.accounts.models import PositionRole
from nghisu.accounts.queries import actor_for, committees_of, stations_of
from nghisu.core.people.roles import Role
from nghisu.foundation.access import may
from nghisu.foundation.actors import Grant
from tests.factories import make_appointment, make_person, make_position, make_user

ON = date(2026, 3, 10)


def test_a_role_is_held_through_the_position_that_carries_it(ground, unscoped):
    person = make_person("Lê Thị Mận")
    position = make_position(
        ground.committee,
        "Chuyên viên",
        ground.department,
        roles=(Role.CONTENT_OFFICER,),
        acting_for=ground.department,
    )
    make_appointment(person, position, since=date(2026, 1, 1), until=ON)
    user = make_user("man", person)

    actor = actor_for(user, ground.committee.pk, ON)

    assert actor.grants == {Grant(Role.CONTENT_OFFICER, ground.department.pk)}
    assert actor.name == "Lê Thị Mận"
    assert actor.committee_id == ground.committee.pk


@pytest.mark.parametrize("on", [date(2025, 12, 31), ON + timedelta(days=1)])
def test_nothing_is_held_before_the_first_or_after_the_last_day_of_an_appointment(ground, unscoped, on):
    person = make_person("Lê Thị Mận")
    position = make_position(ground.committee, "Văn thư", ground.office, roles=(Role.CLERK,))
    make_appointment(person, position, since=date(2026, 1, 1), until=ON)

    actor = actor_for(make_user("man", person), ground.committee.pk, on)

    assert actor.grants == frozenset()
    assert actor.committee_id is None


def test_a_role_that_a_position_no_longer_carries_is_not_held(ground, unscoped):
    person = make_person("Lê Thị Mận")
    position = make_position(ground.committee, "Văn thư", ground.office, roles=(Role.CLERK, Role.ARCHIVIST))
    make_appointment(person, position)
    PositionRole.objects.filter(role=Role.CLERK).update(until=ON - timedelta(days=1))

    assert actor_for(make_user("man", person), None, ON).roles == {Role.ARCHIVIST}


def test_a_member_of_the_standing_board_sits_in_the_larger_bodies_too(ground, unscoped):
    person = make_person("Trần Văn Ổi")
    make_appointment(person, make_position(ground.committee, "Phó Bí thư", body=ground.standing_board))

    actor = actor_for(make_user("oi", person), None, ON)

    assert actor.body_ids == {
        ground.standing_board.pk,
        ground.standing_committee.pk,
        ground.executive_committee.pk,
    }


def test_one_who_serves_two_committees_holds_in_each_only_what_is_held_there(ground, other_ground, unscoped):
    person = make_person("Trần Văn Ổi")
    make_appointment(
        person, make_position(ground.committee, "Chánh Văn phòng", ground.office, roles=(Role.OFFICE_CHIEF,))
    )
    make_appointment(
        person, make_position(other_ground.committee, "Kiểm tra", other_ground.office, roles=(Role.AUDITOR,))
    )
    user = make_user("oi", person)

    assert actor_for(user, ground.committee.pk, ON).roles == {Role.OFFICE_CHIEF}
    assert actor_for(user, other_ground.committee.pk, ON).roles == {Role.AUDITOR}
    assert committees_of(stations_of(user, ON)) == [ground.committee, other_ground.committee]


def test_three_positions_in_two_committees_add_up_in_each_and_never_across(ground, other_ground, unscoped):
    person = make_person("Lê Thị Mận")
    here, there = ground.committee, other_ground.committee
    for position in (
        make_position(here, "Văn thư", ground.office, roles=(Role.CLERK,)),
        make_position(here, "Ủy viên", body=ground.executive_committee, roles=(Role.DELEGATE,)),
        make_position(there, "Chánh Văn phòng", other_ground.office, roles=(Role.OFFICE_CHIEF,)),
    ):
        make_appointment(person, position)
    user = make_user("man", person)
    one, other = actor_for(user, here.pk, ON), actor_for(user, there.pk, ON)
    assert one.roles == {Role.CLERK, Role.DELEGATE}
    assert other.roles == {Role.OFFICE_CHIEF}
    assert one.body_ids == {ground.executive_committee.pk}
    assert not other.body_ids
    assert may(other, "programme.edit")
    assert not may(one, "programme.edit")
    assert {committee.pk for committee in committees_of(stations_of(user, ON))} == {here.pk, there.pk}


def test_a_committee_that_a_person_does_not_serve_cannot_be_chosen(ground, other_ground, actor_of):
    user = ground.user(Role.CLERK)
    assert actor_for(user, other_ground.committee.pk, ON).committee_id == ground.committee.pk


def test_the_installations_administrator_belongs_to_no_committee(ground, actor_of):
    actor = actor_of(Role.INSTALLATION_ADMINISTRATOR)
    assert actor.committee_id is None
    assert may(actor, "installation.view")
    assert not may(actor, "programme.view")


def test_an_actor_is_built_with_two_queries_at_most(ground, django_assert_max_num_queries):
    user = ground.user(Role.OFFICE_SPECIALIST)
    user.refresh_from_db()
    with django_assert_max_num_queries(2):
        actor_for(user, ground.committee.pk, ON)


def test_a_person_without_any_position_acts_nowhere(db):
    with scopes_disabled():
        actor = actor_for(make_user("moi", make_person("Người Mới")), None, ON)
    assert (actor.committee_id, actor.grants) == (None, frozenset())
