"""A conference is moved: dragged, by keys, on a phone; what follows is seen first, and it is taken back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import PHONE
from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.measuring import overhang, violations

pytestmark = pytest.mark.browser


def handle(page: Page, conference: int):
    return page.locator(f"td[data-day] [data-move='/hoi-nghi/{conference}/doi-ngay/']")


def accept(panel, reason: str) -> None:
    panel.get_by_label(re.compile("^Lý do")).fill(reason)
    panel.get_by_role("button", name="Dời hội nghị").click()


def take_back(page: Page) -> None:
    page.locator("#messages").get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#messages")).to_contain_text("Đã hoàn tác.")


def test_dragged_to_another_day_it_shows_what_follows_is_moved_and_taken_back(specialist: Page, house: House):
    page, conference = specialist, house.conference("ban-thuong-vu", "2026-11-11")
    page.goto("/lich/thang/2026-11/")
    handle(page, conference).drag_to(page.locator("td[data-day='2026-11-12'] .day-head"))
    panel = page.get_by_role("dialog")
    expect(panel.locator("#consequences")).to_contain_text("việc đổi ngày")
    expect(panel.locator("#consequences")).to_contain_text("thứ Năm 12/11/2026")
    expect(panel.locator("#consequences .chip").first).to_be_visible()
    assert violations(page, within="#panel") == []
    assert house.conference("ban-thuong-vu", "2026-11-11") == conference, (
        "nothing is moved before it is accepted"
    )
    accept(panel, "Trùng lịch công tác của đồng chí chủ trì")
    expect(page.locator("#messages")).to_contain_text("Dời từ 08:00 11/11/2026 sang 08:00 12/11/2026")
    expect(page).to_have_url(re.compile("/lich/thang/2026-11/$"))
    expect(
        page.locator("td[data-day='2026-11-12']").locator(f"[href='/hoi-nghi/{conference}/']")
    ).to_be_visible()
    take_back(page)
    expect(
        page.locator("td[data-day='2026-11-11']").locator(f"[href='/hoi-nghi/{conference}/']")
    ).to_be_visible()


def test_by_keys_alone_the_day_is_chosen_left_or_accepted(specialist: Page, house: House):
    page, conference = specialist, house.conference("so-tong-ket", "2026-12-17")
    page.goto("/lich/thang/2026-12/")
    event = handle(page, conference)
    event.focus()
    page.keyboard.press("m")
    expect(page.locator("#move-said")).to_contain_text("Đang chọn ngày mới")
    page.keyboard.press("ArrowRight")
    expect(page.locator("td.takes-move")).to_have_attribute("data-day", "2026-12-18")
    page.keyboard.press("Escape")
    expect(page.locator("td.takes-move")).to_have_count(0)

    event.focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("td.takes-move")).to_have_attribute("data-day", "2026-12-23")
    expect(page.locator("#move-said")).to_contain_text("23/12/2026")
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel.locator("#consequences")).to_contain_text("Trùng lịch")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(event).to_be_focused()
    assert house.conference("so-tong-ket", "2026-12-17") == conference


def test_in_the_week_it_goes_to_another_part_of_the_day(specialist: Page, house: House):
    page, conference = specialist, house.conference("ban-thuong-vu", "2026-11-11")
    # Both parts of the day on one screen: a drag does not scroll.
    page.set_viewport_size({"width": 1366, "height": 1300})
    page.goto("/lich/tuan/2026-W46/")
    cell = page.locator("td[data-day='2026-11-13'][data-part='afternoon']")
    handle(page, conference).drag_to(cell)
    panel = page.get_by_role("dialog")
    expect(panel.get_by_label(re.compile("^Giờ khai mạc"))).to_have_value("14:00")
    expect(panel.locator("#consequences")).to_contain_text("14:00, thứ Sáu 13/11/2026")


def test_on_a_phone_its_page_does_the_same(visit: Visit, house: House):
    page, conference = visit("chuyen-vien", PHONE), house.conference("ban-thuong-vu", "2026-10-14")
    page.goto(f"/hoi-nghi/{conference}/")
    page.get_by_role("link", name="Dời", exact=True).tap()
    day = page.get_by_label(re.compile("^Ngày mới"))
    day.fill("15/10/2026")
    day.press("Tab")
    expect(page.locator("#consequences")).to_contain_text("thứ Năm 15/10/2026")
    assert overhang(page) <= 0
    assert violations(page) == []
    page.get_by_label(re.compile("^Lý do")).fill("Chờ ý kiến cấp trên")
    page.get_by_role("button", name="Dời hội nghị").tap()
    expect(page.locator("#messages")).to_contain_text("sang 08:00 15/10/2026")
    expect(page.get_by_role("heading", name="Các lần dời, hoãn")).to_be_visible()
    take_back(page)


def test_without_script_what_follows_comes_with_the_page(visit: Visit, house: House):
    page, conference = visit("chuyen-vien", script=False), house.conference("ban-thuong-vu", "2026-10-14")
    page.goto(f"/hoi-nghi/{conference}/doi-ngay/")
    page.get_by_label(re.compile("^Ngày mới")).fill("15/10/2026")
    page.get_by_role("button", name="Xem hệ quả").click()
    expect(page.locator("#consequences")).to_contain_text("thứ Năm 15/10/2026")
    expect(page.locator("#consequences")).to_contain_text("người sẽ được báo")
