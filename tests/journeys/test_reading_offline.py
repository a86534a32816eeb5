"""A delegate reads on a tablet that loses its network: what was opened stays, a note waits and is sent, signing out
clears the device; what was never opened is not there."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.foundation.files.making import a_pdf
from tests.journeys.browser import Look, sign_in

TABLET = Look("tablet", 820, 1180, touch=True)
OPENED, NOT_OPENED = "Báo cáo đọc khi mất mạng", "Đề án không mở lần nào"


def test_what_was_opened_is_read_and_noted_without_a_network(visit, house):
    entry = house.conference("ban-thuong-vu", "2026-03-18")
    office = visit("chuyen-vien")
    for title in (OPENED, NOT_OPENED):
        office.goto(f"/hoi-nghi/{entry}/tai-lieu/them/")
        office.get_by_label("Tên tài liệu").fill(title)
        office.get_by_label("Loại tài liệu").select_option("report")
        pages = a_pdf("Trang thứ nhất", "Giao Sở Bến Cảng chủ trì", "Trang thứ ba")
        office.locator("input[type=file]").set_input_files(
            {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": pages}
        )
        office.locator("main form button.btn-primary").click()
        office.wait_for_url("**/tai-lieu/*")
    ids = [
        house.value("SELECT id FROM documents_document WHERE title = ? ORDER BY id DESC", title)
        for title in (OPENED, NOT_OPENED)
    ]
    for pk in ids:
        office.goto(f"/tai-lieu/{pk}/")
        expect(office.locator("#cac-ban").get_by_role("link", name="Đọc")).to_be_visible()

    reader = visit(None, TABLET)
    # Signed in anew: at the end this person signs out, and no other test shares the session.
    sign_in(reader, "chuyen-vien")
    reader.goto(f"/tai-lieu/{ids[0]}/doc/")
    expect(reader.get_by_text("Đã giữ trên máy này.")).to_be_visible()
    reader.wait_for_function("navigator.serviceWorker.controller !== null")

    reader.context.set_offline(True)
    reader.get_by_role("link", name="Trang sau").click()
    expect(reader.get_by_text("Đang mất mạng.").first).to_be_visible()
    expect(reader.locator("svg.sheet text")).to_have_text(["Giao Sở Bến Cảng chủ trì"])
    assert reader.evaluate("fetch(document.querySelector('svg image').href.baseVal).then((a) => a.ok)")
    reader.get_by_label("Đoạn trích").fill("Sở Bến Cảng")
    reader.get_by_label("Ghi chú mới").fill("Hỏi tiến độ của Sở")
    reader.get_by_role("button", name="Lưu ghi chú").click()
    expect(reader.get_by_text("Chưa gửi, giữ trên máy này")).to_be_visible()
    reader.goto(f"/tai-lieu/{ids[1]}/doc/1/1/")
    expect(reader.locator("[data-not-kept]")).to_be_visible()
    expect(reader.get_by_text("Hỏi tiến độ của Sở")).to_be_visible()

    reader.context.set_offline(False)
    reader.goto(f"/tai-lieu/{ids[0]}/doc/1/2/")
    expect(reader.locator("article.note", has_text="Hỏi tiến độ của Sở")).not_to_contain_text("Chưa gửi")
    expect(reader.locator(".sheet-mark")).to_have_count(1)
    notes = "SELECT count(*) FROM documents_readernote WHERE document_id = ? AND text = 'Hỏi tiến độ của Sở'"
    assert house.value(notes, ids[0]) == 1
    assert any(name.startswith("kept:") for name in reader.evaluate("caches.keys()"))

    reader.locator("summary", has_text=re.compile("TB|Trịnh")).first.click()
    reader.get_by_role("button", name="Đăng xuất").click()
    reader.wait_for_url("**/dang-nhap/**")
    assert [name for name in reader.evaluate("caches.keys()") if name.startswith("kept:")] == []
