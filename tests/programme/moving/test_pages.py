"""The pages of moving: what follows first, then acceptance; what changed meanwhile; taking back."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from nghisu.core.people.roles import Role
from nghisu.programme.models import Entry, Move
from tests.programme.conftest import AddEntry


@pytest.fixture
def entry(bound, add: AddEntry) -> Entry:
    return add(preparing_id=bound.department.pk, room_id=bound.room.pk)


@pytest.fixture
def browsers(bound, client_of) -> tuple[Client, Client]:
    return client_of(Role.OFFICE_SPECIALIST), client_of(Role.OFFICE_CHIEF)


def opened(client: Client, entry: Entry, day: str = "2026-04-01") -> dict[str, str]:
    """The form as the browser holds it, opened from the calendar with a day."""
    page = client.get(f"/hoi-nghi/{entry.pk}/doi-ngay/?ngay={day}")
    assert page.status_code == 200
    form = {name: value for name, value in page.context["form"].initial.items() if value}
    return form | {"seen": page.context["seen"], "reason": "Trùng lịch", "command_id": str(uuid4())}


def accept(client: Client, entry: Entry, form: dict[str, str]):
    return client.post(f"/hoi-nghi/{entry.pk}/doi-ngay/", form)


def test_the_page_shows_old_and_new_days_with_their_clauses_and_who_is_told(entry, browsers):
    html = browsers[0].get(f"/hoi-nghi/{entry.pk}/doi-ngay/?ngay=2026-04-01").content.decode()
    assert "việc đổi ngày" in html
    assert "clause" in html or "chip" in html
    assert "người sẽ được báo" in html


def test_a_day_too_near_names_what_can_no_longer_be_kept_and_the_first_day_that_works(entry, browsers):
    page = browsers[0].get(f"/hoi-nghi/{entry.pk}/doi-ngay/?ngay=2026-03-11")
    shown = page.context["shown"]
    assert shown.impossible
    assert shown.earliest_day > shown.opening.date()
    assert "việc không còn kịp" in page.content.decode()


def test_accepted_it_is_moved_and_can_be_taken_back_from_the_message(entry, browsers):
    browser = browsers[0]
    answer = browser.post(f"/hoi-nghi/{entry.pk}/doi-ngay/", opened(browser, entry), follow=True)
    html = answer.content.decode()
    move = Move.objects.get()
    assert "Dời từ 08:00 18/03/2026 sang 08:00 01/04/2026" in html
    assert f"/hoi-nghi/lan-doi/{move.pk}/hoan-tac/" in html
    undone = browser.post(f"/hoi-nghi/lan-doi/{move.pk}/hoan-tac/", {"command_id": str(uuid4())}, follow=True)
    entry.refresh_from_db()
    assert entry.opening == move.from_opening
    assert "Đã hoàn tác." in undone.content.decode()


def test_nothing_is_done_before_it_was_shown(entry, browsers):
    form = opened(browsers[0], entry) | {"day": "8/4/2026"}
    answer = accept(browsers[0], entry, form)
    assert answer.status_code == 200
    assert "Chưa thực hiện." in answer.content.decode()
    assert not Move.objects.exists()
    assert accept(browsers[0], entry, form | {"seen": answer.context["seen"]}).status_code == 302


def test_a_forged_seal_moves_nothing(entry, browsers):
    assert accept(browsers[0], entry, opened(browsers[0], entry) | {"seen": "x.y.z"}).status_code == 200
    assert not Move.objects.exists()


def test_the_second_of_two_sees_what_changed_and_what_would_follow_now(entry, browsers):
    one, two = browsers
    first, second = opened(one, entry), opened(two, entry, "2026-04-08")
    assert accept(one, entry, first).status_code == 302
    answer = accept(two, entry, second)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "vừa được người khác sửa hoặc dời" in html
    assert "01/04/2026" in html
    assert Move.objects.count() == 1
    again = second | {"seen": answer.context["seen"], "command_id": str(uuid4())}
    assert accept(two, entry, again).status_code == 302
    assert Move.objects.count() == 2


def test_the_same_form_sent_twice_moves_once(entry, browsers):
    form = opened(browsers[0], entry)
    assert [accept(browsers[0], entry, form).status_code for _ in range(2)] == [302, 302]
    assert Move.objects.count() == 1


def test_without_a_reason_the_form_comes_back_with_what_was_typed(entry, browsers):
    answer = accept(
        browsers[0], entry, opened(browsers[0], entry) | {"reason": "", "document": "Công văn 12"}
    )
    assert answer.status_code == 422
    assert "Hãy ghi lý do" in answer.content.decode()
    assert "Công văn 12" in answer.content.decode()


@pytest.mark.parametrize(("part", "hour"), [("afternoon", "14:00"), ("morning", ""), ("nonsense", "")])
def test_a_part_of_the_day_from_the_week_gives_its_hour(entry, browsers, part, hour):
    page = browsers[0].get(f"/hoi-nghi/{entry.pk}/doi-ngay/?ngay=2026-04-01&buoi={part}")
    assert page.context["form"].initial["hour"] == (hour or "08:00")


@pytest.mark.parametrize("address", ["hoan", "huy", "lay-y-kien"])
def test_it_is_taken_off_with_its_reason_and_shown_so(entry, browsers, address):
    browser = browsers[0]
    page = browser.get(f"/hoi-nghi/{entry.pk}/{address}/")
    form = {
        "seen": page.context["seen"],
        "reason": "Trên chưa cho ý kiến",
        "document": "TB 3-TB/TU",
        "command_id": str(uuid4()),
    }
    html = browser.post(f"/hoi-nghi/{entry.pk}/{address}/", form, follow=True).content.decode()
    assert "Trên chưa cho ý kiến" in html
    assert re.search(r"<del>\s*08:00", html)
    assert not Entry.objects.get().is_held


def test_it_is_merged_on_its_page(entry, browsers, add):
    into = add(title="Họp bàn việc cầu đường")
    browser, url = browsers[0], f"/hoi-nghi/{entry.pk}/gop/"
    form = {"into": str(into.pk), "reason": "Cùng nội dung", "command_id": str(uuid4())}
    looked = browser.post(url, form | {"xem": "1"})
    html = browser.post(url, form | {"seen": looked.context["seen"]}, follow=True).content.decode()
    into.refresh_from_db()
    assert into.title == f"Họp bàn việc cầu đường; {entry.title}"
    assert f"/hoi-nghi/{into.pk}/" in html


def test_who_may_not_edit_finds_neither_page_nor_handle(entry, client_of):
    reader = client_of(Role.AUDITOR)
    assert reader.get(f"/hoi-nghi/{entry.pk}/doi-ngay/").status_code == 404
    assert "data-move" not in reader.get("/lich/thang/2026-03/").content.decode()


def test_an_address_of_another_house_is_not_where_one_lands(entry, browsers):
    form = opened(browsers[0], entry) | {"next": "https://xau.example/"}
    assert accept(browsers[0], entry, form)["Location"] == f"/hoi-nghi/{entry.pk}/"


def test_the_history_of_moves_costs_the_same_for_one_and_for_three(
    entry, browsers, specialist, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = browsers[0]

    def cost() -> int:
        browser.get(f"/hoi-nghi/{entry.pk}/")
        with CaptureQueriesContext(connection) as captured:
            browser.get(f"/hoi-nghi/{entry.pk}/")
        return len(captured)

    accept(browser, entry, opened(browser, entry))
    one = cost()
    for day in ("2026-04-08", "2026-04-15"):
        accept(browser, entry, opened(browser, entry, day))
    assert Move.objects.count() == 3
    assert cost() == one
