"""Where scripts are switched off, or have not come yet, the work can be done all the same."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.workbooks import row, upload

pytestmark = pytest.mark.browser


def test_the_home_page_leads_to_the_page_of_a_clause(visit: Visit):
    page = visit("chuyen-vien", script=False)
    page.goto("/")
    expect(page.locator(".duty").first).to_be_visible()
    page.locator(".duty .chip").first.click()
    page.wait_for_url("**/quy-dinh/**")
    expect(page.get_by_role("main")).to_contain_text("Nội dung tóm lược")


def test_a_duty_is_marked_done_and_opened_again(visit: Visit, house: House):
    page = visit("chuyen-vien", script=False)
    conference = house.conference("giao-ban", "2026-03-30")
    page.goto(f"/hoi-nghi/{conference}/")
    duty = page.locator(".timeline > li").filter(has_text="Trình tờ trình kế hoạch tổ chức")
    duty.get_by_role("button", name=re.compile("Đã làm")).click()
    expect(page.get_by_role("main")).to_contain_text("Đã ghi nhận hoàn thành")
    expect(duty).to_contain_text("Đã xong")
    duty.get_by_role("button", name=re.compile("Mở lại")).click()
    expect(duty.get_by_role("button", name=re.compile("Đã làm"))).to_be_visible()


def test_a_conference_is_looked_at_and_added(visit: Visit):
    page = visit("chuyen-vien", script=False)
    page.goto("/chuong-trinh/them/")
    page.get_by_label("Loại hội nghị").select_option("ban-thuong-vu")
    page.get_by_label(re.compile("^Nội dung")).fill("Nghe báo cáo không có tập lệnh")
    page.get_by_label(re.compile("^Ngày khai mạc")).fill("19/11/2026")
    page.get_by_label("Chiều").check()
    page.get_by_label("Trực tiếp", exact=True).check()
    page.get_by_label(re.compile("^Cơ quan chuẩn bị \\(")).select_option(label="Ban Tổ chức Thành ủy")
    page.get_by_role("button", name="Xem thời hạn").click()
    expect(page.locator("#outlook")).to_contain_text("Phải bắt đầu chậm nhất")
    expect(page.get_by_label(re.compile("^Nội dung"))).to_have_value("Nghe báo cáo không có tập lệnh")
    page.get_by_role("button", name="Thêm vào chương trình").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nghe báo cáo không có tập lệnh")
    expect(page.get_by_role("main")).to_contain_text("14:00")


def test_a_programme_is_read_in_and_corrected(visit: Visit):
    page = visit("chuyen-vien", script=False)
    page.goto("/chuong-trinh/nhap/")
    rows = (row(1, "Nghe báo cáo đê sông Hồng", "Ban Thường vụ", "31/02/2026"),)
    page.locator("input[type=file]").set_input_files(upload("khong-tap-lenh.xlsx", rows))
    page.get_by_role("button", name="Đọc tệp").click()
    page.locator(".import-row").get_by_role("textbox", name="Ngày", exact=True).fill("2/12/2026")
    page.get_by_role("button", name=re.compile("Lưu và đọc lại")).click()
    page.get_by_role("button", name=re.compile("Đưa 1 hội nghị")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã đưa 1 hội nghị vào chương trình")
