"""The specialist adds a conference by hand and sees, while typing, what the day would owe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TITLE = "Nghe báo cáo về nhà ở xã hội"


def fill(page: Page, day: str, title: str = TITLE) -> None:
    """The four things that a conference needs."""
    page.get_by_label("Loại hội nghị").select_option("ban-thuong-vu")
    page.get_by_label(re.compile("^Nội dung")).fill(title)
    page.get_by_label(re.compile("^Ngày khai mạc")).fill(day)
    page.get_by_label(re.compile("^Ngày khai mạc")).press("Tab")
    page.get_by_label("Sáng").check()
    page.get_by_label("Trực tiếp", exact=True).check()


def test_the_panel_says_that_a_day_is_too_early_and_which_is_the_first_that_can_be_kept(specialist: Page):
    specialist.goto("/chuong-trinh/them/")
    outlook = specialist.locator("#outlook")
    expect(outlook).to_contain_text("Chọn loại hội nghị, ngày và buổi")
    fill(specialist, "12/3/2026")
    expect(outlook).to_contain_text(re.compile(r"\d+ thời hạn đã qua"))
    expect(outlook).to_contain_text("Ngày họp sớm nhất còn kịp")
    said = outlook.get_by_text("Ngày khai mạc sớm nhất chuẩn bị kịp là").inner_text()
    earliest = re.findall(r"chuẩn bị kịp là \D*(\d\d/\d\d/2026)", said)[0]

    specialist.get_by_label(re.compile("^Ngày khai mạc")).fill(earliest)
    specialist.get_by_label(re.compile("^Ngày khai mạc")).press("Tab")
    expect(outlook).to_contain_text("Mọi thời hạn đều còn giữ được")
    expect(outlook.locator(".foreseen > li").first).to_contain_text(re.compile(r"\d\d/\d\d"))
    expect(outlook.locator(".foreseen .chip").first).to_be_visible()


def test_what_was_typed_survives_an_error_and_a_reload_and_is_saved_in_the_end(specialist: Page):
    page = specialist
    page.goto("/chuong-trinh/them/")
    fill(page, "31/02/2026")
    page.get_by_label(re.compile("^Ghi chú")).fill("Mời đồng chí Bí thư dự")
    page.get_by_role("button", name="Thêm vào chương trình").click()
    summary = page.get_by_role("alert").first
    expect(summary).to_contain_text("Ngày khai mạc")
    expect(summary).to_be_focused()
    expect(page.get_by_label(re.compile("^Nội dung"))).to_have_value(TITLE)
    expect(page.get_by_label(re.compile("^Ghi chú"))).to_have_value("Mời đồng chí Bí thư dự")

    page.get_by_label(re.compile("^Ngày khai mạc")).fill("24/11/2026")
    page.get_by_label(re.compile("^Nội dung")).fill(f"{TITLE} tại vành đai 4")
    page.get_by_label(re.compile("^Nội dung")).press("Tab")
    expect(page.locator("[data-draft-said]")).to_contain_text("Đã giữ bản nháp")
    page.goto("/chuong-trinh/them/")
    expect(page.locator(".draft-note")).to_contain_text("Đã giữ lại phần nhập dở")
    expect(page.get_by_label(re.compile("^Nội dung"))).to_have_value(f"{TITLE} tại vành đai 4")
    expect(page.get_by_label("Loại hội nghị")).to_have_value("ban-thuong-vu")
    expect(page.get_by_label("Sáng")).to_be_checked()

    page.get_by_role("button", name="Thêm vào chương trình").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{TITLE} tại vành đai 4")
    expect(page.get_by_role("main")).to_contain_text("24/11/2026")
    page.goto("/chuong-trinh/them/")
    expect(page.locator(".draft-note")).to_have_count(0)
    expect(page.get_by_label(re.compile("^Nội dung"))).to_have_value("")


def test_the_unit_is_found_by_typing_without_diacritics(specialist: Page):
    specialist.goto("/chuong-trinh/them/")
    field = specialist.get_by_role("combobox", name=re.compile("^Cơ quan chuẩn bị"))
    field.fill("ban to chuc")
    specialist.get_by_role("option", name="Ban Tổ chức Thành ủy", exact=True).click()
    expect(field).to_have_value("Ban Tổ chức Thành ủy")
    assert specialist.locator("select[name=preparing]").input_value().isdecimal()
