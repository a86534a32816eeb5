from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.directory import queries
from nghisu.directory.models import Organisation, TitleRank
from nghisu.directory.queries import (
    OrganisationFilter,
    PersonFilter,
    PositionFilter,
    RoomFilter,
    bodies_of,
    directory_counts,
    organisation_page,
    organisation_tree,
    organisations_of,
    people_of,
    person_page,
    positions_of,
    precedence_of,
    rooms_of,
)
from nghisu.foundation.actors import Actor
from tests.factories import (
    Ground,
    make_appointment,
    make_body,
    make_organisation,
    make_person,
    make_position,
    make_room,
)

DAY = date(2026, 3, 10)
ActorOf = Callable[..., Actor]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_scope(ground: Ground) -> Iterator[None]:
    with scope(committee=ground.committee):
        yield


@pytest.fixture
def reader(actor_of: ActorOf) -> Actor:
    return actor_of(Role.OFFICE_SPECIALIST)


def rank(ground: Ground, title_code: str, place: int, since: date = date(2020, 1, 1)) -> TitleRank:
    return TitleRank.objects.create(
        committee=ground.committee,
        title_code=title_code,
        title=title_code,
        rank=place,
        basis="Quyết định thử",
        since=since,
    )


def test_a_search_without_diacritics_finds_the_name_with_them(ground: Ground, reader: Actor) -> None:
    position = make_position(ground.committee, "Chuyên viên", ground.office)
    for name in ("Nguyễn Văn Đức", "Nguyễn Thị Vân", "Trần Văn Đạo"):
        make_appointment(make_person(name), position)

    def found(text: str) -> list[str]:
        return [row.person.full_name for row in people_of(reader, DAY, PersonFilter(text)).rows]

    assert found("nguyen van") == ["Nguyễn Văn Đức", "Nguyễn Thị Vân"]
    assert found("NGUYEN VAN DUC") == ["Nguyễn Văn Đức"]
    assert found("đạo") == found("dao") == ["Trần Văn Đạo"]
    assert found("100%") == []


def test_a_person_is_found_by_a_title_held_on_the_day(ground: Ground, reader: Actor) -> None:
    person = make_person("Lê Thị Ánh")
    make_appointment(person, make_position(ground.committee, "Giám đốc Sở Muối", ground.department))
    assert [row.person for row in people_of(reader, DAY, PersonFilter("giam doc muoi")).rows] == [person]
    assert people_of(reader, date(2020, 1, 1), PersonFilter("giam doc")).rows == []


def test_an_appointment_holds_through_its_last_day(ground: Ground, reader: Actor) -> None:
    person = make_person("Lê Thị Bình")
    position = make_position(ground.committee, "Trưởng phòng", ground.office)
    make_appointment(person, position, date(2025, 1, 1), date(2025, 6, 30))

    def holds(on: date) -> bool:
        return any(row.person == person for row in people_of(reader, on).rows)

    assert not holds(date(2024, 12, 31))
    assert holds(date(2025, 1, 1))
    assert holds(date(2025, 6, 30))
    assert not holds(date(2025, 7, 1))


def test_people_are_filtered_by_unit_body_and_title(ground: Ground, reader: Actor) -> None:
    one, two = make_person("Lê Văn Một"), make_person("Lê Văn Hai")
    head = make_position(ground.committee, "Giám đốc", ground.department)
    board = make_position(ground.committee, "Thành viên Thường trực", body=ground.standing_board)
    make_appointment(one, head)
    make_appointment(two, board)

    def found(wanted: PersonFilter) -> list[str]:
        return [row.person.full_name for row in people_of(reader, DAY, wanted).rows]

    assert found(PersonFilter(organisation_id=ground.department.pk)) == ["Lê Văn Một"]
    assert found(PersonFilter(title_code=head.title_code)) == ["Lê Văn Một"]
    # Who sits in Thường trực sits in Ban Chấp hành, too.
    assert found(PersonFilter(body_id=ground.executive_committee.pk)) == ["Lê Văn Hai"]


def test_people_are_listed_by_the_highest_title_they_hold(ground: Ground, reader: Actor) -> None:
    rank(ground, "bi-thu", 1)
    rank(ground, "pho-bi-thu", 2)
    first, second, last = make_person("Vũ Văn Yên"), make_person("Lê Văn Anh"), make_person("Bùi Văn An")
    make_appointment(first, make_position(ground.committee, "Chuyên viên", ground.office))
    make_appointment(first, make_position(ground.committee, "Bí thư", body=ground.standing_board))
    make_appointment(second, make_position(ground.committee, "Phó Bí thư", body=ground.standing_board))
    make_appointment(last, make_position(ground.committee, "Nhân viên", ground.office))
    people = [row.person for row in people_of(reader, DAY, sort="chuc-danh").rows]
    assert people[:2] == [first, second]
    assert people.index(last) > people.index(second)
    page = people_of(reader, DAY, sort="chuc-danh")
    assert [held.position.title for held in page.rows[0].appointments] == ["Bí thư", "Chuyên viên"]


def test_a_list_goes_on_after_its_last_row_without_losing_or_repeating_one(
    ground: Ground, reader: Actor
) -> None:
    position = make_position(ground.committee, "Chuyên viên", ground.office)
    for number in range(7):
        make_appointment(make_person(f"Lê Văn {'An' if number % 2 else 'Bình'}"), position)
    whole = [row.person.pk for row in people_of(reader, DAY).rows]
    for sort in ("ten", "-ten", "chuc-danh", "-chuc-danh"):
        seen: list[int] = []
        mark = ""
        while True:
            page = people_of(reader, DAY, sort=sort, after=mark, size=2)
            seen += [row.person.pk for row in page.rows]
            mark = page.after
            assert page.total == len(whole)
            if not mark:
                break
        assert sorted(seen) == sorted(whole), sort
        assert len(set(seen)) == len(seen)


def test_a_mark_that_was_tampered_with_starts_the_list_again(ground: Ground, reader: Actor) -> None:
    for number in range(3):
        make_room(ground.committee, f"Phòng {number}")
    first = rooms_of(reader, DAY, size=2)
    assert [row.name for row in rooms_of(reader, DAY, after=first.after, size=2).rows] != [
        row.name for row in first.rows
    ]
    for broken in ("x", first.after[:-2] + "zz", "WzEsMl0"):
        again = rooms_of(reader, DAY, after=broken, size=2)
        assert [row.name for row in again.rows] == [row.name for row in first.rows]


def test_a_mark_of_one_order_does_not_serve_another(ground: Ground, reader: Actor) -> None:
    for number in range(3):
        make_room(ground.committee, f"Phòng {number}")
    mark = rooms_of(reader, DAY, sort="ten", size=1).after
    assert (
        rooms_of(reader, DAY, sort="suc-chua", after=mark, size=1).rows[0]
        == rooms_of(reader, DAY, sort="suc-chua", size=1).rows[0]
    )


def test_units_stand_under_their_superiors(ground: Ground, reader: Actor) -> None:
    section = make_organisation(ground.committee, "Phòng Đê điều")
    Organisation.objects.filter(pk=section.pk).update(superior=ground.department)
    top = {branch.organisation.pk: branch for branch in organisation_tree(reader, DAY)}
    assert section.pk not in top
    assert [branch.organisation.pk for branch in top[ground.department.pk].under] == [section.pk]
    page = organisation_page(reader, section.pk, DAY)
    assert page is not None
    assert [above.pk for above in page.superiors] == [ground.department.pk]


def test_three_tiers_until_a_day_and_two_from_the_next(ground: Ground, reader: Actor) -> None:
    last_day = date(2025, 6, 30)
    district = make_organisation(ground.committee, "Huyện ủy Ven Đê")
    old, new = (
        make_organisation(ground.committee, "Đảng ủy xã Cũ"),
        make_organisation(ground.committee, "Đảng ủy xã Mới"),
    )
    Organisation.objects.filter(pk=district.pk).update(tier=2, until=last_day)
    Organisation.objects.filter(pk=old.pk).update(tier=3, superior=district, until=last_day)
    Organisation.objects.filter(pk=new.pk).update(tier=3, since=last_day + timedelta(days=1))

    def tiers(on: date) -> dict[int, list[str]]:
        return {
            tier: [row.name for row in organisations_of(reader, on, OrganisationFilter(tier=tier)).rows]
            for tier in (2, 3)
        }

    assert tiers(last_day) == {2: ["Huyện ủy Ven Đê"], 3: ["Đảng ủy xã Cũ"]}
    assert tiers(last_day + timedelta(days=1)) == {2: [], 3: ["Đảng ủy xã Mới"]}
    before = [
        branch for branch in organisation_tree(reader, last_day) if branch.organisation.pk == district.pk
    ]
    assert [branch.organisation.pk for branch in before[0].under] == [old.pk]


def test_members_of_an_inner_body_belong_to_the_outer_ones_once(ground: Ground, reader: Actor) -> None:
    rank(ground, "bi-thu", 1)
    rank(ground, "uy-vien", 2)
    secretary, member = make_person("Lê Văn Vinh"), make_person("Lê Văn An")
    seat = make_position(ground.committee, "Bí thư", body=ground.standing_board)
    make_appointment(secretary, seat)
    outer = make_position(ground.committee, "Ủy viên", body=ground.executive_committee)
    make_appointment(member, outer)
    make_appointment(secretary, outer)
    members = {body.body.pk: [row.person for row in body.members] for body in bodies_of(reader, DAY)}
    assert members[ground.standing_board.pk] == [secretary]
    assert members[ground.executive_committee.pk] == [secretary, member]


def test_a_persons_page_tells_present_past_and_future(ground: Ground, reader: Actor) -> None:
    person = make_person("Lê Thị Cúc")
    for title, since, until in (
        ("Phó phòng", date(2025, 1, 1), date(2025, 12, 31)),
        ("Trưởng phòng", date(2026, 1, 1), None),
        ("Giám đốc", date(2026, 6, 1), None),
    ):
        make_appointment(person, make_position(ground.committee, title, ground.office), since, until)
    page = person_page(reader, person.pk, DAY)
    assert page is not None
    assert [row.position.title for row in page.present] == ["Trưởng phòng"]
    assert [row.position.title for row in page.past] == ["Phó phòng"]
    assert [row.position.title for row in page.future] == ["Giám đốc"]


def test_the_order_of_titles_is_the_one_in_force_on_the_day(ground: Ground, reader: Actor) -> None:
    old = rank(ground, "truong-phong", 3, date(2020, 1, 1))
    TitleRank.objects.filter(pk=old.pk).update(until=date(2025, 12, 31))
    rank(ground, "truong-phong", 5, date(2026, 1, 1))
    assert [row.rank.rank for row in precedence_of(reader, date(2025, 12, 31))] == [3]
    assert [row.rank.rank for row in precedence_of(reader, date(2026, 1, 1))] == [5]


def test_positions_nobody_holds_are_found(ground: Ground, reader: Actor) -> None:
    vacant = make_position(ground.committee, "Giám đốc", ground.department)
    rows = positions_of(reader, DAY, PositionFilter(vacant=True)).rows
    assert [row.position for row in rows] == [vacant]


def test_rooms_are_found_by_their_seats(ground: Ground, reader: Actor) -> None:
    hall = make_room(ground.committee, "Hội trường lớn")
    hall.capacity = 300
    hall.save()
    assert list(rooms_of(reader, DAY, RoomFilter(seats=200)).rows) == [hall]


EVERYTHING_ASKED: dict[str, Callable[[Actor], object]] = {
    "organisations": lambda by: organisations_of(by, DAY).rows,
    "tree": lambda by: organisation_tree(by, DAY),
    "bodies": lambda by: bodies_of(by, DAY),
    "people": lambda by: people_of(by, DAY).rows,
    "people by title": lambda by: people_of(by, DAY, sort="chuc-danh").rows,
    "positions": lambda by: positions_of(by, DAY).rows,
    "precedence": lambda by: precedence_of(by, DAY),
    "rooms": lambda by: rooms_of(by, DAY).rows,
    "organisation choices": lambda by: queries.organisation_choices(by, DAY),
    "body choices": lambda by: queries.body_choices(by, DAY),
    "position choices": lambda by: queries.position_choices(by, DAY),
    "titles": lambda by: queries.titles_of(by, DAY),
}


def fill(ground: Ground, times: int) -> None:
    for number in range(times):
        unit = make_organisation(ground.committee, f"Sở {number} {ground.mark}")
        body = make_body(ground.committee, f"to-{number}", f"Tổ {number} {ground.mark}")
        person = make_person(f"Lê Văn {number} {ground.mark}")
        make_appointment(person, make_position(ground.committee, f"Giám đốc {number} {ground.mark}", unit))
        make_appointment(
            person, make_position(ground.committee, f"Tổ viên {number} {ground.mark}", body=body)
        )
        make_room(ground.committee, f"Phòng {number} {ground.mark}")
        rank(ground, f"giam-doc-{number}-{ground.mark}"[:50], number + 1)


@pytest.mark.parametrize("name", EVERYTHING_ASKED)
def test_three_rows_cost_as_many_queries_as_one(name: str, ground: Ground, reader: Actor) -> None:
    ask = EVERYTHING_ASKED[name]

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert ask(reader)
        return len(caught)

    fill(ground, 1)
    with_one = cost()
    TitleRank.objects.all().delete()
    for number in range(3):
        fill_more(ground, number)
    assert cost() == with_one
    assert with_one <= 4


def fill_more(ground: Ground, number: int) -> None:
    unit = make_organisation(ground.committee, f"Ban {number}")
    person = make_person(f"Trần Văn {number}")
    make_appointment(person, make_position(ground.committee, f"Trưởng ban {number}", unit))
    make_room(ground.committee, f"Phòng họp {number}")
    make_body(ground.committee, f"nhom-{number}", f"Nhóm {number}")
    rank(ground, f"truong-ban-{number}", number + 1)


@pytest.mark.parametrize("name", EVERYTHING_ASKED)
def test_no_committee_sees_anything_of_another(
    name: str, ground: Ground, other_ground: Ground, reader: Actor
) -> None:
    fill(ground, 2)
    with scope(committee=other_ground.committee):
        fill(other_ground, 2)
    told = tell(EVERYTHING_ASKED[name](reader))
    assert other_ground.mark not in told
    assert ground.mark in told


def tell(value: object) -> str:
    """Everything a result says, in one text."""
    if isinstance(value, list | tuple):
        return " ".join(tell(item) for item in value)
    slots = getattr(value, "__slots__", None)
    if slots is not None and not isinstance(value, str | int):
        return " ".join(tell(getattr(value, slot)) for slot in slots)
    return str(value)


def test_who_may_not_look_at_the_directory_is_told_nothing(ground: Ground, actor_of: ActorOf) -> None:
    fill(ground, 1)
    stranger = actor_of(Role.SITE_OFFICER)
    for ask in EVERYTHING_ASKED.values():
        assert not ask(stranger)
    assert directory_counts(stranger, DAY).people == 0


def test_another_committees_person_and_unit_are_not_there(
    ground: Ground, other_ground: Ground, reader: Actor
) -> None:
    with scope(committee=other_ground.committee):
        person = make_person("Lê Văn Xa")
        make_appointment(person, make_position(other_ground.committee, "Giám đốc", other_ground.office))
    assert person_page(reader, person.pk, DAY) is None
    assert organisation_page(reader, other_ground.office.pk, DAY) is None
    assert organisation_page(reader, ground.office.pk, DAY) is not None
