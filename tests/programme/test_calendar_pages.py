from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nghisu.core.people.roles import Role
from nghisu.foundation import clock
from nghisu.rulebook.commands import complete_deadline

MARCH = "/lich/thang/2026-03/"
FEBRUARY = "/lich/thang/2026-02/"
WEEK = "/lich/tuan/2026-W12/"


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=clock.VIETNAM)


def text(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    page: str = response.content.decode()
    return page


def test_the_calendar_opens_at_the_present_month(bound, client_of):
    assert client_of(Role.OFFICE_SPECIALIST).get("/lich/").headers["Location"] == MARCH


def test_a_month_shows_its_conferences_with_their_hour(add, client_of):
    add()
    page = text(client_of(Role.OFFICE_SPECIALIST), MARCH)
    assert "Họp Ban Thường vụ bàn việc bến cảng" in page
    assert "08:00" in page
    assert "Họp Ban Thường vụ bàn việc bến cảng" not in text(client_of(Role.OFFICE_SPECIALIST), FEBRUARY)


def test_a_month_names_its_days_off_with_the_notice_that_makes_them_so(bound, client_of):
    page = text(client_of(Role.OFFICE_SPECIALIST), FEBRUARY)
    assert "Tết Nguyên đán (mùng Một)" in page
    assert "Thông báo 9441/TB-BNV" in page


def test_a_month_names_its_saturdays_worked_in_exchange(bound, client_of):
    page = text(client_of(Role.OFFICE_SPECIALIST), "/lich/thang/2026-08/")
    assert "Làm bù cho thứ Hai 31/8" in page


def test_a_conference_of_two_days_stands_on_both(add, client_of):
    add(closing=at(3, 19, 11))
    page = text(client_of(Role.OFFICE_SPECIALIST), MARCH)
    assert page.count("Họp Ban Thường vụ bàn việc bến cảng") == 2
    assert "1 hội nghị trong tháng" in page


def test_a_conference_that_began_on_the_sunday_before_goes_on_in_the_week(add, client_of):
    add(opening=at(3, 15), closing=at(3, 16, 11))
    assert "tiếp" in text(client_of(Role.OFFICE_SPECIALIST), WEEK)


def test_a_day_with_many_conferences_counts_those_it_does_not_show(add, client_of):
    for number in range(8):
        add(title=f"Họp số {number}", opening=at(3, 18, 7 + number))
    page = text(client_of(Role.OFFICE_SPECIALIST), MARCH)
    assert "và 3 hội nghị nữa" in page
    assert "Họp số 7" not in page
    assert "Họp số 7" in text(client_of(Role.OFFICE_SPECIALIST), WEEK)


def test_a_conference_with_a_late_duty_is_marked_late_until_the_duty_is_done(
    add, client_of, specialist, duty_of
):
    entry = add()  # its programme was due on 4 March
    page = text(client_of(Role.OFFICE_SPECIALIST), MARCH)
    assert "1 hội nghị có việc quá hạn" in page
    complete_deadline(specialist, duty_of(entry, "draft-programme").pk)
    complete_deadline(specialist, duty_of(entry, "documents").pk)
    assert "việc quá hạn" not in text(client_of(Role.OFFICE_SPECIALIST), MARCH)


def test_a_conference_on_a_day_off_carries_the_mark_of_the_finding(add, client_of):
    add(opening=at(2, 18))
    page = text(client_of(Role.OFFICE_SPECIALIST), FEBRUARY)
    assert "Cần xem lại" in page


def test_a_week_puts_a_conference_into_its_part_of_the_day_and_counts_the_duties_of_each_day(add, client_of):
    add()
    week = text(client_of(Role.OFFICE_SPECIALIST), "/lich/tuan/2026-W11/")
    assert "2 việc đến hạn" in week or "3 việc đến hạn" in week  # 11 March: draft, documents, invitation
    week = text(client_of(Role.OFFICE_SPECIALIST), WEEK)
    assert week.index("Sáng") < week.index("bàn việc bến cảng") < week.index("Chiều")


def test_an_evening_conference_adds_the_evening_to_its_week_only(add, client_of):
    add(opening=at(3, 18, 19), part="evening")
    assert "19:00–21:30" in text(client_of(Role.OFFICE_SPECIALIST), WEEK)
    assert "19:00–21:30" not in text(client_of(Role.OFFICE_SPECIALIST), "/lich/tuan/2026-W13/")


@pytest.mark.parametrize(
    "url", ["/lich/thang/2026-13/", "/lich/thang/0001-01/", "/lich/tuan/2026-W54/", "/lich/tuan/9999-W52/"]
)
def test_a_month_or_week_that_does_not_exist_is_not_found(bound, client_of, url):
    assert client_of(Role.OFFICE_SPECIALIST).get(url).status_code == 404


@pytest.mark.parametrize(
    "url", ["/lich/thang/2099-12/", "/lich/thang/1991-01/", "/lich/tuan/2025-W01/", "/lich/tuan/2026-W53/"]
)
def test_the_ends_of_the_calendar_can_be_looked_at(bound, client_of, url):
    assert client_of(Role.OFFICE_SPECIALIST).get(url).status_code == 200


@pytest.mark.parametrize("url", [MARCH, WEEK, "/chuong-trinh/2026/"])
def test_three_conferences_are_shown_with_the_queries_of_one(add, client_of, url):
    client = client_of(Role.OFFICE_SPECIALIST)
    add()

    def queries() -> int:
        client.get(url)  # the findings are made anew by whoever looks first
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    one = queries()
    add(title="Họp hai", opening=at(3, 17, 14))
    add(title="Họp ba", opening=at(3, 20), kind="giao-ban")
    assert queries() == one


def test_a_delegate_sees_the_conferences_of_the_own_bodies_and_no_duties(add, client_of):
    add(title="Hội nghị Ban Chấp hành quý II", kind="ban-chap-hanh", opening=at(4, 8))
    add(title="Hội nghị sơ kết quý I", kind="so-tong-ket", opening=at(4, 9))
    page = text(client_of(Role.DELEGATE), "/lich/thang/2026-04/")
    assert "Hội nghị Ban Chấp hành quý II" in page
    assert "Hội nghị sơ kết quý I" not in page
    assert "việc quá hạn" not in page


def test_a_calendar_shows_nothing_of_another_committee(add, other_ground, client_of, actor_of):
    from datetime import date

    from django_scopes import scope

    from nghisu.foundation.actors import system_actor
    from nghisu.programme.commands import add_entry
    from nghisu.rulebook.commands import bind_committee
    from tests.programme.conftest import stated

    add(title="Họp của Ven Sông")
    with scope(committee=other_ground.committee):
        bind_committee(system_actor(other_ground.committee.pk), "5609", date(2015, 1, 30))
        add_entry(actor_of(Role.OFFICE_SPECIALIST, other_ground), stated(title="Họp của Cao Nguyên"))
    page = text(client_of(Role.OFFICE_SPECIALIST, other_ground), MARCH)
    assert "Họp của Cao Nguyên" in page
    assert "Họp của Ven Sông" not in page
