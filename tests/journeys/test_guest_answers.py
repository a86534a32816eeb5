"""A guest without an account answers by the personal link, on a phone: absent, why, and who comes instead."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.browser import PHONE


def test_a_guest_answers_by_the_personal_link_on_a_phone(visit, house):
    entry = house.conference("ban-thuong-vu", "2026-03-18")
    clerk = visit("van-thu")
    clerk.goto(f"/hoi-nghi/{entry}/tra-loi/?tra_loi=none")
    row = clerk.locator("#replies-rows tr").last
    name = row.locator(".row-title").inner_text()
    row.locator(".row-title").click()
    clerk.get_by_role("button", name="Cấp đường dẫn mới").click()
    address = urlsplit(clerk.locator("code").inner_text()).path

    guest = visit(None, PHONE)
    guest.goto(address)
    expect(guest.get_by_text(name).first).to_be_visible()
    guest.get_by_label("Vắng mặt").check()
    guest.get_by_role("button", name="Gửi trả lời").click()
    expect(guest.get_by_text("Hãy ghi lý do vắng").first).to_be_visible()
    guest.get_by_label("Lý do vắng").fill("Đi công tác nước ngoài")
    guest.get_by_label("Họ tên người dự thay").fill("Phạm Thu Em")
    guest.get_by_role("button", name="Gửi trả lời").click()
    expect(guest.get_by_text("Đã trả lời: vắng mặt")).to_be_visible()
    expect(guest.get_by_text("Người dự thay: Phạm Thu Em")).to_be_visible()
    assert guest.evaluate("document.documentElement.scrollWidth") <= PHONE.width

    clerk.goto(f"/hoi-nghi/{entry}/tra-loi/?tra_loi=absent")
    expect(clerk.locator("#replies-rows tr", has_text=name)).to_contain_text("Phạm Thu Em")
