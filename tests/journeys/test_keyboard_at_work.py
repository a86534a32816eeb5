"""What an office decides is decided without a mouse: put forward, returned, approved, answered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.keys import press, tab_to

pytestmark = pytest.mark.browser

MATTER = "Rà soát trụ sở dôi dư sau sắp xếp"


def enter(page: Page, path: str) -> None:
    """Open a page; its content is the first thing reached, by the link that skips what every page has."""
    page.goto(path)
    press(page, "Tab")
    expect(page.locator(":focus")).to_have_text("Đến nội dung chính")
    page.keyboard.press("Enter")


def go_on(page: Page, described: str) -> None:
    """Tab on to what is described and press Enter there."""
    tab_to(page, described)
    page.keyboard.press("Enter")


def told(page: Page, words: str) -> None:
    """What came of an act is said on top of the page, and reading goes on from there."""
    expect(page.locator("#messages")).to_contain_text(words)
    expect(page.locator("#messages")).to_be_focused()


def test_a_suggestion_is_put_forward_returned_approved_and_answered_by_keys(visit: Visit, house: House):
    writer, leader, office = visit("don-vi"), visit("truong-don-vi"), visit("chuyen-vien")

    call = house.value("SELECT id FROM programme_suggestioncall ORDER BY id")
    enter(writer, f"/chuong-trinh/de-xuat/dot/{call}/viet/")
    tab_to(writer, "Nội dung đề xuất")
    writer.keyboard.type(MATTER)
    tab_to(writer, "Vì sao cần họp")
    writer.keyboard.type("Nhiều nơi chưa biết giao ai giữ.")
    tab_to(writer, "Loại hội nghị")
    writer.keyboard.type("Hội nghị Ban Thường vụ")
    go_on(writer, "^Lưu để xem lại$")
    expect(writer.get_by_role("heading", level=1)).to_have_text(MATTER)
    writer.locator("#main").focus()
    go_on(writer, "^Gửi$")
    told(writer, "Đã gửi đề xuất.")
    suggestion = re.search(r"/de-xuat/(\d+)/", writer.url)
    assert suggestion

    # The leader is led there by the home page, and returns it: an empty reason is refused where it is typed.
    enter(leader, "/")
    go_on(leader, "chờ đồng chí duyệt")
    leader.locator("#main").focus()
    go_on(leader, MATTER)
    leader.locator("#main").focus()
    go_on(leader, "^Trả lại$")
    expect(leader.get_by_role("heading", level=1)).to_have_text("Trả lại kèm nhận xét")
    leader.locator("#main").focus()
    go_on(leader, "^Trả lại$")
    expect(leader.locator("[data-form-errors]")).to_be_focused()
    press(leader, "Tab")
    leader.keyboard.press("Enter")
    expect(leader.get_by_label(re.compile("^Lý do chung"))).to_be_focused()
    leader.keyboard.type("Ghi thêm căn cứ phải họp.")
    go_on(leader, "^Trả lại$")
    told(leader, "Đã trả lại")

    writer.reload()
    expect(writer.get_by_role("main")).to_contain_text("Ghi thêm căn cứ phải họp.")
    writer.locator("#main").focus()
    go_on(writer, "^Gửi$")
    told(writer, "Đã gửi đề xuất.")

    enter(leader, "/phe-duyet/")
    go_on(leader, MATTER)
    leader.locator("#main").focus()
    tab_to(leader, "^Phê duyệt$")  # the way back, in the path of the page
    go_on(leader, "^Phê duyệt$")
    told(leader, "Đã phê duyệt")

    enter(office, f"/chuong-trinh/de-xuat/{suggestion[1]}/")
    tab_to(office, "outcome")
    press(office, "ArrowDown")
    press(office, "ArrowDown")
    expect(office.get_by_role("radio", name="Để lại kỳ sau")).to_be_checked()
    tab_to(office, "Lý do, lời trả lời")
    office.keyboard.type("Để quý III, khi có đủ số liệu.")
    go_on(office, "^Ghi kết quả và báo đơn vị$")
    expect(office.get_by_role("main")).to_contain_text("Để quý III, khi có đủ số liệu.")
    told(office, "Đã ghi kết quả và báo cho nơi đề xuất.")
