"""A passkey from the day it is made to the day it is deleted, with a device that Chromium plays itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.browser import sign_in
from tests.journeys.conftest import Visit
from tests.journeys.house import PASSWORD, House

pytestmark = pytest.mark.browser

WHO = "luu-tru"
FACTORS = "/tai-khoan/xac-thuc/"


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit()


def plug_in(page: Page, *, verified: bool = True) -> tuple[CDPSession, str]:
    """A device that keeps passkeys, with a finger on it (or the wrong one)."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    made = line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": verified,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return line, made["authenticatorId"]


def sign_out(page: Page) -> None:
    page.context.clear_cookies(name="nghisu_session")


def test_a_passkey_is_made_opens_alone_opens_as_second_step_and_is_deleted(page: Page, house: House):
    line, device = plug_in(page)
    sign_in(page, WHO)
    page.goto(FACTORS)
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    page.get_by_label("Tên của khóa").fill("Máy ở phòng lưu trữ")
    page.get_by_label("Mật khẩu hiện tại").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Tạo khóa trên máy này").click()
    expect(page.get_by_role("heading", name="Mã dự phòng", level=1)).to_be_visible()
    expect(page.locator(".code-list li")).to_have_count(10)

    sign_out(page)
    page.goto("/dang-nhap/?next=/quy-dinh/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(f"{house.base}/quy-dinh/")  # the address before holds these words, too

    sign_out(page)
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(WHO)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_label("Mật khẩu", exact=True).press("Enter")
    page.wait_for_url("**/dang-nhap/buoc-hai/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(f"{house.base}/")
    means = house.rows(
        "SELECT means FROM accounts_signin WHERE username = ? AND outcome = 'signed-in' ORDER BY id", WHO
    )
    assert [row[0] for row in means][-3:] == ["password", "passkey", "password-key"]
    assert house.value("SELECT sign_count FROM accounts_passkey") > 0

    # Somebody else's finger: the device shows nothing, the page says so and the password stays.
    line.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    sign_out(page)
    page.goto("/dang-nhap/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.locator("[data-passkey-said]")).to_contain_text("Chưa dùng được khóa")
    line.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(f"{house.base}/")

    page.goto(FACTORS)
    page.get_by_role("link", name="Xóa Máy ở phòng lưu trữ").click()
    page.get_by_label("Mật khẩu hiện tại").fill(PASSWORD)
    page.get_by_role("button", name="Xóa khóa này").click()
    expect(page.get_by_text("Chưa bật.")).to_be_visible()

    # The device still holds its half; it opens nothing any more.
    sign_out(page)
    page.goto("/dang-nhap/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.get_by_text("chưa ghi trong hệ thống")).to_be_visible()
    assert house.value("SELECT outcome FROM accounts_signin ORDER BY id DESC LIMIT 1") == "wrong-code"


def test_without_a_device_the_page_says_what_to_do_and_the_password_opens(page: Page):
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")  # a machine on which nothing keeps passkeys
    page.goto("/dang-nhap/")
    expect(page.get_by_role("button", name="Dùng khóa truy cập")).to_be_visible()
    sign_in(page, WHO)
    expect(page).to_have_url("/")
