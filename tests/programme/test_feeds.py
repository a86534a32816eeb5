"""A calendar read outside shows what its person may see now, each thing once under a name that stays (point 7)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django_scopes import scope, scopes_disabled
from icalendar import Calendar

from nghisu.core.people.roles import Role
from nghisu.directory.models import Appointment
from nghisu.foundation import clock
from nghisu.foundation.models import AuditRecord, CommandReceipt
from nghisu.programme.commands import CalendarChoice, accept_move, change_entry, open_calendar, remove_entry
from nghisu.programme.models import CalendarAddress, Move
from nghisu.programme.queries.consequences import not_held
from nghisu.programme.views.feeds import ALLOWANCE
from nghisu.rulebook.commands import complete_deadline
from nghisu.rulebook.models import Deadline
from tests.factories import make_appointment, make_position
from tests.programme.conftest import stated

PAGE = "/lich/ra-ngoai/"


@pytest.fixture(autouse=True)
def _whole_allowance() -> None:
    ALLOWANCE.forget()


@pytest.fixture
def opened(bound, actor_of):
    """`opened(Role.OFFICE_CHIEF, of="all")`: the address of a new calendar of who holds this role."""

    def opening(role: Role, of: str = "all", **different) -> str:
        _address, secret = open_calendar(actor_of(role), CalendarChoice(of, **different))
        return f"/lich/ics/{secret}.ics"

    return opening


def read(path: str, **headers):
    """A calendar program: no cookie, no session."""
    return Client().get(path, headers=headers)


def events(path: str) -> list[Any]:
    answer = read(path)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.content)
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def titles(path: str) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(path)]


def test_a_conference_is_read_with_its_hours_its_place_and_its_page(opened, add, bound):
    entry = add(room_id=bound.room.pk, closing=datetime(2026, 3, 18, 11, 0, tzinfo=clock.VIETNAM))
    [event] = events(opened(Role.OFFICE_CHIEF))
    assert event.start == datetime(2026, 3, 18, 8, 0, tzinfo=clock.VIETNAM)
    assert event.end == datetime(2026, 3, 18, 11, 0, tzinfo=clock.VIETNAM)
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert bound.room.name in str(event["LOCATION"])
    assert str(event["URL"]).endswith(f"/hoi-nghi/{entry.pk}/")
    assert str(event["STATUS"]) == "CONFIRMED"


def test_the_file_is_a_calendar_with_the_time_zone_of_vietnam(opened, add):
    add()
    answer = read(opened(Role.OFFICE_CHIEF))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    [zone] = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Asia/Ho_Chi_Minh"
    [standard] = zone.walk("STANDARD")
    assert b"TZOFFSETTO:+0700" in standard.to_ical()
    assert calendar.get_missing_tzids() == set()
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75


def test_an_end_that_nobody_wrote_is_that_of_the_part_of_the_day(opened, add):
    add(part="morning")
    [event] = events(opened(Role.OFFICE_CHIEF))
    assert event.end == datetime(2026, 3, 18, 11, 30, tzinfo=clock.VIETNAM)


def test_what_changes_keeps_its_name_and_counts_on(opened, add, specialist):
    entry = add()
    path = opened(Role.OFFICE_CHIEF)
    [before] = events(path)
    change_entry(specialist, entry.pk, stated(opening=datetime(2026, 3, 20, 8, 0, tzinfo=clock.VIETNAM)))
    [after] = events(path)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.start.day == 20


@pytest.mark.parametrize("act", [Move.Act.CANCELLED, Move.Act.POSTPONED])
def test_what_is_not_held_is_struck_out_under_its_name(act, opened, add, specialist):
    entry = add()
    path = opened(Role.OFFICE_CHIEF)
    [before] = events(path)
    accept_move(specialist, entry.pk, not_held(entry, act), "Chờ ý kiến")
    [after] = events(path)
    assert after["UID"] == before["UID"]
    assert str(after["STATUS"]) == "CANCELLED"
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert str(after["SUMMARY"]).endswith(entry.title)


HOSTILE = {
    "lines": "Một\r\nBEGIN:VEVENT\r\nSUMMARY:giả\r\nEND:VEVENT",
    "commas": 'a, b; c\\n d: "e"',
    "emoji": "Họp 🎉 gấp 👨‍👩‍👧‍👦",
    "right to left": "אבג \u202eđảo\u202c",
    "marks": "Đ\u0323ặng e\u0302\u0301",
    "long": "Hội nghị về việc " + "nghiêng ngả " * 25,
    "controls": "a\x08b\x1bc\x7f",
    "formula": "=cmd|' /C calc'!A0",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_what_somebody_typed_stays_text_in_a_calendar(text, opened, add):
    add(title=text[:500], participants=text[:500], room_text=text[:300])
    found = events(opened(Role.OFFICE_CHIEF))
    assert len(found) == 1
    content = read(opened(Role.OFFICE_CHIEF)).content
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1
    kept = re.sub(r"\s+", "", "".join(sign for sign in text if ord(sign) >= 32))
    from nghisu.core.text import nfc

    told = re.sub(r"\s+", "", str(found[0]["SUMMARY"]))
    assert told in {nfc(kept), nfc(kept).replace("\\n", "")}


def test_an_unknown_address_an_ended_one_and_a_renewed_one_do_not_exist(opened, add, client_of, bound):
    add()
    path = opened(Role.OFFICE_CHIEF)
    assert read("/lich/ics/" + "x" * 43 + ".ics").status_code == 404
    chief = client_of(Role.OFFICE_CHIEF)
    address = CalendarAddress.objects.get()
    answer = chief.post(f"{PAGE}{address.pk}/doi/", {"command_id": str(uuid4())})
    renewed = path_in(answer)
    assert read(path).status_code == 404
    assert read(renewed).status_code == 200
    chief.post(f"{PAGE}{address.pk}/thu-hoi/")
    assert read(renewed).status_code == 404


def path_in(answer) -> str:
    found = re.search(r"/lich/ics/[\w-]{43}\.ics", answer.content.decode())
    assert found, answer.content.decode()
    return found.group()


def test_an_address_is_shown_once_and_kept_nowhere(client_of, bound, add):
    chief = client_of(Role.OFFICE_CHIEF)
    answer = chief.post(PAGE, {"of": "own", "shows": ["conferences", "duties"], "command_id": str(uuid4())})
    secret = path_in(answer).removeprefix("/lich/ics/").removesuffix(".ics")
    assert secret not in chief.get(PAGE).content.decode()
    with scopes_disabled():
        rows = [
            str(row)
            for model in (CalendarAddress, AuditRecord, CommandReceipt)
            for row in model.objects.values()
        ]
    assert rows
    assert not [row for row in rows if secret in row]


def test_the_same_form_sent_twice_opens_one_calendar(client_of, bound):
    chief = client_of(Role.OFFICE_CHIEF)
    form = {"of": "all", "shows": ["conferences"], "command_id": str(uuid4())}
    assert "/lich/ics/" in chief.post(PAGE, form).content.decode()
    assert not re.search(r"/lich/ics/[\w-]{43}", chief.post(PAGE, form).content.decode())
    assert CalendarAddress.objects.count() == 1


def test_who_leaves_takes_the_calendar_along(opened, add, bound):
    add()
    path = opened(Role.OFFICE_CHIEF)
    Appointment.objects.filter(person=bound.user(Role.OFFICE_CHIEF).person).update(
        until=clock.today() - timedelta(days=1)
    )
    assert read(path).status_code == 404


def test_a_calendar_of_one_committee_shows_nothing_of_another_its_person_serves_too(
    opened, add, bound, other_ground, actor_of
):
    add(title="Ở đây")
    path = opened(Role.OFFICE_SPECIALIST)
    with scopes_disabled():
        seat = make_position(
            other_ground.committee, "Chuyên viên", other_ground.office, roles=(Role.OFFICE_SPECIALIST,)
        )
        make_appointment(bound.user(Role.OFFICE_SPECIALIST).person, seat)
        Appointment.objects.filter(
            committee=bound.committee, person=bound.user(Role.OFFICE_SPECIALIST).person
        ).update(until=clock.today() - timedelta(days=1))
    assert read(path).status_code == 404


def test_a_delegate_reads_the_conferences_of_the_own_bodies_alone(opened, add):
    add(title="Của Ban Chấp hành", kind="ban-chap-hanh", opening=at(25))
    add(title="Của Thường trực", kind="thuong-truc", opening=at(26))
    assert titles(opened(Role.DELEGATE, "all")) == ["Của Ban Chấp hành"]
    assert titles(opened(Role.DELEGATE, "own")) == ["Của Ban Chấp hành"]


def test_a_calendar_of_a_unit_and_one_of_a_body(opened, add, bound):
    add(title="Sở chuẩn bị", preparing_id=bound.department.pk, opening=at(25))
    add(title="Sở phối hợp", coordinating_ids=(bound.department.pk,), opening=at(26))
    add(title="Của Thường trực", kind="thuong-truc", opening=at(27))
    unit = opened(Role.OFFICE_CHIEF, "unit", organisation_id=bound.department.pk)
    assert titles(unit) == ["Sở chuẩn bị", "Sở phối hợp"]
    assert titles(opened(Role.OFFICE_CHIEF, "body", body_id=bound.standing_board.pk)) == ["Của Thường trực"]


def test_a_unit_of_another_committee_does_not_exist_for_a_calendar(client_of, bound, other_ground):
    chief = client_of(Role.OFFICE_CHIEF)
    form = {"of": f"unit-{other_ground.department.pk}", "shows": ["conferences"], "command_id": str(uuid4())}
    assert chief.post(PAGE, form).status_code == 422
    assert not CalendarAddress.objects.exists()


def test_duties_stand_on_the_day_to_act_by_until_they_are_done(opened, add, bound, specialist):
    entry = add(preparing_id=bound.department.pk)
    path = opened(Role.CONTENT_OFFICER, "own", with_conferences=False, with_duties=True)
    own = Deadline.objects.filter(
        subject=entry.subject_id, organisation=bound.department.pk, act_by__isnull=False
    ).order_by("act_by", "id")
    found = events(path)
    assert [event.start for event in found] == [row.act_by for row in own]
    assert all(isinstance(event.start, date) and not isinstance(event.start, datetime) for event in found)
    assert all(str(event["TRANSP"]) == "TRANSPARENT" for event in found)
    first = own.first()
    assert first is not None
    complete_deadline(specialist, first.pk)
    assert len(events(path)) == len(found) - 1


def test_the_same_calendar_is_not_sent_twice(opened, add, specialist):
    entry = add()
    path = opened(Role.OFFICE_CHIEF)
    first = read(path)
    assert read(path).content == first.content
    same = read(path, **{"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert read(path, **{"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304
    with time_machine.travel(clock.server_now() + timedelta(hours=1), tick=False):
        remove_entry(specialist, entry.pk)
        later = read(path, **{"If-Modified-Since": first.headers["Last-Modified"]})
        assert later.status_code == 200
        assert later.headers["Last-Modified"] != first.headers["Last-Modified"]
    assert read(path, **{"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_no_cache_in_between_keeps_a_calendar(opened, add):
    add()
    path = opened(Role.OFFICE_CHIEF)
    answer = read(path)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert not answer.cookies
    same = read(path, **{"If-None-Match": answer.headers["ETag"]})
    assert same.headers["Cache-Control"] == "private, no-cache"


def test_an_address_asked_for_too_often_waits(opened, add):
    add()
    path, other = opened(Role.OFFICE_CHIEF), opened(Role.OFFICE_SPECIALIST)
    with time_machine.travel("2026-11-10T00:30:00Z", tick=False):
        ALLOWANCE.forget()
        assert {read(path).status_code for _ in range(ALLOWANCE.burst)} == {200}
        refused = read(path)
        assert refused.status_code == 429
        assert int(refused.headers["Retry-After"]) >= 1
        assert read(other).status_code == 200


def test_a_calendar_speaks_its_persons_language(opened, add, bound):
    add()
    path = opened(Role.OFFICE_CHIEF, "all", with_conferences=False, with_duties=True)
    user = bound.user(Role.OFFICE_CHIEF)
    vietnamese = titles(path)
    user.language = "en"
    user.save()
    assert titles(path) != vietnamese


def test_a_calendar_asks_as_often_for_three_conferences_as_for_one(opened, add, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path = opened(Role.OFFICE_CHIEF, "all", with_duties=True)

    def asked() -> int:
        read(path)  # the first reading of a new content is written down
        with CaptureQueriesContext(connection) as captured:
            read(path)
        return len(captured)

    add(opening=at(18))
    one = asked()
    add(opening=at(19), title="Hai")
    add(opening=at(24), title="Ba")
    assert asked() == one


def test_one_ends_the_own_calendar_and_no_other_persons(opened, client_of, bound):
    opened(Role.OFFICE_CHIEF)
    address = CalendarAddress.objects.get()
    for path in ("doi", "thu-hoi"):
        assert client_of(Role.OFFICE_SPECIALIST).post(f"{PAGE}{address.pk}/{path}/").status_code == 404
    with scope(committee=bound.committee):
        address.refresh_from_db()
    assert address.revoked_at is None


def at(day: int) -> datetime:
    return datetime(2026, 3, day, 8, 0, tzinfo=clock.VIETNAM)
