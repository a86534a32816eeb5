from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django_scopes import scope

from nghisu.core.people.roles import Role
from nghisu.directory.commands import (
    AppointmentContent,
    OrganisationContent,
    PersonContent,
    PositionContent,
    RoomContent,
    add_organisation,
    add_person,
    add_position,
    add_room,
    appoint,
    change_appointment,
    change_organisation,
    change_person,
    change_position,
    change_room,
    close_organisation,
    close_position,
    close_room,
    end_appointment,
)
from nghisu.directory.models import Appointment, Organisation, Person, Position
from nghisu.directory.refusals import (
    AlreadyHeld,
    EndsBeforeStart,
    FewerSeatsThanHolders,
    NameMissing,
    NameTaken,
    NotThereYet,
    OutsideOfAppointments,
    PositionNowhere,
    PositionTaken,
    StillHasSubordinates,
    StillHeld,
    SuperiorCycle,
)
from nghisu.foundation.actors import Actor
from nghisu.foundation.models import AuditRecord
from nghisu.foundation.refusals import AccessRefused
from tests.factories import SINCE, Ground, make_appointment, make_person, make_position

ActorOf = Callable[..., Actor]
DAY = date(2026, 3, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_scope(ground: Ground) -> Iterator[None]:
    with scope(committee=ground.committee):
        yield


@pytest.fixture
def keeper(actor_of: ActorOf) -> Actor:
    """Who may edit the directory."""
    return actor_of(Role.COMMITTEE_ADMINISTRATOR)


def unit(name: str = "Sở Đê điều", superior_id: int | None = None, since: date = DAY) -> OrganisationContent:
    return OrganisationContent(name, "department", "government", 1, since, superior_id=superior_id)


def held(since: date = DAY, until: date | None = None, note: str = "") -> AppointmentContent:
    return AppointmentContent(since, until, note)


def verbs() -> list[str]:
    return list(AuditRecord.objects.order_by("id").values_list("verb", flat=True))


def test_a_unit_is_added_found_and_remembered(ground: Ground, keeper: Actor) -> None:
    organisation = add_organisation(keeper, unit("  Sở  Đê điều "))
    assert (organisation.name, organisation.code) == ("Sở Đê điều", "so-de-dieu")
    assert organisation.search_text.startswith("so de dieu")
    record = AuditRecord.objects.get(verb="organisation.added")
    assert record.thing_label == "Sở Đê điều"
    assert record.changes["since"] == [None, "2026-03-10"]


def test_every_command_is_refused_to_who_may_only_look(ground: Ground, actor_of: ActorOf) -> None:
    reader = actor_of(Role.OFFICE_SPECIALIST)
    person = make_person("Lê Văn An")
    position = make_position(ground.committee, "Giám đốc", ground.department)
    appointment = make_appointment(person, position)
    attempts: list[Callable[[], object]] = [
        lambda: add_organisation(reader, unit()),
        lambda: change_organisation(reader, ground.office.pk, unit()),
        lambda: close_organisation(reader, ground.office.pk, DAY),
        lambda: add_person(reader, PersonContent("Lê Văn Bình"), position.pk, held()),
        lambda: change_person(reader, person.pk, PersonContent("Lê Văn Bình")),
        lambda: appoint(reader, person.pk, position.pk, held()),
        lambda: change_appointment(reader, appointment.pk, held()),
        lambda: end_appointment(reader, appointment.pk, DAY),
        lambda: add_position(reader, PositionContent("x", "x", DAY, ground.office.pk)),
        lambda: change_position(reader, position.pk, PositionContent("x", "x", DAY, ground.office.pk)),
        lambda: close_position(reader, position.pk, DAY),
        lambda: add_room(reader, RoomContent("x", DAY)),
        lambda: change_room(reader, ground.room.pk, RoomContent("x", DAY)),
        lambda: close_room(reader, ground.room.pk, DAY),
    ]
    for attempt in attempts:
        with pytest.raises(AccessRefused):
            attempt()
    assert verbs() == []


def test_rows_of_another_committee_are_out_of_reach(
    ground: Ground, other_ground: Ground, keeper: Actor
) -> None:
    with scope(committee=other_ground.committee):
        theirs = make_position(other_ground.committee, "Giám đốc", other_ground.office)
        stranger = make_person("Lê Văn Xa")
        their_appointment = make_appointment(stranger, theirs)
    own = make_position(ground.committee, "Giám đốc", ground.office)
    attempts: list[Callable[[], object]] = [
        lambda: change_organisation(keeper, other_ground.office.pk, unit()),
        lambda: close_organisation(keeper, other_ground.office.pk, DAY),
        lambda: add_organisation(keeper, unit(superior_id=other_ground.office.pk)),
        lambda: change_person(keeper, stranger.pk, PersonContent("Lê Văn Gần")),
        lambda: appoint(keeper, stranger.pk, own.pk, held()),
        lambda: add_person(keeper, PersonContent("Lê Văn Bình"), theirs.pk, held()),
        lambda: end_appointment(keeper, their_appointment.pk, DAY),
        lambda: add_position(keeper, PositionContent("x", "x", DAY, other_ground.office.pk)),
        lambda: add_position(keeper, PositionContent("x", "x", DAY, body_id=other_ground.standing_board.pk)),
        lambda: close_room(keeper, other_ground.room.pk, DAY),
    ]
    for attempt in attempts:
        with pytest.raises(AccessRefused):
            attempt()
    stranger.refresh_from_db()
    assert stranger.full_name == "Lê Văn Xa"


def test_two_units_of_one_name_at_one_time_are_refused(ground: Ground, keeper: Actor) -> None:
    first = add_organisation(keeper, unit("Sở Đê điều"))
    with pytest.raises(NameTaken):
        add_organisation(keeper, unit("sở ĐÊ ĐIỀU"))
    close_organisation(keeper, first.pk, date(2026, 6, 30))
    again = add_organisation(keeper, unit("Sở Đê điều", since=date(2026, 7, 1)))
    assert again.code == "so-de-dieu-2"


def test_a_unit_cannot_stand_under_itself_by_a_detour(ground: Ground, keeper: Actor) -> None:
    top = add_organisation(keeper, unit("Sở Trên"))
    middle = add_organisation(keeper, unit("Chi cục Giữa", top.pk))
    bottom = add_organisation(keeper, unit("Phòng Dưới", middle.pk))
    with pytest.raises(SuperiorCycle) as refusal:
        change_organisation(keeper, top.pk, unit("Sở Trên", bottom.pk))
    assert refusal.value.field == "superior"
    # The control: the same change without the circle is taken.
    assert change_organisation(keeper, bottom.pk, unit("Phòng Dưới", top.pk)).superior_id == top.pk


def test_a_superior_is_there_on_the_units_first_day(ground: Ground, keeper: Actor) -> None:
    late = add_organisation(keeper, unit("Sở Trên", since=date(2026, 6, 1)))
    with pytest.raises(NotThereYet, match="01/06/2026"):
        add_organisation(keeper, unit("Phòng Dưới", late.pk))


def test_a_unit_with_open_units_under_it_is_not_closed(ground: Ground, keeper: Actor) -> None:
    top = add_organisation(keeper, unit("Sở Trên"))
    under = add_organisation(keeper, unit("Phòng Dưới", top.pk))
    with pytest.raises(StillHasSubordinates, match="Phòng Dưới"):
        close_organisation(keeper, top.pk, date(2026, 6, 30))
    close_organisation(keeper, under.pk, date(2026, 6, 30))
    assert close_organisation(keeper, top.pk, date(2026, 6, 30)).until == date(2026, 6, 30)


def test_closing_a_unit_names_who_still_works_there_or_ends_it_for_them(
    ground: Ground, keeper: Actor
) -> None:
    position = make_position(ground.committee, "Giám đốc", ground.department)
    appointment = make_appointment(make_person("Lê Văn An"), position)
    last_day = date(2026, 6, 30)
    with pytest.raises(StillHeld, match="Lê Văn An"):
        close_organisation(keeper, ground.department.pk, last_day)
    close_organisation(keeper, ground.department.pk, last_day, with_people=True)
    appointment.refresh_from_db()
    position.refresh_from_db()
    assert appointment.until == position.until == last_day
    assert verbs() == ["appointment.ended", "position.closed", "organisation.closed"]


def test_a_unit_closed_by_mistake_is_opened_again_with_its_positions(ground: Ground, keeper: Actor) -> None:
    position = make_position(ground.committee, "Giám đốc", ground.department)
    close_organisation(keeper, ground.department.pk, DAY)
    close_organisation(keeper, ground.department.pk, None)
    position.refresh_from_db()
    assert Organisation.objects.get(pk=ground.department.pk).until is None
    assert position.until is None
    assert verbs()[-2:] == ["position.reopened", "organisation.reopened"]


def test_nothing_ends_before_it_began(ground: Ground, keeper: Actor) -> None:
    with pytest.raises(EndsBeforeStart, match="01/01/2025"):
        close_room(keeper, ground.room.pk, date(2024, 12, 31))
    with pytest.raises(EndsBeforeStart):
        close_organisation(keeper, ground.office.pk, date(2024, 12, 31))


def test_a_name_of_spaces_is_no_name(ground: Ground, keeper: Actor) -> None:
    with pytest.raises(NameMissing):
        add_room(keeper, RoomContent("   ", DAY))


def test_a_person_enters_with_a_position_and_is_found_without_diacritics(
    ground: Ground, keeper: Actor
) -> None:
    position = make_position(ground.committee, "Giám đốc", ground.department)
    person = add_person(
        keeper, PersonContent("  Đỗ  Thị Ước", "f", phone="024 0000 0001"), position.pk, held()
    )
    assert (person.full_name, person.given_name, person.search_text) == ("Đỗ Thị Ước", "Ước", "do thi uoc")
    assert Appointment.objects.get(person=person).position == position
    assert verbs() == ["person.added", "appointment.added"]


def test_a_name_typed_in_parts_is_kept_in_one_spelling(ground: Ground, keeper: Actor) -> None:
    position = make_position(ground.committee, "Giám đốc", ground.department)
    typed = unicodedata.normalize("NFD", "Nguyễn Thị Hậu")
    person = add_person(keeper, PersonContent(typed), position.pk, held())
    assert person.full_name == "Nguyễn Thị Hậu"


def test_a_person_whose_position_is_refused_is_not_kept(ground: Ground, keeper: Actor) -> None:
    position = make_position(ground.committee, "Giám đốc", ground.department)
    before = Person.objects.count()
    with pytest.raises(NotThereYet):
        add_person(keeper, PersonContent("Lê Văn An"), position.pk, held(date(2020, 1, 1)))
    assert Person.objects.count() == before
    assert verbs() == []


def test_a_correction_of_a_name_renews_its_place_in_the_list(ground: Ground, keeper: Actor) -> None:
    person = make_person("Lê Văn An")
    make_appointment(person, make_position(ground.committee, "Giám đốc", ground.department))
    changed = change_person(keeper, person.pk, PersonContent("Lê Văn Ân"))
    assert changed.sort_key > person.sort_key
    assert AuditRecord.objects.get(verb="person.changed").changes == {"full_name": ["Lê Văn An", "Lê Văn Ân"]}


def test_a_position_for_one_is_not_given_to_two_at_once(ground: Ground, keeper: Actor) -> None:
    one, two = make_person("Lê Văn Một"), make_person("Lê Văn Hai")
    position = make_position(ground.committee, "Giám đốc", ground.department)
    other = make_position(ground.committee, "Chuyên viên", ground.department)
    Position.objects.filter(pk=position.pk).update(seats=1)
    make_appointment(two, other)
    first = make_appointment(one, position)
    with pytest.raises(PositionTaken, match="Lê Văn Một"):
        appoint(keeper, two.pk, position.pk, held())
    end_appointment(keeper, first.pk, DAY)
    with pytest.raises(PositionTaken):
        appoint(keeper, two.pk, position.pk, held(DAY))
    # The control: the day after the last day the seat is free.
    assert appoint(keeper, two.pk, position.pk, held(date(2026, 3, 11))).pk


def test_as_many_hold_a_position_as_it_has_seats(ground: Ground, keeper: Actor) -> None:
    position = make_position(ground.committee, "Phó Giám đốc", ground.department)
    Position.objects.filter(pk=position.pk).update(seats=2)
    base = make_position(ground.committee, "Chuyên viên", ground.department)
    people = [make_person(f"Lê Văn {name}") for name in ("Một", "Hai", "Ba")]
    for person in people:
        make_appointment(person, base)
    appoint(keeper, people[0].pk, position.pk, held())
    appoint(keeper, people[1].pk, position.pk, held())
    with pytest.raises(PositionTaken):
        appoint(keeper, people[2].pk, position.pk, held())


def test_nobody_holds_one_position_twice_at_once(ground: Ground, keeper: Actor) -> None:
    person = make_person("Lê Văn An")
    position = make_position(ground.committee, "Chuyên viên", ground.department)
    make_appointment(person, position, SINCE, date(2026, 3, 31))
    with pytest.raises(AlreadyHeld):
        appoint(keeper, person.pk, position.pk, held(date(2026, 3, 31)))
    assert appoint(keeper, person.pk, position.pk, held(date(2026, 4, 1))).pk


def test_an_appointment_stays_within_the_life_of_its_position(ground: Ground, keeper: Actor) -> None:
    person = make_person("Lê Văn An")
    position = make_position(ground.committee, "Giám đốc", ground.department)
    appointment = make_appointment(person, position)
    with pytest.raises(NotThereYet) as refusal:
        change_appointment(keeper, appointment.pk, held(date(2024, 12, 31)))
    assert refusal.value.field == "since"
    with pytest.raises(EndsBeforeStart):
        end_appointment(keeper, appointment.pk, date(2024, 12, 31))
    assert end_appointment(keeper, appointment.pk, DAY, "QĐ số 12").note == "QĐ số 12"


def test_a_position_belongs_somewhere(ground: Ground, keeper: Actor) -> None:
    with pytest.raises(PositionNowhere):
        add_position(keeper, PositionContent("Giám đốc", "", DAY))
    position = add_position(keeper, PositionContent("Giám đốc", "", DAY, ground.department.pk))
    assert position.title_code == "giam-doc"


def test_a_position_is_not_closed_while_it_is_held(ground: Ground, keeper: Actor) -> None:
    position = make_position(ground.committee, "Giám đốc", ground.department)
    appointment = make_appointment(make_person("Lê Văn An"), position)
    with pytest.raises(StillHeld):
        close_position(keeper, position.pk, DAY)
    end_appointment(keeper, appointment.pk, DAY)
    assert close_position(keeper, position.pk, DAY).until == DAY


def test_seats_are_not_cut_below_who_sits_on_them(ground: Ground, keeper: Actor) -> None:
    position = make_position(ground.committee, "Phó Giám đốc", ground.department)
    for name in ("Một", "Hai"):
        make_appointment(make_person(f"Lê Văn {name}"), position)

    def content(seats: int | None, since: date = SINCE) -> PositionContent:
        return PositionContent("Phó Giám đốc", "", since, ground.department.pk, seats=seats)

    with pytest.raises(FewerSeatsThanHolders):
        change_position(keeper, position.pk, content(1))
    assert change_position(keeper, position.pk, content(2)).seats == 2
    with pytest.raises(OutsideOfAppointments):
        change_position(keeper, position.pk, content(2, DAY))


def test_a_room_is_added_corrected_and_ended(ground: Ground, keeper: Actor) -> None:
    room = add_room(keeper, RoomContent("Phòng họp Đông", DAY, "Tầng 2", 40))
    change_room(keeper, room.pk, RoomContent("Phòng họp Đông", DAY, "Tầng 3", 45))
    assert close_room(keeper, room.pk, date(2026, 12, 31)).until == date(2026, 12, 31)
    assert close_room(keeper, room.pk, None).until is None
    assert verbs() == ["room.added", "room.changed", "room.closed", "room.reopened"]
    assert AuditRecord.objects.get(verb="room.changed").changes == {
        "place": ["Tầng 2", "Tầng 3"],
        "capacity": [40, 45],
    }
