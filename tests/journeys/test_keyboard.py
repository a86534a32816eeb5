"""The whole morning without a mouse: every stop shows where the focus is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import PASSWORD, House
from tests.journeys.keys import FOCUS, press, tab_to

pytestmark = pytest.mark.browser


def test_signing_in_searching_and_going_about_with_keys(visit: Visit):
    page = visit()
    page.goto("/dang-nhap/")
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    page.keyboard.type("chuyen-vien")
    press(page, "Tab")
    page.keyboard.type(PASSWORD)
    press(page, "Tab")
    expect(page.get_by_role("button", name="Đăng nhập", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hôm nay")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_in_viewport()
    press(page, "/")
    page.keyboard.type("can bo quy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    expect(page.get_by_role("main")).to_contain_text("Báo cáo kết quả rà soát công tác cán bộ quý I")

    for letter, path in {"l": "/lich/", "c": "/chuong-trinh/", "q": "/quy-dinh/", "t": "/"}.items():
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_url(
            re.compile(rf"localhost:\d+{path}(\w+/.*)?$" if path != "/" else r"localhost:\d+/$")
        )
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Phím tắt")
    expect(keys).to_be_visible()
    assert page.evaluate(FOCUS) == ""
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_opening_a_clause_and_marking_a_duty_done_and_undone(specialist: Page, house: House):
    page = specialist
    conference = house.conference("thuong-truc", "2026-03-30")
    page.goto(f"/hoi-nghi/{conference}/")
    page.locator("#main").focus()
    tab_to(page, r"^5609 ")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Nội dung tóm lược")
    assert page.evaluate(FOCUS) == ""
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()

    done = page.locator(".timeline > li").filter(has_text="Đã xong")
    before = done.count()
    tab_to(page, "^Đã làm")
    page.keyboard.press("Enter")
    expect(done).to_have_count(before + 1)
    expect(page.locator(":focus")).to_contain_text("Mở lại")
    assert page.evaluate(FOCUS) == ""
    page.keyboard.press("Enter")
    expect(done).to_have_count(before)


def test_filling_in_a_conference_and_sending_it(specialist: Page):
    page = specialist
    page.goto("/chuong-trinh/them/")
    page.locator("#main").focus()
    tab_to(page, "Loại hội nghị")
    page.keyboard.type("Hội nghị Ban Thường vụ")
    tab_to(page, "Nội dung")
    page.keyboard.type("Nghe báo cáo bằng bàn phím")
    tab_to(page, "Ngày khai mạc")
    page.keyboard.type("25-11-2026")
    press(page, "Tab")
    page.keyboard.press("Enter")
    calendar = page.get_by_role("dialog", name="Chọn ngày trên lịch").filter(visible=True)
    expect(calendar).to_be_visible()
    press(page, "ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_label(re.compile("^Ngày khai mạc"))).to_have_value("26/11/2026")
    tab_to(page, "Sáng")
    page.keyboard.press("Space")
    tab_to(page, "Trực tiếp")
    page.keyboard.press("Space")
    tab_to(page, "Cơ quan chuẩn bị")
    page.keyboard.type("van phong thanh uy")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name=re.compile("^Cơ quan chuẩn bị"))).to_have_value(
        re.compile("Văn phòng Thành ủy")
    )
    tab_to(page, "Thêm vào chương trình")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nghe báo cáo bằng bàn phím")
    expect(page.get_by_role("main")).to_contain_text("26/11/2026")
