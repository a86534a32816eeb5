"""Each persona sees its own work and nothing of another committee's."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.house import WARD, House

pytestmark = pytest.mark.browser


def test_an_officer_of_a_unit_marks_the_duties_of_that_unit_and_no_others(visit: Visit, house: House):
    page = visit("don-vi")
    conference = house.conference("ban-thuong-vu", "2026-03-18")
    page.goto(f"/hoi-nghi/{conference}/")
    own = page.locator(f"#duty-{house.duty(conference, 'documents')}")
    others = page.locator(f"#duty-{house.duty(conference, 'invitation')}")
    expect(own).to_contain_text("Ban Tổ chức Thành ủy")
    expect(own.get_by_role("button", name=re.compile("Đã làm"))).to_be_visible()
    expect(others).to_contain_text("Văn phòng Thành ủy")
    expect(others.get_by_role("button")).to_have_count(0)

    own.get_by_role("button", name=re.compile("Đã làm")).click()
    expect(own).to_contain_text("Đã xong")
    own.get_by_role("button", name=re.compile("Mở lại")).click()
    expect(own.get_by_role("button", name=re.compile("Đã làm"))).to_be_visible()
    answer = page.goto(f"/thoi-han/{house.duty(conference, 'invitation')}/")
    assert answer is not None
    assert answer.status == 404


def test_the_home_page_of_a_unit_shows_its_own_duties_alone(visit: Visit):
    page = visit("don-vi")
    page.goto("/")
    expect(page.locator(".duty").first).to_be_visible()
    owners = {text.strip() for text in page.locator(".duty-meta > span:first-child").all_inner_texts()}
    assert owners == {"Ban Tổ chức Thành ủy"}


def test_a_delegate_sees_the_conferences_of_the_own_bodies_alone(visit: Visit, house: House):
    page = visit("dai-bieu")
    page.goto("/lich/thang/2026-04/")
    expect(page.get_by_role("main")).to_contain_text("Hội nghị Ban Chấp hành")
    expect(page.get_by_role("main")).not_to_contain_text("Họp Thường trực")
    answer = page.goto(f"/hoi-nghi/{house.conference('thuong-truc', '2026-03-23')}/")
    assert answer is not None
    assert answer.status == 404
    page.goto("/tim-kiem/?q=thuong truc thanh uy thuong ky")
    expect(page.get_by_role("main")).not_to_contain_text("Họp Thường trực")


def test_the_auditor_reads_who_did_what_and_verifies_the_chain(visit: Visit):
    page = visit("kiem-tra")
    page.goto("/")
    page.get_by_role("link", name="Mở nhật ký").click()
    rows = page.locator("#audit-rows tr")
    expect(rows.first).to_be_visible()
    page.get_by_role("link", name="Kiểm tra chuỗi niêm phong").click()
    expect(page.get_by_role("main")).to_contain_text("Nhật ký còn nguyên vẹn")
    answer = page.goto("/chuong-trinh/them/")
    assert answer is not None
    assert answer.status == 404


def test_the_ward_sees_nothing_of_the_city_and_the_city_nothing_of_the_ward(visit: Visit, house: House):
    ward = visit("phuong")
    city_conference = house.conference("ban-thuong-vu", "2026-03-18")
    answer = ward.goto(f"/hoi-nghi/{city_conference}/")
    assert answer is not None
    assert answer.status == 404
    ward.goto("/tim-kiem/?q=ra soat cong tac can bo")
    expect(ward.get_by_role("main")).to_contain_text("Không tìm thấy")
    ward.goto("/chuong-trinh/2026/")
    expect(ward.get_by_role("main")).not_to_contain_text("Thành ủy thường kỳ")

    title, ward_conference = house.rows(
        "SELECT e.title, e.id FROM programme_entry e JOIN foundation_committee c ON c.id = e.committee_id"
        " WHERE c.code = ? ORDER BY e.opening",
        WARD,
    )[0]
    expect(ward.get_by_role("main")).to_contain_text(title)
    city = visit("chuyen-vien")
    answer = city.goto(f"/hoi-nghi/{ward_conference}/")
    assert answer is not None
    assert answer.status == 404
    city.goto("/chuong-trinh/2026/")
    expect(city.get_by_role("main")).not_to_contain_text("phường Hoàn Kiếm")


def test_somebody_who_serves_in_two_committees_goes_from_one_to_the_other(visit: Visit):
    page = visit("bi-thu-phuong")
    page.goto("/cap-uy/")
    page.get_by_role("button", name=re.compile("Thành ủy Hà Nội")).click()
    expect(page.locator(".brand-line")).to_have_text("Thành ủy Hà Nội")
    page.goto("/cap-uy/")
    page.get_by_role("button", name=re.compile("Đảng ủy phường Hoàn Kiếm")).click()
    expect(page.locator(".brand-line")).to_have_text("Đảng ủy phường Hoàn Kiếm")
