"""Half past seven: the chief of office opens the home page and knows what is late, what is due today, and why."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.house import House

pytestmark = pytest.mark.browser

DUTY = "Gửi văn bản đề nghị tổ chức trực tuyến"


def column(page: Page, name: str) -> Locator:
    """A column of the board."""
    return page.locator(".board").filter(has=page.get_by_role("heading", name=name))


def lines_of(page: Page, name: str, conference: int) -> Locator:
    """The lines of a column that lead to one conference."""
    return column(page, name).locator(".duty").filter(has=page.locator(f"a[href='/hoi-nghi/{conference}/']"))


def test_one_sentence_says_what_is_late_and_what_is_due_today_and_the_columns_agree_with_it(chief: Page):
    chief.goto("/")
    expect(chief.get_by_role("heading", level=1)).to_have_text("Hôm nay, thứ Ba 10/03/2026")
    sentence = chief.locator(".plain-state").inner_text()
    [(late, today)] = re.findall(r"(\d+) việc quá hạn, (\d+) việc hôm nay", sentence)
    assert column(chief, "Quá hạn").locator(".duty").count() == int(late) > 0
    assert column(chief, "Hôm nay").locator(".duty").count() == int(today) > 0
    assert re.search(r"ngày \d\d/03 còn \d+ việc phải làm", sentence)


def test_a_chip_opens_its_clause_beside_the_page_and_esc_gives_the_page_back(chief: Page, house: House):
    chief.goto("/")
    chip = column(chief, "Quá hạn").locator(".chip").first
    chip.click()
    panel = chief.get_by_role("dialog")
    expect(panel).to_contain_text("Nội dung tóm lược")
    expect(panel).to_contain_text("Quy định kèm Quyết định 5609-QĐ/TU")
    expect(panel).to_contain_text("Quy tắc sinh từ điều khoản này")
    chief.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(chip).to_be_focused()
    assert chief.url == f"{house.base}/"


def test_every_date_of_a_conference_says_why(chief: Page, house: House):
    chief.goto("/")
    conference = house.conference("ban-thuong-vu", "2026-03-18")
    lines_of(chief, "Trong tuần", conference).first.locator("a").first.click()
    expect(chief.get_by_role("heading", level=1)).to_contain_text("công tác cán bộ")
    duty = chief.locator(".timeline > li").filter(has_text="Phát hành giấy mời")
    expect(duty).to_contain_text("11/03/2026")
    duty.get_by_role("link", name=re.compile("Vì sao")).click()
    panel = chief.get_by_role("dialog")
    for words in ("Hạn theo quy định", "thứ Tư 11/03/2026", "Cách tính", "Căn cứ", "Văn phòng"):
        expect(panel).to_contain_text(words)
    panel.locator(".chip").first.click()
    expect(panel).to_contain_text("Nội dung tóm lược")
    chief.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_duty_marked_done_with_a_note_leaves_the_home_page_and_comes_back_when_opened_again(
    chief: Page, house: House
):
    conference = house.conference("so-tong-ket", "2026-03-17")
    chief.goto("/")
    due = lines_of(chief, "Hôm nay", conference)
    expect(due).to_have_count(1)

    due.locator("a").first.click()
    row = chief.locator(".timeline > li").filter(has_text=DUTY)
    row.get_by_role("link", name=re.compile("Ghi chú khi xong")).click()
    panel = chief.get_by_role("dialog")
    panel.get_by_label("Ghi chú").fill("Công văn số 118-CV/VPTU ngày 10/3/2026")
    panel.get_by_role("button", name="Ghi nhận đã làm").click()
    expect(row).to_contain_text("Đã xong")
    expect(row).to_contain_text("118-CV/VPTU")
    expect(row).to_contain_text("07:30")

    chief.goto("/")
    expect(column(chief, "Hôm nay")).to_be_visible()
    expect(due).to_have_count(0)

    chief.go_back()
    row.get_by_role("button", name=re.compile("Mở lại")).click()
    expect(row.get_by_role("button", name=re.compile("Đã làm"))).to_be_visible()
    chief.goto("/")
    expect(due).to_have_count(1)


def test_a_mark_made_by_mistake_is_undone_where_it_was_made(chief: Page, house: House):
    conference = house.conference("ban-thuong-vu", "2026-03-18")
    chief.goto(f"/hoi-nghi/{conference}/")
    row = chief.locator(".timeline > li").filter(has_text="Gửi tài liệu về Văn phòng")
    row.get_by_role("button", name=re.compile("Đã làm")).click()
    toast = chief.locator("[data-toast]")
    expect(toast).to_contain_text("Đã ghi nhận hoàn thành")
    expect(row).to_contain_text("Đã xong")
    toast.get_by_role("button", name="Hoàn tác").click()
    expect(row.get_by_role("button", name=re.compile("Đã làm"))).to_be_visible()
