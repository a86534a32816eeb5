"""The API tells what the pages tell, in one shape, in few queries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from tests.factories import make_appointment, make_organisation, make_person, make_position


def at(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 8, 0, tzinfo=clock.VIETNAM)


def test_a_token_says_what_it_may(office, bound):
    told = office.get("/me").json()
    assert told["committee"]["code"] == bound.committee.code
    assert "programme.read" in told["scopes"]


def test_conferences_come_in_order_of_time_and_in_parts(office, add):
    for day in (20, 18, 25):
        add(title=f"Hội nghị ngày {day}", opening=at(day))
    first = office.get("/entries", {"limit": 2}).json()
    assert [one["title"] for one in first["items"]] == ["Hội nghị ngày 18", "Hội nghị ngày 20"]
    rest = office.get("/entries", {"limit": 2, "after": first["after"]}).json()
    assert [one["title"] for one in rest["items"]] == ["Hội nghị ngày 25"]
    assert rest["after"] == ""


def test_a_mark_of_another_list_is_refused_by_its_field(office, add):
    add(opening=at(18))
    add(opening=at(19), title="Khác")
    mark = office.get("/entries", {"limit": 1}).json()["after"]
    answer = office.get("/deadlines", {"after": mark + "x"})
    assert (answer.status_code, answer.json()["fields"][0]["path"]) == (422, ["query", "after"])


def test_a_conference_says_its_units_its_room_and_its_page(office, add, bound):
    entry = add(
        preparing_id=bound.department.pk,
        coordinating_ids=(bound.office.pk,),
        room_id=bound.room.pk,
    )
    told = office.get(f"/entries/{entry.pk}").json()
    assert told["preparing"] == {"id": bound.department.pk, "name": bound.department.name}
    assert told["coordinating_ids"] == [bound.office.pk]
    assert told["room"]["name"] == bound.room.name
    assert told["opening"] == "2026-03-18T08:00:00+07:00"
    assert told["url"] == f"/hoi-nghi/{entry.pk}/"


def test_conferences_are_found_by_words_without_marks_and_by_days(office, add):
    add(title="Bàn việc nạo vét sông", opening=at(18))
    add(title="Bàn việc trồng rừng", opening=at(25))
    assert [one["title"] for one in office.get("/entries", {"q": "nao vet"}).json()["items"]] == [
        "Bàn việc nạo vét sông"
    ]
    asked = {"since": "2026-03-20", "until": "2026-03-25"}
    assert [one["title"] for one in office.get("/entries", asked).json()["items"]] == ["Bàn việc trồng rừng"]


def test_every_deadline_carries_its_clauses_with_their_reading_and_basis(office, add):
    entry = add()
    rows = office.get(f"/entries/{entry.pk}/deadlines").json()["items"]
    assert len(rows) > 5
    for row in rows:
        assert row["citations"], row
        for ground in row["citations"]:
            assert ground["clause"]
            assert ground["document"]
            assert ground["reading"]
            assert ground["gist"]
            assert ground["basis"] in {"stated", "interpreted", "reported"}


def test_the_language_follows_the_request(office, add):
    entry = add()
    path = f"/entries/{entry.pk}/deadlines"
    vietnamese = office.get(path).json()["items"][0]
    english = office.get(path, None, **{"Accept-Language": "en-GB,en;q=0.8"})
    assert english.json()["items"][0]["name"] != vietnamese["name"]
    assert english.headers["Content-Language"] == "en"


def test_the_deadlines_of_a_day_ahead_are_late_then(office, add):
    add()
    now = {one["id"] for one in office.get("/deadlines", {"state": "late"}).json()["items"]}
    then = {
        one["id"] for one in office.get("/deadlines", {"state": "late", "on": "2026-04-30"}).json()["items"]
    }
    assert now < then


def test_conferences_of_a_unit_past_and_to_come(office, add, bound):
    add(title="Đã qua", opening=at(9), preparing_id=bound.department.pk)
    add(title="Sắp tới", opening=at(18), coordinating_ids=(bound.department.pk,))
    add(title="Của đơn vị khác", opening=at(19), preparing_id=bound.other_department.pk)
    path = f"/organisations/{bound.department.pk}/conferences"
    assert titles(office.get(path)) == ["Sắp tới"]
    assert titles(office.get(path, {"when": "past"})) == ["Đã qua"]
    assert titles(office.get(path, {"when": "all"})) == ["Đã qua", "Sắp tới"]


def test_conferences_of_a_person_are_those_of_their_bodies_while_they_sat_there(office, add, bound):
    person = make_person("Trần Thị Bình Minh")
    seat = make_position(bound.committee, "Ủy viên Ban Thường vụ", body=bound.standing_committee)
    make_appointment(person, seat, until=at(20).date())
    add(title="Trong nhiệm kỳ", opening=at(18), kind="ban-thuong-vu")
    add(title="Sau khi thôi", opening=at(24), kind="ban-thuong-vu")
    add(title="Của Thường trực", opening=at(17), kind="thuong-truc")
    # A member of Ban Thường vụ is a member of Ban Chấp hành too, but not of Thường trực.
    add(title="Của Ban Chấp hành", opening=at(19), kind="ban-chap-hanh")
    assert titles(office.get(f"/people/{person.pk}/conferences")) == ["Trong nhiệm kỳ", "Của Ban Chấp hành"]


def test_a_delegate_asks_for_the_own_conferences_and_nobody_elses(caller_of, add, bound):
    add(title="Của Ban Chấp hành", kind="ban-chap-hanh", opening=at(25))
    delegate = caller_of(Role.DELEGATE)
    own = bound.user(Role.DELEGATE).person_id
    assert titles(delegate.get(f"/people/{own}/conferences")) == ["Của Ban Chấp hành"]
    other = bound.user(Role.OFFICE_SPECIALIST).person_id
    assert delegate.get(f"/people/{other}/conferences").status_code == 404


def test_findings_and_limits_carry_their_grounds(office, add):
    add(title="Rơi vào ngày nghỉ", opening=at(15))
    rows = office.get("/programmes/2026/findings").json()["items"]
    assert any(row["code"] == "day-off" for row in rows)
    assert all(row["message"] and row["way_out"] for row in rows)
    limits = office.get("/programmes/2026/limits").json()["items"]
    assert limits
    assert all(limit["citations"] for limit in limits)


def test_the_directory_is_told_as_of_a_day(office, bound):
    make_organisation(bound.committee, "Ban Quản lý Đò Ngang")
    assert office.get("/organisations", {"q": "do ngang"}).json()["total"] == 1
    assert office.get("/organisations", {"q": "do ngang", "on": "2020-01-01"}).json()["total"] == 0
    assert [body["code"] for body in office.get("/bodies").json()["items"]] == [
        "ban-chap-hanh",
        "ban-thuong-vu",
        "thuong-truc",
    ]
    assert office.get("/rooms").json()["items"][0]["id"] == bound.room.pk


@pytest.mark.parametrize(
    "path", ["/entries", "/deadlines", "/organisations", "/people", "/positions", "/rooms"]
)
def test_a_list_asks_as_often_for_three_rows_as_for_one(path, office, add, bound):
    add(opening=at(18), coordinating_ids=(bound.office.pk,))
    office.get(path)  # the token's last use is written once a minute
    one = queries_of(office, path)
    for day in (19, 24):
        add(title=f"Ngày {day}", opening=at(day), coordinating_ids=(bound.office.pk, bound.department.pk))
        make_person_at(bound, f"Người {day}")
    assert queries_of(office, path) == one


def make_person_at(bound, name):
    unit = make_organisation(bound.committee, f"Đơn vị của {name}")
    make_appointment(make_person(name), make_position(bound.committee, f"Chuyên viên {name}", unit))


def queries_of(office, path):
    with CaptureQueriesContext(connection) as captured:
        assert office.get(path).status_code == 200
    return len(captured)


def titles(answer):
    assert answer.status_code == 200, answer.content
    return [one["title"] for one in answer.json()["items"]]


def test_an_instant_is_told_in_vietnam_and_understood_in_any_zone(office, bound):
    opening = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)
    body = {
        "title": "Họp sớm",
        "kind": "ban-thuong-vu",
        "opening": opening.isoformat(),
        "closing": (opening + timedelta(hours=3)).isoformat(),
        "form": "in-person",
    }
    told = office.post("/entries", body)
    assert told.status_code == 201, told.content
    assert told.json()["opening"] == "2026-03-18T08:00:00+07:00"
    assert told.json()["part"] == "morning"
