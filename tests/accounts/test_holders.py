"""Who holds a role on a day, for those who must ask or tell them."""

from datetime import date

from nghisu.accounts.queries import holders_of
from nghisu.core.people.roles import Role
from tests.factories import make_appointment, make_person, make_position


def test_holders_are_found_by_role_unit_and_day(ground, in_committee):
    position = make_position(
        ground.committee,
        "Trưởng phòng",
        ground.department,
        roles=(Role.CONTENT_HEAD,),
        acting_for=ground.department,
    )
    gone, present = make_person("Người Đã Thôi"), make_person("Người Đang Giữ")
    make_appointment(gone, position, until=date(2025, 12, 31))
    make_appointment(present, position, since=date(2026, 1, 1))
    on = date(2026, 3, 10)
    assert holders_of(ground.committee.pk, [Role.CONTENT_HEAD], on) == [present.pk]
    assert holders_of(ground.committee.pk, [Role.CONTENT_HEAD], date(2025, 6, 1)) == [gone.pk]
    assert holders_of(ground.committee.pk, [Role.CONTENT_HEAD], on, [ground.department.pk]) == [present.pk]
    assert holders_of(ground.committee.pk, [Role.CONTENT_HEAD], on, [ground.office.pk]) == []
    assert holders_of(ground.committee.pk, [Role.CLERK], on) == []
