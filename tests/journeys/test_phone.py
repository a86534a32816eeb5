"""On a phone, with one thumb: the work of the day, the month as a list, a conference, a mark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import PHONE
from tests.journeys.conftest import Visit
from tests.journeys.house import House

pytestmark = pytest.mark.browser


def test_the_day_the_month_and_a_conference_are_under_the_thumb(visit: Visit, house: House):
    page = visit("chanh-van-phong", PHONE)
    page.goto("/")
    expect(page.locator(".duty").first).to_be_in_viewport()
    bar = page.get_by_role("navigation", name="Lối tắt")
    expect(bar).to_be_in_viewport()
    bar.get_by_role("link", name="Lịch").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lịch tháng 3 năm 2026")
    days = page.locator(".month td").filter(visible=True)
    tops = [box["y"] for box in (day.bounding_box() for day in days.all()) if box]
    assert len(tops) == len(set(tops)) > 5, "the days stand one below the other"

    conference = house.conference("ban-thuong-vu", "2026-03-18")
    page.locator(f".month a[href='/hoi-nghi/{conference}/']").tap()
    row = page.locator(".timeline > li").filter(has_text="Gửi tài liệu về Văn phòng")
    row.get_by_role("button", name=re.compile("Đã làm")).tap()
    expect(row).to_contain_text("Đã xong")
    row.get_by_role("button", name=re.compile("Mở lại")).tap()
    expect(row.get_by_role("button", name=re.compile("Đã làm"))).to_be_visible()


def test_the_stages_of_work_slide_in_and_out(visit: Visit):
    page = visit("chuyen-vien", PHONE)
    page.goto("/")
    stages = page.get_by_role("navigation", name="Các khâu công việc")
    expect(stages).not_to_be_in_viewport()
    page.get_by_role("link", name="Danh mục", exact=True).tap()
    expect(stages).to_be_in_viewport()
    page.get_by_role("link", name="Đóng danh mục").tap()
    expect(stages).not_to_be_in_viewport()
    page.get_by_role("link", name="Danh mục", exact=True).tap()
    stages.get_by_role("link", name="Danh bạ").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh bạ")


def test_a_clause_fills_the_screen_and_is_closed_with_a_thumb(visit: Visit):
    page = visit("chuyen-vien", PHONE)
    page.goto("/")
    page.locator(".duty .chip").first.tap()
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("Nội dung tóm lược")
    panel.get_by_role("button", name="Đóng").tap()
    expect(panel).to_be_hidden()
