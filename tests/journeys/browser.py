"""Chromium as Debian has it, in the sizes and colours people use, with an ear for every fault it reports."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.journeys.house import PASSWORD, House

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = shutil.which("chromium")


@dataclass(frozen=True, slots=True)
class Look:
    """A screen: its name, its size in CSS pixels, its colours, and whether it is touched."""

    name: str
    width: int
    height: int
    colours: str = "light"
    touch: bool = False

    def __str__(self) -> str:
        return self.name


DESK = Look("desk", 1366, 768)
DARK = Look("dark", 1366, 768, colours="dark")
PHONE = Look("phone", 390, 844, touch=True)
LOOKS = [DESK, DARK, PHONE]

# A form that came back with its errors, and a page that is not there, are answers a journey may well want.
# A network that a journey takes away is missed by what asks for it.
# A question that a newer one took the place of is given up by HTMX, which calls that an error.
EXPECTED = re.compile(
    r"the server responded with a status of (404|409|422) |net::ERR_INTERNET_DISCONNECTED$"
    r"|^htmx:(afterRequest|sendAbort), \[object HTMLDivElement\]$"
)


@dataclass
class Ear:
    """What a browser complained about: errors and warnings of its console, refusals of the content policy included."""

    faults: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        context.on("response", self._see)

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self.faults.append(f"{message.type}: {message.text}")

    def _see(self, response: Any) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def open_context(
    browser: Browser, house: House, look: Look = DESK, who: str | None = None, *, script: bool = True
) -> BrowserContext:
    """A browser of one person: signed in as `who`, or a stranger."""
    return browser.new_context(
        base_url=house.base,
        viewport={"width": look.width, "height": look.height},
        color_scheme="dark" if look.colours == "dark" else "light",
        is_mobile=look.touch,
        has_touch=look.touch,
        java_script_enabled=script,
        reduced_motion="reduce",
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        storage_state=state_of(browser, house, who) if who else None,
    )


def state_of(browser: Browser, house: House, who: str) -> Any:
    """The cookies of an account of the demonstration; it signs in once."""
    if who not in house.states:
        context = browser.new_context(base_url=house.base)
        page = context.new_page()
        sign_in(page, who)
        house.states[who] = context.storage_state()
        context.close()
    return house.states[who]


def sign_in(page: Page, who: str) -> None:
    """As a person does: name, password, Enter."""
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(who)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_label("Mật khẩu", exact=True).press("Enter")
    page.wait_for_url("**/")
