"""The specialist reads a programme in: three rows go wrong, two are put right on the spot, one is left out."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.journeys.workbooks import (
    GOOD,
    NO_DAY,
    NO_SUCH_DAY,
    NO_SUCH_KIND,
    ON_A_HOLIDAY,
    THREE_BAD_ROWS,
    upload,
    workbook,
)

pytestmark = pytest.mark.browser


def line(page: Page, title: str) -> Locator:
    """A row of the preview."""
    return page.locator(".import-row").filter(has_text=title)


def test_a_programme_with_three_bad_rows_comes_in_without_the_one_left_out(specialist: Page):
    page = specialist
    page.goto("/chuong-trinh/")
    page.get_by_role("link", name=re.compile("Nhập")).first.click()
    page.locator("input[type=file]").set_input_files(upload("quy-4.xlsx", THREE_BAD_ROWS))
    page.get_by_role("button", name="Đọc tệp").click()

    state = page.locator("#import-state")
    expect(state).to_contain_text("3 dòng cần sửa hoặc bỏ")
    expect(state).to_contain_text("2 hội nghị sẵn sàng")
    expect(page.get_by_role("button", name=re.compile("vào chương trình"))).to_have_count(0)

    expect(line(page, NO_SUCH_DAY)).to_contain_text("31/02/2026")
    line(page, NO_SUCH_DAY).get_by_role("textbox", name="Ngày", exact=True).fill("30/10/2026")
    line(page, NO_SUCH_DAY).get_by_role("button", name=re.compile("Lưu và đọc lại")).click()
    expect(line(page, NO_SUCH_DAY)).to_contain_text("đã sửa ở đây")
    expect(state).to_contain_text("2 dòng cần sửa hoặc bỏ")

    line(page, NO_SUCH_KIND).get_by_label("Loại hội nghị").select_option("Hội nghị Ban Thường vụ")
    line(page, NO_SUCH_KIND).get_by_role("button", name=re.compile("Lưu và đọc lại")).click()
    expect(line(page, NO_SUCH_KIND)).to_contain_text("đã sửa ở đây")

    line(page, NO_DAY).get_by_role("button", name=re.compile("Bỏ dòng này")).click()
    expect(line(page, NO_DAY)).to_contain_text("Bỏ, không nhập")
    page.get_by_role("button", name="Đưa 4 hội nghị vào chương trình").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã đưa 4 hội nghị vào chương trình")
    expect(page.get_by_text("dòng đã sửa trước khi nhận").locator("..")).to_contain_text("2")

    page.goto("/lich/thang/2026-10/")
    for title in (GOOD, NO_SUCH_DAY, NO_SUCH_KIND):
        expect(page.get_by_role("link", name=re.compile(title))).to_have_count(1)
    page.goto("/phat-hien/2026/")
    expect(page.get_by_role("main")).to_contain_text(ON_A_HOLIDAY)
    page.goto(f"/tim-kiem/?q={NO_DAY}")
    expect(page.get_by_role("main")).to_contain_text("Không tìm thấy")


def test_what_was_exported_reads_in_again_as_the_same_programme(specialist: Page):
    page = specialist
    page.goto("/chuong-trinh/2026/")
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile("Xuất")).first.click()
    content = downloading.value.path().read_bytes()
    book = load_workbook(io.BytesIO(content))
    text = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    book.close()
    assert "Báo cáo kết quả rà soát công tác cán bộ quý I" in text

    page.goto("/chuong-trinh/nhap/")
    page.locator("input[type=file]").set_input_files(
        {"name": "xuat.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem trước khi nhập")
    state = page.locator("#import-state")
    expect(state).not_to_contain_text("cần sửa")
    expect(state).to_contain_text("Mọi hội nghị trong tệp đã có trong chương trình")
    expect(page.locator(".import-row").first).to_contain_text("xem hội nghị đã có")


def test_a_file_that_is_no_workbook_is_refused_in_words_with_the_way_out(specialist: Page):
    page = specialist
    page.goto("/chuong-trinh/nhap/")
    broken = workbook(THREE_BAD_ROWS)[:900]
    page.locator("input[type=file]").set_input_files(
        {"name": "hong.xlsx", "mimeType": "application/octet-stream", "buffer": broken}
    )
    page.get_by_role("button", name="Đọc tệp").click()
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Không đọc được tệp này")
    expect(refusal).to_contain_text("chương trình không thay đổi")
    expect(refusal).to_be_focused()
