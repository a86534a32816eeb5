from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope, scopes_disabled
from openpyxl import load_workbook

from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment, Organisation, Person, Position, Room
from nghisu.foundation.models import AuditRecord
from tests.factories import (
    Ground,
    make_appointment,
    make_organisation,
    make_person,
    make_position,
    make_room,
)

ClientOf = Callable[..., Client]

LISTS = ("index", "organisations", "tree", "bodies", "people", "positions", "precedence", "rooms")
FILES = (
    "organisations_file",
    "bodies_file",
    "people_file",
    "positions_file",
    "precedence_file",
    "rooms_file",
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at(standing_clock: datetime, settings) -> None:
    settings.NGHISU_DEMO = False


@pytest.fixture
def reader(client_of: ClientOf) -> Client:
    return client_of(Role.OFFICE_SPECIALIST)


@pytest.fixture
def keeper(client_of: ClientOf) -> Client:
    return client_of(Role.COMMITTEE_ADMINISTRATOR)


def fill(ground: Ground, number: int) -> Person:
    with scope(committee=ground.committee):
        unit = make_organisation(ground.committee, f"Sở {number} {ground.mark}")
        person = make_person(f"Lê Văn {number} {ground.mark}")
        make_appointment(person, make_position(ground.committee, f"Giám đốc {number} {ground.mark}", unit))
        make_appointment(
            person,
            make_position(
                ground.committee, f"Ủy viên {number} {ground.mark}", body=ground.standing_committee
            ),
        )
        make_room(ground.committee, f"Phòng {number} {ground.mark}")
    return person


@pytest.mark.parametrize("name", LISTS)
def test_every_part_opens_and_shows_only_the_own_committee(
    name: str, ground: Ground, other_ground: Ground, reader: Client
) -> None:
    for number in range(2):
        fill(ground, number)
        fill(other_ground, number)
    response = reader.get(reverse(f"directory:{name}"))
    assert response.status_code == 200
    text = response.content.decode()
    assert other_ground.mark not in text


@pytest.mark.parametrize("name", LISTS)
def test_three_rows_of_a_page_cost_as_many_queries_as_one(name: str, ground: Ground, reader: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert reader.get(reverse(f"directory:{name}")).status_code == 200
        return len(caught)

    fill(ground, 1)
    cost()
    with_one = cost()
    fill(ground, 2)
    fill(ground, 3)
    assert cost() == with_one


@pytest.mark.parametrize("name", FILES)
def test_every_list_is_taken_away_as_a_workbook_without_formulas(
    name: str, ground: Ground, other_ground: Ground, reader: Client
) -> None:
    fill(ground, 1)
    fill(other_ground, 1)
    with scopes_disabled():
        for model in (Organisation, Room):
            model.objects.filter(committee=ground.committee).update(name="=HYPERLINK(1)")
        Position.objects.filter(committee=ground.committee).update(title="=1+1")
    Person.objects.update(full_name="@SUM(1)")
    response = reader.get(reverse(f"directory:{name}"))
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert other_ground.mark not in str(cell.value)


def test_the_day_asked_about_is_typed_as_people_type_it(ground: Ground, reader: Client) -> None:
    person = fill(ground, 1)
    with scope(committee=ground.committee):
        Appointment.objects.filter(person=person).update(until=date(2025, 6, 30))

    def listed(day: str) -> bool:
        response = reader.get(reverse("directory:people"), {"ngay": day})
        assert response.status_code == 200
        return person.full_name in response.content.decode()

    assert listed("30/6/2025")
    assert listed("30-06-2025")
    assert not listed("1/7/2025")
    assert not listed("")


def test_a_day_that_is_none_is_said_and_today_is_shown(ground: Ground, reader: Client) -> None:
    text = reader.get(reverse("directory:people"), {"ngay": "31/02/2026"}).content.decode()
    assert "Chưa đọc được ngày “31/02/2026”" in text
    assert "10/03/2026" in text


def test_a_search_in_the_page_folds_diacritics_and_keeps_what_was_typed(
    ground: Ground, reader: Client
) -> None:
    with scope(committee=ground.committee):
        make_organisation(ground.committee, "Sở Đê điều")
    text = reader.get(reverse("directory:organisations"), {"q": "de dieu"}).content.decode()
    assert "Sở Đê điều" in text
    assert 'value="de dieu"' in text
    assert ground.department.name not in text


@pytest.mark.parametrize("name", ["organisations", "people", "positions", "rooms"])
@pytest.mark.parametrize("query", ["q=%25", "sort=x", "after=x", "don-vi=x", "cap=9", "q=" + "x" * 400])
def test_an_address_typed_wrong_still_answers(name: str, query: str, ground: Ground, reader: Client) -> None:
    assert reader.get(f"{reverse(f'directory:{name}')}?{query}").status_code == 200


def test_the_next_rows_come_alone_when_the_page_asks_for_them(ground: Ground, reader: Client) -> None:
    with scope(committee=ground.committee):
        for number in range(60):
            make_room(ground.committee, f"Phòng số {number:02}")
    first = reader.get(reverse("directory:rooms"))
    next_url = first.context["next_url"]
    assert next_url
    more = reader.get(reverse("directory:rooms") + next_url, headers={"HX-Request": "true"})
    text = more.content.decode()
    assert "<html" not in text
    assert "Phòng số 59" in text
    assert "Phòng số 00" not in text
    assert "hx-swap-oob" in text
    whole = reader.get(reverse("directory:rooms") + next_url).content.decode()
    assert "<html" in whole


def test_a_page_of_another_committee_looks_like_none(
    ground: Ground, other_ground: Ground, reader: Client, keeper: Client
) -> None:
    person = fill(other_ground, 1)
    with scope(committee=other_ground.committee):
        appointment = Appointment.objects.filter(person=person).first()
        assert appointment is not None
    addresses = {
        "organisation": other_ground.office.pk,
        "person": person.pk,
        "organisation_change": other_ground.office.pk,
        "organisation_close": other_ground.office.pk,
        "person_change": person.pk,
        "appointment_add": person.pk,
        "appointment_change": appointment.pk,
        "appointment_end": appointment.pk,
        "position_change": appointment.position_id,
        "position_close": appointment.position_id,
        "room_change": other_ground.room.pk,
        "room_close": other_ground.room.pk,
    }
    for name, pk in addresses.items():
        assert keeper.get(reverse(f"directory:{name}", args=[pk])).status_code == 404, name
        assert keeper.get(reverse(f"directory:{name}", args=[999_999])).status_code == 404, name


def test_who_may_only_look_is_offered_no_change_and_reaches_none(ground: Ground, reader: Client) -> None:
    person = fill(ground, 1)
    text = reader.get(reverse("directory:person", args=[person.pk])).content.decode()
    assert "/sua/" not in text
    assert reader.get(reverse("directory:person_change", args=[person.pk])).status_code == 404
    assert reader.get(reverse("directory:room_add")).status_code == 404


def room_form(**fields: str) -> dict[str, str]:
    return {
        "command_id": str(uuid4()),
        "name": "Phòng họp Đông",
        "place": "Tầng 2",
        "capacity": "40",
        "since": "1/3/2026",
    } | fields


def test_a_form_sent_twice_adds_one_room(ground: Ground, keeper: Client) -> None:
    form = room_form()
    address = reverse("directory:room_add")
    assert keeper.post(address, form).status_code == 302
    assert keeper.post(address, form).status_code == 302
    with scope(committee=ground.committee):
        assert Room.objects.filter(name="Phòng họp Đông").count() == 1
    assert AuditRecord.objects.filter(verb="room.added").count() == 1
    # The control: the same identifier with another body is refused.
    assert keeper.post(address, form | {"capacity": "50"}).status_code == 409


def test_a_refused_form_keeps_what_was_typed_and_says_why_at_the_field(
    ground: Ground, keeper: Client
) -> None:
    response = keeper.post(
        reverse("directory:room_add"), room_form(name=ground.room.name, since="31/02/2026", capacity="-3")
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "31/02/2026" in text
    assert "Chưa đọc được ngày này" in text
    again = keeper.post(reverse("directory:room_add"), room_form(name=ground.room.name))
    assert again.status_code == 422
    assert f"Đã có “{ground.room.name}” trong thời gian này" in again.content.decode()
    assert 'value="Tầng 2"' in again.content.decode()


def test_a_refused_form_is_sent_again_with_the_same_identifier(ground: Ground, keeper: Client) -> None:
    form = room_form(name=ground.room.name)
    address = reverse("directory:room_add")
    response = keeper.post(address, form)
    assert form["command_id"] in response.content.decode()
    assert keeper.post(address, form | {"name": "Phòng họp Tây"}).status_code == 302


def test_a_person_is_added_appointed_and_relieved_through_the_pages(ground: Ground, keeper: Client) -> None:
    with scope(committee=ground.committee):
        chief = make_position(ground.committee, "Trưởng phòng", ground.office)
        director = make_position(ground.committee, "Giám đốc Sở", ground.department)
    response = keeper.post(
        reverse("directory:person_add"),
        {
            "command_id": str(uuid4()),
            "full_name": "Đỗ Thị Ước",
            "position": str(chief.pk),
            "since": "1/3/2026",
        },
    )
    person = Person.objects.get(full_name="Đỗ Thị Ước")
    assert response.status_code == 302
    assert response["Location"] == reverse("directory:person", args=[person.pk])
    keeper.post(
        reverse("directory:appointment_add", args=[person.pk]),
        {"command_id": str(uuid4()), "position": str(director.pk), "since": "10/3/2026"},
    )
    with scope(committee=ground.committee):
        first = Appointment.objects.get(person=person, position=chief)
    keeper.post(
        reverse("directory:appointment_end", args=[first.pk]),
        {"command_id": str(uuid4()), "until": "9/3/2026", "note": "QĐ số 5"},
    )
    text = keeper.get(reverse("directory:person", args=[person.pk])).content.decode()
    assert "Đã giữ chức" in text
    assert "01/03/2026 – 09/03/2026" in text
    assert "QĐ số 5" in text
    assert [record.verb for record in AuditRecord.objects.order_by("id") if "." in record.verb][-3:] == [
        "appointment.added",
        "appointment.added",
        "appointment.ended",
    ]


def test_a_unit_is_added_corrected_and_closed_through_the_pages(ground: Ground, keeper: Client) -> None:
    form = {
        "name": "Sở Đê điều",
        "short_name": "",
        "kind": "department",
        "bloc": "government",
        "tier": "1",
        "superior": str(ground.office.pk),
        "place": "",
        "since": "1/3/2026",
    }
    keeper.post(reverse("directory:organisation_add"), form | {"command_id": str(uuid4())})
    with scope(committee=ground.committee):
        row = Organisation.objects.get(name="Sở Đê điều")
    address = reverse("directory:organisation_change", args=[row.pk])
    assert 'value="Sở Đê điều"' in keeper.get(address).content.decode()
    keeper.post(address, form | {"command_id": str(uuid4()), "short_name": "Sở ĐĐ", "address": "2 Phố  Đê"})
    assert "2 Phố Đê" in keeper.get(reverse("directory:organisation", args=[row.pk])).content.decode()
    close = reverse("directory:organisation_close", args=[row.pk])
    assert keeper.post(close, {"command_id": str(uuid4()), "until": ""}).status_code == 422
    keeper.post(close, {"command_id": str(uuid4()), "until": "31/3/2026"})
    row.refresh_from_db()
    assert (row.short_name, row.until, row.superior_id) == ("Sở ĐĐ", date(2026, 3, 31), ground.office.pk)
    assert keeper.post(close, {"command_id": str(uuid4()), "until": ""}).status_code == 302
    row.refresh_from_db()
    assert row.until is None


def test_what_a_person_typed_never_becomes_markup(ground: Ground, keeper: Client) -> None:
    hostile = "<script>alert(1)</script>"
    keeper.post(reverse("directory:room_add"), room_form(name=hostile))
    text = keeper.get(reverse("directory:rooms")).content.decode()
    assert hostile not in text
    assert "&lt;script&gt;" in text
